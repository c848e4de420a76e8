"""Blocks: so many organisations at once as leave their truths in the processor's cache."""

from __future__ import annotations

import numpy as np

from engine.evaluating.columns import Column, Columns, NumberColumn, WordColumn, WordsColumn
from engine.evaluating.planes import Setting

BLOCK = 16_384
"""Organisations settled at once: measured best from 8,000 to 32,000."""


def columns_in(columns: Columns, block: slice) -> Columns:
    """The columns of some of the organisations; nothing may be in dispute."""
    of = {name: _column_in(column, block) for name, column in columns.of.items()}
    return Columns(len(range(*block.indices(columns.length))), of)


def _column_in(column: Column, block: slice) -> Column:
    returned = column.returned[block]
    match column:
        case NumberColumn(low, high):
            return NumberColumn(low[block], high[block], returned)
        case WordColumn(codes, words):
            return WordColumn(codes[block], words, returned)
        case WordsColumn(known, having):
            plain = {word: plane[block] for word, plane in having.items()}
            return WordsColumn(known[block], plain, returned)


def setting_in(setting: Setting, block: slice) -> Setting:
    """The setting of some of the organisations."""
    parameters = {
        name: value[block] if isinstance(value, np.ndarray) else value
        for name, value in setting.parameters.items()
    }
    return Setting(parameters, setting.as_of)
