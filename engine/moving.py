"""Comparing quarters: what is newly unmet, still unmet and since when, newly met, newly silent."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from engine.nouns.finding import Finding
from engine.nouns.movement import Movement, Turn
from engine.nouns.quarter import Quarter
from engine.nouns.verdict import Verdict

UNMET = (Verdict.NOT_MET, Verdict.PARTLY_MET)
_SILENT = (Verdict.NO_EVIDENCE,)


def movements(findings: Iterable[Finding], period: Quarter) -> tuple[Movement, ...]:
    """What became of every duty of a period, beside the quarter assessed before it.

    In the order of the period's findings. A duty that has no earlier finding has not moved; one
    that is met as before, or does not apply, is left out. Verdicts of later quarters are passed
    over.
    """
    history: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        if finding.period <= period:
            history.setdefault((finding.rule, finding.organisation.code), []).append(finding)
    found = []
    for known in history.values():
        ordered = sorted(known, key=lambda one: one.period)
        if len(ordered) > 1 and ordered[-1].period == period:
            movement = _movement(ordered)
            if movement is not None:
                found.append(movement)
    return tuple(found)


def _movement(ordered: Sequence[Finding]) -> Movement | None:
    """The movement that the verdicts of one duty end with, earliest first."""
    last, before = ordered[-1], ordered[-2].verdict
    turn = _turn(before, last.verdict, _was_unmet(ordered[:-1]))
    if turn is None:
        return None
    between: list[Quarter] = []
    since = last.period
    may_be = (*UNMET, *_SILENT) if last.verdict in UNMET else (last.verdict,)
    gap: list[Quarter] = []
    for one in reversed(ordered):
        if one.verdict not in may_be:
            break
        if one.verdict in _SILENT and last.verdict in UNMET:
            gap.append(one.period)
            continue
        since, between, gap = one.period, between + gap, []
    return Movement(
        last.rule,
        last.organisation.code,
        last.period,
        turn,
        before,
        last.verdict,
        since,
        tuple(sorted(between)),
    )


def _was_unmet(earlier: Sequence[Finding]) -> bool:
    """Whether the last of the earlier verdicts that says anything was that it is unmet."""
    told = [one.verdict for one in earlier if one.verdict not in _SILENT]
    return bool(told) and told[-1] in UNMET


def _turn(before: Verdict, now: Verdict, was_unmet: bool) -> Turn | None:
    if now in UNMET:
        if before is Verdict.PARTLY_MET and now is Verdict.NOT_MET:
            return Turn.WORSE
        return Turn.STILL_UNMET if was_unmet else Turn.NEWLY_UNMET
    if now in _SILENT:
        return Turn.STILL_SILENT if before in _SILENT else Turn.NEWLY_SILENT
    if now is Verdict.MET and before is not Verdict.MET:
        return Turn.NEWLY_MET
    return None
