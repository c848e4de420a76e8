"""Columns: the facts of many organisations side by side, one array for each aspect of a fact."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class ExactNumbers:
    """Numbers of which each is known to the point, or not known at all."""

    values: NDArray[np.floating[Any]]
    """Not a number where unknown; of four bytes where none of them says less than of eight."""
    unknown: NDArray[np.int8]
    """1 where unknown, else 0."""


@dataclass(frozen=True, slots=True)
class NumberColumn:
    """Numbers, or dates as ordinals: each between ``low`` and ``high``; unknown is unbounded."""

    low: Floats
    high: Floats
    returned: Bools
    exact: ExactNumbers | None = None
    """The same numbers where none has true bounds: so they are compared once and not twice."""


def number_column(low: Floats, high: Floats, returned: Bools) -> NumberColumn:
    """The column of some numbers by their bounds, with the exact ones where all are."""
    unknown = np.isneginf(low) & np.isposinf(high)
    if not (unknown | (low == high)).all():
        return NumberColumn(low, high, returned)
    values = np.where(unknown, np.nan, low)
    with np.errstate(over="ignore"):
        small = values.astype(np.float32)
    alike = (small.astype(np.float64) == values) | unknown
    exact = ExactNumbers(small if alike.all() else values, unknown.view(np.int8))
    return NumberColumn(low, high, returned, exact)


@dataclass(frozen=True, slots=True)
class WordColumn:
    """Words, or yes and no: each a code into ``words``, -1 where unknown."""

    codes: NDArray[np.signedinteger[Any]]
    words: Mapping[bool | str, int]
    returned: Bools
    yes: NDArray[np.int8] | None = None
    """Of yes and no, the truth of yes: 0 no, 1 unknown, 2 yes; None of other words."""


def yes_no_column(yes: NDArray[np.int8], returned: Bools) -> WordColumn:
    """The column of yes and no by the truth of yes: 0 no, 1 unknown, 2 yes."""
    codes = np.array([0, -1, 1], dtype=np.int8)[yes]
    return WordColumn(codes, {False: 0, True: 1}, returned, yes)


@dataclass(frozen=True, slots=True)
class WordsColumn:
    """Sets of words: which organisations have each word, and whose set is known at all."""

    known: Bools
    having: Mapping[str, Bools]
    returned: Bools


Column = NumberColumn | WordColumn | WordsColumn


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns that some rules read, all of one length."""

    length: int
    of: Mapping[str, Column]
    """By fact: what the returns themselves say."""
    claims: Mapping[str, tuple[Column, ...]] = field(default_factory=dict)
    """Of each fact that is in dispute somewhere: a column for each claim, the first as in ``of``.

    An organisation with fewer claims has its first one again.
    """
