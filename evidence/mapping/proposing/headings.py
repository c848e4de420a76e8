"""The headings of a foreign sheet: what stands in which of its columns, by the words above it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from evidence.mapping.foreign_sheet import ForeignSheet
from evidence.mapping.proposing.heading_roles import OF_LEVEL, Role, role_of
from evidence.nouns.grid import cell_reference
from evidence.text import folded

_AT_LEAST = 2


@dataclass(frozen=True, slots=True)
class ColumnHeading:
    """One column's heading."""

    role: Role
    column: int
    ref: str
    """The cell of its words; the lowest of them where there are several rows."""
    text: str
    quarter: int = 0
    """The number of the quarter, of a column that is one."""


@dataclass(frozen=True, slots=True)
class Band:
    """A heading of one or more rows, and the rows under it down to the next."""

    first: int
    last: int
    headings: tuple[ColumnHeading, ...]
    rows: tuple[int, ...]
    columns: tuple[ColumnHeading, ...] = ()
    """Every column that is headed at all, whatever its words."""

    def with_roles(self, *roles: Role) -> tuple[ColumnHeading, ...]:
        """Its headings of some roles, from left to right."""
        return tuple(heading for heading in self.headings if heading.role in roles)

    def only(self, role: Role) -> ColumnHeading | None:
        """The only column of a role; None where there is none, or several."""
        found = self.with_roles(role)
        return found[0] if len(found) == 1 else None

    def quarters(self) -> Mapping[int, ColumnHeading]:
        """The columns of quarters, by number; empty where one stands twice."""
        found = self.with_roles(Role.QUARTER)
        by_number = {heading.quarter: heading for heading in found}
        return by_number if len(by_number) == len(found) else {}


def bands_of(foreign: ForeignSheet) -> tuple[Band, ...]:
    """The headings of a sheet, top to bottom, each with its rows."""
    at = list(_heading_rows(foreign))
    found = []
    for n, (first, last) in enumerate(at):
        until = at[n + 1][0] if n + 1 < len(at) else (foreign.rows[-1] + 1 if foreign.rows else 0)
        rows = tuple(row for row in foreign.rows if last < row < until)
        if not rows:
            continue
        headings = _numbered(_beside_required(list(_headings(foreign, first, last))))
        found.append(Band(first, last, headings, rows, tuple(_headed(foreign, first, last))))
    return tuple(found)


def pairs_of(foreign: ForeignSheet) -> tuple[Band, ...]:
    """A sheet without headings whose rows are a label and its answer, and at most a third cell."""
    columns = foreign.columns
    if not 2 <= len(columns) <= 3 or len(foreign.rows) < _AT_LEAST:
        return ()
    label, answer = columns[0], columns[1]
    labelled = [row for row in foreign.rows if isinstance(_raw(foreign, row, label), str)]
    answered = [row for row in labelled if foreign.text(row, answer)]
    if len(answered) < _AT_LEAST or len(labelled) < len(foreign.rows):
        return ()
    if _is_headed(foreign, answer) or len(foreign.columns_of_rows[foreign.rows[0]]) > _AT_LEAST:
        return ()
    first = cell_reference(label, foreign.rows[0])
    headings = (
        ColumnHeading(Role.LABEL, label, first, foreign.text(foreign.rows[0], label)),
        ColumnHeading(Role.VALUE, answer, "", ""),
    )
    return (Band(0, 0, headings, foreign.rows),)


def _is_headed(foreign: ForeignSheet, column: int) -> bool:
    """Whether a text stands above numbers: a heading that says something unknown of them."""
    first, *others = [_raw(foreign, row, column) for row in foreign.rows]
    numbers = [raw for raw in others if isinstance(raw, int | float)]
    words = isinstance(first, str) and not any(sign.isdigit() for sign in first)
    return words and not isinstance(first, bool) and len(numbers) * 2 > len(others)


def _raw(foreign: ForeignSheet, row: int, column: int) -> object:
    cell = foreign.cells.get((row, column))
    return None if cell is None else cell.raw


