"""A band of a foreign sheet as a list: its rows, and the words that say what each is about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from evidence.mapping.foreign_sheet import ForeignSheet, row_and_column
from evidence.mapping.nouns import DENOMINATOR, NUMERATOR, Rest
from evidence.mapping.proposing.heading_roles import Role
from evidence.mapping.proposing.headings import Band, ColumnHeading
from evidence.mapping.proposing.scales import answers_to_tick, is_answer
from evidence.nouns.grid import cell_reference

WHOLE = "whole"
ABOUT = (Role.REFERENCE, Role.LABEL, Role.LEVEL, Role.GROUP, Role.OTHER)
_MOST_OF_A_REFERENCE = 8.0
_COMPONENTS = (
    (NUMERATOR, re.compile(r"^numerator\b", re.IGNORECASE)),
    (DENOMINATOR, re.compile(r"^denominator\b", re.IGNORECASE)),
    (
        WHOLE,
        re.compile(r"^(?:%|percent(?:age)?|rate|value|figure|count|result)\W*$", re.IGNORECASE),
    ),
)
"""What a row says that it is of its figure: the figure itself, or a number that it is made of."""


@dataclass(frozen=True, slots=True)
class ListRow:
    """One row of a list, by its words."""

    row: int
    text: str
    rests: tuple[Rest, ...]
    reference: str
    part: str = ""
    """Numerator or denominator, where it is one of the figure that its label is about."""
    is_labelled: bool = True
    """Whether its label stands in its own row."""
    under: str = ""
    """The title of the section that it stands in, and what stands beside its label."""


@dataclass(frozen=True, slots=True)
class ListSheet:
    """A band of a sheet read as a list of rows."""

    foreign: ForeignSheet
    band: Band
    label: int
    """The column of the words that say what a row is about."""
    tables: tuple[str, ...]
    """The tables that its rows can be of."""
    ticks: tuple[ColumnHeading, ...] = ()
    """The headings that are answers, of which each row has one ticked."""

    @property
    def title(self) -> str:
        """The sheet's name and what stands above its headings."""
        foreign = self.foreign
        said = [foreign.text(*at) for at in sorted(foreign.cells) if at[0] < self.band.first]
        return " ".join([foreign.name, *said])


def list_of(foreign: ForeignSheet, band: Band, audit: str) -> ListSheet | None:
    """A band as a list, where its headings say what its rows hold; None where they do not."""
    label = _label_column(foreign, band)
    if label is None:
        return None
    if ticks := answers_to_tick(foreign, band):
        return ListSheet(foreign, band, label, (audit,), ticks)
    if band.with_roles(Role.APPROVED, Role.REVIEW):
        tables: tuple[str, ...] = ("documents",)
    elif band.with_roles(Role.VACANT):
        tables = ("vacancies",)
    elif band.with_roles(Role.SCORE) or (
        band.with_roles(Role.RAG) and not band.with_roles(Role.QUARTER, Role.VALUE)
    ):
        tables = (audit,)
    elif band.with_roles(Role.WTE) and not band.with_roles(Role.QUARTER, Role.VALUE):
        tables = ("named_professionals",)
    elif band.with_roles(Role.QUARTER, Role.VALUE, Role.PERCENT):
        tables = ("dashboard", "named_professionals", "vacancies")
        value = band.only(Role.VALUE)
        if value is not None and _holds_answers(foreign, band, value.column):
            tables = (*tables, audit)
    else:
        return None
    return ListSheet(foreign, band, label, tables)


def _holds_answers(foreign: ForeignSheet, band: Band, column: int) -> bool:
    """Whether some of what stands in a column are answers in words."""
    return any(is_answer(text) for row in band.rows if (text := foreign.text(row, column)))


def lines_of(sheet: ListSheet) -> list[ListRow]:
    """The rows of a list that say what they are about; titles that stand alone are left out."""
    lines, titles = list(_rows_of(sheet)), _titles(sheet)
    labels = {line.rests[0].cell for line in lines}
    titles = {row: rest for row, rest in titles.items() if rest.cell not in labels}
    return [_under(sheet, line, titles) for line in lines]


def _rows_of(sheet: ListSheet) -> Iterator[ListRow]:
    foreign, band = sheet.foreign, sheet.band
    answers = [heading.column for heading in band.headings if heading.role not in ABOUT]
    first = min(answers, default=foreign.columns[-1] + 1)
    beside = _beside(sheet, first)
    # What stands under a heading of its own behind the label says nothing of what a row is.
    levels = {heading.column for heading in band.with_roles(Role.LEVEL)}
    apart = {h.column for h in band.columns if h.column > sheet.label} - levels
    label: Rest | None = None
    for row in band.rows:
        merge = foreign.merge_at(row, sheet.label)
        if merge is not None and merge.last_column >= first:
            continue
        own = _word_at(sheet, row, sheet.label)
        label = own or label
        words = [rest for column in beside if (rest := _word_at(sheet, row, column))]
        part = next((part for rest in words if (part := component_of(rest.words))), "")
        said = [
            rest
            for rest in words
            if not component_of(rest.words) and row_and_column(rest.cell)[1] not in apart
        ]
        if own is None and part and label is not None:
            own, said = label, []
        rests = ([own] if own is not None else []) + said
        if not rests or len(foreign.columns_of_rows[row]) < 2:
            continue
        part = part or component_of(rests[0].words)
        given = _references(sheet, row)
        yield ListRow(
            row,
            " ".join(rest.words for rest in rests),
            (*rests, *given),
            given[0].words if len(given) == 1 else "",
            part if part != WHOLE else "",
            own is None or own.cell == cell_reference(*reversed(foreign.source(row, sheet.label))),
        )


