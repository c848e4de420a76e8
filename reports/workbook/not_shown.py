"""The columns of the sheet of what is not shown."""

from __future__ import annotations

from reports.workbook.sheets import SheetHeading

NOT_SHOWN = tuple(
    SheetHeading(text, width)
    for text, width in (
        ("Organisation", 34),
        ("Quarter", 12),
        ("Not shown", 60),
        ("Its name in findings.json", 44),
        ("Why", 60),
    )
)
