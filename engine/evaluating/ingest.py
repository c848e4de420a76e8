"""Ingest: the facts of many organisations laid side by side, as columns.

Organisation by organisation, since the facts of one lie together in memory, and by calls that
loop outside of Python: looking each fact up is then a third of all that it takes.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import attrgetter
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.evaluating.columns import (
    Bools,
    Column,
    Columns,
    WordColumn,
    WordsColumn,
    number_column,
    yes_no_column,
)
from engine.nouns.evidence.fact import Catalogue, Fact, FactSpec, Kind, Range, Value

_MOST_SMALL = 127
"""So many words have codes of a byte."""
_ABSENT = Fact("", None)
_UNBOUNDED = Range(-math.inf, math.inf)
_NUMBERS = (Kind.NUMBER, Kind.DATE)
_YES = {False: 0, None: 1, True: 2}
_claims, _returned, _value = map(attrgetter, ("claims", "returned", "value"))
_low, _high = map(attrgetter, ("low", "high"))


def columns_of(
    facts: Sequence[Mapping[str, Fact]], names: Iterable[str], catalogue: Catalogue
) -> Columns:
    """The named facts of each organisation as columns; a fact not given is unknown."""
    # Numbers first, so that their bounds are a slice of a row.
    specs = sorted((catalogue[name] for name in names), key=lambda spec: spec.kind not in _NUMBERS)
    found, disputed = _columns(specs, facts)
    claims: dict[str, tuple[Column, ...]] = {}
    doubtful = [spec for spec in specs if spec.name in disputed]
    for spec, own in zip(doubtful, _by_fact(doubtful, facts), strict=True):
        claims[spec.name] = tuple(_by_claims(spec, own))
        found[spec.name] = claims[spec.name][0]
    return Columns(len(facts), found, claims)


def _by_fact(
    specs: Sequence[FactSpec], facts: Sequence[Mapping[str, Fact]]
) -> Iterable[tuple[Fact, ...]]:
    """What each organisation says of some facts, fact by fact; read organisation by organisation,
    since reading what is packed takes long."""
    return zip(*([given.get(spec.name, _ABSENT) for spec in specs] for given in facts), strict=True)


def _by_claims(spec: FactSpec, own: Sequence[Fact]) -> Iterator[Column]:
    """One column a claim of a fact that is in dispute for somebody."""
    for place in range(max(len(fact.claims) for fact in own)):
        column, _ = _columns([spec], [{spec.name: _claimed(fact, place)} for fact in own])
        yield column[spec.name]


def _claimed(fact: Fact, place: int) -> Fact:
    """A fact as one of its claims has it; as the first, where there are fewer."""
    if not fact.claims:
        return fact
    claim = fact.claims[place] if place < len(fact.claims) else fact.claims[0]
    return Fact(fact.name, claim.value, returned=claim.returned)


def _columns(
    specs: Sequence[FactSpec], facts: Sequence[Mapping[str, Fact]]
) -> tuple[dict[str, Column], set[str]]:
    """The columns of some facts, numbers first, and the names of those that are in dispute."""
    names = [spec.name for spec in specs]
    numbers = sum(spec.kind in _NUMBERS for spec in specs)
    returned = np.empty((len(facts), len(names)), dtype=bool)
    low, high = np.empty((2, len(facts), numbers))
    others: list[list[Value | None]] = []
    disputed: set[str] = set()
    for row, given in enumerate(facts):
        own = [given.get(name, _ABSENT) for name in names]
        values = list(map(_value, own))
        ranges = [value or _UNBOUNDED for value in values[:numbers]]
        returned[row] = np.fromiter(map(_returned, own), bool, len(own))
        low[row] = np.fromiter(map(_low, ranges), float, numbers)
        high[row] = np.fromiter(map(_high, ranges), float, numbers)
        others.append(values[numbers:])
        if any(map(_claims, own)):
            disputed.update(fact.name for fact in own if fact.claims)
    columns: list[Column] = [
        number_column(*bounds)
        for bounds in zip(*map(_by_column, (low, high, returned[:, :numbers])), strict=True)
    ]
    answers = zip(*others, strict=True) if others else [()] * (len(specs) - numbers)
    kinds = zip(specs[numbers:], answers, _by_column(returned[:, numbers:]), strict=True)
    columns += [_of_words(spec, values, came) for spec, values, came in kinds]
    return dict(zip(names, columns, strict=True)), disputed


def _by_column(rows: NDArray[Any]) -> NDArray[Any]:
    return np.ascontiguousarray(rows.T)


def _of_words(spec: FactSpec, values: Sequence[Any], returned: Bools) -> Column:
    """The column of words, of sets of words, or of yes and no."""
    length = len(values)
    if spec.kind is Kind.YES_NO:
        yes = np.fromiter(map(_YES.__getitem__, values), np.int8, length)
        return yes_no_column(yes, returned)
    if spec.kind is Kind.WORDS:
        known = np.fromiter((value is not None for value in values), bool, length)
        sets = [value or frozenset() for value in values]
        having = {
            word: np.fromiter((word in words for words in sets), bool, length)
            for word in spec.words or ()
        }
        return WordsColumn(known, having, returned)
    words: dict[bool | str, int] = {
        word: code for code, word in enumerate(dict.fromkeys(values)) if word is not None
    }
    # Codes of a byte where they fit: a quarter of the memory to read for each comparison.
    kind: type[np.signedinteger[Any]] = np.int8 if len(words) < _MOST_SMALL else np.int32
    code_of: dict[Any, int] = {**words, None: -1}
    return WordColumn(np.fromiter(map(code_of.__getitem__, values), kind, length), words, returned)
