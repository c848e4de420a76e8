"""The annexes: every finding with its citation and cells, the figures used, the files read."""

from __future__ import annotations

from engine.nouns.outcome.finding import Finding
from reports.content.figures import sourced
from reports.content.found import found_for, in_one_text
from reports.document.blocks import Block, Heading, Table, plain
from reports.lookup import citation_of, parameters_of
from reports.meeting.standing import Stand

_MOST_PLACES = 4


def annex(stand: Stand) -> tuple[Block, ...]:
    """Every finding of the quarter, then the figures they were judged by, then the files."""
    return (*_findings(stand), *_figures(stand), *_files(stand))


def _findings(stand: Stand) -> tuple[Block, ...]:
    return (
        Heading("Annex A: every finding", 1, new_page=True),
        plain("In the policy’s order. “Where” names file, sheet, cell and the text as typed."),
        Table(
            "Findings, each with its clauses and its evidence",
            ("Clauses", "Duty", "Verdict and what it rests on", "What was found", "Where"),
            tuple(_row(stand, one) for one in stand.findings),
            (16, 22, 16, 34, 40),
            small=True,
        ),
    )


def _row(stand: Stand, finding: Finding) -> tuple[str, ...]:
    found, where = in_one_text(found_for(stand.lookup, finding), _MOST_PLACES)
    rests = f"\n{finding.basis.words}" if finding.basis is not None else ""
    return (
        citation_of(stand.lookup, finding.cites),
        finding.title,
        f"{finding.verdict.words}{rests}",
        found or finding.because,
        where,
    )


def _figures(stand: Stand) -> tuple[Block, ...]:
    used = {
        (one.name, one.organisations): sourced(one)
        for finding in stand.findings
        for one in parameters_of(finding)
    }
    if not used:
        return ()
    return (
        Heading("Annex B: the figures judged by", 1),
        plain("What the policy does not say is set by its commissioner, and named so."),
        Table(
            "Figures, who set them, and since when",
            ("Figure", "Value", "Who set it", "Note"),
            tuple(
                (one.meaning, one.value, one.source, one.note) for _, one in sorted(used.items())
            ),
            (34, 12, 34, 40),
            small=True,
        ),
    )


def _files(stand: Stand) -> tuple[Block, ...]:
    assessment = stand.lookup.assessment
    code = stand.organisation.code
    own = [one for one in assessment.run.inputs if one.organisation in ("", code)]
    faults = [one for one in assessment.faults if one.organisation == code]
    blocks: list[Block] = [
        Heading("Annex C: the files read", 1),
        Table(
            "Files, and the fingerprint that each is known by",
            ("File", "Quarter", "Used", "SHA-256"),
            tuple((one.name, one.period, "yes" if one.used else "no", one.sha256) for one in own),
            (34, 12, 8, 66),
            small=True,
        ),
    ]
    if faults:
        blocks.append(
            Table(
                "Faults found in them",
                ("Where", "Found", "Expected", "What to do"),
                tuple((str(one.place), one.found, one.expected, one.to_do) for one in faults),
                (30, 26, 26, 38),
                small=True,
            )
        )
    return tuple(blocks)
