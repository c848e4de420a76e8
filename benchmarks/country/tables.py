"""The tables of one return: those of an organisation of the story, changed by chance."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from benchmarks.country.organisations import Body
from benchmarks.country.quarters import CountryQuarter
from examples.story import RETURNS
from examples.story.nouns import Entry, Line, MadeReturn, Percent

SILENT = 0.03
"""How many of the organisations send nothing in a quarter."""


@dataclass(frozen=True, slots=True)
class Luck:
    """What becomes of a line of a return, by chance."""

    lasting: random.Random
    """The same in every quarter of the organisation."""
    passing: random.Random
    """Another in each quarter."""
    weak: float
    """From 0 to 1: how likely a duty is not done."""

    def falls_short(self) -> bool:
        """Whether a duty is not done: mostly the same one in every quarter."""
        lasting, passing = self.lasting.random(), self.passing.random()
        return (lasting if passing > 0.1 else self.passing.random()) < self.weak

    def says_nothing(self) -> bool:
        """Whether something is not answered at all."""
        return self.passing.random() < 0.15 * self.weak


def return_of(body: Body, when: CountryQuarter, seed: int, workbook: bool) -> MadeReturn | None:
    """What an organisation sends for a quarter; None where it sends nothing.

    A workbook, or a folder of CSV files. The same body, quarter and seed give the same return.
    """
    passing = random.Random(f"{seed} {body.code} {when.made.index}")
    lasting = random.Random(f"{seed} {body.code}")
    models = _models(body.kind)
    model = _up_to(models[lasting.randrange(len(models))], when.model.index)
    if model is None or passing.random() < SILENT:
        return None
    luck = Luck(lasting, passing, (1 - body.quality) ** 1.5)
    tables = {
        name: tuple(CHANGED.get(name, _as_it_is)(lines, luck))
        for name, lines in model.tables.items()
        if name != "organisation" and not (luck.says_nothing() and luck.says_nothing())
    }
    if "contracts" in tables and body.commissions:
        tables["contracts"] = _contracts(tables["contracts"], body.commissions)
    moved = {
        name: tuple(tuple(when.later(entry) for entry in line) for line in lines)
        for name, lines in tables.items()
    }
    file = f"{body.code}-{when.made.label.replace(' ', '-')}"
    identity = _identity(model.tables["organisation"], body, when)
    return MadeReturn(
        when.made, f"{file}.xlsx" if workbook else file, {"organisation": identity, **moved}
    )


@cache
def _models(kind: str) -> tuple[tuple[MadeReturn, ...], ...]:
    """The returns of each organisation of the story of a kind, by quarter; a provider that never
    sends more than a page is none."""
    by_code: dict[Entry, list[MadeReturn]] = {}
    for made in RETURNS:
        said = {line[0]: line[1] for line in made.tables["organisation"]}
        if said["kind"] in (kind, {"gp_practice": "GP practice"}.get(kind)):
            by_code.setdefault(said["code"], []).append(made)
    full = [
        tuple(found) for found in by_code.values() if len(found[0].tables) > 2 or kind != "provider"
    ]
    return tuple(full) or tuple(map(tuple, by_code.values()))


def _up_to(found: Sequence[MadeReturn], index: int) -> MadeReturn | None:
    """The latest of some returns that is not after a quarter of the story."""
    past = [made for made in found if made.quarter.index <= index]
    return past[-1] if past else None


def _identity(lines: Sequence[Line], body: Body, when: CountryQuarter) -> tuple[Line, ...]:
    own: Mapping[Entry, Entry] = {
        "code": body.code,
        "name": body.name,
        "period": when.made.label,
        "submitted_on": when.made.handed_in,
    }
    return tuple((line[0], own.get(line[0], line[1])) for line in lines)


def _as_it_is(lines: Sequence[Line], luck: Luck) -> Sequence[Line]:
    return lines


def _audit(lines: Sequence[Line], luck: Luck) -> list[Line]:
    """Scores lowered, left out, or said not to apply without a reason."""
    changed = []
    for line in lines:
        question, score, *others = line
        short, silent = luck.falls_short(), luck.says_nothing()
        if silent:
            score = luck.passing.choice((None, "N/K", "N/A"))
        elif short and isinstance(score, int):
            score = luck.lasting.choice((0, 1, 2))
        elif short and isinstance(score, str) and score != "N/A":
            score = luck.lasting.choice(("not met", "partly met"))
        changed.append((question, score, *others))
    return changed


def _dashboard(lines: Sequence[Line], luck: Luck) -> list[Line]:
    """Shares lowered, counts of a larger or smaller place, some that do not fit together."""
    size = luck.lasting.uniform(0.5, 4)
    changed: list[Line] = []
    for item, part, value, note in lines:
        short = luck.falls_short()
        if luck.says_nothing():
            value = luck.passing.choice((None, "N/K", "<5", "see attached"))
        elif isinstance(value, Percent) and value.value > 0:
            lost = luck.lasting.uniform(2, 40) if short else 0
            value = Percent(round(max(value.value - lost, 0), 1))
        elif isinstance(value, int):
            value = round(value * size * (3 if luck.passing.random() < 0.02 else 1))
        changed.append((item, part, value, note))
    return changed


def _posts(lines: Sequence[Line], luck: Luck) -> list[Line]:
    """Posts left empty, some of them with hours all the same."""
    changed: list[Line] = []
    for role, title, name, wte in lines:
        if luck.falls_short():
            title, wte = "To be appointed", wte if luck.lasting.random() < 0.2 else 0
        changed.append((role, title, name, wte))
    return changed


def _register(lines: Sequence[Line], luck: Luck) -> list[Line]:
    """Some staff trained too long ago, below their level, or on a day that nobody knows."""
    changed: list[Line] = []
    for ref, group, framework, required, achieved, completed in lines:
        if luck.falls_short() and isinstance(completed, dt.date):
            completed = completed.replace(year=completed.year - 3, day=min(completed.day, 28))
        if luck.says_nothing():
            completed = luck.passing.choice((None, "N/K"))
        changed.append((ref, group, framework, required, achieved, completed))
    return changed


def _dated(lines: Sequence[Line], luck: Luck) -> list[Line]:
    """Documents or checks that are missing."""
    return [line for line in lines if not luck.falls_short()]


def _contracts(lines: Sequence[Line], providers: Sequence[str]) -> tuple[Line, ...]:
    """The contracts of a CCG with its own providers, as those of the model are."""
    return tuple(
        (provider, *lines[number % len(lines)][1:]) for number, provider in enumerate(providers)
    )


CHANGED: Mapping[str, Callable[[Sequence[Line], Luck], Sequence[Line]]] = {
    "section11": _audit,
    "dashboard": _dashboard,
    "named_professionals": _posts,
    "training": _register,
    "documents": _dated,
    "checks": _dated,
}
"""How chance changes each table; others stay as they are."""
