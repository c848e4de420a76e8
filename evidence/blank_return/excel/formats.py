"""How a blank return looks: its own fonts and fills, widths and heights."""

from __future__ import annotations

from collections.abc import Mapping

from evidence.nouns.columns import AUDIT, role_of
from evidence.workbook_kit import FORM, Look, lines_of, row_height

_WIDTHS = {
    "item": 7,
    "part": 26,
    "value": 18,
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
    (AUDIT, "score"): 9,
    (AUDIT, "moderated_score"): 14,
    (AUDIT, "moderated_by"): 13,
    (AUDIT, "moderated_on"): 12,
    (AUDIT, "evidence"): 22,
    (AUDIT, "document"): 15,
    (AUDIT, "not_applicable_reason"): 16,
    (AUDIT, "action"): 18,
    (AUDIT, "owner"): 13,
    (AUDIT, "due"): 12,
    (AUDIT, "first_given"): 12,
    (AUDIT, "help"): 40,
    (AUDIT, "policy_wording"): 42,
    ("organisation", "value"): 44,
    ("organisation", "help"): 76,
    ("named_professionals", "title"): 28,
    ("named_professionals", "wte"): 11,
    ("named_professionals", "note"): 24,
    ("named_professionals", "help"): 40,
    ("vacancies", "policy_wording"): 60,
    ("training", "help"): 76,
    ("training_summary", "staff_group"): 28,
    ("training_summary", "help"): 60,
    ("contracts", "help"): 60,
    ("checks", "help"): 76,
}
"""Where a sheet has few columns, so that its rows need not be tall, or many."""
_OTHER_WIDTH = 15

_CHECK = 'General" (check)";-General" (check)";General" (check)";@" (check)"'


_WRONG: Look = {"bg_color": "#F7D0CC", "font_color": "#7A0C00"}
LOOKS: Mapping[str, Look] = {
    **FORM,
    "title": {**FORM["title"], "text_wrap": True},
    "printed": {**FORM["printed"], "num_format": "@"},
    "unexplained": {**_WRONG, "num_format": '@" (reason?)"'},
    "outlying": {**_WRONG, "num_format": _CHECK},
    "outlying date": {**_WRONG, "num_format": 'dd/mm/yyyy" (check)"'},
    "carried": {"bg_color": "#D9E7F5", "italic": True},
}
"""The looks of a blank return: those of every form, and the marks on what is typed."""


def width_of(table: str, column: str) -> int:
    """The width of a column, in signs."""
    return _WIDTHS_IN.get((role_of(table), column), _WIDTHS.get(column, _OTHER_WIDTH))


def line_height(table: str, texts: Mapping[str, str]) -> float:
    """The height of a row in points: not every program fits it to wrapped text by itself."""
    lines = (lines_of(text, 1.2 * width_of(table, column)) for column, text in texts.items())
    return row_height(max(lines))
