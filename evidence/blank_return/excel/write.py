"""The blank return: a workbook to fill in, with drop-downs, notes and the policy's wording."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path

from engine.nouns.policy.pack import Pack
from evidence.blank_return.excel.formats import formats_of
from evidence.blank_return.excel.readme import README, write_readme
from evidence.blank_return.excel.sheet import write_sheet
from evidence.blank_return.plan import plan
from evidence.blank_return.request import Request

_CREATED = dt.datetime(2000, 1, 1)
"""A fixed day, so that the same pack gives the same bytes."""


def write_template(pack: Pack, request: Request, path: Path) -> None:
    """Write the blank return that is requested, as a workbook, to ``path``.

    The same pack and request give the same bytes. Raises ValueError, in words for the reader,
    where the pack knows no such kind, and OSError where the file cannot be written.
    """
    sheets = plan(pack, request)
    import xlsxwriter

    inside = io.BytesIO()
    book = xlsxwriter.Workbook(inside, {"in_memory": True, "strings_to_formulas": False})
    book.set_properties({"title": f"Return under: {pack.policy}", "created": _CREATED})
    formats = formats_of(book)
    lists = write_readme(book, formats, pack, request.kind, sheets)
    for sheet in sheets:
        write_sheet(book, formats, sheet, lists)
    book.get_worksheet_by_name(sheets[0].table if sheets else README).activate()
    book.close()
    path.write_bytes(inside.getvalue())
