"""Quarters compared: what is newly unmet, still unmet and since when, newly met, newly silent."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from engine.nouns.outcome.movement import Direction, Movement, Turn
from engine.nouns.outcome.past import NO_PAST, Past
from engine.nouns.outcome.rulings import Judged
from engine.nouns.quarter import Quarter
from engine.nouns.verdict import Verdict

UNMET = (Verdict.NOT_MET, Verdict.PARTLY_MET)
_SILENT = (Verdict.NO_EVIDENCE,)
_OPEN = (*_SILENT, Verdict.CONFLICTING)
"""The verdicts by which nobody knows whether a duty is met."""
_RANK = {Verdict.MET: 2, Verdict.PARTLY_MET: 1, Verdict.NOT_MET: 0}


@dataclass(frozen=True, slots=True)
class _Stood:
    """How a duty stood in a quarter."""

    period: Quarter
    verdict: Verdict
    remembered: bool = False


def movements(
    findings: Iterable[Judged], period: Quarter, past: Past = NO_PAST
) -> tuple[Movement, ...]:
    """What became of every duty of a period, beside the quarter known before it.

    In the order of the period's findings. A duty that has no earlier finding has not moved; one
    that is met as before, or does not apply, is left out. Verdicts of later quarters are passed
    over. What the past remembers counts as a finding does, over the silence of files.
    """
    history: dict[tuple[str, str], dict[Quarter, _Stood]] = {}
    for finding in findings:
        if finding.period <= period:
            stood = history.setdefault((finding.rule, finding.organisation.code), {})
            stood[finding.period] = _Stood(finding.period, finding.verdict)
    for earlier in past.findings:
        known = history.get((earlier.rule, earlier.organisation))
        if known is not None and earlier.period < period:
            known[earlier.period] = _Stood(earlier.period, earlier.verdict, remembered=True)
    found = []
    for (rule, code), known in history.items():
        ordered = [known[quarter] for quarter in sorted(known)]
        if len(ordered) > 1 and ordered[-1].period == period:
            movement = _movement(rule, code, ordered)
            if movement is not None:
                found.append(movement)
    return tuple(found)


def direction(before: Verdict, now: Verdict) -> Direction | None:
    """How a verdict differs from an earlier one; None where it does not."""
    if before is now:
        return None
    if now in _RANK and before in _RANK:
        return Direction.BETTER if _RANK[now] > _RANK[before] else Direction.WORSE
    if now in _SILENT:
        return Direction.STOPPED
    if now is Verdict.CONFLICTING:
        return Direction.CONTRADICTED
    if before is Verdict.CONFLICTING and now in _RANK:
        return Direction.CLEARED
    if before in _SILENT and now in _RANK:
        return Direction.GIVEN
    return Direction.OTHER


def _movement(rule: str, code: str, ordered: Sequence[_Stood]) -> Movement | None:
    """The movement that the verdicts of one duty end with, earliest first."""
    last, before = ordered[-1], ordered[-2].verdict
    turn = _turn(before, last.verdict, _was_unmet(ordered[:-1]))
    if turn is None:
        return None
    between: list[Quarter] = []
    since = last.period
    may_be = (*UNMET, *_OPEN) if last.verdict in UNMET else (last.verdict,)
    gap: list[Quarter] = []
    for stood in reversed(ordered):
        if stood.verdict not in may_be:
            break
        if stood.verdict in _OPEN and last.verdict in UNMET:
            # A return that contradicts itself was not silent.
            if stood.verdict in _SILENT:
                gap.append(stood.period)
            continue
        since, between, gap = stood.period, between + gap, []
    rests_on = [*(stood for stood in ordered if stood.period >= since), ordered[-2]]
    remembered = {stood.period for stood in rests_on if stood.remembered}
    return Movement(
        rule,
        code,
        last.period,
        turn,
        before,
        last.verdict,
        since,
        tuple(sorted(between)),
        tuple(sorted(remembered)),
    )


def _was_unmet(earlier: Sequence[_Stood]) -> bool:
    """Whether the last of the earlier verdicts that says anything was that it is unmet."""
    definite = [stood.verdict for stood in earlier if stood.verdict not in _OPEN]
    return bool(definite) and definite[-1] in UNMET


def _turn(before: Verdict, now: Verdict, was_unmet: bool) -> Turn | None:
    if now in UNMET:
        if before in UNMET and direction(before, now) is Direction.WORSE:
            return Turn.WORSE
        return Turn.STILL_UNMET if was_unmet else Turn.NEWLY_UNMET
    if now in _SILENT:
        return Turn.STILL_SILENT if before in _SILENT else Turn.NEWLY_SILENT
    if now is Verdict.CONFLICTING:
        return Turn.STILL_CONFLICTING if before is now else Turn.NEWLY_CONFLICTING
    if now is Verdict.MET and before is not Verdict.MET:
        return Turn.NEWLY_MET
    return None
