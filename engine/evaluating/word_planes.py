"""Word planes: where a column of words holds each word that some rule asks for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from engine.evaluating.columns import WordColumn
from engine.nouns.policy.condition import Literal, Right, WordList
from engine.nouns.policy.verdict_fact import VERDICT_WORDS
from engine.nouns.verdict import Verdict

_MOST_SMALL = 128
"""So many words have codes of a byte."""
_TRUE = np.int8(2)
_NO_EVIDENCE = np.int8(tuple(Verdict).index(Verdict.NO_EVIDENCE))
_CODES: Mapping[bool | str, np.int8] = {
    verdict.value: np.int8(code)
    for code, verdict in enumerate(Verdict)
    if verdict.value in VERDICT_WORDS
}
"""The code of each verdict that a condition can ask for."""


class WordPlanes:
    """Where a column holds each word: worked out once for all that is asked of it."""

    def __init__(self, column: WordColumn) -> None:
        self._words, self._yes = column.words, column.yes
        codes = column.codes
        # Codes of a byte are compared four at a time where those of four bytes are compared singly.
        small = codes.dtype == np.int8 or len(column.words) > _MOST_SMALL
        self._codes = codes if small else codes.astype(np.int8)
        self._having: dict[int, NDArray[np.int8]] = {}

    @cached_property
    def _unknown(self) -> NDArray[np.int8]:
        return (self._codes < 0).view(np.int8)

    def one_of(self, values: Sequence[bool | str], truth: NDArray[np.int8]) -> None:
        """Fill in where the word is one of some; unknown where the word is."""
        if self._yes is not None and len(values) == 1:
            if values[0] is True:
                truth[:] = self._yes
            else:
                np.subtract(_TRUE, self._yes, out=truth)
            return
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


class VerdictPlanes:
    """Where a rule's own verdicts, of which none is in dispute, are each that another asks for."""

    def __init__(self, verdicts: NDArray[np.int8]) -> None:
        self._verdicts = verdicts
        self._unknown = (verdicts == _NO_EVIDENCE).view(np.int8)

    def one_of(self, values: Sequence[bool | str], truth: NDArray[np.int8]) -> None:
        """Fill in where the verdict is one of some; unknown where there is no evidence."""
        codes = [_CODES[value] for value in values if value in _CODES]
        having = self._unknown
        for code in codes:
            held = (self._verdicts == code).view(np.int8)
            np.add(held, held, out=held)
            having = np.add(having, held, out=held)
        truth[:] = having
