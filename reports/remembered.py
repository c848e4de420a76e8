"""What is told from the history of runs, in words: which quarters, and by which rules judged."""

from __future__ import annotations

from engine.nouns.past import Past
from reports.text import counted, listed


def remembered_words(past: Past) -> str:
    """From earlier runs are which quarters; and which of them another pack judged."""
    quarters = listed(quarter.label for quarter in past.quarters)
    returns = sum(one.received for one in past.returns)
    words = f"Remembered from earlier runs: {quarters} ({counted(returns, 'return')})."
    others = [one for one in past.returns if not one.same_pack]
    if others:
        judged = listed(one.label for one in sorted({one.period for one in others}))
        versions = listed(sorted({one.pack_version for one in others}))
        words += (
            f" Other rules or values than today’s judged {judged} (the pack’s version {versions}): "
            "a verdict may have moved because they did."
        )
    return words
