"""Notes beside posts and vacancies: shown, and the reason for "N/A", which excuses nobody."""

from __future__ import annotations

import pytest

from engine.nouns.evidence.fact import Range

NURSE = "named_professionals.named_nurse.wte"
RATE = "vacancies.paediatricians.rate"
ASKED = "a reason in the note beside “N/A”"


def nurse(wte, **said) -> dict:
    return {"role": "Named nurse", "wte": wte, **said}


def post(vacant, established, note=None) -> dict:
    said = {"vacant_wte": vacant, "establishment_wte": established, "note": note}
    return {"role": "Paediatricians", **said}


def test_a_note_beside_a_time_is_shown(gather) -> None:
    found = gather(named_professionals=[nurse(0.6, note="Until March")])
    assert (found.facts[NURSE].value, found.facts[NURSE].note) == (
        Range.of_number(0.6),
        "noted beside it: “Until March”",
    )
    two = gather(named_professionals=[nurse(0.5, note="A"), nurse(0.5, note="B")])
    assert two.facts[NURSE].note == "2 lines: 0.5 and 0.5 WTE; noted beside it: “A” and “B”"


@pytest.mark.parametrize(
    ("line", "why", "faults"),
    [
        (nurse("N/A", note="No wards"), "given as not applicable: “No wards”", []),
        (nurse("N/A - no wards"), "given as not applicable: “no wards”", []),
        (
            nurse("N/A"),
            "named_professionals D2 says “N/A” without a reason",
            [("N/A", ASKED, (NURSE,))],
        ),
        (
            nurse("N/A", note="TBC"),
            "named_professionals D2 says “N/A” without a reason",
            [("N/A", ASKED, (NURSE,))],
        ),
    ],
)
def test_a_post_given_as_not_applicable_stays_unknown(gather, line, why, faults) -> None:
    found = gather(named_professionals=[line])
    assert (found.facts[NURSE].value, found.facts[NURSE].returned) == (None, False)
    assert found.why(NURSE) == why
    assert [(fault.found, fault.expected, fault.facts) for fault in found.faults] == faults
    assert f"{NURSE}.not_applicable" not in found.facts


@pytest.mark.parametrize(
    ("line", "open_"),
    [
        (nurse(1, title="Interim until post filled"), True),
        (nurse(1, name="A N Other"), True),
        (nurse(1, note="Starts 3 November 2014"), True),
        (nurse(1, title="Interim Director of Nursing"), False),
        (nurse(1, title="Covering both sites"), False),
    ],
)
def test_a_post_filled_for_the_time_being_leaves_the_time_open(gather, line, open_) -> None:
    assert gather(named_professionals=[line]).value(NURSE) == ((0, 1) if open_ else 1)


@pytest.mark.parametrize(
    ("title", "open_"),
    [
        ("Consultant Paediatrician", True),
        ("Head of Safeguarding", False),
        ("Head of Nursing", False),
        ("Safeguarding Midwife", False),
        ("Doctor of Nursing", False),
    ],
)
def test_a_title_of_another_profession_leaves_a_post_open(gather, title, open_) -> None:
    found = gather(named_professionals=[nurse(1, title=title)])
    assert found.value(NURSE) == ((0, 1) if open_ else 1)
    assert [fault.expected for fault in found.faults] == (
        ["the title of a nurse or midwife"] if open_ else []
    )


def test_one_name_in_posts_of_two_professions_leaves_both_unknown(gather) -> None:
    doctor = {"role": "Named doctor", "name": "P. Hart", "wte": 0.4}
    found = gather(named_professionals=[doctor, nurse(0.6, name="P Hart")])
    assert (found.value(NURSE), found.value("named_professionals.named_doctor.wte")) == (None, None)
    assert [(fault.found, fault.expected) for fault in found.faults] == [
        (
            "1 WTE for one name on 2 lines: Named Doctor and Named Nurse",
            "posts that one person can hold together",
        )
    ]
    midwife = {"role": "Named midwife", "name": "P. Hart", "wte": 0.4}
    assert gather(named_professionals=[midwife, nurse(0.6, name="P Hart")]).faults == ()


def test_a_note_that_speaks_of_a_vacancy_leaves_the_time_open(gather) -> None:
    found = gather(named_professionals=[nurse(1, note="Vacant from 1 September")])
    assert found.value(NURSE) == (0, 1)
    assert found.faults_in_short == [
        ("CELL", "named_professionals E2, D2", "“Vacant from 1 September” with 1 WTE")
    ]


def test_a_line_with_only_a_note_may_be_another_holder(gather) -> None:
    found = gather(named_professionals=[nurse(1), nurse(None, note="Started in June")])
    assert (found.value(NURSE), found.why(NURSE)) == (None, "left blank")


def test_a_note_beside_a_vacancy_rate(gather) -> None:
    found = gather(vacancies=[post(1, 4, "Out to advert")])
    assert found.facts[RATE].note == "1 of 4 WTE are vacant; noted beside it: “Out to advert”"


@pytest.mark.parametrize(
    ("line", "why", "faults"),
    [
        (post("N/A", 4, "No wards"), "vacant: given as not applicable: “No wards”", []),
        (
            post("N/A", "n/a", "No wards"),
            "vacant: given as not applicable: “No wards”; "
            "establishment: given as not applicable: “No wards”",
            [],
        ),
        (
            post("N/A", 4),
            "vacant: vacancies B2 says “N/A” without a reason",
            [("vacancies", "B2", ASKED)],
        ),
    ],
)
def test_a_vacancy_given_as_not_applicable_could_be_wholly_vacant(
    gather, line, why, faults
) -> None:
    """The reason is shown, and the role stays among those that are called for."""
    others = [
        {"role": role, "vacant_wte": 0, "establishment_wte": 3}
        for role in ("Midwives", "Safeguarding Professionals", "GPs")
    ]
    found = gather(vacancies=[line, *others])
    assert (found.value(RATE), found.facts[RATE].returned, found.why(RATE)) == (None, False, why)
    assert [(fault.sheet, fault.cell, fault.expected) for fault in found.faults] == faults
    assert found.value("vacancies.highest_rate") == (0, 100)
    assert found.facts["vacancies.highest_rate"].note.endswith("not known for Paediatricians")


def test_without_the_column_it_reads_as_ever(gather) -> None:
    line = post(1, 4)
    del line["note"]
    assert gather(vacancies=[line]).facts == gather(vacancies=[post(1, 4)]).facts
