"""What changed between two returns, cell by cell; of a register, how many lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from engine.nouns.evidence.resubmission import CellChange
from evidence.nouns.cells import Cell, Row, Table
from evidence.nouns.columns import spec_of
from evidence.nouns.register import Register
from evidence.text import match_key, shortened, single_spaced

_FIELDS_NOT_REPEATED = frozenset({"submittedby"})
CHANGED = "other words (not repeated here)"
_LONGEST_REGISTER = 200_000

Cells = dict[tuple[str, str, str], tuple[str, Cell]]
"""By table, row's key and column: what the row is about in words, and the cell."""


def cells_of(tables: Mapping[str, Table]) -> Cells:
    """Every cell of some tables that says something, by what it is about and not where it is."""
    found: Cells = {}
    for table in tables.values():
        about = spec_of(table.name).subject_columns
        met: Counter[str] = Counter()
        for row in table.rows:
            words = _words(row, about)
            name = match_key(words)
            met[name] += 1
            again = f" ({met[name]})" if met[name] > 1 else ""
            label, name = words + again, name + again
            found |= {
                (table.name, name, column): (label, cell)
                for column, cell in row.cells.items()
                if column not in about and cell.is_filled
            }
    return found


def changes_between(
    before: Mapping[str, Table], after: Mapping[str, Table]
) -> tuple[CellChange, ...]:
    """The cells that say something else, in the order of the later return, then those gone."""
    old, new = cells_of(before), cells_of(after)
    return tuple(_changes(old, new))


def _changes(old: Cells, new: Cells) -> Iterator[CellChange]:
    for at in dict.fromkeys([*new, *old]):
        was, now = old.get(at), new.get(at)
        if _text(was) != _text(now):
            table, row, column = at
            label = (now or was or ("", None))[0]
            hidden = spec_of(table).column(column).may_name_people or row in _FIELDS_NOT_REPEATED
            yield CellChange(
                table,
                label,
                column,
                _shown(was, hidden),
                _shown(now, hidden),
                _place(was),
                _place(now),
            )


def register_changes(before: Register | None, after: Register | None) -> str:
    """How many lines of a register were added and taken out, in words; empty for none.

    A line that was changed is one taken out and one added.
    """
    if before is None and after is None:
        return ""
    old, new = _lines(before), _lines(after)
    if old is None or new is None:
        return "a register too long to be compared line by line"
    added, gone = (new - old).total(), (old - new).total()
    if not added and not gone:
        return ""
    return f"lines of the register: {added:,} new or changed, {gone:,} gone or changed"


def _lines(register: Register | None) -> Counter[tuple[str, ...]] | None:
    if register is None:
        return Counter()
    if len(register.rows) > _LONGEST_REGISTER:
        return None
    columns = [
        [single_spaced(str(raw)) for raw in column.values_by_line()]
        for column in register.columns.values()
    ]
    return Counter(zip(*columns, strict=True))


def _words(row: Row, about: tuple[str, ...]) -> str:
    texts = (single_spaced(row.cells[column].text) for column in about if column in row.cells)
    return ", ".join(text for text in texts if text)


def _text(held: tuple[str, Cell] | None) -> str:
    return "" if held is None else single_spaced(held[1].text) or held[1].unusable


def _shown(held: tuple[str, Cell] | None, hidden: bool) -> str:
    text = _text(held)
    return CHANGED if hidden and text else shortened(text)


def _place(held: tuple[str, Cell] | None) -> str:
    return "" if held is None else f"{held[1].sheet.strip()} {held[1].ref}"
