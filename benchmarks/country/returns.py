"""A whole country's returns, one after the other, and the files they are sent as."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.country.organisations import Body, bodies
from benchmarks.country.quarters import CountryQuarter, quarters
from benchmarks.country.tables import return_of
from examples.story.nouns import MadeReturn
from examples.writing import save

WORKBOOKS = 0.5
"""How many of the organisations send workbooks rather than folders of CSV files."""


@dataclass(frozen=True, slots=True)
class Country:
    """So many organisations over so many quarters; the same seed gives the same returns."""

    organisations: int
    quarters: int = 3
    seed: int = 2013
    workbooks: float = WORKBOOKS
    """From 0 to 1: the share of the organisations that send workbooks."""

    @property
    def bodies(self) -> tuple[Body, ...]:
        """Its organisations."""
        return bodies(self.organisations, self.seed)

    @property
    def when(self) -> tuple[CountryQuarter, ...]:
        """Its quarters, earliest first."""
        return quarters(self.quarters)

    def areas(self) -> Iterator[list[MadeReturn]]:
        """The returns of one area after the other: a CCG's, its providers' and its practices'."""
        numbered = enumerate(self.bodies)
        for _, within in itertools.groupby(numbered, key=lambda pair: pair[1].area):
            made = (
                return_of(body, when, self.seed, self._sends_workbooks(number))
                for number, body in within
                for when in self.when
            )
            yield [found for found in made if found is not None]

    def returns(self) -> Iterator[MadeReturn]:
        """Every return, organisation by organisation; not all of them send one each quarter."""
        return itertools.chain.from_iterable(self.areas())

    def _sends_workbooks(self, number: int) -> bool:
        return number * self.workbooks % 1 + self.workbooks >= 1

    def write(self, folder: Path) -> int:
        """Write every return below a folder, a folder for each quarter; how many there are."""
        written = 0
        for made in self.returns():
            save(made, folder)
            written += 1
        return written
