"""Resubmissions and every change in them, for the terminal."""

from __future__ import annotations

from engine.nouns.evidence.resubmission import Superseded
from reports.content.resubmissions import change_words, told
from reports.terminal.layout import wrapped


def resubmissions_text(superseded: tuple[Superseded, ...]) -> list[str]:
    """The resubmissions and every change, as lines for the terminal."""
    lines: list[str] = []
    for one in superseded:
        lines.append(wrapped(told(one), 0, 2))
        lines += [wrapped(f"- {change_words(each)}", 4, 2) for each in one.changes]
        if one.register:
            lines.append(wrapped(f"- {one.register}", 4, 2))
    return [*lines, ""] if lines else []
