"""Columns: the facts of many organisations side by side, one array an aspect of a fact."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.nouns.evidence.fact import Catalogue, Claim, Fact, FactSpec, Kind, Range

Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]
_MOST_SMALL = 127
"""So many words have codes of a byte."""


@dataclass(frozen=True, slots=True)
class NumberColumn:
    """Numbers, or dates as ordinals: each between ``low`` and ``high``; unknown is unbounded."""

    low: Floats
    high: Floats
    returned: Bools


@dataclass(frozen=True, slots=True)
class WordColumn:
    """Words, or yes and no: each a code into ``words``, -1 where unknown."""

    codes: NDArray[np.signedinteger[Any]]
    words: Mapping[bool | str, int]
    returned: Bools


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
    """Of the facts that are in dispute for somebody: one column a claim, the first as in ``of``.

    An organisation with fewer claims has its first one again.
    """


def columns_of(
    facts: Sequence[Mapping[str, Fact]], names: Iterable[str], catalogue: Catalogue
) -> Columns:
    """The named facts of each organisation as columns; a fact not given is unknown."""
    of: dict[str, Column] = {}
    claims: dict[str, tuple[Column, ...]] = {}
    for name in names:
        spec, own = catalogue[name], [given.get(name) for given in facts]
        deepest = max((len(fact.claims) for fact in own if fact is not None), default=0)
        if not deepest:
            of[name] = _column(spec, own)
            continue
        claims[name] = tuple(
            _column(spec, [_claim(fact, place) for fact in own]) for place in range(deepest)
        )
        of[name] = claims[name][0]
    return Columns(len(facts), of, claims)


def _claim(fact: Fact | None, place: int) -> Fact | Claim | None:
    if fact is None or not fact.claims:
        return fact
    return fact.claims[place] if place < len(fact.claims) else fact.claims[0]


def _column(spec: FactSpec, facts: Sequence[Fact | Claim | None]) -> Column:
    returned = np.array([fact is not None and fact.returned for fact in facts], dtype=bool)
    values = [fact.value if fact is not None else None for fact in facts]
    if spec.kind in (Kind.NUMBER, Kind.DATE):
        low = [value.low if isinstance(value, Range) else -np.inf for value in values]
        high = [value.high if isinstance(value, Range) else np.inf for value in values]
        return NumberColumn(np.array(low, dtype=float), np.array(high, dtype=float), returned)
    if spec.kind is Kind.WORDS:
        known = np.array([isinstance(value, frozenset) for value in values], dtype=bool)
        having = {
            word: np.array([isinstance(v, frozenset) and word in v for v in values], dtype=bool)
            for word in spec.words or ()
        }
        return WordsColumn(known, having, returned)
    words: dict[bool | str, int] = {}
    codes = [
        words.setdefault(value, len(words)) if isinstance(value, bool | str) else -1
        for value in values
    ]
    # Codes of a byte where they fit: a quarter of the memory to read for each comparison.
    kind: type[np.signedinteger[Any]] = np.int8 if len(words) <= _MOST_SMALL else np.int32
    return WordColumn(np.array(codes, dtype=kind), words, returned)
