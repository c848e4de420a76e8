"""Planes: where a comparison or condition is true and where false, for all organisations."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from engine.evaluating.columns import (
    Bools,
    Column,
    Columns,
    Floats,
    NumberColumn,
    WordColumn,
    WordsColumn,
)
from engine.evaluating.numbers import Bound, Truths, compare_numbers
from engine.evaluating.word_planes import WordPlanes, words_asked
from engine.nouns.policy.condition import (
    All,
    Any,
    Comparison,
    Condition,
    FactRef,
    Literal,
    Not,
    ParameterRef,
    WordList,
)
from engine.nouns.policy.operators import Op

FALSE, UNKNOWN, TRUE = range(3)


@dataclass(frozen=True, slots=True)
class Claimed:
    """What is in dispute: where some claim makes it true, false, or leaves it unknown."""

    true: Bools
    false: Bools
    unknown: Bools


@dataclass(frozen=True, slots=True)
class Planes:
    """Kleene truth of many organisations, as codes: 0 false, 1 unknown, 2 true.

    With evidence in dispute it is true where every claim makes it so, and false likewise. As codes
    "all" is the least of several, "any" the greatest, and "not" what is wanting of 2.
    """

    truth: Truths
    claimed: Claimed | None = None
    """What single claims would make of it; None where nothing is in dispute for anybody."""

    @property
    def true(self) -> Bools:
        """For each organisation whether it is definitely so."""
        true: Bools = self.truth == TRUE
        return true

    @property
    def false(self) -> Bools:
        """For each organisation whether it is definitely not so."""
        false: Bools = self.truth == FALSE
        return false

    @property
    def by_claim(self) -> Claimed:
        """What single claims make of it, also where there is but one."""
        return self.claimed or Claimed(self.true, self.false, self.truth == UNKNOWN)


@dataclass(frozen=True, slots=True)
class Setting:
    """What a comparison needs beside the facts: the parameters in force and the as-of date.

    A parameter is one number for all organisations, or one for each, in the columns' order.
    """

    parameters: Mapping[str, float | Floats]
    as_of: dt.date


def compare(comparison: Comparison, columns: Columns, setting: Setting) -> Planes:
    """Where a comparison is true and where it is false, whatever is claimed.

    Where both sides are in dispute, every claim of the one is held against every one of the other.
    """
    right = comparison.right
    other = right.name if isinstance(right, FactRef) else None
    disputed = columns.claims
    if not disputed or (comparison.fact not in disputed and other not in disputed):
        against = columns.of[other] if other is not None else None
        return _compare(comparison, columns.of[comparison.fact], against, setting)
    lefts = columns.claims.get(comparison.fact, (columns.of[comparison.fact],))
    right_columns: Sequence[Column | None] = (None,)
    if other is not None:
        right_columns = columns.claims.get(other, (columns.of[other],))
    # A fact is held against itself by one and the same claim.
    same = other == comparison.fact
    sides = zip(lefts, lefts, strict=True) if same else itertools.product(lefts, right_columns)
    return _of_all([_compare(comparison, left, right, setting) for left, right in sides])


def _of_all(claims: Sequence[Planes]) -> Planes:
    """The planes of several claims as one."""
    least = most = claims[0].truth
    unknown = least == UNKNOWN
    for planes in claims[1:]:
        least, most = np.minimum(least, planes.truth), np.maximum(most, planes.truth)
        unknown = unknown | (planes.truth == UNKNOWN)
    # One code where all claims agree; where they differ it is unknown.
    truth = np.where(least == most, least, np.int8(UNKNOWN))
    return Planes(truth, Claimed(most == TRUE, least == FALSE, unknown))


def _compare(
    comparison: Comparison, column: Column, right: Column | None, setting: Setting
) -> Planes:
    truth: Truths = np.empty(len(column.returned), dtype=np.int8)
    compare_into(truth, comparison, (column, right), setting)
    return Planes(truth)


def compare_into(
    truth: Truths,
    comparison: Comparison,
    sides: tuple[Column, Column | None],
    setting: Setting,
) -> None:
    """Fill in how a comparison of undisputed columns comes out."""
    column, other = sides
    if comparison.op is Op.IS_RETURNED:
        # What was not returned may come yet: unknown, and never false.
        np.add(column.returned.view(np.int8), np.int8(UNKNOWN), out=truth)
        return
    match column, comparison.right:
        case WordColumn(), _ if words := words_asked(comparison.right):
            WordPlanes(column).one_of(words, truth)
        case WordsColumn(), Literal(value):
            _twice(column.having[str(value)], truth)
            np.add(truth, (~column.known).view(np.int8), out=truth)
        case NumberColumn(), _:
            if not isinstance(other, NumberColumn | None):
                raise TypeError(f"{comparison.right} is no number")
            against = _number(comparison, setting) if other is None else other
            compare_numbers(comparison.op, column, against, setting.as_of, truth)
        case _:
            raise TypeError(f"a comparison that loading should have refused: {comparison}")


def _number(comparison: Comparison, setting: Setting) -> Bound:
    """What a number is held to, where it is no other fact."""
    match comparison.right:
        case Literal(value):
            return float(value)
        case ParameterRef(name):
            return setting.parameters[name]
        case FactRef() | WordList() as right:
            raise TypeError(f"{right} is no number")


def _twice(true: Bools, truth: Truths) -> None:
    code = true.view(np.int8)
    np.add(code, code, out=truth)


def combine(condition: Condition, of: Mapping[Comparison, Planes]) -> Planes:
    """Kleene's all, any and not over planes already settled for each comparison."""
    match condition:
        case Comparison():
            return of[condition]
        case Not(part):
            return _negated(combine(part, of))
        case All(parts):
            return _all([combine(part, of) for part in parts])
        case Any(parts):
            return _negated(_all([_negated(combine(part, of)) for part in parts]))


def _negated(planes: Planes) -> Planes:
    claimed = planes.claimed
    if claimed is not None:
        claimed = Claimed(claimed.false, claimed.true, claimed.unknown)
    return Planes(np.int8(TRUE) - planes.truth, claimed)


def _all(parts: Sequence[Planes]) -> Planes:
    """True where all are; the claims of each part are taken as free of those of the others."""
    truth = parts[0].truth
    for planes in parts[1:]:
        truth = np.minimum(truth, planes.truth)
    if all(planes.claimed is None for planes in parts):
        return Planes(truth)
    claimed_parts = [planes.by_claim for planes in parts]
    some_true, some_false = claimed_parts[0].true, claimed_parts[0].false
    unknown, open_to_it = claimed_parts[0].unknown, claimed_parts[0].true | claimed_parts[0].unknown
    for claimed in claimed_parts[1:]:
        some_true, some_false = some_true & claimed.true, some_false | claimed.false
        unknown = unknown | claimed.unknown
        open_to_it = open_to_it & (claimed.true | claimed.unknown)
    return Planes(truth, Claimed(some_true, some_false, unknown & open_to_it))
