"""Rows that each answer one thing: a list of figures, an audit in blocks, posts, documents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from engine.nouns.policy.vocabulary import Vocabulary
from evidence.mapping.nouns import DENOMINATOR, NUMERATOR, Place, Proposal, Rest, SenderScale
from evidence.mapping.proposing.cell_kinds import wrong_kind
from evidence.mapping.proposing.figure_parts import (
    as_part,
    checked_by_percentage,
    with_figure,
    with_part,
)
from evidence.mapping.proposing.heading_roles import Role
from evidence.mapping.proposing.headings import Band, ColumnHeading
from evidence.mapping.proposing.list_rows import ABOUT, ListRow, ListSheet, lines_of
from evidence.mapping.proposing.scales import is_answer, scale_of, ticked_place, ticked_scale
from evidence.mapping.proposing.targets import is_reference
from evidence.mapping.proposing.words import (
    MARGIN,
    MARGIN_BY_REFERENCE,
    NEAR,
    NEAR_BY_REFERENCE,
    Matcher,
    Nearness,
    Target,
    nearest_target,
)
from evidence.nouns.columns import AUDIT, role_of
from evidence.nouns.grid import cell_reference
from evidence.text import match_key, shortened

_BESIDE: Mapping[str, Sequence[Role]] = {
    AUDIT: (Role.MODERATED, Role.EVIDENCE, Role.DOCUMENT, Role.NOT_APPLICABLE, Role.ACTION,
            Role.OWNER, Role.DUE),
    "dashboard": (Role.NOTE,),
    "named_professionals": (Role.TITLE, Role.NAME, Role.NOTE),
    "vacancies": (Role.NOTE,),
    "documents": (Role.TITLE, Role.APPROVED, Role.REVIEW, Role.PUBLISHED),
}  # fmt: skip
_SUMS = frozenset({"average", "total", "totals", "mean", "subtotal", "overall", "overallscore"})


class ListProposer:
    """Proposes what the rows of a list answer."""

    def __init__(self, matcher: Matcher, vocabulary: Vocabulary) -> None:
        self._matcher = matcher
        self._vocabulary = vocabulary
        self._met: dict[tuple[str, str, tuple[str, ...]], tuple[Nearness | None, str]] = {}

    def proposals_for(self, sheet: ListSheet) -> tuple[list[Proposal], list[SenderScale]]:
        """What the rows answer, those that nothing is proposed of too; and the scales needed."""
        found: list[Proposal] = []
        scales: dict[str, SenderScale] = {}
        before: list[ListRow] = []
        lines = self._numbered_as_the_policy(sheet, lines_of(sheet))
        for line in lines:
            if line.part and (not found or before) and line.is_labelled:
                before.append(line)
                continue
            if line.part and _is_of(found, line):
                found[-1] = with_part(found[-1], line)
                continue
            if not _has_answer(sheet, line) and not line.reference and not _is_sum(line):
                near, _ = self._nearest(sheet, line)
                if near is None:
                    continue
            proposal, scale = self._proposal(sheet, line)
            if not line.is_labelled and _is_of(found, line):
                found[-1] = with_figure(found[-1], proposal)
                continue
            for part in before:
                proposal = with_part(proposal, part)
            before = before[:0]
            found.append(as_part(proposal, line.part) if line.part else proposal)
            if scale is not None:
                scales[scale.id] = scale
        return [checked_by_percentage(sheet.foreign, proposal) for proposal in found], list(
            scales.values()
        )

    def _numbered_as_the_policy(
        self, sheet: ListSheet, lines: Sequence[ListRow]
    ) -> Sequence[ListRow]:
        """The lines without their references where these are the sender's own numbers: where the
        words of most lines are not those of what the policy numbers so."""
        near = [
            self._by_reference(line, referred)[0] is not None
            for line in lines
            if (referred := self._referred(sheet, line))
        ]
        if not near or 2 * sum(near) >= len(near):
            return lines
        return [replace(line, reference="") for line in lines]

    def _referred(self, sheet: ListSheet, line: ListRow) -> list[Target]:
        return [
            target
            for target in self._matcher.targets
            if target.table in sheet.tables
            and line.reference
            and target.reference
            and is_reference(line.reference, target)
        ]

    def _nearest(self, sheet: ListSheet, line: ListRow) -> tuple[tuple[Target, int] | None, str]:
        if _is_sum(line):
            return None, "a sum or an average of other rows"
        of_tables = [target for target in self._matcher.targets if target.table in sheet.tables]
        referred = self._referred(sheet, line)
        if referred:
            best, why = self._by_reference(line, referred)
        else:
            best, why = self._by_words(sheet, line, of_tables)
        return (None, why) if best is None else ((best.target, best.score), "")

    def _by_reference(
        self, line: ListRow, referred: Sequence[Target]
    ) -> tuple[Nearness | None, str]:
        near = self._matcher.nearest_first(line.text, referred, referred=True)
        best, why = nearest_target(near, NEAR_BY_REFERENCE, MARGIN_BY_REFERENCE)
        return best, why if near else f"its words are not those of {line.reference}"

    def _by_words(
        self, sheet: ListSheet, line: ListRow, targets: Sequence[Target]
    ) -> tuple[Nearness | None, str]:
        """What a line is by its words; where they leave it open, with those it stands under."""
        key = (line.text, line.under or sheet.title, sheet.tables)
        if key not in self._met:
            self._met[key] = self._by_its_words(line, sheet.title, sheet.tables, targets)
        return self._met[key]

    def _by_its_words(
        self, line: ListRow, title: str, tables: tuple[str, ...], targets: Sequence[Target]
    ) -> tuple[Nearness | None, str]:
        first_why, under = "", line.under or title
        for text in dict.fromkeys((line.text, f"{line.under} {line.text}".strip())):
            # Under a heading of vacancies the name of a role stands for its vacancies.
            words = f"{text} vacant" if tables == ("vacancies",) else text
            best, why = nearest_target(self._matcher.nearest_first(words, targets), NEAR, MARGIN)
            if best is not None and not self._matcher.fits_under(best.target, text, under):
                best, why = None, f"it stands under “{shortened(under)}”"
            if best is not None:
                return best, ""
            first_why = first_why or why
        return None, first_why

    def _proposal(self, sheet: ListSheet, line: ListRow) -> tuple[Proposal, SenderScale | None]:
        near, why = self._nearest(sheet, line)
        target = near[0] if near is not None else None
        table = target.table if target is not None else sheet.tables[0]
        places, headings, trouble = _places(sheet, line, table, target)
        scale, scale_trouble = self._scale(sheet, table)
        rests = (*line.rests, *(Rest(h.ref, h.text) for h in headings if h.ref))
        why = why or trouble or scale_trouble
        if not why and target is not None:
            words = " ".join([line.text, sheet.title, *(heading.text for heading in headings)])
            why = wrong_kind(sheet.foreign, target, places, words)
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
        """The scale of a row of the audit, and why its column is not known."""
        if role_of(table) != AUDIT:
            return None, ""
        if sheet.ticks:
            return ticked_scale(sheet.foreign.name, sheet.ticks), ""
        heading = _score_heading(sheet.band)
        if heading is None:
            return None, "several columns could hold the score"
        typed = [
            sheet.foreign.text(row, heading.column)
            for row in sheet.band.rows
            if sheet.foreign.text(row, sheet.label)
        ]
        if heading.role is Role.VALUE:
            typed = [text for text in typed if is_answer(text)]
        return scale_of(sheet.foreign, heading, typed, self._vocabulary.scale), ""


def _score_heading(band: Band) -> ColumnHeading | None:
    for role in (Role.SCORE, Role.RAG, Role.VALUE):
        if band.with_roles(role):
            return band.only(role)
    return None


def _places(
    sheet: ListSheet, line: ListRow, table: str, target: Target | None
) -> tuple[dict[str, Place], list[ColumnHeading], str]:
    """Where a line's answers stand, the headings that they rest on, and why that is not known."""
    band = sheet.band
    places: dict[str, Place] = {}
    headings: list[ColumnHeading] = []

    def put(column: str, heading: ColumnHeading | None) -> None:
        if heading is not None:
            places[column] = Place((cell_reference(heading.column, line.row),))
            headings.append(heading)

    trouble = ""
    if role_of(table) == AUDIT and sheet.ticks:
        places["score"] = ticked_place(sheet.ticks, line.row)
        headings += sheet.ticks
    elif role_of(table) == AUDIT:
        put("score", _score_heading(band))
    elif table == "vacancies" and band.with_roles(Role.VACANT):
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
        cells = tuple(cell_reference(heading.column, line.row) for heading in found)
        places[column] = Place(cells, tuple(heading.ref for heading in found))
        return ""
    heading = band.only(Role.VALUE) or band.only(Role.PERCENT)
    if heading is None:
        return "several columns could hold the figure" if band.headings else "no column of figures"
    places[column] = Place((cell_reference(heading.column, line.row),))
    headings.append(heading)
    for part, role in ((NUMERATOR, Role.COMPLIANT), (DENOMINATOR, Role.REQUIRED)):
        beside = band.only(role)
        if beside is not None:
            places[part] = Place((cell_reference(beside.column, line.row),))
            headings.append(beside)
    return ""


def _is_of(found: Sequence[Proposal], line: ListRow) -> bool:
    """Whether a line of part of a figure is of the figure that was last proposed."""
    if not found or not {"value", NUMERATOR, DENOMINATOR} & found[-1].places.keys():
        return False
    same = bool(found[-1].rests_on) and found[-1].rests_on[0].cell == line.rests[0].cell
    return same or (line.is_labelled and bool(line.part))


def _is_sum(line: ListRow) -> bool:
    return match_key(line.text) in _SUMS


def _has_answer(sheet: ListSheet, line: ListRow) -> bool:
    return any(
        sheet.foreign.text(line.row, heading.column)
        for heading in sheet.band.headings
        if heading.role not in ABOUT
    )
