"""Word planes: where a column of words holds each of them, for all that is asked of it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from engine.evaluating.columns import WordColumn
from engine.nouns.policy.condition import Literal, Right, WordList

_MOST_SMALL = 128
"""So many words have codes of a byte."""


class WordPlanes:
    """Where a column holds each word: worked out once for all that is asked of it."""

    def __init__(self, column: WordColumn) -> None:
        self._words = column.words
        codes = column.codes
        # Codes of a byte are compared four at a time where those of four bytes are compared singly.
        small = codes.dtype == np.int8 or len(column.words) > _MOST_SMALL
        self._codes = codes if small else codes.astype(np.int8)
        self._unknown = (self._codes < 0).view(np.int8)
        self._having: dict[int, NDArray[np.int8]] = {}

    def one_of(self, values: Sequence[bool | str], truth: NDArray[np.int8]) -> None:
        """Fill in where the word is one of some; unknown where the word is."""
        codes = [code for value in values if (code := self._words.get(value)) is not None]
        if not codes:
            truth[:] = self._unknown
            return
        having = self._word(codes[0])
        if len(codes) > 1:
            having = having + self._word(codes[1])
            for code in codes[2:]:
                np.add(having, self._word(code), out=having)
        np.add(having, having, out=truth)
        # What is unknown is not true, so that one code is added to nought.
        np.add(truth, self._unknown, out=truth)

    def _word(self, code: int) -> NDArray[np.int8]:
        if code not in self._having:
            self._having[code] = (self._codes == code).view(np.int8)
        return self._having[code]


def words_asked(right: Right) -> tuple[bool | str, ...]:
    """The words that a comparison of a word asks for; none where it asks for no word."""
    match right:
        case Literal(value) if not isinstance(value, float):
            return (value,)
        case WordList(values):
            return values
    return ()
