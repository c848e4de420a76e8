"""Rulings: how duties stand, as columns of codes and without their reasons."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from engine.nouns.evidence.organisation import Organisation
from engine.nouns.outcome.finding import Finding
from engine.nouns.quarter import Quarter
from engine.nouns.verdict import BASES_STRONGEST_FIRST, Basis, Verdict

VERDICTS = tuple(Verdict)
"""A verdict's code is its place here."""
BASES: tuple[Basis | None, ...] = (None, *BASES_STRONGEST_FIRST)
"""A basis's code is its place here; 0 where no evidence decided."""
MAY_YET_BE_MET, EXCUSED = 1, 2
"""The marks of a finding, as bits."""
Key = tuple[str, str, str]
"""A finding's: rule, organisation's code, quarter's label."""
_CODE_OF = {verdict: code for code, verdict in enumerate(VERDICTS)}
_CODE_OF_BASIS = {basis: code for code, basis in enumerate(BASES)}


@dataclass(frozen=True, slots=True)
class Ruling:
    """A finding without its reasons: how a duty stands with an organisation in a quarter."""

    rule: str
    title: str
    organisation: Organisation
    period: Quarter
    verdict: Verdict
    basis: Basis | None
    cites: tuple[str, ...]
    may_yet_be_met: bool
    excused: bool

    @property
    def key(self) -> Key:
        """Rule, organisation's code and quarter's label, as a finding has them."""
        return (self.rule, self.organisation.code, self.period.label)


@dataclass(frozen=True, slots=True)
class DutyRow:
    """One duty in one quarter: the organisations judged by it, and how it stands with each."""

    rule: str
    title: str
    period: Quarter
    cites: tuple[str, ...]
    organisations: tuple[Organisation, ...]
    """Rows with the same organisations share one."""
    verdicts: bytes
    """A code for each organisation."""
    bases: bytes
    marks: bytes

    def rulings(self) -> Iterator[Ruling]:
        """How it stands with each of the organisations."""
        return map(self.ruling, range(len(self.verdicts)))

    def of_places(self, places: Sequence[int]) -> DutyRow:
        """The same of some of the organisations."""
        return replace(
            self,
            organisations=tuple(self.organisations[place] for place in places),
            verdicts=bytes(self.verdicts[place] for place in places),
            bases=bytes(self.bases[place] for place in places),
            marks=bytes(self.marks[place] for place in places),
        )

    def ruling(self, place: int) -> Ruling:
        """How it stands with one of the organisations."""
        marks = self.marks[place]
        return Ruling(
            self.rule,
            self.title,
            self.organisations[place],
            self.period,
            VERDICTS[self.verdicts[place]],
            BASES[self.bases[place]],
            self.cites,
            bool(marks & MAY_YET_BE_MET),
            bool(marks & EXCUSED),
        )


Judged = Finding | Ruling
"""What tells how a duty stands, with its reasons or without."""


def duty_of(finding: Finding) -> tuple[object, ...]:
    """What the findings of a row have in common."""
    return finding.rule, finding.period, finding.title, finding.cites


def row_of(findings: Sequence[Judged], like: DutyRow | None = None) -> DutyRow:
    """The row of some findings of one rule and quarter; with the organisations of one alike."""
    first = findings[0]
    return DutyRow(
        first.rule,
        first.title,
        first.period,
        first.cites,
        tuple(finding.organisation for finding in findings) if like is None else like.organisations,
        bytes(_CODE_OF[finding.verdict] for finding in findings),
        bytes(_CODE_OF_BASIS[finding.basis] for finding in findings),
        bytes(
            MAY_YET_BE_MET * finding.may_yet_be_met + EXCUSED * finding.excused
            for finding in findings
        ),
    )
