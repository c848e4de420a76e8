"""The meeting pack: one page for the chair, then everything with its grounds."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from engine.nouns.evidence.decision import Action, Decisions, Status
from engine.nouns.evidence.fact import Fact, Origin, Range
from engine.nouns.evidence.training import TrainingRow, TrainingTable
from engine.nouns.outcome.assessment import Assessment
from engine.nouns.policy.vocabulary import Framework
from engine.nouns.verdict import Verdict
from reports.content.gist import figure_words, gist
from reports.document.blocks import (
    Block,
    Bullets,
    Heading,
    Paragraph,
    TableBlock,
    WriteIn,
)
from reports.document.docx import docx
from reports.document.pdf import pdf
from reports.lookup import Lookup, citation_of
from reports.meeting.area import area_pack
from reports.meeting.front_page import MOST_CONCERNS, front_page, headline
from reports.meeting.gaps import since_words
from reports.meeting.pack import meeting_pack
from reports.meeting.pictures import training
from reports.meeting.questions import questions
from reports.meeting.status import OrganisationStatus, group_alike, status_of

CELL = Origin("decisions.xlsx", "ab" * 32, "actions", "A4", "x")


def words(blocks: tuple[Block, ...]) -> list[str]:
    """The texts of headings and paragraphs, in order."""
    said = []
    for block in blocks:
        if isinstance(block, Heading):
            said.append(block.text)
        elif isinstance(block, Paragraph):
            said.append("".join(part.text for part in block.words))
    return said


def tables(blocks: tuple[Block, ...]) -> dict[str, TableBlock]:
    return {block.caption: block for block in blocks if isinstance(block, TableBlock)}


def stand(assessment: Assessment, code: str) -> OrganisationStatus:
    [organisation] = [
        organisation for organisation in assessment.organisations if organisation.code == code
    ]
    return status_of(Lookup.for_assessment(assessment), organisation)


def with_actions(assessment: Assessment, code: str) -> Assessment:
    """Four actions: overdue, open, done, and marked done without its evidence."""
    day = assessment.run.as_of

    def action(text: str, due: int, status: Status, evidence: str = "") -> Action:
        when = day + dt.timedelta(days=due)
        closed = day if status is Status.DONE else None
        args = (code, "S6.p08.a", "", text, "Chief Nurse", None, when, status, closed, evidence)
        return Action(*args, CELL)

    agreed = (
        action("Done", -20, Status.DONE, "Board paper 12"),
        action("Open", 20, Status.OPEN),
        action("Late", -1, Status.OPEN),
        action("Only marked done", -5, Status.DONE),
    )
    return dataclasses.replace(assessment, decisions=Decisions(actions=agreed))


def test_the_headline_counts_every_duty_once(assessment: Assessment) -> None:
    for organisation in assessment.organisations:
        told = stand(assessment, organisation.code)
        counts = told.counts(told.quarter)
        applicable = sum(counts.values()) - counts[Verdict.NOT_APPLICABLE]
        text = headline(told)
        if not applicable:
            assert text == "No duty of the policy applies."
            continue
        assert text.startswith(f"Of {applicable} dut")
        assert f"{counts[Verdict.NOT_MET]} not met" in text
        assert f"{counts[Verdict.NO_EVIDENCE]} without evidence" in text


def test_the_first_page_has_the_counts_of_both_quarters(assessment: Assessment) -> None:
    told = stand(assessment, "RQX")
    table = tables(front_page(told))["Duties by verdict"]
    assert table.header == ("Quarter", *(verdict.words for verdict in Verdict))
    now, then = told.counts(told.quarter), told.counts(assessment.quarters[0])
    assert table.rows[:2] == (
        ("2014-15 Q2", *(str(now[verdict]) for verdict in Verdict)),
        ("2014-15 Q1", *(str(then[verdict]) for verdict in Verdict)),
    )
    [changes] = table.rows[2:]
    assert [int(change) for change in changes[1:]] == [
        now[verdict] - then[verdict] for verdict in Verdict
    ]


def test_each_item_of_the_first_page_is_a_sentence_and_two_figures_with_nothing_cut(
    assessment: Assessment,
) -> None:
    told = stand(assessment, "RQX")
    [items] = [block for block in front_page(told) if isinstance(block, Bullets)]
    assert len(items.items) == min(MOST_CONCERNS, len(group_alike(told.concerns)))
    for parts, (concern, _) in zip(items.items, group_alike(told.concerns), strict=False):
        short = gist(told.lookup, concern)
        assert [part.text for part in parts[:2]] == [f"{concern.title}. ", short.sentence]
        figures = [part.text for part in parts if part.strong][1:]
        assert figures == [figure_words(said) for said in short.figures]
        assert len(figures) <= 2
        assert not any("…" in part.text for part in parts)


def test_each_question_has_room_for_its_answer_and_its_decision(assessment: Assessment) -> None:
    told = stand(assessment, "RQX")
    rooms = [block for block in questions(told) if isinstance(block, WriteIn)]
    assert [room.labels for room in rooms] == [
        ("Answer", "Decision: what, who, by when") for _ in told.concerns
    ]


def test_beside_a_question_stands_what_was_promised_and_whether_it_was_done(
    assessment: Assessment,
) -> None:
    agreed = with_actions(assessment, "RQX")
    [first, *others] = agreed.concerns
    about = dataclasses.replace(first, organisation="RQX", cites=("S6.p08.a",), parts=())
    told = stand(dataclasses.replace(agreed, concerns=(about, *others)), "RQX")
    promised = [text for text in words(questions(told)) if text.startswith("Promised: ")]
    assert promised[:2] == [
        "Promised: Only marked done (Chief Nurse, due 10 October 2014): overdue, marked done "
        "without evidence of closure.",
        "Promised: Late (Chief Nurse, due 14 October 2014): overdue.",
    ]


def test_an_organisation_that_sent_nothing_is_told_so_on_the_first_page(
    assessment: Assessment,
) -> None:
    silent = [
        organisation.code
        for organisation in assessment.organisations
        if not Lookup.for_assessment(assessment).was_received(
            organisation.code, assessment.run.period
        )
    ]
    assert silent
    for code in silent:
        said = words(front_page(stand(assessment, code)))
        assert "No return came for 2014-15 Q2: every duty is without evidence." in said


def test_without_a_record_of_actions_the_page_says_so(assessment: Assessment) -> None:
    said = words(front_page(stand(assessment, "RQX")))
    assert said[-1] == (
        "No agreed action of this organisation is on record here. Ask what was promised at the "
        "last review, and whether it was done."
    )


def test_what_was_promised_is_done_only_with_its_evidence(assessment: Assessment) -> None:
    told = stand(with_actions(assessment, "RQX"), "RQX")
    table = tables(front_page(told))["4 actions agreed, 2 overdue"]
    assert [(row[0], row[3]) for row in table.rows] == [
        ("Only marked done", "overdue, marked done without evidence of closure"),
        ("Late", "overdue"),
        ("Open", "open"),
        ("Done", "done on 15 October 2014"),
    ]
    assert words(front_page(told))[-1] == "What was promised"


def test_every_finding_of_the_quarter_stands_in_the_annex_with_its_citation(
    assessment: Assessment,
) -> None:
    lookup = Lookup.for_assessment(assessment)
    for organisation in assessment.organisations:
        told = stand(assessment, organisation.code)
        document = meeting_pack(lookup, organisation)
        table = tables(document.chapters[-1].blocks)[
            "Findings, each with its clauses and its evidence"
        ]
        assert [(row[0], row[1]) for row in table.rows] == [
            (citation_of(lookup, finding.cites), finding.title) for finding in told.findings
        ]


def test_every_gap_and_every_silence_is_listed_once(assessment: Assessment) -> None:
    for organisation in assessment.organisations:
        told = stand(assessment, organisation.code)
        blocks = meeting_pack(Lookup.for_assessment(assessment), organisation).chapters[1].blocks
        rows = [row[0].split("\n")[0] for table in tables(blocks).values() for row in table.rows]
        wanted = told.findings_with(Verdict.NOT_MET, Verdict.PARTLY_MET, Verdict.NO_EVIDENCE)
        assert sorted(rows) == sorted(finding.title for finding in wanted)


def test_each_concern_is_a_question_with_its_statements_and_clauses(
    assessment: Assessment,
) -> None:
    told = stand(assessment, "RQX")
    assert told.concerns
    blocks = meeting_pack(told.lookup, told.organisation).chapters[0].blocks
    said = words(blocks)
    for concern in told.concerns:
        assert concern.question in said
        assert f"Clauses: {citation_of(told.lookup, concern.cites)}" in said
    statements = [item for block in blocks if isinstance(block, Bullets) for item in block.items]
    texts = {part.text for item in statements for part in item}
    for concern in told.concerns:
        assert {part.words for part in concern.statements} <= texts


def test_concerns_alike_are_told_once_with_their_number(assessment: Assessment) -> None:
    first = assessment.concerns[0]
    again = dataclasses.replace(first, id="again")
    other = dataclasses.replace(first, id="other", title="Another")
    assert group_alike((first, again, other)) == ((first, 1), (other, 0))


def test_parts_of_a_concern_are_not_told_beside_it(assessment: Assessment) -> None:
    told = stand(assessment, "RQX")
    whole = dataclasses.replace(
        told.concerns[0], id="whole", parts=tuple(concern.id for concern in told.concerns)
    )
    with_whole = dataclasses.replace(assessment, concerns=(whole, *assessment.concerns))
    assert stand(with_whole, "RQX").concerns == (whole,)


def test_since_when_a_duty_is_unmet_is_told(assessment: Assessment) -> None:
    told = stand(assessment, "RQX")
    moved = {
        finding.rule: since_words(told, finding)
        for finding in told.findings
        if finding.rule in told.movements
    }
    assert moved
    for rule, text in moved.items():
        assert text.startswith(told.movements[rule].turn.value)


@pytest.mark.parametrize("write", [docx, pdf])
def test_packs_of_hostile_returns_can_be_written(assessment: Assessment, write: object) -> None:
    assert callable(write)
    lookup = Lookup.for_assessment(with_actions(assessment, "RQX"))
    for organisation in assessment.organisations:
        assert write(meeting_pack(lookup, organisation))
    assert write(area_pack(lookup))


def test_staff_groups_stand_beside_the_levels_where_a_register_tells_them(
    assessment: Assessment,
) -> None:
    framework = Framework("own", "own framework", 2, "4.1", "refresh")
    told = (
        TrainingRow(1, "", Range.of_number(12), Range.of_number(9)),
        TrainingRow(1, "Nurses", Range.of_number(8), Range.of_number(7)),
        TrainingRow(1, "Porters", Range(3, 4), Range(2, 2)),
    )
    percent = Fact("training.own.level_1.percent", Range.of_number(75))
    staff = Fact("training.own.level_1.staff", Range.of_number(12))
    submissions = tuple(
        dataclasses.replace(
            submission,
            facts={each.name: each for each in (percent, staff)},
            training=(TrainingTable("own", "own framework", told),),
        )
        for submission in assessment.submissions
    )
    vocabulary = dataclasses.replace(assessment.pack.vocabulary, frameworks={"own": framework})
    pack = dataclasses.replace(assessment.pack, vocabulary=vocabulary)
    whole = dataclasses.replace(assessment, submissions=submissions, pack=pack)
    shown = tables(training(stand(whole, "RQX")))
    assert shown["Own framework: by staff group (2 groups)"].rows == (
        ("1", "Nurses", "8", "7"),
        ("1", "Porters", "3 to 4", "2"),
    )
