"""The roles that people have."""

from __future__ import annotations

from enum import StrEnum


class PersonRole(StrEnum):
    """What somebody may do; a person may have several."""

    SUBMITTER = "submitter"
    CERTIFIER = "certifier"
    ASSESSOR = "assessor"
    COMMISSIONER = "commissioner"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"

    @property
    def label(self) -> str:
        return LABELS[self]


OVERSEEING = frozenset({PersonRole.ASSESSOR, PersonRole.COMMISSIONER, PersonRole.AUDITOR})
"""The roles that see the returns and the findings of every organisation."""
OF_ORGANISATIONS = frozenset({PersonRole.SUBMITTER, PersonRole.CERTIFIER})
LABELS = {
    PersonRole.SUBMITTER: "Provider: sends returns",
    PersonRole.CERTIFIER: "Provider: certifies returns",
    PersonRole.ASSESSOR: "Assessor",
    PersonRole.COMMISSIONER: "Commissioner",
    PersonRole.AUDITOR: "Auditor",
    PersonRole.ADMINISTRATOR: "Administrator",
}
