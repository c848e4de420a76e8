"""The heat map: organisations across, the policy's own headings down, and how its duties stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from engine.nouns.english import listed
from engine.nouns.evidence.organisation import Organisation
from engine.nouns.policy.rule import Rule
from engine.nouns.verdict import Verdict
from reports.content.rows import kind_label
from reports.lookup import Lookup, clauses_of, rules_for, section_of
from reports.pictures.drawing import Drawn, coordinate, svg, wrapped_words
from reports.pictures.hatch import hatch_path
from reports.text import policy_words

FEW_SECTIONS = 5
"""A kind judged under fewer headings than this is shown by paragraph or item under them."""
_PART = re.compile(r"\s*(\([^()]*\)|(?<=\d)\.\d+)+$")
_LABEL, _CELL, _HEAD, _FOOT = 330, 90, 62, 30
_LINE, _BAND = 13, 22
_ROW = 20
_BAR, _BAR_HEIGHT = 36, 14
_ROOM_FOR_SIGN = 9
_WORDS_WIDTH = 58
_LEAST = 660


@dataclass(frozen=True, slots=True)
class Shade:
    """How duties of one verdict are drawn: a ground, and a sign for who sees no difference."""

    words: str
    ground: str
    ink: str
    sign: str
    is_hatched: bool = False


SHADES = (
    Shade("met", "#ffffff", "#212b32", ""),
    Shade("partly met", "#b7c9e2", "#212b32", "~"),
    Shade("not met", "#003087", "#ffffff", "×"),
    Shade("conflicting", "#4a6fa8", "#ffffff", "≠"),
    Shade("without evidence", "#eef1f2", "#212b32", "?", True),
)
"""In the order in which they stand in a bar, as the numbers of ``Heat``."""


@dataclass(frozen=True, slots=True)
class Heat:
    """How one organisation stands on one part of the policy."""

    met: int
    partly: int
    unmet: int
    silent: int
    conflicting: int = 0

    @property
    def numbers(self) -> tuple[int, ...]:
        """How many duties have each verdict, in the order of ``SHADES``."""
        return (self.met, self.partly, self.unmet, self.conflicting, self.silent)

    @property
    def applicable(self) -> int:
        """How many duties apply."""
        return sum(self.numbers)

    @property
    def words(self) -> str:
        """``2 of 4 met, 1 not met, 1 without evidence``; ``does not apply``."""
        if not self.applicable:
            return "does not apply"
        rest = [
            f"{number} {shade.words}"
            for number, shade in zip(self.numbers[1:], SHADES[1:], strict=True)
            if number
        ]
        return ", ".join([f"{self.met} of {self.applicable} met", *rest])


@dataclass(frozen=True, slots=True)
class HeatCell:
    """A cell of the picture: its left edge, and its number in words."""

    x: int
    text: str


@dataclass(frozen=True, slots=True)
class HeatRow:
    """A part of the policy, and how each organisation stands on it."""

    label: str
    """The policy's own heading, or its own words with their place under one."""
    heats: tuple[Heat, ...]
    section: str = ""
    """The heading that it stands under, where the row is no section itself."""
    citation: str = ""
    """Where its words stand, where the row is no section itself."""

    @property
    def in_full(self) -> str:
        """The label as it can stand alone: ``Section 6, paragraph 8: Named Doctor and Nurse``."""
        return f"{self.citation}: {self.label.partition(': ')[2]}" if self.citation else self.label


