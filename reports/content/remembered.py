"""What is reported from the history of runs: which quarters, judged how, and who is missing."""

from __future__ import annotations

from collections.abc import Iterator

from engine.nouns.english import counted, listed
from engine.nouns.outcome.past import Past
from engine.nouns.quarter import Quarter

_NAMED = 8


def remembered_words(past: Past, period: Quarter) -> Iterator[str]:
    """Which quarters are from earlier runs; which of them another pack judged; who is missing."""
    if past.quarters:
        quarters = listed(quarter.label for quarter in past.quarters)
        returns = sum(past_return.received for past_return in past.returns)
        yield f"Remembered from earlier runs: {quarters} ({counted(returns, 'return')})."
    others = [past_return for past_return in past.returns if not past_return.same_pack]
    if others:
        judged = listed(quarter.label for quarter in sorted({other.period for other in others}))
        versions = listed(sorted({other.pack_version for other in others}))
        yield (
            f"{judged} was judged by other rules or values than today’s (the pack’s version "
            f"{versions}): a verdict may have changed for that reason alone."
        )
    if past.absent:
        named = [
            f"{past_return.organisation} (last {past_return.period.label})"
            for past_return in past.absent[:_NAMED]
        ]
        if len(past.absent) > _NAMED:
            named.append(f"{len(past.absent) - _NAMED} more")
        yield (
            f"NO RETURN for {period.label} is among the files or in the history from "
            f"{listed(named)}, known from earlier runs: nothing here is about them."
        )
