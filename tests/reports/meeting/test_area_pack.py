"""The area pack: all organisations side by side, however many there are."""

from __future__ import annotations

import dataclasses

import pytest

from engine.nouns.evidence.organisation import Organisation
from engine.nouns.outcome.assessment import Assessment
from engine.nouns.outcome.findings import Findings
from engine.nouns.verdict import Basis, Verdict
from reports.document.blocks import Block, Bullets, Heading, Paragraph, Picture, TableBlock
from reports.lookup import Lookup
from reports.meeting.area import area_pack
from reports.meeting.area_heat import MOST_ORGANISATIONS, MOST_ROWS
from tests.reports.meeting.test_meeting_pack import with_actions


def blocks_of(assessment: Assessment) -> list[Block]:
    document = area_pack(Lookup.for_assessment(assessment))
    return [block for chapter in document.chapters for block in chapter.blocks]


def texts(blocks: list[Block]) -> list[str]:
    paragraphs = (block for block in blocks if isinstance(block, Paragraph))
    return ["".join(part.text for part in block.words) for block in paragraphs]


def table(blocks: list[Block], beginning: str) -> TableBlock:
    [found] = [
        block
        for block in blocks
        if isinstance(block, TableBlock) and block.caption.startswith(beginning)
    ]
    return found


def many(assessment: Assessment, number: int) -> Assessment:
    """The same with so many organisations like the one that answers worst."""
    copied = [
        Organisation(f"RX{place:02}", f"Orwell and Deben NHS Trust {place}", "provider")
        for place in range(number)
    ]
    return dataclasses.replace(
        assessment,
        organisations=tuple(copied),
        concerns=(),
        findings=Findings.from_findings(
            dataclasses.replace(finding, organisation=who)
            for who in copied
            for finding in assessment.findings
            if finding.organisation.code == "RQX"
        ),
        submissions=tuple(
            dataclasses.replace(submission, organisation=who)
            for who in copied
            for submission in assessment.submissions
            if submission.organisation.code == "RQX"
        ),
    )


def test_every_organisation_has_a_row_and_who_is_silent_is_named(assessment: Assessment) -> None:
    blocks = blocks_of(assessment)
    rows = table(blocks, "Duties by verdict").rows
    bound = {finding.organisation.name for finding in assessment.findings}
    assert {row[0].rpartition(" (")[0] for row in rows} == bound
    assert any(text.startswith("No return came from ") for text in texts(blocks))
    pictures = [block for block in blocks if isinstance(block, Picture)]
    assert len(pictures) == len({finding.organisation.kind for finding in assessment.findings})


def test_what_matters_most_is_first_and_nothing_of_it_is_cut(assessment: Assessment) -> None:
    blocks = blocks_of(assessment)
    [items] = [block for block in blocks if isinstance(block, Bullets)]
    before = blocks[: blocks.index(items)]
    assert not any(isinstance(block, TableBlock) for block in before)
    assert not any("…" in part.text for item in items.items for part in item)


def test_the_overdue_actions_of_all_stand_together_the_longest_first(
    assessment: Assessment,
) -> None:
    blocks = blocks_of(with_actions(assessment, "RQX"))
    overdue = table(blocks, "2 actions overdue, the longest first")
    assert [(row[0], row[1], row[3]) for row in overdue.rows] == [
        ("Orwell and Deben NHS Trust", "Only marked done", "10 October 2014"),
        ("Orwell and Deben NHS Trust", "Late", "14 October 2014"),
    ]
    nothing = (
        "No agreed action is on record here. Ask each what was promised, and whether it was done."
    )
    assert nothing in texts(blocks_of(assessment))


def test_thirty_organisations_stand_side_by_side_in_parts_that_can_be_read(
    assessment: Assessment,
) -> None:
    blocks = blocks_of(many(assessment, 30))
    side_by_side = [
        block for block in blocks if isinstance(block, TableBlock) and "in words" in block.caption
    ]
    assert [len(block.header) - 1 for block in side_by_side] == [7, 8, 7, 8]
    assert all(len(block.header) - 1 <= MOST_ORGANISATIONS for block in side_by_side)
    assert all(len(block.rows) <= MOST_ROWS for block in side_by_side)
    pictures = [block for block in blocks if isinstance(block, Picture)]
    assert len(pictures) == 4
    assert all(picture.width <= 260 for picture in pictures)


@pytest.mark.parametrize(
    ("basis", "who"),
    [(Basis.REGISTER, ("Gipping",)), (Basis.DECLARED, ())],
)
def test_best_practice_names_who_meets_what_others_miss_by_more_than_their_word(
    assessment: Assessment, basis: Basis, who: tuple[str, ...]
) -> None:
    nurse = "S6-named-nurse"
    met = next(
        finding
        for finding in assessment.findings
        if (finding.rule, finding.verdict) == (nurse, Verdict.MET)
        and finding.period == assessment.run.period
    )
    two = many(assessment, 2)
    shown = dataclasses.replace(met, basis=basis)
    best = dataclasses.replace(
        two,
        organisations=(*two.organisations, met.organisation),
        findings=Findings.from_findings([*two.findings, shown]),
    )
    blocks = blocks_of(best)
    gaps = table(blocks, "Provider: 3 common gaps")
    [row] = [row for row in gaps.rows if row[0].startswith("A Named Nurse is in post")]
    assert row[-1] == ("1" if who else "1, 1 of them on own word only")
    tables = [block for block in blocks if isinstance(block, TableBlock)]
    named = [
        row[1].split()[0]
        for block in tables
        if block.caption == "Provider: what some meet and others miss"
        for row in block.rows
    ]
    assert tuple(named) == who
    headings = [block.text for block in blocks if isinstance(block, Heading)]
    assert "Best practice: who can show how" in headings
