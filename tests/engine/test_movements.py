"""What became of each duty from quarter to quarter."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.movements import UNMET, direction, movements
from engine.nouns.evidence.organisation import Organisation
from engine.nouns.outcome.finding import Finding
from engine.nouns.outcome.movement import Direction, Movement, Turn
from engine.nouns.outcome.past import Past, PastFinding
from engine.nouns.quarter import Quarter
from engine.nouns.verdict import Verdict

MET, PARTLY, NOT = Verdict.MET, Verdict.PARTLY_MET, Verdict.NOT_MET
SILENT, OUT = Verdict.NO_EVIDENCE, Verdict.NOT_APPLICABLE
FIRST = Quarter(2014, 1)


def quarter(number: int) -> Quarter:
    return Quarter.of_index(FIRST.index + number)


def history(verdicts: Sequence[Verdict], code: str = "ZA1", rule: str = "R") -> list[Finding]:
    organisation = Organisation(code, code, "provider")
    return [
        Finding(
            rule=rule,
            title=rule,
            organisation=organisation,
            period=quarter(number),
            verdict=verdict,
            basis=None,
            cites=(),
            trace=(),
            because="",
            to_comply="",
            changes=(),
            question="",
        )
        for number, verdict in enumerate(verdicts)
    ]


@pytest.mark.parametrize(
    ("verdicts", "turn", "since", "silent"),
    [
        ((MET, NOT), Turn.NEWLY_UNMET, 1, ()),
        ((MET, PARTLY), Turn.NEWLY_UNMET, 1, ()),
        ((OUT, NOT), Turn.NEWLY_UNMET, 1, ()),
        ((SILENT, NOT), Turn.NEWLY_UNMET, 1, ()),
        ((NOT, NOT), Turn.STILL_UNMET, 0, ()),
        ((NOT, MET, NOT, NOT), Turn.STILL_UNMET, 2, ()),
        ((NOT, PARTLY), Turn.STILL_UNMET, 0, ()),
        ((PARTLY, NOT), Turn.WORSE, 0, ()),
        ((NOT, SILENT, NOT), Turn.STILL_UNMET, 0, (1,)),
        ((MET, SILENT, NOT), Turn.NEWLY_UNMET, 2, ()),
        ((SILENT, NOT, SILENT, SILENT, PARTLY), Turn.STILL_UNMET, 1, (2, 3)),
        ((MET, SILENT), Turn.NEWLY_SILENT, 1, ()),
        ((NOT, SILENT), Turn.NEWLY_SILENT, 1, ()),
        ((NOT, SILENT, SILENT), Turn.STILL_SILENT, 1, ()),
        ((NOT, MET), Turn.NEWLY_MET, 1, ()),
        ((SILENT, MET), Turn.NEWLY_MET, 1, ()),
        ((OUT, MET), Turn.NEWLY_MET, 1, ()),
    ],
)
def test_what_became_of_a_duty(
    verdicts: tuple[Verdict, ...], turn: Turn, since: int, silent: tuple[int, ...]
) -> None:
    last = len(verdicts) - 1
    assert movements(history(verdicts), quarter(last)) == (
        Movement(
            "R",
            "ZA1",
            quarter(last),
            turn,
            verdicts[-2],
            verdicts[-1],
            quarter(since),
            tuple(quarter(number) for number in silent),
        ),
    )


@pytest.mark.parametrize("verdicts", [(MET, MET), (NOT, OUT), (OUT, OUT), (NOT,)])
def test_what_has_not_moved(verdicts: tuple[Verdict, ...]) -> None:
    assert movements(history(verdicts), quarter(len(verdicts) - 1)) == ()


def test_organisations_and_rules_are_kept_apart() -> None:
    every = [
        *history((MET, NOT)),
        *history((NOT, MET), "ZA2"),
        *history((SILENT, SILENT), rule="Q"),
    ]
    assert [
        (movement.organisation, movement.rule, movement.turn)
        for movement in movements(every, quarter(1))
    ] == [
        ("ZA1", "R", Turn.NEWLY_UNMET),
        ("ZA2", "R", Turn.NEWLY_MET),
        ("ZA1", "Q", Turn.STILL_SILENT),
    ]


@given(st.lists(st.sampled_from(Verdict), min_size=1, max_size=8), st.integers(0, 7))
def test_since_never_reaches_over_a_quarter_in_which_it_was_met(
    verdicts: list[Verdict], at: int
) -> None:
    period = quarter(at)
    found = movements(history(verdicts), period)
    assert found == movements(history(verdicts)[::-1], period)
    assert found == movements(history(verdicts[: at + 1]), period)
    for one in found:
        stretch = verdicts[one.since.index - FIRST.index : at + 1]
        if one.now in UNMET:
            assert stretch[0] in UNMET
            assert set(stretch) <= {*UNMET, SILENT, Verdict.CONFLICTING}
            assert len(one.silent_between) == stretch.count(SILENT)
        else:
            assert set(stretch) == {one.now}


def past_of(verdicts: dict[int, Verdict], code: str = "ZA1", rule: str = "R") -> Past:
    return Past(
        tuple(
            PastFinding(rule, code, quarter(number), verdict, None)
            for number, verdict in verdicts.items()
        )
    )


@given(st.lists(st.sampled_from(Verdict), min_size=2, max_size=8), st.integers(0, 6))
def test_what_is_remembered_counts_as_if_its_files_were_there(
    verdicts: list[Verdict], kept: int
) -> None:
    """The first quarters from memory, the others from files: the same movement but for its mark."""
    last = len(verdicts) - 1
    kept = min(kept, last)
    every = history(verdicts)
    past = past_of({number: verdicts[number] for number in range(kept)})
    with_files, with_memory = (
        movements(every, quarter(last)),
        movements(every[kept:], quarter(last), past),
    )
    assert [dataclasses.replace(one, remembered=()) for one in with_memory] == list(with_files)
    for one in with_memory:
        rests_on = {*range(one.since.index - FIRST.index, last), last - 1}
        expected = tuple(quarter(number) for number in sorted(rests_on) if number < kept)
        assert one.remembered == expected


def test_memory_stands_over_the_silence_of_files_and_is_never_of_the_period_or_later() -> None:
    every = history((SILENT, NOT))
    remembered = past_of({0: NOT, 1: MET, 2: MET})
    assert movements(every, quarter(1), remembered) == (
        Movement("R", "ZA1", quarter(1), Turn.STILL_UNMET, NOT, NOT, quarter(0), (), (quarter(0),)),
    )


def test_memory_of_a_rule_or_an_organisation_that_is_no_more_moves_nothing() -> None:
    assert movements(history((NOT,)), quarter(0), past_of({-1: MET}, rule="gone")) == ()
    assert movements(history((NOT,)), quarter(0), past_of({-1: MET}, "ZA9")) == ()


@pytest.mark.parametrize(
    ("before", "now", "told"),
    [
        (MET, MET, None),
        (MET, PARTLY, Direction.WORSE),
        (PARTLY, NOT, Direction.WORSE),
        (NOT, PARTLY, Direction.BETTER),
        (PARTLY, MET, Direction.BETTER),
        (MET, SILENT, Direction.STOPPED),
        (OUT, SILENT, Direction.STOPPED),
        (SILENT, NOT, Direction.GIVEN),
        (SILENT, OUT, Direction.OTHER),
        (OUT, NOT, Direction.OTHER),
        (MET, OUT, Direction.OTHER),
    ],
)
def test_how_two_verdicts_differ(before: Verdict, now: Verdict, told: Direction | None) -> None:
    assert direction(before, now) is told
