"""Parts under wholes, steps of the ladder, and ranks, from concerns already derived."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.chaining.causes import grouped, with_parts
from engine.chaining.chainers.signal_forms import KINDS, THE_ORGANISATION
from engine.chaining.derived import Derived
from engine.chaining.first import stake_of_new, touches, with_new_together
from engine.chaining.ladder import rungs, step_words
from engine.chaining.rank import ranked
from engine.nouns.outcome.concern import Concern, FindingKey, Statement
from engine.nouns.policy.handling import Cause, Handling, Ladder, LadderStep, Points, Ranking, Stake
from engine.nouns.verdict import Verdict

LADDER = Ladder(
    "commissioner",
    "Confirm it.",
    ("provider",),
    ("escalation",),
    tuple(LadderStep(id, id, f"Do the {id}.") for id in ("query", "notice", "meeting")),
)
KIND_OF = {"stays": "escalation", "silent": "escalation", "again": "repetition"}
CAUSES = (
    Cause("posts", "Posts", ("C1", "C2"), (), "{count}: {parts}", "Who, {organisation}?", "Hire."),
    Cause("other", "Other", ("C2", "C3"), ("odd",), "b", "q", "n"),
)
NOT, PARTLY, SILENT = Verdict.NOT_MET, Verdict.PARTLY_MET, Verdict.NO_EVIDENCE
RANKING = Ranking(
    "commissioner",
    "To be agreed.",
    ("What is new on harm comes first.",),
    {
        "escalation": Points(30, "x"),
        "repetition": Points(10, "x"),
        "shared_cause": Points(0, "x"),
    },
    {"escalation": "raised before", "repetition": "again", "shared_cause": "together"},
    (
        Stake("a death", Points(60, "x"), ("C4", "C5"), (NOT, PARTLY), harm=True),
        Stake("checks", Points(55, "x"), ("C6",), (NOT,), harm=True),
        Stake("children at risk", Points(50, "x"), ("C1",)),
        Stake("nobody", Points(50, "x"), ("C1",)),
    ),
    Points(5, "x", 10),
    Points(1, "x", 3),
    Points(2, "x", 4),
    Points(40, "x", 80),
)


def derived(
    id: str,
    clauses: tuple[str, ...] = ("C1",),
    kind: str = "repetition",
    quarter: int = 10,
    subject: str = "R1",
    periods: tuple[str, ...] = ("2014-15 Q1", "2014-15 Q2"),
    follows_from: tuple[str, ...] = (),
    rung: int = 0,
    organisation: str = "RA",
    verdicts: tuple[Verdict, ...] = (),
) -> Derived:
    concern = Concern(
        id=id,
        rule=id.split("/")[0],
        kind=kind,
        title=f"Title of {id}",
        organisation=organisation,
        periods=periods,
        cites=clauses,
        findings=(FindingKey(subject, organisation, periods[-1]),),
        said=(Statement(f"said by {id}", "words"),),
        because="b",
        question="q",
        next_step="n",
        follows_from=follows_from,
    )
    found = frozenset(verdicts)
    return Derived(concern, subject, quarter, f"about {subject}", clauses, rung, found, found)


def signal(rule: str, subject: str, quarter: int) -> tuple[str | int, ...]:
    return ("concern", rule, subject, quarter)


def test_a_concern_that_stays_goes_one_step_on_and_no_further_than_the_last():
    keys = [signal("stays", "R1", quarter) for quarter in (5, 3, 4, 6)]
    assert rungs(LADDER, KIND_OF, "provider", keys) == {
        signal("stays", "R1", 3): 1,
        signal("stays", "R1", 4): 2,
        signal("stays", "R1", 5): 3,
        signal("stays", "R1", 6): 3,
    }


def test_another_escalation_about_the_same_subject_carries_on_its_steps():
    keys = [signal("stays", "R1", 3), signal("silent", "R1", 4), signal("stays", "R2", 4)]
    assert rungs(LADDER, KIND_OF, "provider", keys) == {
        signal("stays", "R1", 3): 1,
        signal("silent", "R1", 4): 2,
        signal("stays", "R2", 4): 1,
    }


def test_a_quarter_without_it_begins_the_ladder_anew():
    keys = [signal("stays", "R1", 3), signal("stays", "R1", 5)]
    assert set(rungs(LADDER, KIND_OF, "provider", keys).values()) == {1}


def test_as_a_whole_an_organisation_is_one_subject_for_each_rule():
    keys = [signal("stays", THE_ORGANISATION, 3), signal("silent", THE_ORGANISATION, 4)]
    assert set(rungs(LADDER, KIND_OF, "provider", keys).values()) == {1}


@pytest.mark.parametrize(
    ("ladder", "kind", "rule"),
    [(None, "provider", "stays"), (LADDER, "ccg", "stays"), (LADDER, "provider", "again")],
)
def test_who_and_what_is_on_no_ladder(ladder, kind, rule):
    assert rungs(ladder, KIND_OF, kind, [signal(rule, "R1", 3)]) == {}


def test_a_step_is_told_with_its_number_and_the_note():
    assert step_words(LADDER, 2) == (
        "step 2 of 3: notice",
        "Step 2 of 3: notice. Do the notice. Confirm it.",
    )


def test_a_chained_concern_takes_in_what_it_follows_from_and_each_is_taken_once():
    one, two, three = derived("a/1"), derived("a/2"), derived("a/3", quarter=11)
    early = derived("e/2", follows_from=("a/1", "a/2"))
    late = derived("e/3", quarter=11, follows_from=("a/2", "a/3"))
    parts = {
        with_part.concern.id: with_part.concern.parts
        for with_part in with_parts([one, two, three, early, late])
    }
    assert parts == {"a/1": (), "a/2": (), "a/3": (), "e/2": ("a/1",), "e/3": ("a/2", "a/3")}


def test_what_shares_a_cause_is_one_concern_with_its_parts():
    one = derived("again/RA/1", ("C1", "C9"), rung=0)
    two = derived("stays/RA/2", ("C2",), "escalation", subject="R2", rung=2)
    alone = derived("again/RA/3", ("C3",), subject="R3")
    whole = grouped(
        Handling(causes=CAUSES, ladder=LADDER), [one, two, alone], {"RA": "Trust A"}, 10
    )[-1]
    assert whole == Derived(
        Concern(
            id="posts/RA/2-03-Q3/organisation",
            rule="posts",
            kind="shared_cause",
            title="Posts",
            organisation="RA",
            periods=("2014-15 Q1", "2014-15 Q2"),
            cites=("C2", "C1", "C9"),
            findings=(
                FindingKey("R1", "RA", "2014-15 Q2"),
                FindingKey("R2", "RA", "2014-15 Q2"),
            ),
            said=(
                Statement("said by stays/RA/2", "words"),
                Statement("said by again/RA/1", "words"),
            ),
            because=("2: Title of again/RA/1 (about R1); Title of stays/RA/2 (about R2)"),
            question="Who, Trust A?",
            next_step="Hire. Step 2 of 3: notice. Do the notice. Confirm it.",
            parts=("stays/RA/2", "again/RA/1"),
            step="step 2 of 3: notice",
        ),
        THE_ORGANISATION,
        10,
        "Trust A",
        ("C1", "C9", "C2"),
        2,
    )


def test_what_makes_no_whole():
    handling = Handling(causes=CAUSES)
    names = {"RA": "A", "RB": "B"}
    for two in (
        derived("x/2", ("C8",)),
        derived("x/2", ("C1",), quarter=11),
        derived("x/2", ("C1",), organisation="RB"),
        derived("x/2", ("C1",), subject=THE_ORGANISATION),
        derived("x/2", ("C3",)),
    ):
        both = [derived("x/1", ("C1",)), two]
        assert grouped(handling, both, names, 10) == both


def test_a_cause_may_name_concerns_whatever_they_are_about():
    both = [derived("odd/1", ("C8",), subject=THE_ORGANISATION), derived("x/2", ("C3",))]
    assert grouped(Handling(causes=CAUSES), both, {"RA": "A"}, 10)[-1].concern.parts == (
        "odd/1",
        "x/2",
    )


def test_a_part_of_another_concern_is_no_part_of_a_cause():
    parts = [derived("a/1"), derived("a/2"), derived("e/1", follows_from=("a/1", "a/2"))]
    assert grouped(Handling(causes=CAUSES), with_parts(parts), {"RA": "A"}, 10)[3:] == []


def test_a_cause_that_lasts_follows_from_that_of_the_quarter_before():
    each = [derived(f"x/{n}", quarter=n // 2 + 9) for n in range(4)]
    before, after = grouped(Handling(causes=CAUSES), each, {"RA": "A"}, 10)[4:]
    assert (before.concern.follows_from, after.concern.follows_from) == ((), (before.concern.id,))


def test_points_are_added_up_and_told():
    part = derived("stays/1", ("C7",), "escalation", quarter=9, periods=("2013-14 Q4",))
    other = derived("again/2", ("C7",), subject="R2")
    whole = derived("posts/3", periods=("2013-14 Q4", "2014-15 Q1", "2014-15 Q2"))
    whole = dataclasses.replace(
        whole,
        concern=dataclasses.replace(
            whole.concern,
            kind="shared_cause",
            parts=("again/2", "stays/1"),
            findings=tuple(
                FindingKey(rule, "RA", period)
                for period in whole.concern.periods
                for rule in ("R1", "R2")
            ),
        ),
    )
    odd = derived("odd/4", ("C8",), "silence", periods=("2014-15 Q2",))
    concerns = ranked(RANKING, [odd, other, part, whole], 10)
    assert [(concern.id, concern.rank, concern.stake, concern.parts) for concern in concerns] == [
        (
            "posts/3",
            1,
            "93 points: children at risk (+50); raised before (+30); 3 quarters (+10); 2 duties "
            "(+1); 2 concerns in one (+2)",
            ("again/2", "stays/1"),
        ),
        ("odd/4", 2, "0 points", ()),
        ("again/2", 3, "15 points: again (+10); 2 quarters (+5)", ()),
        ("stays/1", 4, "-10 points: raised before (+30); 1 quarter ago (-40)", ()),
    ]


EACH = st.builds(
    derived,
    id=st.integers(0, 99).map(lambda n: f"c/{n:02}"),
    clauses=st.sampled_from((("C1",), ("C2",), ("C3", "C1"), ("C4",), ("C5",), ("C6",), ("C9",))),
    kind=st.sampled_from(KINDS),
    quarter=st.integers(8, 10),
    subject=st.sampled_from(("R1", "R2", THE_ORGANISATION)),
    organisation=st.sampled_from(("RA", "RB", "")),
    verdicts=st.sampled_from(((), (NOT,), (PARTLY,), (SILENT,), (SILENT, NOT))),
)


@given(
    drawn=st.lists(EACH, max_size=9, unique_by=lambda one: one.concern.id),
    data=st.data(),
    ranking=st.sampled_from((None, RANKING)),
)
def test_ranks_count_from_one_whatever_the_order_and_every_part_is_in_one_whole(
    drawn, data, ranking
):
    names = {"RA": "A", "RB": "B", "": "All"}
    handling = Handling(causes=CAUSES, ranking=ranking)

    def run(each: list[Derived]) -> tuple[Concern, ...]:
        each = sorted(each, key=lambda one: one.concern.id)
        return ranked(
            ranking,
            grouped(handling, with_new_together(ranking, with_parts(each), 10), names, 10),
            10,
        )

    concerns = run(drawn)
    assert [concern.rank for concern in concerns] == list(range(1, len(concerns) + 1))
    assert run(data.draw(st.permutations(drawn))) == concerns
    parts = [part for concern in concerns for part in concern.parts]
    assert len(set(parts)) == len(parts)
    assert set(parts) <= {concern.id for concern in concerns}
    first_part = min(
        (concern.rank for concern in concerns if concern.id in parts), default=len(concerns) + 1
    )
    assert all(concern.rank < first_part for concern in concerns if concern.id not in parts)
    assert {one.concern.id for one in drawn} <= {concern.id for concern in concerns}


def test_what_is_new_on_harm_comes_before_everything_and_those_about_the_same_are_one():
    late = derived("late/1", ("C1",), "escalation", periods=("Q1", "Q2", "Q3"))
    death = derived("new/2", ("C4",), "first_failure", verdicts=(PARTLY,))
    checks = derived("new/3", ("C6",), "deterioration", verdicts=(NOT,))
    same = derived("a/4", ("C5", "C4"), "deterioration", subject="R4", verdicts=(NOT,))
    partly = derived("new/5", ("C6",), "deterioration", subject="R5", verdicts=(PARTLY,))
    past = derived("new/6", ("C6",), "deterioration", 9, "R6", verdicts=(NOT,))
    each = [late, checks, same, death, partly, past]
    concerns = ranked(RANKING, with_new_together(RANKING, each, 10), 10)
    assert [(concern.id, concern.parts) for concern in concerns] == [
        ("new/2", ("a/4",)),
        ("new/3", ()),
        ("late/1", ()),
        ("new/5", ()),
        ("new/6", ()),
        ("a/4", ()),
    ]
    assert [concern.stake for concern in concerns[:2]] == [
        "new, and about a death: before everything else",
        "new, and about checks: before everything else",
    ]


def test_what_is_new_on_harm_is_no_part_of_a_cause_or_of_what_follows_from_it():
    new = derived("new/1", ("C6",), "deterioration", verdicts=(NOT,))
    above = derived("e/2", ("C6",), "escalation", subject="R2", follows_from=("new/1",))
    cause = Cause("workforce", "Workforce", ("C6",), (), "b", "q", "n")
    handling = Handling(causes=(cause,), ranking=RANKING)
    together = with_new_together(RANKING, with_parts([new, above]), 10)
    concerns = ranked(RANKING, grouped(handling, together, {"RA": "A"}, 10), 10)
    assert [(concern.id, concern.parts) for concern in concerns] == [("new/1", ()), ("e/2", ())]


def test_what_is_only_silent_gives_way_to_known_harm_and_says_so():
    silent = derived("s/1", ("C1",), "escalation", subject=THE_ORGANISATION, verdicts=(SILENT,))
    known = derived("k/2", ("C6",), "repetition", subject="R2", verdicts=(NOT,))
    before = derived("k/3", ("C6",), "repetition", 9, "R3", verdicts=(NOT,))
    lesser = derived("l/4", ("C9",), "repetition", subject="R4", verdicts=(NOT,))
    concerns = ranked(RANKING, [silent, known, before, lesser], 10)
    assert [(concern.id, concern.stake) for concern in concerns] == [
        ("k/2", "70 points: checks (+55); again (+10); 2 quarters (+5)"),
        (
            "s/1",
            "85 points: children at risk (+50); raised before (+30); 2 quarters (+5); only missing "
            "data, so after what is known to harm",
        ),
        ("k/3", "30 points: checks (+55); again (+10); 2 quarters (+5); 1 quarter ago (-40)"),
        ("l/4", "15 points: again (+10); 2 quarters (+5)"),
    ]


@given(drawn=st.lists(EACH, max_size=9, unique_by=lambda one: one.concern.id))
def test_missing_data_never_comes_before_known_harm_nor_anything_before_what_is_new(drawn):
    each = with_new_together(RANKING, with_parts(drawn), 10)
    by_id = {one.concern.id: one for one in each}
    inside = {part for one in each for part in one.concern.parts}
    order = [by_id[c.id] for c in ranked(RANKING, each, 10) if c.id not in inside]
    new = [stake_of_new(RANKING, one, 10) for one in order]
    assert new == sorted(new, key=lambda place: (place is None, place or 0))
    harm = RANKING.stakes[:2]
    for place, one in enumerate(order):
        if one.is_known and any(touches(stake, one) for stake in harm):
            above = order[:place]
            assert [s for s in above if s.is_silent and s.quarter <= one.quarter] == []
