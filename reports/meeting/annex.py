"""The annexes: every finding with its citation and cells, the figures used, the files read."""

from __future__ import annotations

from engine.nouns.outcome.finding import Finding
from reports.briefs import parameters_of
from reports.content.figures import sourced_parameter
from reports.content.found import found_for, in_one_text
from reports.content.inputs import stand_in_words
from reports.document.blocks import Block, Heading, TableBlock, plain_paragraph
from reports.lookup import citation_of
from reports.meeting.status import OrganisationStatus

_MOST_PLACES = 4


def annex(status: OrganisationStatus) -> tuple[Block, ...]:
    """Every finding of the quarter, then the figures they were judged by, then the files."""
    return (*_findings(status), *_figures(status), *_files(status))


def _findings(status: OrganisationStatus) -> tuple[Block, ...]:
    return (
        Heading("Annex A: every finding", 1, new_page=True),
        plain_paragraph(
            "In the policy’s order. “Where” names file, sheet, cell and the text as typed."
        ),
        TableBlock(
            "Findings, each with its clauses and its evidence",
            ("Clauses", "Duty", "Verdict and what it rests on", "What was found", "Where"),
            tuple(_row(status, finding) for finding in status.findings),
            (16, 22, 16, 34, 40),
            small=True,
        ),
    )


def _row(status: OrganisationStatus, finding: Finding) -> tuple[str, ...]:
    found, where = in_one_text(found_for(status.lookup, finding), _MOST_PLACES)
    rests = f"\n{finding.basis.words}" if finding.basis is not None else ""
    return (
        citation_of(status.lookup, finding.cites),
        finding.title,
        f"{finding.verdict.words}{rests}",
        found or finding.because,
        where,
    )


def _figures(status: OrganisationStatus) -> tuple[Block, ...]:
    used = {
        (parameter.name, parameter.organisations): sourced_parameter(parameter)
        for finding in status.findings
        for parameter in parameters_of(finding)
    }
    if not used:
        return ()
    return (
        Heading("Annex B: the figures used", 1),
        plain_paragraph(
            "Where the policy gives no number, its commissioner sets one; the table says so."
        ),
        TableBlock(
            "Figures, who set them, and since when",
            ("Figure", "Value", "Who set it", "Note"),
            tuple(
                (figure.meaning, figure.value, figure.source, figure.note)
                for _, figure in sorted(used.items())
            ),
            (34, 12, 34, 40),
            small=True,
        ),
    )


def _files(status: OrganisationStatus) -> tuple[Block, ...]:
    assessment = status.lookup.assessment
    code = status.organisation.code
    own = [file for file in assessment.run.inputs if file.organisation in ("", code)]
    faults = [fault for fault in assessment.faults if fault.organisation == code]
    blocks: list[Block] = [
        Heading("Annex C: the files read", 1),
        TableBlock(
            "Files, each with its fingerprint (SHA-256)",
            ("File", "Quarter", "Used", "SHA-256"),
            tuple(
                (file.name, file.period, "yes" if file.used else "no", file.sha256) for file in own
            ),
            (34, 12, 8, 66),
            small=True,
        ),
    ]
    if words := stand_in_words(assessment.run):
        blocks.append(plain_paragraph(words))
    if faults:
        blocks.append(
            TableBlock(
                "Faults found in them",
                ("Where", "Found", "Expected", "What to do"),
                tuple(
                    (str(fault.place), fault.found, fault.expected, fault.to_do) for fault in faults
                ),
                (30, 26, 26, 38),
                small=True,
            )
        )
    return tuple(blocks)
