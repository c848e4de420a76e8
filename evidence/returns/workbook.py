"""One workbook to a draft of a return."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from itertools import islice

from engine.nouns.english import listed
from engine.nouns.evidence.fault import Stage
from evidence.fault_log import FaultLog
from evidence.files.archive import MAX_BYTES, DamagedError, LockedError, TooLargeError
from evidence.files.sources import WHAT_IS_READ, Source
from evidence.grids.formats import LOCKED, NotAWorkbook, damaged_workbook, format_of, too_large
from evidence.nouns.columns import GUIDANCE_SHEETS, table_names
from evidence.nouns.grid import Grid, GridRow, Layout
from evidence.returns.draft import Draft, ReadingContext
from evidence.returns.mapped import report_beside_mapped, take_mapped, with_rows
from evidence.returns.opening import OPENERS
from evidence.tables.likeness import (
    likeness_of,
    report_likenesses,
    rivals_among,
    tables_by_headings,
)
from evidence.tables.made_for import check_mark
from evidence.tables.sheets import (
    LOOKED_AT,
    notes_on,
    report_private_rows,
    report_unknown,
    tables_by_name,
)
from evidence.text import match_key

_SHOWN_SHEETS = 10
TakeSheets = Callable[[Sequence[Grid], Draft, ReadingContext], None]
"""Takes into a draft what the sheets of a workbook hold."""
_GUIDANCE = frozenset(match_key(sheet) for sheet in GUIDANCE_SHEETS)


def read_workbook(source: Source, context: ReadingContext, take: TakeSheets | None = None) -> Draft:
    """What a workbook holds. All that is wrong with it is reported in the draft's log.

    ``take`` takes the tables from its sheets; without it they are those of a return.
    """
    draft = Draft(source.name, FaultLog(source.name, private=context.vocabulary.wording.private))
    draft.sha256[source.name] = ""
    try:
        if source.path.stat().st_size > MAX_BYTES:
            _refuse(draft, too_large(TooLargeError(f"over {MAX_BYTES // 10**6} MB")))
            return draft
        data = source.path.read_bytes()
    except OSError as error:
        draft.refuse(
            f"a file that cannot be opened: {error.strerror}",
            WHAT_IS_READ,
            "Close it in other programs, and check that you may open it.",
        )
        return draft
    draft.sha256[source.name] = hashlib.sha256(data).hexdigest()
    trouble = _take_sheets(data, draft, context, take or _read)
    if trouble:
        _refuse(draft, trouble)
    return draft


def _take_sheets(
    data: bytes, draft: Draft, context: ReadingContext, take: TakeSheets
) -> NotAWorkbook | None:
    """Read every sheet; returns what bars the workbook, where something does."""
    found = format_of(data)
    if isinstance(found, NotAWorkbook):
        return found
    try:
        with OPENERS[found](data) as sheets:
            take(sheets, draft, context)
    except DamagedError as error:
        return damaged_workbook(error)
    except TooLargeError as error:
        return too_large(error)
    except LockedError:
        return LOCKED
    return None


def _read(sheets: Sequence[Grid], draft: Draft, context: ReadingContext) -> None:
    mapped = take_mapped(sheets, draft, context)
    if mapped.refused:
        return
    if mapped.names:
        draft.used_files.add(draft.name)
    sheets = [sheet for sheet in sheets if sheet.name not in mapped.sheets]
    names = [sheet.name for sheet in sheets]
    vocabulary, log = context.vocabulary, draft.log
    taken, seen, unknown = tables_by_name(names, names, "sheet", vocabulary, log)
    guidance = [at for at in unknown if match_key(names[at]) in _GUIDANCE]
    first = {at: list(islice(sheets[at].rows(Layout()), LOOKED_AT)) for at in unknown}
    tables = table_names(vocabulary.audit.table)
    also = vocabulary.also.headings
    alike = {
        at: likeness
        for at in unknown
        if at not in guidance and (likeness := likeness_of(first[at], tables, also))
    }
    taken |= tables_by_headings(alike, seen)
    seen |= {likeness.table for likeness in alike.values()}
    if not seen and not mapped.names:
        _refuse_unknown(names, draft, context)
        return
    for table, place in taken.items():
        if table in mapped.whole:
            report_beside_mapped(table, log.on_sheet(names[place]))
            continue
        draft.read_table(table, sheets[place], context, draft.name)
    for place in unknown:
        if place in guidance:
            _take_guidance(first[place], names[place], draft, context)
        elif place not in taken.values() and first[place]:
            _pass_over(sheets[place], first[place], draft, context, is_alike=place in alike)
    report_likenesses(alike, taken, names, "sheet", log)
    draft.rivals = rivals_among(
        alike, taken, names, lambda at: list(islice(sheets[at].rows(Layout()), LOOKED_AT))
    )
    draft.tables = with_rows(draft.tables, mapped.tables)
    draft.identify(context, {*seen, *mapped.names})


def _take_guidance(
    rows: Sequence[GridRow], name: str, draft: Draft, context: ReadingContext
) -> None:
    """Hold a sheet of instructions to its mark; without one it is not that of a blank return."""
    if not check_mark(context.mark, rows, draft.log.on_sheet(name)):
        draft.notes += notes_on(rows, name)


def _pass_over(
    sheet: Grid, rows: Sequence[GridRow], draft: Draft, context: ReadingContext, *, is_alike: bool
) -> None:
    """Report what a sheet that is not read holds; ``is_alike`` is whether it is headed as a table,
    which is reported elsewhere."""
    at = draft.log.on_sheet(sheet.name)
    report_private_rows(rows, at)
    if not is_alike:
        report_unknown("sheet", sheet.hidden, context.vocabulary, at)
        draft.notes += notes_on(rows, sheet.name)


def _refuse_unknown(names: Sequence[str], draft: Draft, context: ReadingContext) -> None:
    """Refuse a workbook none of whose sheets is a table of a return."""
    shown = [f"“{name}”" for name in names[:_SHOWN_SHEETS]]
    more = [f"{len(names) - _SHOWN_SHEETS} more"] if len(names) > _SHOWN_SHEETS else []
    draft.log.stage = Stage.OURS
    draft.refuse(
        f"a workbook with the sheets {listed(shown + more, 'and')}"
        if names
        else "a workbook without sheets of cells",
        f"sheets called {listed(table_names(context.vocabulary.audit.table), 'and')}",
        "Check that this is the return. If it is, call its sheets as expected here, head each as "
        "the blank return does, and say on the sheet “organisation” whose it is and for which "
        "quarter. A sender’s own layout can be read through a mapping (clausewise map).",
    )


def _refuse(draft: Draft, trouble: NotAWorkbook) -> None:
    draft.refuse(trouble.found, WHAT_IS_READ, trouble.to_do)
