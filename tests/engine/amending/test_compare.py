from __future__ import annotations

from collections.abc import Callable
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.amending.compare import (
    Amendment,
    ChangeKind,
    ClauseChange,
    Mark,
    TextComparison,
    changes,
    compare,
    likeness,
)
from engine.amending.policy_text import PolicyText, TextClause, TextWithoutId
from engine.amending.sources import read_source

Policy = Callable[..., PolicyText]
PACK = Path(__file__).parents[3] / "rules" / "suffolk-safeguarding-children-2013"

WARDEN = ("F1", "Each home must have a fire warden on every shift.")
TRAINED = ("F2", "All staff must be trained in fire safety.")
DOORS = ("F3", "Doors may be propped open by day.")
ALARMS = ("F4", "Alarms are tested each week and the test is written down.")


def kinds_and_ids(comparison: TextComparison) -> list[tuple[str, str, str]]:
    """The kind of each amendment, with the ids of both sides."""
    return [
        (
            amendment.kind.value,
            amendment.old.id if amendment.old else "",
            amendment.new.id if amendment.new else "",
        )
        for amendment in comparison.amendments
    ]


def test_one_clause_added_one_removed_one_reworded(policy: Policy) -> None:
    old = policy(WARDEN, TRAINED, DOORS)
    new = policy(WARDEN, ("F2", "All staff must be drilled in fire safety."), ALARMS)
    comparison = compare(old, new)
    assert comparison.amendments == (
        Amendment(
            old.clauses[1], new.clauses[1], TRAINED[1], new.clauses[1].words, False, "F1", "F1"
        ),
        Amendment(old.clauses[2], None, DOORS[1], "", after_old="F2"),
        Amendment(None, new.clauses[2], "", ALARMS[1], after_new="F2"),
    )
    assert comparison.amendments[0].changes == (
        ClauseChange(Mark.SAME, "All staff must be"),
        ClauseChange(Mark.OUT, "trained"),
        ClauseChange(Mark.IN, "drilled"),
        ClauseChange(Mark.SAME, "in fire safety."),
    )
    assert [amendment.kind for amendment in comparison.amendments] == [
        ChangeKind.REWORDED,
        ChangeKind.REMOVED,
        ChangeKind.ADDED,
    ]
    assert comparison.unchanged == 1


def test_ids_that_shift_by_one_are_moves_and_not_rewordings(policy: Policy) -> None:
    old = policy(WARDEN, TRAINED, DOORS)
    new = policy(WARDEN, ("F2", ALARMS[1]), ("F3", TRAINED[1]), ("F4", DOORS[1]))
    assert kinds_and_ids(compare(old, new)) == [
        ("added", "", "F2"),
        ("moved", "F2", "F3"),
        ("moved", "F3", "F4"),
    ]


def test_a_clause_moved_and_reworded_is_known_again(policy: Policy) -> None:
    new = policy(TRAINED, DOORS, ("F9", "Each home must have a fire warden on each shift."))
    comparison = compare(policy(WARDEN, TRAINED, DOORS), new)
    assert kinds_and_ids(comparison) == [("moved and reworded", "F1", "F9")]
    [moved] = comparison.amendments
    assert (moved.reordered, moved.after_old, moved.after_new) == (True, "", "F3")
    assert moved.likeness == pytest.approx(0.9)


def test_a_changed_order_names_the_fewest(policy: Policy) -> None:
    comparison = compare(
        policy(WARDEN, TRAINED, DOORS, ALARMS), policy(TRAINED, DOORS, ALARMS, WARDEN)
    )
    assert kinds_and_ids(comparison) == [("moved", "F1", "F1")]


def test_an_id_given_to_another_clause_is_a_removal_and_an_addition_where_its_clause_went_on(
    policy: Policy,
) -> None:
    new = policy(("F1", ALARMS[1]), ("F7", WARDEN[1]))
    assert kinds_and_ids(compare(policy(WARDEN), new)) == [
        ("added", "", "F1"),
        ("moved", "F1", "F7"),
    ]


def test_an_id_on_both_sides_is_reworded_however_little_is_left(policy: Policy) -> None:
    comparison = compare(policy(DOORS), policy(("F3", ALARMS[1])))
    assert kinds_and_ids(comparison) == [("reworded", "F3", "F3")]
    assert comparison.amendments[0].likeness < 0.2


def test_a_clause_keeps_its_id_unless_anothers_words_are_clearly_nearer(policy: Policy) -> None:
    old = policy(("A", "one two three four five six seven eight nine ten"), ("B", "words"))
    kept = policy(
        ("A", "one two three four five six seven eight x y"),
        ("C", "one two three four five six seven eight nine z"),
    )
    # 0.8 under its own id against 0.9 under another.
    assert kinds_and_ids(compare(old, kept))[0] == ("reworded", "A", "A")
    passed_on = policy(
        ("A", "one two three four five six seven x y z"),
        ("C", "one two three four five six seven eight nine z"),
    )
    assert ("moved and reworded", "A", "C") in kinds_and_ids(compare(old, passed_on))


