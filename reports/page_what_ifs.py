"""What other figures would change, as the page shows it."""

from __future__ import annotations

from engine.explaining.wording import number
from engine.nouns.what_if import WhatIf
from reports.lookup import Lookup
from reports.page_findings import Anchors
from reports.page_views import CellView, Link, TriedView, WhatIfsView
from reports.text import listed
from reports.what_if_words import ABOUT, changes, instead, moves, names_of
from reports.words import parameter_value


def what_ifs_view(lookup: Lookup, anchors: Anchors) -> WhatIfsView | None:
    """The section of the page; None where the pack lists no values worth trying."""
    what_ifs = lookup.assessment.what_ifs
    if not what_ifs:
        return None
    idle: dict[str, list[WhatIf]] = {}
    for one in what_ifs:
        if not one.cells:
            idle.setdefault(one.parameter.name, []).append(one)
    return WhatIfsView(
        ABOUT,
        tuple(_tried(lookup, anchors, one) for one in what_ifs if one.cells),
        tuple((same[0].parameter.meaning, _values(same)) for same in idle.values()),
    )


def _tried(lookup: Lookup, anchors: Anchors, one: WhatIf) -> TriedView:
    names, rules = names_of(lookup.assessment), lookup.assessment.pack.rules
    return TriedView(
        one.parameter.name,
        one.parameter.meaning,
        instead(one.parameter, one.value),
        changes(one.cells),
        moves(one.cells),
        tuple(
            CellView(
                Link(f"f{anchors.finding(cell.rule, cell.organisation)}", names[cell.organisation]),
                rules[cell.rule].title,
                cell.now,
                cell.then,
            )
            for cell in one.cells
        ),
        listed(names[code] for code in one.kept),
    )


def _values(same: list[WhatIf]) -> str:
    """``80 % or 85 % instead of 95 %``."""
    used = same[0].parameter
    tried = listed((number(one.value, used.unit) for one in same), "or")
    return f"{tried} instead of {parameter_value(used)}"
