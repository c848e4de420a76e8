"""What an output does not show, and why: never what it was."""

from __future__ import annotations

from dataclasses import astuple, dataclass

from engine.nouns.outcome.assessment import Assessment
from engine.nouns.outcome.audience import Suppression


@dataclass(frozen=True, slots=True)
class NotShown:
    """A figure or verdict that is not shown."""

    organisation: str
    period: str
    label: str
    name: str
    reason: str


def not_shown_in(assessment: Assessment) -> tuple[NotShown, ...]:
    """Each thing not shown, its organisation by name."""
    names = {organisation.code: organisation.name for organisation in assessment.organisations}
    return tuple(
        NotShown(
            names.get(hidden.organisation, hidden.organisation),
            hidden.period,
            hidden.label,
            hidden.about,
            hidden.reason,
        )
        for hidden in assessment.suppressed
    )


def not_shown_rows(assessment: Assessment) -> list[list[str]]:
    """The same as rows: whose, when, what, its name, and why."""
    return [[*astuple(hidden)] for hidden in not_shown_in(assessment)]


def not_shown_plain(hidden: Suppression) -> dict[str, object]:
    """The same for findings.json, the organisation by its code."""
    return {
        "organisation": hidden.organisation,
        "period": hidden.period,
        "about": hidden.about,
        "label": hidden.label,
        "reason": hidden.reason,
    }
