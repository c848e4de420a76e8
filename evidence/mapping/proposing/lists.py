"""Rows that each answer one thing: a list of figures, an audit in blocks, posts, documents."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from engine.nouns.policy.vocabulary import Vocabulary
from evidence.mapping.matrix import Matrix
from evidence.mapping.nouns import DENOMINATOR, NUMERATOR, Place, Proposal, Rest, SenderScale
from evidence.mapping.proposing.cell_kinds import wrong_kind
from evidence.mapping.proposing.headings import Band, ColumnHeading, Role
from evidence.mapping.proposing.scales import scale_of
from evidence.mapping.proposing.targets import is_reference
from evidence.mapping.proposing.words import (
    MARGIN,
    MARGIN_BY_REFERENCE,
    NEAR,
    NEAR_BY_REFERENCE,
    Matcher,
    Target,
    nearest,
)
from evidence.nouns.columns import AUDIT, role_of
from evidence.nouns.grid import place
from evidence.text import match_key

_BESIDE: Mapping[str, Sequence[Role]] = {
    AUDIT: (Role.MODERATED, Role.EVIDENCE, Role.DOCUMENT, Role.NOT_APPLICABLE, Role.ACTION,
            Role.OWNER, Role.DUE),
    "dashboard": (Role.NOTE,),
    "named_professionals": (Role.TITLE, Role.NAME, Role.NOTE),
    "vacancies": (Role.NOTE,),
    "documents": (Role.TITLE, Role.APPROVED, Role.REVIEW, Role.PUBLISHED),
}  # fmt: skip
_SUMS = frozenset({"average", "total", "totals", "mean", "subtotal", "overall", "overallscore"})


@dataclass(frozen=True, slots=True)
class ListRow:
    """One row of a list, by its words."""

    row: int
    text: str
    rests: tuple[Rest, ...]
    reference: str


@dataclass(frozen=True, slots=True)
class ListSheet:
    """A band of a sheet read as a list of rows."""

    matrix: Matrix
    band: Band
    label: int
    """The column of the words that say what a row is about."""
    tables: tuple[str, ...]
    """The tables that its rows can be of."""


def list_of(matrix: Matrix, band: Band, audit: str) -> ListSheet | None:
    """A band as a list, where its headings say what its rows hold; None where they do not."""
    label = _label_column(matrix, band)
    if label is None:
        return None
    if band.of(Role.APPROVED, Role.REVIEW):
        tables: tuple[str, ...] = ("documents",)
    elif band.of(Role.VACANT):
        tables = ("vacancies",)
    elif band.of(Role.SCORE) or (band.of(Role.RAG) and not band.of(Role.QUARTER, Role.VALUE)):
        tables = (audit,)
    elif band.of(Role.WTE) and not band.of(Role.QUARTER, Role.VALUE):
        tables = ("named_professionals",)
    elif band.of(Role.QUARTER, Role.VALUE, Role.PERCENT):
        tables = ("dashboard", "named_professionals", "vacancies")
    else:
        return None
    return ListSheet(matrix, band, label, tables)


def lines_of(sheet: ListSheet) -> Iterator[ListRow]:
    """The rows of a list that say what they are about; titles that stand alone are left out."""
    matrix, band = sheet.matrix, sheet.band
    answers = [heading.column for heading in band.headings if heading.role not in _ABOUT]
    first = min(answers, default=matrix.columns[-1] + 1)
    roled = {heading.column for heading in band.headings if heading.role is not Role.LEVEL}
    beside = [c for c in matrix.columns if c < first and c not in roled and c != sheet.label]
    references = [heading.column for heading in band.of(Role.REFERENCE)]
    for row in band.rows:
        merge = matrix.merge_at(row, sheet.label)
        if merge is not None and merge.last_column >= first:
            continue
        rests = [
            Rest(place(*reversed(matrix.source(row, column))), text)
            for column in (sheet.label, *beside)
            if (text := matrix.shown(row, column)) and _is_word(sheet, row, column)
        ]
        if not rests or len({column for at, column in matrix.cells if at == row}) < 2:
            continue
        given = [
            Rest(place(column, row), text)
            for column in references
            if (text := matrix.text(row, column))
        ]
        text = " ".join(rest.words for rest in rests)
        yield ListRow(row, text, (*rests, *given), given[0].words if len(given) == 1 else "")


def _is_word(sheet: ListSheet, row: int, column: int) -> bool:
    """Whether a cell says what a row is about; a bare number does where it is a level."""
    cell = sheet.matrix.cells[sheet.matrix.source(row, column)]
    level = sheet.band.only(Role.LEVEL)
    return isinstance(cell.raw, str) or (level is not None and level.column == column)


_ABOUT = (Role.REFERENCE, Role.LABEL, Role.LEVEL, Role.GROUP, Role.OTHER)


def _label_column(matrix: Matrix, band: Band) -> int | None:
    others = {Role.APPROVED: Role.DOCUMENT, Role.VACANT: Role.GROUP, Role.WTE: Role.GROUP}
    labels = band.of(Role.LABEL) or tuple(
        heading for role, other in others.items() if band.of(role) for heading in band.of(other)
    )
    if labels:
        return min(heading.column for heading in labels)
    roled = {heading.column for heading in band.headings}
    texts = {
        column: sum(1 for row in band.rows if len(matrix.text(row, column)) > 3)
        for column in matrix.columns
        if column not in roled
    }
    most = max(texts, key=lambda column: (texts[column], -column), default=None)
    return most if most is not None and texts[most] else None


class ListProposer:
    """Proposes what the rows of a list answer."""

    def __init__(self, matcher: Matcher, vocabulary: Vocabulary) -> None:
        self._matcher = matcher
        self._vocabulary = vocabulary

    def of(self, sheet: ListSheet) -> tuple[list[Proposal], list[SenderScale]]:
        """What the rows answer, those that nothing is proposed of too; and the scales needed."""
        found: list[Proposal] = []
        scales: dict[str, SenderScale] = {}
        for line in lines_of(sheet):
            part = match_key(line.text)
            if part in (NUMERATOR, DENOMINATOR) and found and "value" in found[-1].places:
                found[-1] = _with_part(found[-1], sheet, line, part)
                continue
            if not _has_answer(sheet, line) and not line.reference and part not in _SUMS:
                near, _ = self._nearest(sheet, line)
                if near is None:
                    continue
            proposal, scale = self._proposal(sheet, line)
            found.append(proposal)
            if scale is not None:
                scales[scale.id] = scale
        return found, list(scales.values())

    def _nearest(self, sheet: ListSheet, line: ListRow) -> tuple[tuple[Target, int] | None, str]:
        if match_key(line.text) in _SUMS:
            return None, "a sum or an average of other rows"
        of_tables = [target for target in self._matcher.targets if target.table in sheet.tables]
        referred = [
            target
            for target in of_tables
            if line.reference and target.reference and is_reference(line.reference, target)
        ]
        if referred:
            near = self._matcher.near(line.text, referred, referred=True)
            best, why = nearest(near, NEAR_BY_REFERENCE, MARGIN_BY_REFERENCE)
            if best is None and not near:
                why = f"its words are not those of {line.reference}"
        else:
            # Under a heading of vacancies the name of a role stands for its vacancies.
            text = f"{line.text} vacant" if sheet.tables == ("vacancies",) else line.text
            best, why = nearest(self._matcher.near(text, of_tables), NEAR, MARGIN)
        return (None, why) if best is None else ((best.target, best.score), "")

    def _proposal(self, sheet: ListSheet, line: ListRow) -> tuple[Proposal, SenderScale | None]:
        near, why = self._nearest(sheet, line)
        target = near[0] if near is not None else None
        table = target.table if target is not None else sheet.tables[0]
        places, headings, trouble = _places(sheet, line, table, target)
        scale, scale_trouble = self._scale(sheet, table)
        rests = (*line.rests, *(Rest(heading.ref, heading.text) for heading in headings))
        why = why or trouble or scale_trouble
        if not why and target is not None:
            why = wrong_kind(sheet.matrix, target, places)
        if why or near is None:
            return Proposal(
                "", {}, places, rests, why_not=why, scale=scale.id if scale else ""
            ), scale
        return (
            Proposal(
                near[0].table,
                dict(near[0].row),
                places,
                rests,
                min(near[1], 99),
                scale.id if scale is not None else "",
            ),
            scale,
        )

    def _scale(self, sheet: ListSheet, table: str) -> tuple[SenderScale | None, str]:
        """The scale of a row of the audit, and why it cannot be told which column holds it."""
        if role_of(table) != AUDIT:
            return None, ""
        heading = _score_heading(sheet.band)
        if heading is None:
            return None, "several columns could hold the score"
        typed = [
            sheet.matrix.text(row, heading.column)
            for row in sheet.band.rows
            if sheet.matrix.text(row, sheet.label)
        ]
        return scale_of(sheet.matrix, heading, typed, self._vocabulary.scale), ""


def _score_heading(band: Band) -> ColumnHeading | None:
    return band.only(Role.SCORE) if band.of(Role.SCORE) else band.only(Role.RAG)


def _places(
    sheet: ListSheet, line: ListRow, table: str, target: Target | None
) -> tuple[dict[str, Place], list[ColumnHeading], str]:
    """Where a line's answers stand, the headings that they rest on, and why that is not known."""
    band = sheet.band
    places: dict[str, Place] = {}
    headings: list[ColumnHeading] = []

    def put(column: str, heading: ColumnHeading | None) -> None:
        if heading is not None:
            places[column] = Place((place(heading.column, line.row),))
            headings.append(heading)

    trouble = ""
    if role_of(table) == AUDIT:
        put("score", _score_heading(band))
    elif table == "vacancies" and band.of(Role.VACANT):
        put("vacant_wte", band.only(Role.VACANT))
        put("establishment_wte", band.only(Role.ESTABLISHED))
    elif table == "named_professionals" and band.only(Role.WTE):
        put("wte", band.only(Role.WTE))
    elif table != "documents":
        column = {"named_professionals": "wte", "vacancies": "vacant_wte"}.get(table, "value")
        trouble = _put_figure(band, line, column, places, headings)
    for role in _BESIDE[role_of(table)]:
        put(role.value, band.only(role))
    return places, headings, trouble


