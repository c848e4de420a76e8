"""The dashboard of the story: figures by quarter, item by item, and who need not answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from examples.story.nouns import Entry, Line, MadeQuarter, of_quarter

ITEMS = (
    "2", "3",
    "4.1 Level 1", "4.1 Level 2", "4.1 Level 3", "4.1 Level 4", "4.1 Level 5", "4.1 Level 6",
    "4.2 Level 1", "4.2 Level 2", "4.2 Level 3", "4.2 Level 4", "4.2 Level 5",
    "6.1", "6.2", "6.3", "6.4", "6.5", "6.6",
    "7.1", "7.2", "7.3",
    "8.1", "8.2", "8.3", "8.4", "8.5", "8.6", "8.7", "8.8",
    "9.1", "9.2",
    "10.1 subject to CP plan", "10.1 total births", "10.2",
    "11.1", "11.2",
    "12.1", "12.2",
    "13.1", "13.2", "13.3", "13.4", "13.5", "13.6",
    "14",
    "15.1",
    "15.2 Under 5s (health visiting)",
    "15.2 Over 5s (specialist LAC)",
    "15.2 Care leavers (specialist LAC)",
)  # fmt: skip
"""Every item with its part, in the order of the form; items 1 and 5 have tables of their own."""

Entries = Sequence[Entry]
"""A cell's content in the last quarters of the story; the first holds before them too."""


def dashboard(
    quarter: MadeQuarter,
    figures: Mapping[str, Entries],
    not_ours: Mapping[str, tuple[str, ...]],
    notes: Mapping[str, Sequence[str]] | None = None,
) -> tuple[Line, ...]:
    """The dashboard's lines for a quarter: item, part, value, note.

    ``not_ours`` gives, for a reason, the items answered "N/A" for it. Raises ValueError where an
    item of the form is answered by neither, by both, or is not on the form.
    """
    reasons = {item: reason for reason, items in not_ours.items() for item in items}
    answered = sorted([*figures, *reasons])
    if answered != sorted(ITEMS):
        odd = sorted(set(answered) ^ set(ITEMS)) or "an item answered twice"
        raise ValueError(f"the dashboard must answer each item of the form once; look at {odd}")
    lines: list[Line] = []
    for key in ITEMS:
        item, _, part = key.partition(" ")
        if key in reasons:
            value: Entry = "N/A"
            note: Entry = reasons[key]
        else:
            value = of_quarter(figures[key], quarter)
            note = of_quarter(notes[key], quarter) if notes and key in notes else None
        lines.append((item, part or None, value, note or None))
    return tuple(lines)
