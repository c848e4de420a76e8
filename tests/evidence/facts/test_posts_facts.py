"""Items 1 and 5: named professionals and vacancies."""

from __future__ import annotations

import pytest

from engine.nouns.evidence.fact import Fact, Origin, Range
from engine.nouns.verdict import Basis

NURSE = "named_professionals.named_nurse"


def nurse(**said) -> dict:
    return {"role": "Named nurse", **said}


def test_a_post_that_is_filled(gather) -> None:
    found = gather(named_professionals=[nurse(title="Head of Safeguarding", wte="0.6 wte")])
    assert found.facts[f"{NURSE}.wte"] == Fact(
        f"{NURSE}.wte",
        Range.of_number(0.6),
        Basis.FIGURE,
        (Origin("orwell.xlsx", "a" * 64, "named_professionals", "D2", "0.6 wte"),),
        returned=True,
    )
    assert found.value(f"{NURSE}.title") == "Head of Safeguarding"
    assert found.faults == ()


def test_holders_add_up(gather) -> None:
    found = gather(named_professionals=[nurse(title="A", wte=0.1), nurse(title="B", wte="0.2")])
    assert found.value(f"{NURSE}.wte") == 0.3
    assert found.facts[f"{NURSE}.wte"].note == "2 lines: 0.1 and 0.2 WTE"
    assert found.value(f"{NURSE}.title") == "A; B"
    assert found.faults == ()


@pytest.mark.parametrize("wte", [0, None, "0", "nil"])
@pytest.mark.parametrize("title", ["VACANT", "vacant post", "Post vacant", "Named Nurse (vacant)"])
def test_a_vacant_post_is_0(gather, title, wte) -> None:
    found = gather(named_professionals=[nurse(title=title, wte=wte)])
    assert found.value(f"{NURSE}.wte") == 0
    assert found.facts[f"{NURSE}.wte"].note == "the return says that the post is vacant"
    assert found.value(f"{NURSE}.title") == title
    assert found.faults == ()


@pytest.mark.parametrize("title", ["VACANT", "Vacant until 1 September"])
def test_vacant_with_time_in_post_cannot_both_be(gather, title) -> None:
    found = gather(named_professionals=[nurse(title=title, wte=1)])
    assert found.value(f"{NURSE}.wte") == (0, 1)
    assert found.faults_in_short == [
        ("CELL", "named_professionals B2, D2", f"“{title}” with 1 WTE")
    ]
    assert found.faults[0].facts == (f"{NURSE}.wte",)


@pytest.mark.parametrize("column", ["title", "name", "note"])
@pytest.mark.parametrize("words", ["To be appointed", "TBC", "recruiting", "No one in post"])
def test_words_that_mean_empty_beside_time_in_post_dispute_it(gather, column, words) -> None:
    found = gather(named_professionals=[nurse(wte=1, **{column: words})])
    fact = found.facts[f"{NURSE}.wte"]
    assert [claim.value for claim in fact.claims] == [Range.of_number(1), Range.of_number(0)]
    assert "which cannot both be true" in fact.note
    assert ("CELL", f"“{words}” with 1 WTE") in {
        (how, what) for how, _, what in found.faults_in_short
    }


def test_beside_another_holder_only_what_the_empty_post_adds_is_in_dispute(gather) -> None:
    found = gather(named_professionals=[nurse(wte=1), nurse(wte=0.5, title="To be appointed")])
    claims = [claim.value for claim in found.facts[f"{NURSE}.wte"].claims]
    assert claims == [Range.of_number(1.5), Range.of_number(1)]


def test_to_be_appointed_without_time_is_0(gather) -> None:
    found = gather(named_professionals=[nurse(title="To be appointed")])
    assert found.value(f"{NURSE}.wte") == 0


def test_more_time_than_one_person_can_have_is_asked_about(gather) -> None:
    found = gather(named_professionals=[nurse(title="Head of Safeguarding", wte=1.6)])
    assert found.value(f"{NURSE}.wte") is None
    assert found.faults_in_short == [("CELL", "named_professionals D2", "1.6 WTE on one line")]
    assert found.faults[0].expected == "no more than 1.5 WTE for one person"


