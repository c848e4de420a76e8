"""Verdicts, and the basis on which one rests."""

from __future__ import annotations

from enum import StrEnum


class Verdict(StrEnum):
    """What a rule finds of one organisation in one quarter."""

    MET = "met"
    PARTLY_MET = "partly_met"
    NOT_MET = "not_met"
    CONFLICTING = "conflicting"
    """What was returned contradicts itself, and the claims would decide the rule differently."""
    NO_EVIDENCE = "no_evidence"
    NOT_APPLICABLE = "not_applicable"

    @property
    def words(self) -> str:
        """The verdict as a reader sees it: ``Partly met``."""
        return self.value.replace("_", " ").capitalize()


class Basis(StrEnum):
    """The kind of evidence under a finding, strongest first."""

    REGISTER = "register"
    """Counted by the tool, line by line."""
    FIGURE = "figure"
    """A number that the organisation typed."""
    DOCUMENT = "document"
    MODERATED = "moderated"
    DECLARED = "declared"

    @classmethod
    def _missing_(cls, value: object) -> Basis | None:
        """Runs remembered before registers and figures were distinguished call both ``data``."""
        return cls.FIGURE if value == "data" else None

    @property
    def words(self) -> str:
        """The kind of evidence as a reader sees it."""
        return _BASIS_WORDS[self]


_BASIS_WORDS = {
    Basis.REGISTER: "a register, counted line by line",
    Basis.FIGURE: "a figure that the organisation gave",
    Basis.DOCUMENT: "a dated document",
    Basis.MODERATED: "a moderated audit score",
    Basis.DECLARED: "the organisation’s own word",
}

BASES_STRONGEST_FIRST = tuple(Basis)


class Truth(StrEnum):
    """Kleene's three values."""

    TRUE = "true"
    FALSE = "false"
    UNKNOWN = "unknown"