def _beside_required(headings: list[ColumnHeading]) -> tuple[ColumnHeading, ...]:
    """The headings, "compliant" beside a number required being a number too."""
    if not any(heading.role is Role.REQUIRED for heading in headings):
        return tuple(headings)
    return tuple(
        replace(heading, role=Role.COMPLIANT)
        if heading.role is Role.SCORE
        and OF_LEVEL.sub("", folded(heading.text).strip()) == "compliant"
        else heading
        for heading in headings
    )


def _numbered(headings: tuple[ColumnHeading, ...]) -> tuple[ColumnHeading, ...]:
    """The headings, "number" behind the labels being their figure where no other is."""
    labels = [heading.column for heading in headings if heading.role is Role.LABEL]
    figures = (Role.VALUE, Role.QUARTER, Role.PERCENT, Role.SCORE, Role.RAG, Role.WTE)
    if not labels or any(heading.role in figures for heading in headings):
        return headings
    return tuple(
        replace(heading, role=Role.VALUE)
        if heading.role is Role.REFERENCE
        and heading.column > min(labels)
        and folded(heading.text).strip(" .") in ("number", "no", "total number")
        else heading
        for heading in headings
    )


def _heading_rows(foreign: ForeignSheet) -> Iterator[tuple[int, int]]:
    """The first and last row of each heading."""
    first = last = 0
    for row in foreign.rows:
        texts = {c: text for c in foreign.columns_of_rows[row] if (text := foreign.text(row, c))}
        roles = {c: role for c, text in texts.items() if (role := role_of(text))}
        plain = not any(_is_figure(foreign, row, c) for c in texts)
        if last and row == last + 1 and plain and _AT_LEAST <= len(roles) == len(texts):
            last = row
            continue
        if last and row == last + 1 and plain and _under_span(foreign, last, texts):
            last = row
            continue
        if last and not _stands_apart(foreign, row):
            continue
        if len({*roles.values()}) >= _AT_LEAST and plain and len(roles) * 2 >= len(texts):
            if last:
                yield first, last
            first = last = row
    if last:
        yield first, last


def _stands_apart(foreign: ForeignSheet, row: int) -> bool:
    """Whether a row follows a gap or a title, as the heading of another block does."""
    return len(foreign.columns_of_rows.get(row - 1, ())) < _AT_LEAST


def _under_span(foreign: ForeignSheet, above: int, texts: Mapping[int, str]) -> bool:
    """Whether every text stands under a cell of the heading that spans several columns."""
    merges = [foreign.merge_at(above, column) for column in texts]
    return bool(merges) and all(
        merge is not None and merge.last_column > merge.first_column for merge in merges
    )


def _is_figure(foreign: ForeignSheet, row: int, column: int) -> bool:
    cell = foreign.cells[row, column]
    return not isinstance(cell.raw, str) or bool(cell.unusable)


def _headed(foreign: ForeignSheet, first: int, last: int) -> Iterator[ColumnHeading]:
    """Each column with words above it, the lowest of them."""
    for column in foreign.columns:
        for row in range(last, first - 1, -1):
            text = foreign.text(row, column)
            if text:
                yield ColumnHeading(Role.OTHER, column, cell_reference(column, row), text)
                break


def _headings(foreign: ForeignSheet, first: int, last: int) -> Iterator[ColumnHeading]:
    for column in foreign.columns:
        sources = dict.fromkeys(foreign.source(row, column) for row in range(first, last + 1))
        texts = [(at, text) for at in sources if (text := foreign.text(*at))]
        if not texts:
            continue
        (row, at), text = texts[-1]
        whole = " ".join(words for _, words in texts)
        found = role_of(text) or role_of(whole)
        if found == (Role.VALUE, 0) and (quarter := _quarter_above(texts)) is not None:
            # "Q2" over "Actual": the cell that names the quarter is the heading.
            (row, at), found = quarter
        if found is not None:
            yield ColumnHeading(found[0], column, cell_reference(at, row), whole, found[1])


def _quarter_above(
    texts: Sequence[tuple[tuple[int, int], str]],
) -> tuple[tuple[int, int], tuple[Role, int]] | None:
    """The cell of a heading of several rows that names its quarter, with what it says."""
    for at, text in texts[:-1]:
        found = role_of(text)
        if found is not None and found[0] is Role.QUARTER:
            return at, found
    return None
