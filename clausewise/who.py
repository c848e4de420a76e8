"""Which organisation of a run somebody means."""

from __future__ import annotations

from clausewise.options import stop
from engine.nouns.evidence.organisation import Organisation
from engine.nouns.outcome.assessment import Assessment


def organisation_named(assessment: Assessment, text: str) -> Organisation:
    """The one organisation with that code, or whose name holds that text.

    Ends the run, naming those there are, where none or several fit.
    """
    wanted = text.strip().casefold()
    exact = [one for one in assessment.organisations if one.code.casefold() == wanted]
    found = exact or [one for one in assessment.organisations if wanted in one.name.casefold()]
    if len(found) == 1:
        return found[0]
    listed = "; ".join(f"{one.code} {one.name}" for one in found or assessment.organisations)
    how = "fits several organisations" if found else "is no organisation of these returns"
    stop(f"“{text}” {how}: {listed}.")