@pytest.mark.parametrize(
    ("words", "kinds"),
    [
        ("one two three four five six seven x y z", ["moved and reworded"]),
        ("one two three four five six w x y z", ["removed", "added"]),
    ],
)
def test_the_threshold_on_both_its_sides(policy: Policy, words: str, kinds: list[str]) -> None:
    old = policy(("A", "one two three four five six seven eight nine ten"))
    assert [kind for kind, _, _ in kinds_and_ids(compare(old, policy(("B", words))))] == kinds


def test_paragraphs_of_parts_alone_are_never_taken_for_each_other(policy: Policy) -> None:
    assert kinds_and_ids(compare(policy(("A", "")), policy(("B", "")))) == [
        ("removed", "A", ""),
        ("added", "", "B"),
    ]
    assert kinds_and_ids(compare(policy(("A", "")), policy(("A", "words")))) == [
        ("reworded", "A", "A")
    ]


def test_a_row_against_a_register_is_compared_by_the_cell_it_holds(policy: Policy) -> None:
    row = TextClause(
        "F2", "2 | All staff must be drilled | yes", 1, ("2", "All staff must be drilled", "yes")
    )
    held = compare(policy(("F2", "All staff must be drilled")), PolicyText("t", (row,)))
    assert (held.amendments, held.unchanged) == ((), 1)
    comparison = compare(policy(("F2", "All staff must be trained")), PolicyText("t", (row,)))
    assert [amendment.new_words for amendment in comparison.amendments] == [
        "All staff must be drilled"
    ]


def test_a_row_against_a_row_is_compared_whole() -> None:
    old = PolicyText("o", (TextClause("F2", "2 | Drills", 1, ("2", "Drills")),))
    new = PolicyText("n", (TextClause("F2", "3 | Drills", 1, ("3", "Drills")),))
    assert kinds_and_ids(compare(old, new)) == [("reworded", "F2", "F2")]


def test_words_without_an_id_are_told_where_one_side_alone_has_them() -> None:
    old = PolicyText("o", (), (TextWithoutId("both", 1), TextWithoutId("gone", 2)))
    new = PolicyText("n", (), (TextWithoutId("new", 1), TextWithoutId("both", 2)))
    comparison = compare(old, new)
    assert comparison.loose_old == (TextWithoutId("gone", 2),)
    assert comparison.loose_new == (TextWithoutId("new", 1),)


VERSION = st.lists(
    st.tuples(st.sampled_from("ABCDEFG"), st.lists(st.sampled_from("vwxyz"), max_size=5)),
    max_size=7,
    unique_by=lambda one: one[0],
).map(lambda clauses: [(one, " ".join(words)) for one, words in clauses])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(before=VERSION, after=VERSION)
def test_every_clause_of_both_versions_is_accounted_for_once(
    policy: Policy, before: list[tuple[str, str]], after: list[tuple[str, str]]
) -> None:
    old, new = policy(*before), policy(*after)
    comparison = compare(old, new)
    olds = [amendment.old.id for amendment in comparison.amendments if amendment.old is not None]
    news = [amendment.new.id for amendment in comparison.amendments if amendment.new is not None]
    assert len(set(olds)) == len(olds)
    assert len(set(news)) == len(news)
    assert len(olds) + comparison.unchanged == len(before)
    assert len(news) + comparison.unchanged == len(after)
    assert (comparison.amendments == ()) is (before == after)
    untouched = {clause.id for clause in old.clauses} - set(olds)
    assert {(one, words) for one, words in before if one in untouched} <= set(after)


@given(st.lists(st.sampled_from("abc")), st.lists(st.sampled_from("abc")))
def test_the_marked_words_give_back_both_versions(before: list[str], after: list[str]) -> None:
    found = changes(" ".join(before), " ".join(after))
    for mark, words in ((Mark.OUT, before), (Mark.IN, after)):
        kept = [part.words for part in found if part.mark in (Mark.SAME, mark)]
        assert " ".join(kept) == " ".join(words)


@pytest.mark.slow
def test_the_threshold_is_measured_as_the_documents_say() -> None:
    words = [clause.words for clause in read_source(PACK).clauses if clause.words]
    alike = [likeness(one, other) for one, other in combinations(words, 2)]
    counts = [sum(one >= limit for one in alike) for limit in (0.7, 0.6, 0.5)]
    assert (len(alike), counts) == (26106, [7, 9, 34])
