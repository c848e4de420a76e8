"""Blocks: so many organisations at a time that their truths fit the processor's cache."""

from __future__ import annotations

import numpy as np

from engine.evaluating.columns import (
    Column,
    Columns,
    ExactNumbers,
    NumberColumn,
    WordColumn,
    WordsColumn,
)
from engine.evaluating.planes import Setting

BLOCK = 50_000
"""Organisations settled at once, measured best from 33,000 to 100,000: with fewer the calls cost
more than what they do, with more their truths leave the processor's cache."""


def columns_in(columns: Columns, block: slice) -> Columns:
    """The columns of some of the organisations; nothing may be in dispute."""
    of = {name: _column_in(column, block) for name, column in columns.of.items()}
    return Columns(len(range(*block.indices(columns.length))), of)


def _column_in(column: Column, block: slice) -> Column:
    returned = column.returned[block]
    match column:
        case NumberColumn(low, high):
            return NumberColumn(low[block], high[block], returned, _exact_in(column, block))
        case WordColumn(codes, words):
            yes = None if column.yes is None else column.yes[block]
            return WordColumn(codes[block], words, returned, yes)
        case WordsColumn(known, having):
            plain = {word: plane[block] for word, plane in having.items()}
            return WordsColumn(known[block], plain, returned)


def _exact_in(column: NumberColumn, block: slice) -> ExactNumbers | None:
    exact = column.exact
    return exact and ExactNumbers(exact.values[block], exact.unknown[block])


def setting_in(setting: Setting, block: slice) -> Setting:
    """The setting of some of the organisations."""
    parameters = {
        name: value[block] if isinstance(value, np.ndarray) else value
        for name, value in setting.parameters.items()
    }
    return Setting(parameters, setting.as_of)
