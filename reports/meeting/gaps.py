"""The gaps: what is not met, since when, and the smallest change that would meet it."""

from __future__ import annotations

from engine.nouns.english import counted
from engine.nouns.outcome.finding import Finding
from engine.nouns.verdict import Verdict
from reports.content.decisions import waiver_words
from reports.content.rows import satisfy_words
from reports.document.blocks import Block, Heading, TableBlock, plain_paragraph
from reports.lookup import citation_of
from reports.meeting.status import OrganisationStatus


def gaps(status: OrganisationStatus) -> tuple[Block, ...]:
    """Duties not met, then those partly met, each with what would meet it."""
    found = (*status.findings_with(Verdict.NOT_MET), *status.findings_with(Verdict.PARTLY_MET))
    if not found:
        return (Heading("Gaps", 1), plain_paragraph("No duty was found unmet, in full or in part."))
    return (
        Heading("Gaps", 1),
        plain_paragraph(
            "Each with the smallest change that would meet it. What has no evidence is in a "
            "list of its own below.",
            keep_with_next=True,
        ),
        TableBlock(
            f"{counted(len(found), 'duty', 'duties')} not met or partly met",
            ("Duty and clause", "Verdict", "Why", "What would meet it", "Ask"),
            tuple(_row(status, finding) for finding in found),
            (24, 13, 26, 28, 26),
            small=True,
        ),
    )


def _row(status: OrganisationStatus, finding: Finding) -> tuple[str, ...]:
    return (
        f"{finding.title}\n{citation_of(status.lookup, finding.cites)}",
        "\n".join(part for part in _standing(status, finding) if part),
        finding.because,
        satisfy_words(finding),
        finding.question,
    )


def _standing(status: OrganisationStatus, finding: Finding) -> tuple[str, ...]:
    """The verdict, since when, the waiver laid over it, and how near it is to another."""
    waiver, near = status.lookup.waiver(finding), status.lookup.near.get(finding.key)
    return (
        finding.verdict.words,
        since_words(status, finding),
        waiver_words(waiver) if waiver is not None else "",
        near.near.value if near is not None else "",
    )


def since_words(status: OrganisationStatus, finding: Finding) -> str:
    """``still unmet, since 2014-15 Q1``; empty where nothing is known of it before."""
    movement = status.movements.get(finding.rule)
    if movement is None:
        return ""
    words = movement.turn.value
    if movement.since < finding.period:
        words += f", since {movement.since.label}"
    if movement.silent_between:
        silent = ", ".join(quarter.label for quarter in movement.silent_between)
        words += f" (no evidence in {silent})"
    return words


def contradicted_duties(status: OrganisationStatus) -> tuple[Block, ...]:
    """The duties on which a return contradicts itself, with what to clear up; none without any."""
    found = status.findings_with(Verdict.CONFLICTING)
    if not found:
        return ()
    return (
        Heading("Contradicted by the return itself", 1),
        plain_paragraph(
            "The two sides of the return would lead to different verdicts. Neither is accepted "
            "until it is cleared up.",
            keep_with_next=True,
        ),
        TableBlock(
            f"{counted(len(found), 'duty', 'duties')} conflicting",
            ("Duty and clause", "Since", "Why", "What to clear up", "Ask"),
            tuple(
                (
                    f"{finding.title}\n{citation_of(status.lookup, finding.cites)}",
                    since_words(status, finding),
                    finding.because,
                    satisfy_words(finding),
                    " ".join(contradiction.question for contradiction in finding.contradictions)
                    or finding.question,
                )
                for finding in found
            ),
            (24, 13, 28, 28, 24),
            small=True,
        ),
    )


def not_evidenced(status: OrganisationStatus) -> tuple[Block, ...]:
    """The duties for which nothing usable was returned, and what to return."""
    found = status.findings_with(Verdict.NO_EVIDENCE)
    if not found:
        return (
            Heading("Not evidenced", 1),
            plain_paragraph("Something usable was returned for every duty that applies."),
        )
    return (
        Heading("Not evidenced", 1),
        plain_paragraph(
            "Nothing shows whether these are met. Silence is not compliance.",
            keep_with_next=True,
        ),
        TableBlock(
            f"{counted(len(found), 'duty', 'duties')} without evidence",
            ("Duty and clause", "Since", "Why", "What to return"),
            tuple(
                (
                    f"{finding.title}\n{citation_of(status.lookup, finding.cites)}",
                    since_words(status, finding),
                    finding.because,
                    satisfy_words(finding),
                )
                for finding in found
            ),
            (26, 14, 30, 36),
            small=True,
        ),
    )
