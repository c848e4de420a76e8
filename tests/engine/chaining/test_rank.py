"""Points and ranks: what comes first, and what gives way."""

from __future__ import annotations

import dataclasses

from hypothesis import given
from hypothesis import strategies as st

from engine.chaining.causes import group_by_cause, with_parts
from engine.chaining.chainers.signal_forms import KINDS, THE_ORGANISATION
from engine.chaining.derived import Derived
from engine.chaining.new_failures import stake_of_new, touches_stake, with_new_together
from engine.chaining.rank import rank_concerns
from engine.nouns.outcome.concern import Concern, FindingKey
from engine.nouns.policy.handling import Handling
from tests.engine.chaining.concerns_derived import CAUSES, NOT, PARTLY, RANKING, SILENT, derived


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
    concerns = rank_concerns(RANKING, [odd, other, part, whole], 10)
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
        return rank_concerns(
            ranking,
            group_by_cause(handling, with_new_together(ranking, with_parts(each), 10), names, 10),
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
    concerns = rank_concerns(RANKING, with_new_together(RANKING, each, 10), 10)
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


def test_what_is_only_silent_gives_way_to_known_harm_and_says_so():
    silent = derived("s/1", ("C1",), "escalation", subject=THE_ORGANISATION, verdicts=(SILENT,))
    known = derived("k/2", ("C6",), "repetition", subject="R2", verdicts=(NOT,))
    before = derived("k/3", ("C6",), "repetition", 9, "R3", verdicts=(NOT,))
    lesser = derived("l/4", ("C9",), "repetition", subject="R4", verdicts=(NOT,))
    concerns = rank_concerns(RANKING, [silent, known, before, lesser], 10)
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
    order = [by_id[c.id] for c in rank_concerns(RANKING, each, 10) if c.id not in inside]
    new = [stake_of_new(RANKING, one, 10) for one in order]
    assert new == sorted(new, key=lambda place: (place is None, place or 0))
    harm = RANKING.stakes[:2]
    for place, one in enumerate(order):
        if one.is_known and any(touches_stake(stake, one) for stake in harm):
            above = order[:place]
            assert [s for s in above if s.is_silent and s.quarter <= one.quarter] == []
