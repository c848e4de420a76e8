"""The gaps that several organisations have, and who can show how it is done."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from engine.nouns.english import counted
from engine.nouns.outcome.finding import Finding
from engine.nouns.policy.rule import Rule
from engine.nouns.verdict import BASES_STRONGEST_FIRST, Verdict
from reports.content.rows import kind_label
from reports.document.blocks import Block, Heading, TableBlock, plain_paragraph
from reports.lookup import Lookup, by_own_word, citation_of, rules_for
from reports.meeting.status import OrganisationStatus

SHARED_BY = 2
"""A gap is common where at least so many have it."""
_MOST_SHOWN_HOW = 3
_UNMET = (Verdict.NOT_MET, Verdict.PARTLY_MET)
_MISSING = {
    Verdict.NOT_MET: "Not met",
    Verdict.PARTLY_MET: "Partly met",
    Verdict.CONFLICTING: "Conflicting",
    Verdict.NO_EVIDENCE: "Not evidenced",
}
_ORDER = {basis: place for place, basis in enumerate(BASES_STRONGEST_FIRST)}


@dataclass(frozen=True, slots=True)
class _Gap:
    """A duty that several of a kind miss, with what was found of each."""

    rule: Rule
    findings: tuple[Finding, ...]

    def of(self, verdict: Verdict) -> tuple[str, ...]:
        """The names of those with a verdict."""
        return tuple(
            finding.organisation.name for finding in self.findings if finding.verdict is verdict
        )

    @property
    def missed_by(self) -> int:
        return sum(finding.verdict in _UNMET for finding in self.findings)

    @property
    def shown(self) -> list[Finding]:
        """Those that meet it by more than their own word, the strongest evidence first."""
        met = [
            finding
            for finding in self.findings
            if finding.verdict is Verdict.MET and not by_own_word(finding)
        ]
        return sorted(met, key=lambda finding: _ORDER[finding.basis] if finding.basis else 99)


def common_gaps(
    lookup: Lookup, statuses: Mapping[str, Sequence[OrganisationStatus]]
) -> Iterator[Block]:
    """A table a kind of what several miss, and one of who can show how it is done."""
    by_kind = {kind: _gaps(lookup, kind, those) for kind, those in statuses.items()}
    yield Heading("Common gaps", 1, new_page=True)
    yield plain_paragraph(
        f"A gap is common where {SHARED_BY} or more organisations of a kind do not meet the duty, "
        "in full or in part.",
        keep_with_next=True,
    )
    if not any(by_kind.values()):
        yield plain_paragraph("No gap is common to several organisations.")
        return
    for kind, gaps in by_kind.items():
        if gaps:
            yield TableBlock(
                f"{kind_label(lookup, kind)}: {counted(len(gaps), 'common gap')}",
                ("Duty and clause", *_MISSING.values(), "Met by"),
                tuple(_gap_row(lookup, gap) for gap in gaps),
                (34, 26, 26, 20, 26, 18),
                small=True,
            )
    yield from _best_practice(lookup, by_kind)


def _best_practice(lookup: Lookup, by_kind: Mapping[str, Sequence[_Gap]]) -> Iterator[Block]:
    yield Heading("Best practice: who can show how", 1, new_page=True)
    yield plain_paragraph(
        "Organisations that meet a duty that others miss, and what shows it. Those with a "
        "register or figures come before those with a document. Nobody is named here on their "
        "own word only.",
        keep_with_next=True,
    )
    shown = False
    for kind, gaps in by_kind.items():
        rows = [
            (
                _duty(lookup, gap) if place == 0 else "",
                finding.organisation.name,
                _what_shows(finding),
            )
            for gap in gaps
            for place, finding in enumerate(gap.shown[:_MOST_SHOWN_HOW])
        ]
        if rows:
            shown = True
            yield TableBlock(
                f"{kind_label(lookup, kind)}: what some meet and others miss",
                ("Duty and clause", "Who", "What shows it"),
                tuple(rows),
                (34, 26, 60),
                small=True,
            )
    if not shown:
        yield plain_paragraph(
            "No organisation shows more than its own word for a duty that others miss."
        )


def _what_shows(finding: Finding) -> str:
    """``A register, counted line by line: Level 3 training 97 %``."""
    basis = finding.basis.words if finding.basis is not None else ""
    found = dict.fromkeys(f"{step.label} {step.found}" for step in finding.trace if step.decisive)
    return f"{basis[:1].upper()}{basis[1:]}: {'; '.join(found)}" if found else basis


def _gaps(lookup: Lookup, kind: str, those: Sequence[OrganisationStatus]) -> list[_Gap]:
    """The duties that several miss; those that most miss come first."""
    period = lookup.assessment.run.period
    codes = [status.organisation.code for status in those]
    gaps = []
    for rule in rules_for(lookup, kind):
        found = (lookup.finding(rule.id, code, period) for code in codes)
        gaps.append(_Gap(rule, tuple(finding for finding in found if finding is not None)))
    common = [gap for gap in gaps if gap.missed_by >= SHARED_BY]
    return sorted(common, key=lambda gap: -gap.missed_by)


def _gap_row(lookup: Lookup, gap: _Gap) -> tuple[str, ...]:
    return (_duty(lookup, gap), *(_names(gap.of(verdict)) for verdict in _MISSING), _met_by(gap))


def _duty(lookup: Lookup, gap: _Gap) -> str:
    return f"{gap.rule.title}\n{citation_of(lookup, gap.rule.cites)}"


def _names(names: Sequence[str]) -> str:
    """``3: One; Two; Three``; empty for none."""
    return f"{len(names)}: {'; '.join(names)}" if names else ""


def _met_by(gap: _Gap) -> str:
    """``4, 3 of them by own word only``: who can show it is named under best practice."""
    met = len(gap.of(Verdict.MET))
    own = sum(by_own_word(finding) for finding in gap.findings)
    if not met:
        return "nobody"
    return f"{met}, {own} of them on own word only" if own else str(met)
