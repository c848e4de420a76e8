"""What the columns of a blank return are to hold, as what each column asks for has it."""

from __future__ import annotations

from collections.abc import Mapping

from evidence.blank_return.nouns import (
    CHOICE,
    COUNT,
    DATE,
    LEVEL,
    LOCKED,
    PERCENT,
    WTE,
    YES_NO,
    Entry,
)
from evidence.nouns.columns import FIRST_GIVEN, spec_of
from evidence.nouns.specs import Asks

_KINDS: Mapping[Asks, str] = {
    Asks.COUNT: COUNT,
    Asks.DAY: DATE,
    Asks.LEVEL: LEVEL,
    Asks.PERCENT: PERCENT,
    Asks.WTE: WTE,
    Asks.YES_NO: YES_NO,
}
"""The columns of which every cell is of one kind; others have words to choose from, take
anything, or differ from line to line."""


def entries_of(
    table: str,
    words: Mapping[str, tuple[str, ...]] | None = None,
    *,
    highest: int = 0,
    prompt: str = "",
) -> dict[str, Entry]:
    """What each column of a table is to hold, on every line.

    ``words`` are those to choose from, by column; ``highest`` is the highest level, ``prompt``
    what is said on coming to a day, where its kind does not say it all. The day on which a
    carried answer was first given is left out: only a sheet with such answers asks for it.
    """
    found: dict[str, Entry] = {}
    for column in spec_of(table).columns:
        kind = _KINDS.get(column.asks)
        if column.assessors:
            found[column.name] = Entry(LOCKED)
        elif words and column.name in words:
            found[column.name] = Entry(CHOICE, words[column.name])
        elif kind and column.name != FIRST_GIVEN:
            found[column.name] = Entry(
                kind,
                highest=highest if kind == LEVEL else 0,
                prompt=prompt if kind == DATE else "",
            )
    return found
