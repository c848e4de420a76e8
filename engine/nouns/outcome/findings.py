"""Findings as columns: how each duty stands with each organisation, its reasons made when read.

Verdicts are held as codes of a byte. A finding with its steps and words is some kilobytes and a
good part of a millisecond, so that it is made when somebody reads it, and but a bounded number of
those made are kept.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, groupby
from typing import overload

from engine.nouns.outcome.finding import Finding
from engine.nouns.outcome.rulings import DutyRow, Key, Ruling, duty_of, row_of
from engine.nouns.quarter import Quarter

MOST_KEPT = 4_000
"""So many findings made are kept: 15 MB or so, and all of a run of ten organisations."""

Make = Callable[[int, int], Finding]
"""Makes the finding of a row and place."""


class Findings(Sequence[Finding]):
    """The findings of an assessment, in order of its rows and then of their organisations.

    Reading one by its place, or going through them, makes it; ``rulings`` and ``verdict`` read
    the columns alone.
    """

    __slots__ = ("_alike", "_kept", "_make", "_places", "_rows_of", "_starts", "rows")

    def __init__(self, rows: Sequence[DutyRow], make: Make) -> None:
        self.rows = tuple(rows)
        self._make = make
        self._starts = (0, *accumulate(len(row.verdicts) for row in self.rows))
        self._rows_of: dict[tuple[str, str], list[int]] = {}
        self._places: list[Mapping[str, int]] = []
        self._alike: dict[int, tuple[Mapping[str, int], list[int]]] = {}
        for at, row in enumerate(self.rows):
            self._rows_of.setdefault((row.rule, row.period.label), []).append(at)
            if id(row.organisations) not in self._alike:
                place_of = {who.code: place for place, who in enumerate(row.organisations)}
                self._alike[id(row.organisations)] = place_of, []
            places, alike = self._alike[id(row.organisations)]
            alike.append(at)
            self._places.append(places)
        self._kept: dict[tuple[int, int], Finding] = {}

    @classmethod
    def from_findings(cls, findings: Iterable[Finding]) -> Findings:
        """Findings that are made already, in their order."""
        rows: list[DutyRow] = []
        held: list[list[Finding]] = []
        for _, group in groupby(findings, key=duty_of):
            own = list(group)
            rows.append(row_of(own))
            held.append(own)
        return cls(rows, lambda row, place: held[row][place])

    @classmethod
    def concatenated(cls, several: Sequence[Findings]) -> Findings:
        """Several one after the other."""
        places = [(findings, row) for findings in several for row in range(len(findings.rows))]

        def make(row: int, place: int) -> Finding:
            findings, own = places[row]
            return findings.make_finding(own, place)

        return cls([row for findings in several for row in findings.rows], make)

    def filtered(self, keep: Callable[[Ruling], bool]) -> Findings:
        """Those alone that are to be kept, in the same order."""
        rows: list[DutyRow] = []
        kept: list[tuple[int, tuple[int, ...]]] = []
        for at, row in enumerate(self.rows):
            every = range(len(row.verdicts))
            places = tuple(place for place in every if keep(row.ruling(place)))
            if len(places) == len(every):
                rows.append(row)
            elif places:
                rows.append(row.of_places(places))
            if places:
                kept.append((at, places))

        def make(row: int, place: int) -> Finding:
            at, places = kept[row]
            return self.make_finding(at, places[place])

        return Findings(rows, make)

    def rewritten(
        self,
        rewrite: Callable[[Finding], Finding],
        rule_anew: Callable[[Ruling], Ruling] | None = None,
    ) -> Findings:
        """The same with each finding rewritten when it is read.

        ``rule_anew`` gives what becomes of its verdict, basis and marks; without it they stay.
        """
        rows = self.rows
        if rule_anew is not None:
            rows = tuple(
                row_of([rule_anew(ruling) for ruling in row.rulings()], row) for row in rows
            )
        return Findings(rows, lambda row, place: rewrite(self.make_finding(row, place)))

    def make_finding(self, row: int, place: int) -> Finding:
        """The finding of a row and place, made again unless it is still kept."""
        kept = self._kept.get((row, place))
        return kept if kept is not None else self._make(row, place)

    def finding_at(self, row: int, place: int) -> Finding:
        """The finding of a row and place, kept for a while."""
        kept = self._kept.get((row, place))
        if kept is None:
            kept = self._make(row, place)
            if len(self._kept) >= MOST_KEPT:
                del self._kept[next(iter(self._kept))]
            self._kept[row, place] = kept
        return kept

    def __len__(self) -> int:
        return self._starts[-1]

    def __iter__(self) -> Iterator[Finding]:
        for at, row in enumerate(self.rows):
            for place in range(len(row.verdicts)):
                yield self.finding_at(at, place)

    @overload
    def __getitem__(self, index: int) -> Finding: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[Finding, ...]: ...

    def __getitem__(self, index: int | slice) -> Finding | tuple[Finding, ...]:
        if isinstance(index, slice):
            return tuple(self[at] for at in range(*index.indices(len(self))))
        at = range(len(self))[index]
        row = bisect_right(self._starts, at) - 1
        return self.finding_at(row, at - self._starts[row])

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Findings | tuple):
            return NotImplemented
        return len(self) == len(other) and all(
            own == its for own, its in zip(self, other, strict=True)
        )

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"Findings({len(self)} in {len(self.rows)} rows)"

    def rulings(self, period: Quarter | None = None) -> Iterator[Ruling]:
        """How every duty stands, in the order of the findings; of one quarter where it is given."""
        for row in self.rows:
            if period is None or row.period == period:
                yield from row.rulings()

    def rulings_of(self, code: str, period: Quarter | None = None) -> Iterator[Ruling]:
        """How every duty of one organisation stands, in the order of the findings."""
        for at, place in self._of(code, period):
            yield self.rows[at].ruling(place)

    def of_organisation(self, code: str, period: Quarter | None = None) -> Iterator[Finding]:
        """The findings on one organisation, in their order; of one quarter where it is given."""
        for at, place in self._of(code, period):
            yield self.finding_at(at, place)

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of all that are judged, each once, in the order met."""
        return tuple(dict.fromkeys(who.code for row in self.rows for who in row.organisations))

    def numbered(self, code: str) -> Iterator[tuple[int, Finding]]:
        """The findings on one organisation, each with its place among all."""
        for at, place in self._of(code, None):
            yield self._starts[at] + place, self.finding_at(at, place)

    def places(self, code: str) -> Iterator[int]:
        """The place among all of each finding on one organisation, in their order."""
        for at, place in self._of(code, None):
            yield self._starts[at] + place

    def of_rule(self, rule: str, period: Quarter) -> Iterator[Finding]:
        """The findings of one rule in one quarter, in order of the organisations."""
        for at in self._rows_of.get((rule, period.label), ()):
            for place in range(len(self.rows[at].verdicts)):
                yield self.finding_at(at, place)

    def _of(self, code: str, period: Quarter | None) -> Iterator[tuple[int, int]]:
        found = [
            (at, place)
            for places, rows in self._alike.values()
            if (place := places.get(code)) is not None
            for at in rows
            if period is None or self.rows[at].period == period
        ]
        yield from sorted(found)

    def _where(self, rule: str, code: str, period: str) -> tuple[int, int] | None:
        for at in self._rows_of.get((rule, period), ()):
            place = self._places[at].get(code)
            if place is not None:
                return at, place
        return None

    def by_key(self, key: Key) -> Finding | None:
        """The finding of a rule, organisation and quarter; None where there is none."""
        where = self._where(*key)
        return self.finding_at(*where) if where is not None else None

    def ruling(self, key: Key) -> Ruling | None:
        """How a duty stands with an organisation in a quarter; None where it was not judged."""
        where = self._where(*key)
        return self.rows[where[0]].ruling(where[1]) if where is not None else None
