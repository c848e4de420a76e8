"""Invented evidence for many organisations, as plain columns that every engine is given."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from engine.evaluating.columns import (
    Column,
    Columns,
    WordColumn,
    WordsColumn,
    number_column,
    yes_no_column,
)
from engine.evaluating.planes import Setting
from engine.loading import load_pack
from engine.nouns.evidence.fact import FactSpec, Kind
from engine.nouns.policy.pack import Pack
from engine.nouns.policy.rule import Rule
from engine.nouns.policy.verdict_fact import rule_read
from engine.parameters import in_force

AS_OF = dt.date(2014, 9, 30)
PACK = Path("rules") / "suffolk-safeguarding-children-2013"
UNKNOWN = 0.1
"""The share of the facts that are unknown; half of them were returned all the same."""

Numbers = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class FactColumn:
    """One fact of every organisation."""

    spec: FactSpec
    values: Numbers
    """The number, the day as its ordinal, 1 or 0 for yes or no, or the place of its word among
    the words of the fact; nan where it is unknown. Of a set of words only whether it is known."""
    returned: Bools
    having: dict[str, Bools]
    """Of a set of words, which organisations have each."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """The facts that the pack's rules read, for so many organisations."""

    pack: Pack
    rules: tuple[Rule, ...]
    parameters: dict[str, float]
    size: int
    facts: dict[str, FactColumn]

    @property
    def setting(self) -> Setting:
        """What our own engine needs beside the columns."""
        return Setting(dict(self.parameters), AS_OF)

    def columns(self) -> Columns:
        """The columns as our own engine has them."""
        return Columns(self.size, {name: _own(found) for name, found in self.facts.items()})


def words_of(spec: FactSpec) -> tuple[bool | str, ...]:
    """The words of a fact, by place."""
    return (False, True) if spec.kind is Kind.YES_NO else spec.words or ("text",)


def evidence(size: int, seed: int = 2013) -> Evidence:
    """Evidence for so many organisations; the same size and seed give the same."""
    pack = load_pack(PACK)
    rules = tuple(pack.rules.values())
    chance = np.random.default_rng(seed)
    names = dict.fromkeys(name for rule in rules for name in rule.facts if not rule_read(name))
    facts = {name: _drawn(pack.catalogue[name], size, chance) for name in names}
    parameters = {name: used.value for name, used in in_force(pack, AS_OF).items()}
    return Evidence(pack, rules, parameters, size, facts)


def _drawn(spec: FactSpec, size: int, chance: np.random.Generator) -> FactColumn:
    known = chance.random(size) > UNKNOWN
    returned = known | (chance.random(size) < 0.5)
    having: dict[str, Bools] = {}
    match spec.kind:
        case Kind.NUMBER:
            values = chance.integers(0, 110, size).astype(float)
        case Kind.DATE:
            values = AS_OF.toordinal() - 500 + chance.integers(0, 1000, size).astype(float)
        case Kind.WORDS:
            values = np.zeros(size)
            having = {word: known & (chance.random(size) > 0.5) for word in spec.words or ()}
        case _:
            values = chance.integers(0, len(words_of(spec)), size).astype(float)
    return FactColumn(spec, np.where(known, values, np.nan), returned, having)


def _own(found: FactColumn) -> Column:
    known = ~np.isnan(found.values)
    match found.spec.kind:
        case Kind.NUMBER | Kind.DATE:
            low, high = (
                np.where(known, found.values, -np.inf),
                np.where(known, found.values, np.inf),
            )
            return number_column(low, high, found.returned)
        case Kind.WORDS:
            return WordsColumn(known, found.having, found.returned)
        case Kind.YES_NO:
            yes = np.where(known, 2 * found.values, 1).astype(np.int8)
            return yes_no_column(yes, found.returned)
        case _:
            words = {word: place for place, word in enumerate(words_of(found.spec))}
            codes = np.where(known, found.values, -1).astype(np.int8)
            return WordColumn(codes, words, found.returned)


def first(given: Evidence, number: int) -> Evidence:
    """The first organisations of some evidence."""
    facts = {
        name: FactColumn(
            found.spec,
            found.values[:number],
            found.returned[:number],
            {word: having[:number] for word, having in found.having.items()},
        )
        for name, found in given.facts.items()
    }
    return Evidence(given.pack, given.rules, given.parameters, min(number, given.size), facts)
