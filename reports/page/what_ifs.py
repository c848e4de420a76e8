"""What other figures would change, as the page shows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from engine.nouns.english import listed, number
from engine.nouns.outcome.what_if import WhatIf
from engine.nouns.verdict import Verdict
from reports.content.what_ifs import ABOUT, changes_in_words, names_of, value_instead
from reports.lookup import Lookup
from reports.page.links import Addresses, Link
from reports.words import parameter_value


@dataclass(frozen=True, slots=True)
class ChangedCellView:
    """One cell that would change."""

    finding: Link
    """To the finding, by the organisation's name."""
    duty: str
    now: Verdict
    then: Verdict


@dataclass(frozen=True, slots=True)
class TriedView:
    """A figure at one other value."""

    instead: str
    changes: str
    cells: tuple[ChangedCellView, ...]


@dataclass(frozen=True, slots=True)
class TriedFigureView:
    """A figure and the values tried in its place."""

    name: str
    meaning: str
    tried: tuple[TriedView, ...]
    kept: str
    """The organisations that keep a value of their own, by name; empty where there are none."""


@dataclass(frozen=True, slots=True)
class IdleFigure:
    """A figure that would change nothing at any value tried."""

    meaning: str
    values: str
    """The values tried, in words."""


@dataclass(frozen=True, slots=True)
class WhatIfsView:
    """Figures at other values, and what would change."""

    about: str
    figures: tuple[TriedFigureView, ...]
    """Those of which a value would change a cell."""
    idle: tuple[IdleFigure, ...]
    """The others."""


def what_ifs_view(lookup: Lookup, addresses: Addresses) -> WhatIfsView | None:
    """The section of the page; None where the pack lists no values worth trying."""
    by_name: dict[str, list[WhatIf]] = {}
    for what_if in lookup.assessment.what_ifs:
        by_name.setdefault(what_if.parameter.name, []).append(what_if)
    if not by_name:
        return None
    return WhatIfsView(
        ABOUT,
        tuple(
            _figure(lookup, addresses, tries)
            for tries in by_name.values()
            if any(what_if.cells for what_if in tries)
        ),
        tuple(
            IdleFigure(tries[0].parameter.meaning, _values(tries))
            for tries in by_name.values()
            if not any(what_if.cells for what_if in tries)
        ),
    )


def _figure(lookup: Lookup, addresses: Addresses, tries: Sequence[WhatIf]) -> TriedFigureView:
    names = names_of(lookup.assessment)
    return TriedFigureView(
        tries[0].parameter.name,
        tries[0].parameter.meaning,
        tuple(_tried(lookup, addresses, what_if) for what_if in tries),
        listed(names[code] for code in tries[0].kept),
    )


def _tried(lookup: Lookup, addresses: Addresses, what_if: WhatIf) -> TriedView:
    names, rules = names_of(lookup.assessment), lookup.assessment.pack.rules
    return TriedView(
        value_instead(what_if.parameter, what_if.value),
        changes_in_words(what_if.cells),
        tuple(
            ChangedCellView(
                Link(addresses.finding(cell.rule, cell.organisation), names[cell.organisation]),
                rules[cell.rule].title,
                cell.now,
                cell.then,
            )
            for cell in what_if.cells
        ),
    )


def _values(tries: Sequence[WhatIf]) -> str:
    """``80 % or 85 % instead of 95 %``."""
    used = tries[0].parameter
    tried = listed((number(what_if.value, used.unit) for what_if in tries), "or")
    return f"{tried} instead of {parameter_value(used)}"
