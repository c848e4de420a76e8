"""Last quarter's return sent again: tables of two quarters that say the same, cell for cell."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import combinations

from engine.nouns.evidence.fault import Stage
from evidence.nouns.columns import FIRST_GIVEN
from evidence.returns.changes import Cells, cells_of, register_changes
from evidence.returns.draft import Draft

ENOUGH = 15
"""Fewer cells can be the same by chance or because nothing has changed."""
_FIGURES = "dashboard"


def report_repeated(drafts: Sequence[Draft]) -> None:
    """Report each return that says what one of an earlier quarter says, in all its tables or in
    every figure of its dashboard. Nothing is refused: it may be so, and is to be asked about."""
    groups: dict[str, list[Draft]] = {}
    for draft in drafts:
        if not draft.refused and draft.period:
            groups.setdefault(draft.code, []).append(draft)
    for group in groups.values():
        if len({draft.period for draft in group}) > 1:
            _report_among(sorted(group, key=lambda draft: draft.period))


def _report_among(ordered: Sequence[Draft]) -> None:
    typed = [_figures_typed(draft) for draft in ordered]

    # Each return's cells once, however many quarters they are compared with.
    @cache
    def sent(place: int) -> tuple[Draft, Cells]:
        return ordered[place], _own_cells(ordered[place])

    for earlier, later in combinations(range(len(ordered)), 2):
        is_before = ordered[earlier].period != ordered[later].period
        if is_before and typed[earlier] == typed[later]:
            _compare(sent(earlier), sent(later))


def _figures_typed(draft: Draft) -> list[str]:
    """The figures of a dashboard as typed, in order: where they differ, nothing said is the same
    as before, and no cell need be held to another."""
    table = draft.tables.get(_FIGURES)
    cells = [row.cells["value"] for row in table.rows if "value" in row.cells] if table else []
    return sorted(cell.text for cell in cells if cell.is_filled)


def _compare(before: tuple[Draft, Cells], after: tuple[Draft, Cells]) -> None:
    (earlier, old), (later, new) = before, after
    if (
        len(new) >= ENOUGH
        and _same(old, new)
        and len(new) - len(_standing_cells(later)) >= ENOUGH
        and not register_changes(earlier.register, later.register)
    ):
        _report(later, earlier, f"all {len(new)} cells are as they were", "")
        return
    old_figures, new_figures = _figures(old), _figures(new)
    if len(new_figures) >= ENOUGH and _same(old_figures, new_figures):
        _report(
            later,
            earlier,
            f"all {len(new_figures)} figures of the dashboard are as they were",
            "dashboard",
        )


def _own_cells(draft: Draft) -> Cells:
    """The cells of a return except for whose it is and when it was sent, or first given."""
    tables = {name: table for name, table in draft.tables.items() if name != "organisation"}
    return {at: held for at, held in cells_of(tables).items() if at[2] != FIRST_GIVEN}


def _standing_cells(draft: Draft) -> Cells:
    """Those in rows that say they were carried forward: that they repeat is reported already."""
    cells = cells_of(draft.tables)
    rows = {(table, row) for table, row, column in cells if column == FIRST_GIVEN}
    return {at: held for at, held in _own_cells(draft).items() if at[:2] in rows}


def _figures(cells: Cells) -> Cells:
    return {at: held for at, held in cells.items() if at[0] == _FIGURES and at[2] == "value"}


def _same(old: Cells, new: Cells) -> bool:
    return old.keys() == new.keys() and all(
        held[1].text == new[at][1].text for at, held in old.items()
    )


def _report(later: Draft, earlier: Draft, how: str, table: str) -> None:
    found = later.tables.get(table)
    sheet = found.sheet if found is not None else ""
    later.log.on_sheet(sheet).add_check(
        f"{how} in {earlier.name}, the return for {earlier.period}",
        "a return of the quarter’s own",
        "Ask whether last quarter’s file was sent again with a new date. It counts as it is.",
        stage=Stage.TOGETHER,
    )