def _put_figure(
    band: Band, line: ListRow, column: str, places: dict[str, Place], headings: list[ColumnHeading]
) -> str:
    """Put the place of a figure: the columns of the quarters, or the only one of the figure."""
    quarters = band.quarters()
    if quarters:
        found = list(quarters.values())
        headings += found
        cells = tuple(place(heading.column, line.row) for heading in found)
        places[column] = Place(cells, tuple(heading.ref for heading in found))
        return ""
    heading = band.only(Role.VALUE) or band.only(Role.PERCENT)
    if heading is None:
        return "several columns could hold the figure" if band.headings else "no column of figures"
    places[column] = Place((place(heading.column, line.row),))
    headings.append(heading)
    for part, role in ((NUMERATOR, Role.COMPLIANT), (DENOMINATOR, Role.REQUIRED)):
        beside = band.only(role)
        if beside is not None:
            places[part] = Place((place(beside.column, line.row),))
            headings.append(beside)
    return ""


def _with_part(before: Proposal, sheet: ListSheet, line: ListRow, part: str) -> Proposal:
    """A percentage with the row of its numerator or denominator below it."""
    value = before.places["value"]
    letters = ["".join(sign for sign in ref if sign.isalpha()) for ref in value.cells]
    cells = tuple(f"{letter}{line.row}" for letter in letters)
    places = {**before.places, part: Place(cells, value.headings)}
    return replace(before, places=places, rests_on=(*before.rests_on, *line.rests))


def _has_answer(sheet: ListSheet, line: ListRow) -> bool:
    return any(
        sheet.matrix.text(line.row, heading.column)
        for heading in sheet.band.headings
        if heading.role not in _ABOUT
    )