@pytest.mark.parametrize("wte", ["0.001", "0.01"])
def test_next_to_no_time_is_asked_about(gather, wte) -> None:
    found = gather(named_professionals=[nurse(title="Head of Safeguarding", wte=wte)])
    assert found.value(f"{NURSE}.wte") is None
    assert found.faults_in_short == [("CELL", "named_professionals D2", f"{wte} WTE on one line")]
    assert found.faults[0].expected == "at least 0.02 WTE, or 0 if nobody is in post"
    assert gather(named_professionals=[nurse(wte="0.02")]).value(f"{NURSE}.wte") == 0.02


def test_one_name_on_two_lines_for_more_time_than_one_person_has_is_asked_about(gather) -> None:
    found = gather(
        named_professionals=[
            nurse(title="Lead Nurse", name="Jane Quill", wte=1),
            nurse(title="Deputy", name="jane  quill", wte=1),
        ]
    )
    assert found.value(f"{NURSE}.wte") is None
    what = "2 WTE for one name on 2 lines"
    assert found.faults_in_short == [("CELL", "named_professionals D2, D3", what)]
    assert "Quill" not in found.why(f"{NURSE}.wte")


@pytest.mark.parametrize(
    "lines",
    [
        [{"title": "A", "wte": 1.5}],
        [
            {"title": "A", "name": "A. Byrd", "wte": 1},
            {"title": "B", "name": "A. Byrd", "wte": 0.5},
        ],
        [{"title": "A", "wte": 1}, {"title": "B", "wte": 1}],
        [{"title": "Named Nurses", "name": "A. Byrd; C. Dow", "wte": 2}],
    ],
)
def test_as_much_time_as_there_are_people(gather, lines) -> None:
    found = gather(named_professionals=[nurse(**line) for line in lines])
    assert found.value(f"{NURSE}.wte") == sum(line["wte"] for line in lines)
    assert found.faults == ()


def test_a_vacancy_in_another_sense_is_no_vacant_post(gather) -> None:
    found = gather(named_professionals=[nurse(title="no longer vacant")])
    assert found.value(f"{NURSE}.wte") is None
    assert found.why(f"{NURSE}.wte") == "left blank"


def test_a_vacant_line_beside_a_filled_one(gather) -> None:
    found = gather(named_professionals=[nurse(title="VACANT"), nurse(title="Acting", wte=0.5)])
    assert found.value(f"{NURSE}.wte") == 0.5


def test_a_blank_time_is_unknown(gather) -> None:
    found = gather(named_professionals=[nurse(title="Head of Safeguarding")])
    assert (found.value(f"{NURSE}.wte"), found.why(f"{NURSE}.wte")) == (None, "left blank")
    assert found.faults == ()


def test_one_unknown_holder_leaves_the_sum_unknown(gather) -> None:
    found = gather(named_professionals=[nurse(title="A", wte=1), nurse(title="B", wte="N/K")])
    assert found.value(f"{NURSE}.wte") is None
    assert found.why(f"{NURSE}.wte") == ("named_professionals D3 says “N/K”, which is not a number")
    assert found.faults_in_short == [("CELL", "named_professionals D3", "N/K")]


def test_a_line_with_only_the_role_adds_nobody(gather) -> None:
    assert gather(named_professionals=[nurse(wte=1), nurse()]).value(f"{NURSE}.wte") == 1


def test_titles(gather) -> None:
    found = gather(named_professionals=[nurse(title="N/K", wte=1)])
    assert found.value(f"{NURSE}.title") is None
    assert found.faults_in_short == [("CELL", "named_professionals B2", "N/K")]
    assert gather(named_professionals=[nurse(wte=1)]).why(f"{NURSE}.title") == "left blank"


def test_an_unknown_role(gather) -> None:
    found = gather(named_professionals=[{"role": "Named Nures", "wte": 1}])
    assert found.faults_in_short == [("CELL", "named_professionals A2", "Named Nures")]
    assert found.faults[0].to_do == "If “Named Nurse” is meant, write that."
    assert f"{NURSE}.wte" not in found.facts


def post(role: str, vacant, established) -> dict:
    return {"role": role, "vacant_wte": vacant, "establishment_wte": established}


def test_a_vacancy_rate(gather) -> None:
    found = gather(vacancies=[post("Paediatricians", "3.5", "14 wte")])
    assert found.facts["vacancies.paediatricians.rate"] == Fact(
        "vacancies.paediatricians.rate",
        Range.of_number(25.0),
        Basis.FIGURE,
        (
            Origin("orwell.xlsx", "a" * 64, "vacancies", "B2", "3.5"),
            Origin("orwell.xlsx", "a" * 64, "vacancies", "C2", "14 wte"),
        ),
        note="3.5 of 14 WTE are vacant",
        returned=True,
    )


