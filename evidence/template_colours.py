"""Colours that follow what is typed in a blank return: what will not be used as it stands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from evidence.tables import AUDIT, FIRST_GIVEN, role_of
from evidence.template_nouns import Sheet

_EXCUSED = {"dashboard": ("value", "note"), AUDIT: ("score", "not_applicable_reason")}
"""Where N/A may be written, and where its reason goes."""
_MAY_BE_CARRIED = {
    "documents": ("kind", "title", "approved_on", "review_due", "published_at", FIRST_GIVEN),
    AUDIT: ("score", "evidence", "document", "not_applicable_reason", FIRST_GIVEN),
}


def mark_unexplained(page: Any, formats: Mapping[str, Any], sheet: Sheet, last: int) -> None:
    """Mark every N/A that has no reason beside it, in colour and in words."""
    found = _EXCUSED.get(role_of(sheet.table))
    if found is None:
        return
    at, beside = (sheet.columns.index(column) for column in found)
    cell, reason = f"${chr(65 + at)}2", f"${chr(65 + beside)}2"
    page.conditional_format(
        1,
        at,
        last,
        at,
        {
            "type": "formula",
            "criteria": f'=AND(UPPER(TRIM({cell}))="N/A",TRIM({reason})="")',
            "format": formats["unexplained"],
        },
    )


def mark_carried(page: Any, formats: Mapping[str, Any], sheet: Sheet, last: int) -> None:
    """Fill the carried cells of each line for as long as it says when it was first given."""
    if FIRST_GIVEN not in sheet.columns:
        return
    mark = f"${chr(65 + sheet.columns.index(FIRST_GIVEN))}2"
    for column in _MAY_BE_CARRIED[role_of(sheet.table)]:
        at = sheet.columns.index(column)
        page.conditional_format(
            1,
            at,
            last,
            at,
            {
                "type": "formula",
                "criteria": f"=LEN(TRIM({mark}))>0",
                "format": formats["carried"],
            },
        )
