"""The organisations of an invented country: of which kinds, by what code, how good each is."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace

SHARES = {"gp_practice": 8000, "provider": 1500, "ccg": 211, "support_service": 19}
"""About how many organisations of each kind England had in 2014."""

CODES = {
    "gp_practice": "G{:05d}",
    "provider": "P{:05d}",
    "ccg": "C{:04d}",
    "support_service": "S{:03d}",
}
SPELT = {"gp_practice": "Surgery", "provider": "Care", "ccg": "CCG", "support_service": "Support"}
_FIRST = ("Alder", "Brook", "Cold", "Dun", "East", "Fair", "Glen", "Haver", "Kings", "Long")
_LAST = ("ash", "bury", "combe", "dale", "field", "ford", "ham", "mere", "stead", "wick")


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation of the country."""

    code: str
    name: str
    kind: str
    quality: float
    """From 0 to 1: how much of what it is asked for it does."""
    area: int = 0
    """The number of the CCG whose area it is in."""
    commissions: tuple[str, ...] = ()
    """The names of the providers that it has contracts with; of a CCG alone."""


def bodies(number: int, seed: int) -> tuple[Body, ...]:
    """So many organisations, kinds mixed as in the country, area by area, a CCG in each.

    The same number and seed give the same bodies.
    """
    chance = random.Random(f"{seed} bodies")
    numbers = _numbers(number)
    areas = max(numbers["ccg"], 1)
    made = [
        Body(
            CODES[kind].format(count),
            _name(kind, count),
            kind,
            chance.betavariate(8, 2),
            count % areas,
        )
        for kind, many in numbers.items()
        for count in range(many)
    ]
    providers: dict[int, list[str]] = {}
    for body in made:
        if body.kind == "provider":
            providers.setdefault(body.area, []).append(body.name)
    whole = (
        replace(body, commissions=tuple(providers.get(body.area, ())))
        if body.kind == "ccg"
        else body
        for body in made
    )
    return tuple(sorted(whole, key=lambda body: body.area))


def _numbers(number: int) -> dict[str, int]:
    """How many of each kind: in proportion, the CCG before others where there are few."""
    whole = sum(SHARES.values())
    exact = {kind: number * share / whole for kind, share in SHARES.items()}
    many = {kind: int(share) for kind, share in exact.items()}
    if number > 1:
        many["ccg"] = max(many["ccg"], 1)
        many["provider"] = max(many["provider"], 1)
    many["gp_practice"] += number - sum(many.values())
    return many


def _name(kind: str, count: int) -> str:
    first, last = _FIRST[count % 10], _LAST[count // 10 % 10]
    return f"{first}{last} {SPELT[kind]} {count}"
