"""What an output does not show, and why: never what it was."""

from __future__ import annotations

from engine.nouns.assessment import Assessment
from engine.nouns.audience import Suppression
from reports.sheets import Heading

NOT_SHOWN = tuple(
    Heading(text, width)
    for text, width in (
        ("Organisation", 34),
        ("Quarter", 12),
        ("Not shown", 60),
        ("Its name in findings.json", 44),
        ("Why", 60),
    )
)


def not_shown_rows(assessment: Assessment) -> list[list[str]]:
    """One row for each thing not shown: whose, when, what, its name, and why."""
    names = {one.code: one.name for one in assessment.organisations}
    return [
        [
            names.get(one.organisation, one.organisation),
            one.period,
            one.label,
            one.about,
            one.reason,
        ]
        for one in assessment.suppressed
    ]


def not_shown_plain(one: Suppression) -> dict[str, object]:
    """The same for findings.json."""
    return {
        "organisation": one.organisation,
        "period": one.period,
        "about": one.about,
        "label": one.label,
        "reason": one.reason,
    }