@dataclass(frozen=True, slots=True)
class HeatTable:
    """The verdicts of one kind of organisation in one quarter, as a grid."""

    kind: str
    """The kind of organisation, in the pack's words."""
    quarter: str
    organisations: tuple[Organisation, ...]
    rows: tuple[HeatRow, ...]
    which: str = ""
    """Which of the organisations are shown, where not all are: "1 to 8 of 30"."""

    def in_parts(self, most: int) -> tuple[HeatTable, ...]:
        """The same for at most this many organisations each, as evenly as can be."""
        number = len(self.organisations)
        if number <= most:
            return (self,)
        parts = -(-number // most)
        edges = [number * part // parts for part in range(parts + 1)]
        return tuple(self._part(first, last) for first, last in pairwise(edges))

    def in_rows(self, most: int) -> tuple[HeatTable, ...]:
        """The same with at most this many rows each, as evenly as can be."""
        parts = -(-len(self.rows) // most)
        edges = [len(self.rows) * part // parts for part in range(parts + 1)]
        return tuple(replace(self, rows=self.rows[a:b]) for a, b in pairwise(edges))

    def _part(self, first: int, last: int) -> HeatTable:
        return replace(
            self,
            organisations=self.organisations[first:last],
            rows=tuple(replace(row, heats=row.heats[first:last]) for row in self.rows),
            which=f"{first + 1} to {last} of {len(self.organisations)}",
        )


def heat_table(lookup: Lookup, kind: str) -> HeatTable:
    """How the organisations of a kind stand in the quarter assessed, part by part."""
    assessment = lookup.assessment
    organisations = tuple(
        organisation for organisation in assessment.organisations if organisation.kind == kind
    )
    rules = rules_for(lookup, kind)
    by_section = len({section_of(lookup, rule) for rule in rules}) >= FEW_SECTIONS
    parts: dict[tuple[str, str], list[Rule]] = {}
    for rule in rules:
        section = section_of(lookup, rule)
        clauses = clauses_of(lookup, rule.cites)
        part = "" if by_section or not clauses else _PART.sub("", clauses[0].citation)
        parts.setdefault((section, part), []).append(rule)
    rows = tuple(
        HeatRow(
            _label(lookup, part, inside) if part else section,
            tuple(_heat(lookup, inside, organisation.code) for organisation in organisations),
            section if part else "",
            part,
        )
        for (section, part), inside in parts.items()
    )
    period = assessment.run.period.label
    return HeatTable(kind_label(lookup, kind), period, organisations, rows)


def _label(lookup: Lookup, part: str, rules: Sequence[Rule]) -> str:
    """``Paragraph 3: Monitoring and reporting missed appointments``, in the policy's words."""
    clauses = lookup.assessment.pack.clauses
    whole = next((clause for clause in clauses.values() if clause.citation == part), None)
    words = whole.words if whole is not None and whole.words else ""
    words = policy_words(words or clauses_of(lookup, rules[0].cites)[0].words)
    where = part.rpartition(", ")[2]
    return f"{where[:1].upper()}{where[1:]}: {' '.join(words.split()).rstrip(':;, ')}"


def _heat(lookup: Lookup, rules: Sequence[Rule], code: str) -> Heat:
    period = lookup.assessment.run.period
    found = [lookup.ruling(rule.id, code, period) for rule in rules]
    verdicts = [finding.verdict for finding in found if finding is not None]
    return Heat(
        verdicts.count(Verdict.MET),
        verdicts.count(Verdict.PARTLY_MET),
        verdicts.count(Verdict.NOT_MET),
        verdicts.count(Verdict.NO_EVIDENCE),
        verdicts.count(Verdict.CONFLICTING),
    )


def heat_map(table: HeatTable) -> Drawn:
    """The table as a picture: a bar a cell, the darker the less is met, with a sign each."""
    which = f" (organisations {table.which})" if table.which else ""
    title = f"{table.kind}: duties met by part of the policy, {table.quarter}{which}"
    met = [
        f"{organisation.name} {sum(heat.met for heat in column)} of "
        f"{sum(heat.applicable for heat in column)} met"
        for organisation, column in zip(table.organisations, _columns(table), strict=True)
    ]
    alternative = f"{title}. {listed(met)}. The table has each part."
    bands, rows, height = _laid_out(table)
    heads = [
        {"x": _LABEL + number * _CELL + _CELL / 2, "lines": wrapped_words(organisation.name, 15, 4)}
        for number, organisation in enumerate(table.organisations)
    ]
    drawing = svg(
        "heat.svg",
        title=title,
        alternative=alternative,
        bands=bands,
        rows=rows,
        heads=heads,
        legend=list(_legend(height + 12)),
        width=max(_LABEL + len(heads) * _CELL + 2, _LEAST),
        height=height + _FOOT,
        cell=_CELL,
        line=_LINE,
    )
    header = ("Part of the policy", *(organisation.name for organisation in table.organisations))
    cells = tuple((row.in_full, *(heat.words for heat in row.heats)) for row in table.rows)
    return Drawn(drawing, title, alternative, header, cells)


def _columns(table: HeatTable) -> tuple[tuple[Heat, ...], ...]:
    return tuple(
        tuple(row.heats[number] for row in table.rows) for number in range(len(table.organisations))
    )


def _laid_out(
    table: HeatTable,
) -> tuple[list[dict[str, object]], list[dict[str, object]], int]:
    """The sections' headings, the rows, and how far down they reach."""
    bands: list[dict[str, object]] = []
    rows: list[dict[str, object]] = []
    top, section = _HEAD, ""
    for row in table.rows:
        if row.section and row.section != section:
            section = row.section
            bands.append({"y": top + 15, "text": section})
            top += _BAND
        lines = wrapped_words(row.label, _WORDS_WIDTH, 2)
        height = _ROW + _LINE * (len(lines) - 1)
        cells = [_cell(number, heat) for number, heat in enumerate(row.heats)]
        down = top + (height - _BAR_HEIGHT) / 2
        bars = [
            bar
            for cell, heat in zip(cells, row.heats, strict=True)
            for bar in _bars(cell, down, heat)
        ]
        rows.append({"y": top, "height": height, "lines": lines, "cells": cells, "bars": bars})
        top += height
    return bands, rows, top


def _cell(number: int, heat: Heat) -> HeatCell:
    return HeatCell(
        _LABEL + number * _CELL,
        f"{heat.met} of {heat.applicable}" if heat.applicable else "–",
    )


def _bars(cell: HeatCell, top: float, heat: Heat) -> Iterator[dict[str, object]]:
    left: float = cell.x + _CELL - _BAR - 4
    for number, shade in zip(heat.numbers, SHADES, strict=True):
        if number:
            width = _BAR * number / heat.applicable
            yield _bar(left, top, width, shade)
            left += width


def _bar(left: float, top: float, width: float, shade: Shade) -> dict[str, object]:
    return {
        "x": coordinate(left),
        "y": coordinate(top),
        "width": coordinate(width),
        "height": _BAR_HEIGHT,
        "ground": shade.ground,
        "ink": shade.ink,
        "hatch": hatch_path(left, top, width, _BAR_HEIGHT) if shade.is_hatched else "",
        "sign": shade.sign if width >= _ROOM_FOR_SIGN else "",
        "middle": coordinate(left + width / 2),
        "base": coordinate(top + 11),
    }


def _legend(top: float) -> Iterator[dict[str, object]]:
    left = 190.0
    for shade in SHADES:
        yield {"bar": _bar(left, top, 16, shade), "x": coordinate(left + 20), "text": shade.words}
        left += 34 + 6 * len(shade.words)