def component_of(text: str) -> str:
    """What a text says that its row is of a figure; empty where it says nothing such."""
    return next((name for name, words in _COMPONENTS if words.search(text.strip())), "")


def _beside(sheet: ListSheet, first: int) -> list[int]:
    """The columns before the answers whose words belong to the label."""
    roled = {heading.column for heading in sheet.band.headings if heading.role is not Role.LEVEL}
    found = [c for c in sheet.foreign.columns if c < first and c not in roled and c != sheet.label]
    levels = {heading.column for heading in sheet.band.with_roles(Role.LEVEL)}
    return [c for c in found if c in levels or not _repeats(sheet, c)]


def _repeats(sheet: ListSheet, column: int) -> bool:
    """Whether a column says the same of several rows, as an area or a domain does."""
    texts = [text for row in sheet.band.rows if (text := sheet.foreign.text(row, column))]
    texts = [text for text in texts if not component_of(text)]
    return len(texts) > 1 and len({*texts}) < len(texts)


def _word_at(sheet: ListSheet, row: int, column: int) -> Rest | None:
    """The words in a cell that say what its row is about; a bare number does where it is a
    level."""
    source = sheet.foreign.source(row, column)
    text = sheet.foreign.text(*source)
    if not text:
        return None
    level = sheet.band.only(Role.LEVEL)
    is_level = level is not None and level.column == column
    if not (is_level or isinstance(sheet.foreign.cells[source].raw, str)):
        return None
    return Rest(cell_reference(*reversed(source)), text)


def _references(sheet: ListSheet, row: int) -> list[Rest]:
    columns = [heading.column for heading in sheet.band.with_roles(Role.REFERENCE)]
    columns += [
        heading.column
        for heading in sheet.band.with_roles(Role.LABEL)
        if heading.column != sheet.label and _is_short(sheet.foreign, sheet.band, heading.column)
    ]
    found = [(column, sheet.foreign.text(row, column)) for column in columns]
    return [Rest(cell_reference(column, row), text) for column, text in found if text]


def _titles(sheet: ListSheet) -> dict[int, Rest]:
    """The titles between the rows of a list, by their row: texts that stand alone."""
    found = {}
    for row in sheet.band.rows:
        cells = [(row, column) for column in sheet.foreign.columns_of_rows[row]]
        if len(cells) == 1 and isinstance(sheet.foreign.cells[cells[0]].raw, str):
            found[row] = Rest(cell_reference(cells[0][1], row), sheet.foreign.text(*cells[0]))
    return found


def _under(sheet: ListSheet, line: ListRow, titles: dict[int, Rest]) -> ListRow:
    """A line with the title that it stands under, and the words of other columns of labels."""
    above = [row for row in titles if row < line.row]
    said = [titles[max(above)].words] if above else []
    for heading in sheet.band.with_roles(Role.LABEL, Role.GROUP):
        if heading.column != sheet.label and not _is_short(
            sheet.foreign, sheet.band, heading.column
        ):
            said.append(sheet.foreign.shown(line.row, heading.column))
    roled = {heading.column for heading in sheet.band.headings}
    for column in sheet.foreign.columns:
        if column < sheet.label and column not in roled and _repeats(sheet, column):
            said.append(sheet.foreign.shown(line.row, column))
    return ListRow(
        line.row,
        line.text,
        line.rests,
        line.reference,
        line.part,
        line.is_labelled,
        " ".join(filter(None, said)),
    )


def _is_short(foreign: ForeignSheet, band: Band, column: int) -> bool:
    """Whether the texts of a column are as short as references."""
    texts = [text for row in band.rows if (text := foreign.text(row, column))]
    return bool(texts) and sum(map(len, texts)) / len(texts) <= _MOST_OF_A_REFERENCE


def _label_column(foreign: ForeignSheet, band: Band) -> int | None:
    others = {Role.APPROVED: Role.DOCUMENT, Role.VACANT: Role.GROUP, Role.WTE: Role.GROUP}
    labels = band.with_roles(Role.LABEL) or tuple(
        heading
        for role, other in others.items()
        if band.with_roles(role)
        for heading in band.with_roles(other)
    )
    if labels:

        def said(heading: ColumnHeading) -> tuple[bool, int, float, int]:
            texts = [text for row in band.rows if (text := foreign.text(row, heading.column))]
            length = sum(map(len, texts)) / max(1, len(texts))
            return length > _MOST_OF_A_REFERENCE, len(texts), length, -heading.column

        return max(labels, key=said).column
    roled = {heading.column for heading in band.headings}
    texts = {
        column: sum(1 for row in band.rows if len(foreign.text(row, column)) > 3)
        for column in foreign.columns
        if column not in roled
    }
    most = max(texts, key=lambda column: (texts[column], -column), default=None)
    return most if most is not None and texts[most] else None