ROLES = [
    post("Paediatricians", 1, 10),
    post("Midwives", 4, 20),
    post("Safeguarding Professionals", 0, 3),
    post("GPs", 0, 3),
]


def test_the_highest_rate(gather) -> None:
    found = gather(vacancies=ROLES)
    assert found.value("vacancies.highest_rate") == 20
    assert found.facts["vacancies.highest_rate"].note == "Midwives 20 %"
    assert found.facts["vacancies.highest_rate"].derived_from == (
        "vacancies.paediatricians.rate",
        "vacancies.safeguarding_professionals.rate",
        "vacancies.midwives.rate",
        "vacancies.gps.rate",
    )


def test_a_role_that_is_called_for_and_missing_could_be_wholly_vacant(gather) -> None:
    found = gather(vacancies=ROLES[:2])
    assert found.value("vacancies.highest_rate") == (20, 100)
    assert found.facts["vacancies.highest_rate"].note == (
        "Midwives 20 %; not known for Safeguarding Professionals and GPs"
    )


def test_unknown_services_call_for_any_role(gather) -> None:
    assert gather(None, vacancies=ROLES).value("vacancies.highest_rate") == (20, 100)


def test_a_role_that_is_not_called_for_counts_where_it_is_returned(gather) -> None:
    found = gather(vacancies=[*ROLES, post("School Nurses", 3, 4)])
    assert found.value("vacancies.highest_rate") == 75
    found = gather(vacancies=[*ROLES, post("School Nurses", "N/K", 4)])
    assert found.value("vacancies.highest_rate") == (20, 100)


def test_no_role_returned(gather) -> None:
    found = gather(vacancies=[])
    assert found.value("vacancies.highest_rate") is None


def test_more_vacant_than_established(gather) -> None:
    found = gather(vacancies=[post("Midwives", 5, 4)])
    assert found.value("vacancies.midwives.rate") is None
    assert found.why("vacancies.midwives.rate") == (
        "5 WTE vacant is more than the 4 WTE established"
    )
    assert found.faults_in_short == [
        ("CELL", "vacancies B2, C2", "5 WTE vacant of 4 WTE established")
    ]


def test_no_posts_is_an_answer_without_a_rate(gather) -> None:
    found = gather(vacancies=[*ROLES[:3], post("GPs", 0, 0)])
    fact = found.facts["vacancies.gps.rate"]
    assert (fact.value, fact.returned) == (None, True)
    assert fact.why_unknown == "no posts are established, so there is no rate"
    assert found.value("vacancies.highest_rate") == 20
    assert found.faults == ()


def test_no_posts_for_a_service_that_is_given_leave_the_highest_rate_open(gather) -> None:
    found = gather(vacancies=[post("Paediatricians", 0, 0), *ROLES[1:]])
    assert found.value("vacancies.highest_rate") == (20, 100)
    assert found.facts["vacancies.highest_rate"].note == (
        "Midwives 20 %; not known for Paediatricians"
    )


def test_half_a_line_is_unknown(gather) -> None:
    found = gather(vacancies=[post("Midwives", 5, None)])
    assert found.why("vacancies.midwives.rate") == "establishment: left blank"
    found = gather(vacancies=[post("Midwives", -1, "?")])
    assert found.why("vacancies.midwives.rate") == (
        "vacant: vacancies B2 says “-1”, which is below 0; "
        "establishment: vacancies C2 says “?”, which is not a number"
    )
    assert found.faults_in_short == [("CELL", "vacancies B2", "-1"), ("CELL", "vacancies C2", "?")]


def test_a_role_twice(gather) -> None:
    found = gather(vacancies=[post("Midwives", 5, 50), post("midwives", 0, 50)])
    assert found.value("vacancies.midwives.rate") is None
    assert found.faults_in_short == [("CELL", "vacancies A2, A3", "Midwives on 2 lines")]
    found = gather(vacancies=[post("Midwives", 5, 50), post("midwives", "5.0", 50)])
    assert found.value("vacancies.midwives.rate") == 10
    assert found.faults_in_short == [("CHECK", "vacancies A2, A3", "Midwives on 2 lines")]
