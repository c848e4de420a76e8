"""What an output does not show, and why: never what it was."""

from __future__ import annotations

from engine.nouns.outcome.assessment import Assessment
from engine.nouns.outcome.audience import Suppression


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
