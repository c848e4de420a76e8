"""Columns of a register as codes: each distinct value is stored once."""

from __future__ import annotations

import datetime as dt
from array import array
from collections.abc import Iterable, Mapping, Sequence
from itertools import repeat
from typing import cast

import numpy as np
import numpy.typing as npt

from evidence.files.archive import TooLargeError
from evidence.files.limits import MAX_REGISTER_LINES, MAX_REGISTER_VALUES
from evidence.nouns.cells import Raw
from evidence.nouns.columns import columns_of
from evidence.nouns.register import BLANK_CODE, CodedColumn, Register

Codes = npt.NDArray[np.int32]
Texts = npt.NDArray[np.object_]
_FEW = 1 << 20
"""So many texts are kept before they are distinguished."""
_MANY = 1 << 16
"""More texts than these are distinguished sooner by pandas, its import counted."""
_KINDS = (str, int, bool, dt.date)
"""The kinds of values of which every one is equal to itself, as a float need not be."""


class Numbered(dict[object, int]):
    """Numbers for keys in the order in which they are first asked for."""

    def __missing__(self, key: object) -> int:
        code = self[key] = len(self)
        return code


def check_bounds(lines: int, distinct: int) -> None:
    """Raises TooLargeError, in words, where a register has more lines, or more distinct values
    in all its columns, than any: it is refused whole, since a part of it could look like a
    better one."""
    if lines > MAX_REGISTER_LINES:
        raise TooLargeError(f"over {MAX_REGISTER_LINES:,} lines")
    if distinct > MAX_REGISTER_VALUES:
        raise TooLargeError(f"over {MAX_REGISTER_VALUES:,} different values")


def coded_texts(texts: Sequence[str]) -> tuple[list[str], Codes]:
    """The distinct texts in the order first met, and for each text its place among them."""
    numbered = Numbered()
    codes = np.fromiter(map(numbered.__getitem__, texts), np.int32, len(texts))
    return cast("list[str]", list(numbered)), codes


class Coder:
    """One column of a register while its lines come in."""

    def __init__(self) -> None:
        self._numbered = Numbered()
        self._codes = array("i")

    def __len__(self) -> int:
        """How many distinct values it holds."""
        return len(self._numbered)

    def extend(self, raws: Sequence[Raw]) -> None:
        """More lines, each of which has a value or, with None, a blank."""
        self._codes.extend(self._numbers(raws))

    def _numbers(self, raws: Sequence[Raw]) -> Iterable[int]:
        """The numbers of many values, most often of one kind; a new value gets the next."""
        kinds = set(map(type, raws))
        kind = kinds.pop() if len(kinds) == 1 else None
        if kind not in _KINDS:
            return map(self.code, raws)
        keys = raws if kind is str else zip(repeat(kind), raws)
        return map(self._numbered.__getitem__, keys)

    def code(self, raw: Raw) -> int:
        """The number of a value, BLANK_CODE for a blank; nothing is added."""
        # Only what is no number, as a float can be, differs from itself; it is no value.
        blank = raw is None or raw != raw
        return BLANK_CODE if blank else self._numbered[_key(raw)]

    def codes(self, raws: Sequence[Raw]) -> Codes:
        """The numbers of many values; nothing is added."""
        return np.fromiter(self._numbers(raws), np.int32, len(raws))

    def column(self) -> CodedColumn:
        """The column with all lines added so far."""
        return self.column_of(np.array(self._codes, dtype=np.int32))

    def column_of(self, codes: Codes) -> CodedColumn:
        """The column whose lines have the values of these numbers."""
        return in_order_met([_raw(key) for key in self._numbered], codes, [])


def used_values(values: Sequence[Raw], codes: Codes) -> CodedColumn:
    """A column with only the values that its lines have, each once, in the order in which they
    do; a value of None is a blank."""
    distinct: dict[object, int] = {}
    same = [
        BLANK_CODE if raw is None else distinct.setdefault(_key(raw), code)
        for code, raw in enumerate(values)
    ]
    codes = np.array([*same, BLANK_CODE], dtype=np.int32)[codes]
    return in_order_met(values, codes, [n for n, raw in enumerate(values) if raw is None])


