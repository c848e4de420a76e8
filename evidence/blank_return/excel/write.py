"""The blank return: a workbook to fill in, with drop-downs, notes and the policy's wording."""

from __future__ import annotations

import io

from engine.nouns.policy.pack import Pack
from evidence.blank_return.excel.formats import LOOKS
from evidence.blank_return.excel.readme import README, write_readme
from evidence.blank_return.excel.sheet import write_sheet
from evidence.blank_return.plan import plan
from evidence.blank_return.request import Request
from evidence.workbook_kit import formats_of, new_workbook, set_about


def blank_return_workbook(pack: Pack, request: Request) -> bytes:
    """The blank return that is requested, as a workbook.

    The same pack and request give the same bytes. Raises ValueError, in words for the reader,
    where the pack knows no such kind or a cell cannot hold a carried text.
    """
    sheets = plan(pack, request)
    inside = io.BytesIO()
    book = new_workbook(inside)
    set_about(book, title=f"Return under: {pack.policy}")
    formats = formats_of(book, LOOKS)
    lists = write_readme(book, formats, pack, request.kind, sheets)
    for sheet in sheets:
        write_sheet(book, formats, sheet, lists)
    book.get_worksheet_by_name(sheets[0].table if sheets else README).activate()
    book.close()
    return inside.getvalue()
