"""How a blank return looks: fonts and fills, widths and heights, headings, the printed page."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from evidence.blank_return.nouns import DATE
from evidence.nouns.columns import AUDIT, role_of

_WIDTHS = {
    "item": 7,
    "part": 30,
    "value": 22,
    "field": 16,
    "role": 28,
    "title": 34,
    "note": 28,
    "question": 15,
    "evidence": 26,
    "document": 24,
    "action": 24,
    "kind": 34,
    "provider": 38,
    "contract": 30,
    "help": 44,
    "unit": 10,
    "policy_wording": 50,
}
_WIDTHS_IN = {
    (AUDIT, "question"): 11,
    (AUDIT, "score"): 11,
    (AUDIT, "moderated_score"): 14,
    (AUDIT, "moderated_by"): 13,
    (AUDIT, "moderated_on"): 12,
    (AUDIT, "evidence"): 24,
    (AUDIT, "document"): 18,
    (AUDIT, "not_applicable_reason"): 18,
    (AUDIT, "action"): 18,
    (AUDIT, "owner"): 13,
    (AUDIT, "due"): 12,
    (AUDIT, "first_given"): 12,
    (AUDIT, "help"): 36,
    (AUDIT, "policy_wording"): 42,
    ("organisation", "value"): 44,
    ("organisation", "help"): 90,
    ("named_professionals", "title"): 28,
    ("named_professionals", "wte"): 11,
    ("named_professionals", "note"): 24,
    ("named_professionals", "help"): 40,
    ("vacancies", "policy_wording"): 60,
    ("training", "help"): 76,
    ("contracts", "help"): 60,
    ("checks", "help"): 76,
}
"""Where a sheet has few columns, so that its rows need not be tall, or many."""
_OTHER_WIDTH = 15

ALLOWED = {
    "format_cells": True,
    "format_columns": True,
    "format_rows": True,
    "insert_rows": True,
    "delete_rows": True,
    "sort": True,
    "autofilter": True,
}
"""What the protection of a sheet allows."""


_CHECK = 'General" (check)";-General" (check)";General" (check)";@" (check)"'


def formats_of(book: Any) -> Mapping[str, Any]:
    base = {"font_name": "Arial", "font_size": 10, "valign": "top", "text_wrap": True}
    wrong = {"bg_color": "#F7D0CC", "font_color": "#7A0C00"}
    edge = {"border": 1, "border_color": "#AEB7BD"}
    return {
        "title": book.add_format({**base, "font_size": 14, "bold": True}),
        "text": book.add_format(base),
        "heading": book.add_format(
            {**base, **edge, "bold": True, "bg_color": "#003087", "font_color": "#FFFFFF"}
        ),
        "guide_heading": book.add_format({**base, **edge, "bold": True, "bg_color": "#E8EDEE"}),
        "printed": book.add_format({**base, **edge, "bg_color": "#E8EDEE", "num_format": "@"}),
        "guide": book.add_format({**base, "font_color": "#425563"}),
        "unexplained": book.add_format({**wrong, "num_format": '@" (reason?)"'}),
        "outlying": book.add_format({**wrong, "num_format": _CHECK}),
        "outlying date": book.add_format({**wrong, "num_format": 'dd/mm/yyyy" (check)"'}),
        "carried": book.add_format({"bg_color": "#D9E7F5", "italic": True}),
        "open": book.add_format({**base, "locked": False}),
        "field": book.add_format({**base, **edge, "locked": False, "bg_color": "#FFF9E5"}),
        DATE: book.add_format({**base, "locked": False, "num_format": "dd/mm/yyyy"}),
        f"field {DATE}": book.add_format(
            {**base, **edge, "locked": False, "bg_color": "#FFF9E5", "num_format": "dd/mm/yyyy"}
        ),
    }


def width_of(table: str, column: str) -> int:
    """The width of a column, in signs."""
    return _WIDTHS_IN.get((role_of(table), column), _WIDTHS.get(column, _OTHER_WIDTH))


def height(table: str, texts: Mapping[str, str]) -> float:
    """The height of a row in points: not every program fits it to wrapped text by itself."""
    lines = (math.ceil(len(text) / 1.2 / width_of(table, column)) for column, text in texts.items())
    return min(400.0, 13.5 * max(1, *lines))


def heading_of(column: str) -> str:
    return column.replace("_", " ").capitalize().replace("wte", "WTE").replace("Wte", "WTE")


def set_for_print(page: Any, headings_row: int) -> None:
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(headings_row)
    page.set_footer("&L&F&C&A&RPage &P of &N")
