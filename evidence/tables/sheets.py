"""Which sheet or CSV file is which table: one for each table, all others reported."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from engine.nouns.english import either, listed
from engine.nouns.evidence.fault import Stage
from engine.nouns.policy.vocabulary import Vocabulary
from evidence.fault_log import FaultLog, PlacedLog
from evidence.nouns.cells import Cell, SheetNote
from evidence.nouns.columns import table_named, table_names
from evidence.nouns.grid import GridRow, cell_reference
from evidence.privacy.personal_records import headings_of_people, looks_like_a_name
from evidence.tables.headings import report_list_of_people
from evidence.tables.refused import report_private
from evidence.text import match_key

_WORDS_OF_A_SENTENCE = 3
LOOKED_AT = 200
"""How many rows of a sheet that is no table are looked at for data about single people."""


def matched_tables(
    called: Sequence[str], table_of: Callable[[str], str | None]
) -> tuple[dict[str, list[int]], list[int]]:
    """For each table the places in ``called`` of the names that mean it, and the places of the
    names that mean none."""
    matched: dict[str, list[int]] = {}
    unknown: list[int] = []
    for at, name in enumerate(called):
        table = table_of(name)
        if table is None:
            unknown.append(at)
        else:
            matched.setdefault(table, []).append(at)
    return matched, unknown


def tables_by_name(
    names: Sequence[str],
    called: Sequence[str],
    what: str,
    vocabulary: Vocabulary,
    log: FaultLog,
) -> tuple[dict[str, int], set[str], list[int]]:
    """Which of the sheets, by their place in ``names``, is which table.

    ``called`` are the names to match (a file's without its ending), ``what`` is "sheet" or
    "file". Returned are the tables that one sheet stands for, all tables seen, and the places
    of the sheets that are no table. Where two stand for one table none of them is taken, and
    each is told.
    """
    also = {
        match_key(name): table for table, names in vocabulary.also.tables.items() for name in names
    }
    matched, unknown = matched_tables(
        called, lambda name: table_named(name, vocabulary.audit) or also.get(match_key(name))
    )
    for table, places in matched.items():
        if len(places) == 1:
            continue
        for here in places:
            others = listed([f"“{names[other]}”" for other in places if other != here])
            log.on_sheet(names[here]).add_table_fault(
                f"a second {what} for the table “{table}”, beside {others}",
                f"one {what} for each table",
                f"Keep the {what} that counts and rename or delete the other; until then neither "
                "is read.",
                stage=Stage.TABLES,
            )
    taken = {table: places[0] for table, places in matched.items() if len(places) == 1}
    return taken, set(matched), unknown


def report_private_rows(rows: Iterable[GridRow], log: PlacedLog) -> None:
    """Tell what stands in the rows of a sheet that is not read and has no place in a return: lists
    of single people, texts about one; ``log`` is bound to the sheet."""
    for row in rows:
        texts = {typed.text: column for column, typed in sorted(row.cells.items(), reverse=True)}
        for heading in headings_of_people(texts):
            report_list_of_people(heading, log.at_cell(cell_reference(texts[heading], row.number)))
        report_private(row, log)


def notes_on(rows: Sequence[GridRow], sheet: str) -> tuple[SheetNote, ...]:
    """The sentences on a sheet that is no table, each a note about the whole return; none of a
    sheet that lists people."""
    if any(headings_of_people(typed.text for typed in row.cells.values()) for row in rows):
        return ()
    return tuple(
        SheetNote(Cell(typed.raw, typed.text, sheet, cell_reference(column, row.number)))
        for row in rows
        for column, typed in row.cells.items()
        if isinstance(typed.raw, str)
        and len(typed.raw.split()) >= _WORDS_OF_A_SENTENCE
        and not looks_like_a_name(typed.raw)
    )


def report_unknown(what: str, hidden: bool, vocabulary: Vocabulary, log: PlacedLog) -> None:
    """Report a sheet or CSV file that is no table of a return; ``log`` is bound to it."""
    log.add_check(
        f"a hidden {what} that is no table of a return"
        if hidden
        else f"a {what} that is no table of a return",
        f"{what}s called {either(table_names(vocabulary.audit.table))}",
        "It is not read. If it holds something asked for, give it that name and that table’s "
        "headings." + (" Look at what it holds before sending the file." if hidden else ""),
        stage=Stage.TABLES,
    )
