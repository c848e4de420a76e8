"""Parts under wholes, from concerns already derived."""

from __future__ import annotations

from engine.chaining.causes import group_by_cause, with_parts
from engine.chaining.chainers.signal_forms import THE_ORGANISATION
from engine.chaining.derived import Derived
from engine.chaining.new_failures import with_new_together
from engine.chaining.rank import rank_concerns
from engine.nouns.outcome.concern import Concern, FindingKey, Statement
from engine.nouns.policy.handling import Cause, Handling
from tests.engine.chaining.concerns_derived import CAUSES, LADDER, NOT, RANKING, derived


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
    whole = group_by_cause(
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
            statements=(
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
        assert group_by_cause(handling, both, names, 10) == both


def test_a_cause_may_name_concerns_whatever_they_are_about():
    both = [derived("odd/1", ("C8",), subject=THE_ORGANISATION), derived("x/2", ("C3",))]
    assert group_by_cause(Handling(causes=CAUSES), both, {"RA": "A"}, 10)[-1].concern.parts == (
        "odd/1",
        "x/2",
    )


def test_a_part_of_another_concern_is_no_part_of_a_cause():
    parts = [derived("a/1"), derived("a/2"), derived("e/1", follows_from=("a/1", "a/2"))]
    assert group_by_cause(Handling(causes=CAUSES), with_parts(parts), {"RA": "A"}, 10)[3:] == []


def test_a_cause_that_lasts_follows_from_that_of_the_quarter_before():
    each = [derived(f"x/{n}", quarter=n // 2 + 9) for n in range(4)]
    before, after = group_by_cause(Handling(causes=CAUSES), each, {"RA": "A"}, 10)[4:]
    assert (before.concern.follows_from, after.concern.follows_from) == ((), (before.concern.id,))


def test_what_is_new_on_harm_is_no_part_of_a_cause_or_of_what_follows_from_it():
    new = derived("new/1", ("C6",), "deterioration", verdicts=(NOT,))
    above = derived("e/2", ("C6",), "escalation", subject="R2", follows_from=("new/1",))
    cause = Cause("workforce", "Workforce", ("C6",), (), "b", "q", "n")
    handling = Handling(causes=(cause,), ranking=RANKING)
    together = with_new_together(RANKING, with_parts([new, above]), 10)
    concerns = rank_concerns(RANKING, group_by_cause(handling, together, {"RA": "A"}, 10), 10)
    assert [(concern.id, concern.parts) for concern in concerns] == [("new/1", ()), ("e/2", ())]
