"""The heat map: organisations across, the policy's parts down, how many duties are met."""

from __future__ import annotations

import re
from dataclasses import dataclass

from engine.nouns.english import listed
from engine.nouns.evidence.organisation import Organisation
from engine.nouns.policy.rule import Rule
from engine.nouns.verdict import Verdict
from reports.content.rows import kind_label
from reports.lookup import Lookup, clauses_of, rules_for, section_of
from reports.pictures.drawing import Drawn, svg, wrapped_words

FEW_SECTIONS = 5
"""A kind judged under fewer headings than this is shown by paragraph or item instead."""
_PART = re.compile(r"\s*(\([^()]*\)|(?<=\d)(\.\d+)+)+$")
_LABEL, _CELL, _ROW, _HEAD = 410, 74, 20, 58
_LEAST = 600
_STEPS = (
    (1.0, "#ffffff"),
    (0.75, "#d0dcea"),
    (0.5, "#8fabd0"),
    (0.25, "#4a74ae"),
    (0.0, "#003087"),
)


@dataclass(frozen=True, slots=True)
class Heat:
    """How one organisation stands on one part of the policy."""

    met: int
    partly: int
    unmet: int
    silent: int
    conflicting: int = 0

    @property
    def applicable(self) -> int:
        return self.met + self.partly + self.unmet + self.silent + self.conflicting

    @property
    def words(self) -> str:
        """``2 of 4 met, 1 not met, 1 without evidence``; ``does not apply``."""
        if not self.applicable:
            return "does not apply"
        rest = (
            (self.partly, "partly met"),
            (self.unmet, "not met"),
            (self.conflicting, "conflicting"),
            (self.silent, "without evidence"),
        )
        others = [f"{number} {what}" for number, what in rest if number]
        return ", ".join([f"{self.met} of {self.applicable} met", *others])


@dataclass(frozen=True, slots=True)
class HeatTable:
    """The verdicts of one kind of organisation in one quarter, as a grid."""

    kind: str
    """The kind of organisation, in the pack's words."""
    quarter: str
    organisations: tuple[Organisation, ...]
    rows: tuple[tuple[str, tuple[Heat, ...]], ...]
    """The label of each part of the policy, and how each organisation stands on it."""


def heat_table(lookup: Lookup, kind: str) -> HeatTable:
    """How the organisations of a kind stand in the quarter assessed, part by part."""
    assessment = lookup.assessment
    organisations = tuple(
        organisation for organisation in assessment.organisations if organisation.kind == kind
    )
    rules = rules_for(lookup, kind)
    by_section = len({section_of(lookup, rule) for rule in rules}) >= FEW_SECTIONS
    parts: dict[str, list[Rule]] = {}
    for rule in rules:
        parts.setdefault(_part(lookup, rule, by_section), []).append(rule)
    rows = tuple(
        (
            label if by_section else f"{label}: {_titles(inside)}",
            tuple(_heat(lookup, inside, organisation.code) for organisation in organisations),
        )
        for label, inside in parts.items()
    )
    period = assessment.run.period.label
    return HeatTable(kind_label(lookup, kind), period, organisations, rows)


def _titles(rules: list[Rule]) -> str:
    """The title of the first rule, and how many more there are."""
    more = f" and {len(rules) - 1} more" if len(rules) > 1 else ""
    [title] = wrapped_words(rules[0].title, 48 - len(more), 1)
    return title + more


def _part(lookup: Lookup, rule: Rule, by_section: bool) -> str:
    clauses = clauses_of(lookup, rule.cites)
    if by_section or not clauses:
        return section_of(lookup, rule)
    return _PART.sub("", clauses[0].citation)


def _heat(lookup: Lookup, rules: list[Rule], code: str) -> Heat:
    period = lookup.assessment.run.period
    found = [lookup.finding(rule.id, code, period) for rule in rules]
    verdicts = [finding.verdict for finding in found if finding is not None]
    return Heat(
        verdicts.count(Verdict.MET),
        verdicts.count(Verdict.PARTLY_MET),
        verdicts.count(Verdict.NOT_MET),
        verdicts.count(Verdict.NO_EVIDENCE),
        verdicts.count(Verdict.CONFLICTING),
    )


def heat_map(table: HeatTable) -> Drawn:
    """The table as a picture: darker is less met; hatched is where evidence is missing."""
    title = f"{table.kind}: duties met by part of the policy, {table.quarter}"
    worst = [
        f"{organisation.name} {sum(heat.met for heat in column)} of "
        f"{sum(heat.applicable for heat in column)} met"
        for organisation, column in zip(table.organisations, _columns(table), strict=True)
    ]
    alternative = f"{title}. {listed(worst)}. The table tells each part."
    rows = [
        {
            "y": _HEAD + number * _ROW,
            "label": label if len(label) <= 74 else label[:73] + "…",
            "cells": [_cell(place, heat) for place, heat in enumerate(cells)],
        }
        for number, (label, cells) in enumerate(table.rows)
    ]
    heads = [
        {"x": _LABEL + number * _CELL + _CELL / 2, "lines": wrapped_words(organisation.name, 13, 3)}
        for number, organisation in enumerate(table.organisations)
    ]
    drawn = svg(
        "heat.svg",
        title=title,
        alternative=alternative,
        rows=rows,
        heads=heads,
        steps=[colour for _, colour in _STEPS],
        width=max(_LABEL + len(heads) * _CELL + 2, _LEAST),
        height=_HEAD + len(rows) * _ROW + 30,
        cell=_CELL,
        row=_ROW,
        left=_LABEL,
    )
    header = ("Part of the policy", *(organisation.name for organisation in table.organisations))
    rows_in_words = tuple((label, *(heat.words for heat in cells)) for label, cells in table.rows)
    return Drawn(drawn, title, alternative, header, rows_in_words)


def _columns(table: HeatTable) -> tuple[tuple[Heat, ...], ...]:
    return tuple(
        tuple(cells[place] for _, cells in table.rows) for place in range(len(table.organisations))
    )


def _cell(place: int, heat: Heat) -> dict[str, object]:
    share = heat.met / heat.applicable if heat.applicable else 1.0
    fill = next(colour for least, colour in _STEPS if share >= least)
    return {
        "x": _LABEL + place * _CELL,
        "fill": fill,
        "ink": "#ffffff" if share < 0.5 else "#212b32",
        "text": f"{heat.met} of {heat.applicable}" if heat.applicable else "–",
        "silent": heat.silent + heat.conflicting > 0,
    }
