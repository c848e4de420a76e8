"""The training table as a register: whole columns, since registers are long."""

from __future__ import annotations

from evidence.complaints import Complaints
from evidence.grid import Grid, Typed, letters
from evidence.merges import MERGED, spread
from evidence.table_rows import SHIFTED, runs, table_rows, unusable_cell
from evidence.tables import COLUMNS, Raw, Register

_TOLD = (MERGED, SHIFTED)


def read_register(grid: Grid, complaints: Complaints) -> Register | None:
    """The register on a grid; None where it has no line, or cannot be read (told as a fault).

    A column that the sheet lacks is blank throughout and has no letter; a refused cell is
    blank, told by one fault for each column and reason. Raises what the grid's rows raise
    where the file is broken.
    """
    found = table_rows("training", grid, None, complaints)
    if found is None:
        return None
    columns: dict[str, list[Raw]] = {name: [] for name in COLUMNS["training"]}
    places = [(columns[name], name, at) for name, at in found.heading.columns.items()]
    absent = [values for name, values in columns.items() if name not in found.heading.columns]
    numbers: list[int] = []
    refused: dict[tuple[str, str], list[int]] = {}
    blank = Typed(None)
    for row in found.rows:
        numbers.append(row.number)
        for values, name, at in places:
            typed = row.cells.get(at, blank)
            values.append(typed.raw)
            if typed.unusable:
                refused.setdefault((name, typed.unusable), []).append(row.number)
        for values in absent:
            values.append(None)
    if not numbers:
        return None
    line_of = {number: line for line, number in enumerate(numbers)}
    names = {at: name for name, at in found.heading.columns.items()}

    def value_at(row: int, column: int) -> Typed | None:
        if row not in line_of or column not in names:
            return None
        raw = columns[names[column]][line_of[row]]
        return None if raw is None else Typed(raw)

    merged = spread(found.layout.merges, found.heading, numbers, value_at, found.sheet, complaints)
    for (number, at), (typed, _) in merged.items():
        columns[names[at]][line_of[number]] = typed.raw
    sheet_letters = {name: letters(at) for name, at in found.heading.columns.items()}
    for (name, reason), rows in refused.items():
        if reason not in _TOLD:
            _tell(reason, sheet_letters[name], rows, found.sheet, complaints)
    return _register(found.sheet, columns, numbers, sheet_letters)


def _tell(reason: str, letter: str, rows: list[int], sheet: str, complaints: Complaints) -> None:
    """One fault for the cells of one column refused for one reason."""
    cells = f"{letter}{rows[0]}" if len(rows) == 1 else f"{letter}, rows {runs(rows)}"
    unusable_cell(reason, sheet, cells, complaints)


def _register(
    sheet: str,
    columns: dict[str, list[Raw]],
    numbers: list[int],
    sheet_letters: dict[str, str],
) -> Register:
    import pandas as pd

    frame = pd.DataFrame(
        {name: pd.Series(values, dtype=object) for name, values in columns.items()}
    )
    frame["row"] = numbers
    return Register(sheet, frame, sheet_letters)
