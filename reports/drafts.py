"""What reports say about single organisations, made in one pass over them.

To make a finding takes longer than to write it. So the findings of an organisation are made once,
and written at once as rows of the matrix, as JSON and on its pages. All of it is laid on spools,
from which the reports are put together in their own orders.
"""

from __future__ import annotations

import marshal
from collections.abc import Callable, Iterable, Iterator, Sequence

from engine.nouns.outcome.finding import Finding
from reports.content.gist import gist
from reports.file_parts import Content, WrittenFile
from reports.lazy import Lazy
from reports.lookup import Lookup
from reports.spool import Spool

Row = dict[str, str]
Page = tuple[str, bytes]
"""A page's file by its name, and its content."""


class Drafts:
    """The rows, the lines of JSON and the pages of organisations; none at first."""

    def __init__(self, lookup: Lookup) -> None:
        count = len(lookup.assessment.findings)
        self._lookup, self._columns = lookup, list[str]()
        self._rows, self._lines = Spool(count), Spool(count)
        self._names, self._contents = list[str](), Spool()
        self._laid: list[tuple[str, WrittenFile]] = []

    def make(
        self,
        codes: Iterable[str],
        row: Callable[[Finding], Row],
        line: Callable[[Finding], bytes],
        pages: Callable[[str], Iterable[Page]],
    ) -> None:
        """Go through some organisations; ``pages`` makes those of one, by its code."""
        for code in codes:
            self._write(code, row, line)
            for name, content in pages(code):
                self._names.append(name)
                self._contents.add(content)

    def drafted(self, code: str) -> Iterator[tuple[bytes, bytes]]:
        """The row and the line of each finding on an organisation, as they are kept."""
        for place in self._lookup.assessment.findings.places(code):
            yield self._rows.line(place), self._lines.line(place)

    def take(self, code: str, drafted: Iterator[tuple[bytes, bytes]]) -> None:
        """Know what a worker drafted of an organisation: as many of the next as it has findings."""
        for place in self._lookup.assessment.findings.places(code):
            row, line = next(drafted)
            self._rows.put(place, row)
            self._lines.put(place, line)

    def take_pages(self, columns: Sequence[str], pages: Iterable[tuple[str, WrittenFile]]) -> None:
        """Know the pages that a worker wrote, and the columns of its rows."""
        self._columns[:] = columns or self._columns
        self._laid.extend(pages)

    @property
    def columns(self) -> Sequence[str]:
        """The columns of the rows; none where there is no row."""
        return self._columns

    @property
    def rows(self) -> Sequence[Row]:
        """The row of every finding, in the assessment's order, each read when it is asked for."""
        return Lazy(range(len(self._rows)), self._row)

    @property
    def lines(self) -> Spool:
        """Every finding as JSON, in the assessment's order."""
        return self._lines

    def pages(self) -> Iterator[tuple[str, Content]]:
        """The pages of each organisation, in the order made."""
        yield from zip(self._names, self._contents.lines(), strict=True)
        yield from self._laid

    def _row(self, place: int) -> Row:
        return dict(zip(self._columns, marshal.loads(self._rows.line(place)), strict=True))

    def _write(
        self, code: str, row: Callable[[Finding], Row], line: Callable[[Finding], bytes]
    ) -> None:
        period = self._lookup.assessment.run.period
        for place, finding in self._lookup.assessment.findings.numbered(code):
            if finding.period == period:
                self._lookup.brief(finding)
            cells = row(finding)
            self._columns[:] = cells
            self._rows.put(place, marshal.dumps(tuple(cells.values())))
            self._lines.put(place, line(finding))
        # What its concerns come to is read while the findings under them are at hand.
        for concern in self._lookup.concerns_of.get(code, ()):
            gist(self._lookup, concern)