def in_order_met(values: Sequence[Raw], codes: Codes, blank: Sequence[int]) -> CodedColumn:
    """A column with only the values that its lines have, in the order in which they do.

    The values are distinct, except for those at the places ``blank``, which are none.
    """
    if blank:
        kept = np.arange(len(values) + 1, dtype=np.int32)
        kept[[*blank, len(values)]] = BLANK_CODE
        codes = kept[codes]
    size = len(codes)
    first = np.full(len(values) + 1, size, dtype=np.int64)
    # Of several assignments to one place the last counts, so from the end it is the first line.
    first[codes[::-1]] = np.arange(size - 1, -1, -1)
    met = np.argsort(first[:-1], kind="stable")[: int((first[:-1] < size).sum())]
    renumbered = np.full(len(values) + 1, BLANK_CODE, dtype=np.int32)
    renumbered[met] = np.arange(met.size, dtype=np.int32)
    return CodedColumn(tuple(map(values.__getitem__, met.tolist())), renumbered[codes])


def distinct_texts(texts: Texts) -> tuple[Texts, Codes]:
    """The distinct texts in the order first met, and for each text its place among them: by
    pandas, where they are so many that it is worth its import."""
    if len(texts) <= _MANY:
        few, codes = coded_texts(texts.tolist())
        return _objects(few), codes
    import pandas as pd

    found, distinct = pd.factorize(texts)
    return np.asarray(distinct, dtype=object), found.astype(np.int32)


class DistinctTexts:
    """The distinct texts of many rows, distinguished some at a time.

    Distinguishing all of a long file one by one in Python takes longer than reading it.
    """

    def __init__(self) -> None:
        self._known: Texts = np.empty(0, dtype=object)
        self._new: list[Texts] = []
        self._size = 0
        """Of the known and the new together."""
        self._done: list[Codes] = []
        self._waiting: list[Codes] = []
        """The codes of rows whose texts are still to be distinguished."""

    def __len__(self) -> int:
        """How many there are, or more where some are still to be distinguished."""
        return self._size

    def exactly(self) -> int:
        """How many there are."""
        self._factorize()
        return self._size

    def add(self, texts: Sequence[str], codes: Codes) -> None:
        """Rows by their texts, each once or more often, and which of them each has."""
        self._waiting.append(codes + np.int32(self._size))
        self._new.append(_objects(texts))
        self._size += len(texts)
        if self._size > max(2 * len(self._known), _FEW):
            self._factorize()

    def taken_out(self) -> tuple[list[str], Codes]:
        """The distinct texts in the order first met, and for each row its place among them; the
        rows are given up."""
        self._factorize()
        codes = np.concatenate([np.empty(0, dtype=np.int32), *self._done])
        self._done.clear()
        return self._known.tolist(), codes

    def _factorize(self) -> None:
        if not self._new:
            return
        # The known ones come first and keep their places, so rows done stay as they are.
        distinct, places = distinct_texts(np.concatenate([self._known, *self._new]))
        self._done += [places[codes] for codes in self._waiting]
        self._known, self._size = distinct, len(distinct)
        self._new.clear()
        self._waiting.clear()


def _objects(texts: Sequence[str]) -> Texts:
    held = np.empty(len(texts), dtype=object)
    held[:] = texts
    return held


def coded_register(
    sheet: str,
    columns: Mapping[str, CodedColumn],
    rows: Sequence[int] | Codes,
    letters: Mapping[str, str],
) -> Register:
    """A register; a column that is not given is blank throughout."""
    numbers = np.asarray(rows, dtype=np.int32)
    blank = CodedColumn((), np.full(numbers.size, BLANK_CODE, dtype=np.int32))
    every = {name: columns.get(name, blank) for name in columns_of("training")}
    return Register(sheet, every, numbers, letters)


def register_of(
    sheet: str,
    columns: Mapping[str, Sequence[Raw]],
    rows: Sequence[int],
    letters: Mapping[str, str],
) -> Register:
    """A register from the values of its lines, column by column."""
    return coded_register(
        sheet, {name: coded_column(raws) for name, raws in columns.items()}, rows, letters
    )


def coded_column(raws: Iterable[Raw]) -> CodedColumn:
    """The column whose lines have these values, None for a blank."""
    coder = Coder()
    coder.extend(tuple(raws))
    return coder.column()


def _key(raw: Raw) -> object:
    # 1, 1.0 and True are equal in Python and not the same in a cell.
    return raw if type(raw) is str else (type(raw), raw)


def _raw(key: object) -> Raw:
    return cast("Raw", key[1] if isinstance(key, tuple) else key)
