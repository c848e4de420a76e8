"""The moderated scores of a file of decisions."""

from __future__ import annotations

from dataclasses import replace

from engine.nouns.english import either
from engine.nouns.evidence import fact_names
from engine.nouns.evidence.decision import Moderation
from engine.nouns.quarter import Quarter
from evidence.cells.values import CellAnswer
from evidence.decisions.rows import DecisionReader
from evidence.facts.moderated_scores import score_read
from evidence.fault_log import PlacedLog
from evidence.nouns.cells import Cell, Row
from evidence.nouns.columns import DECISION_TABLES, SCORES
from evidence.terms import match_terms
from evidence.text import same_id

MODERATED = DECISION_TABLES[SCORES].decision_columns
"""The columns of which a line not yet moderated has none filled in."""


def moderations_of(reader: DecisionReader) -> tuple[Moderation, ...]:
    """Every moderated score of an organisation of the run, in the order written.

    One whose score cannot be read is among them: it leaves the answer unknown, since the
    organisation's own score must not stand where somebody set another beside it.
    """
    found: dict[tuple[object, ...], Moderation] = {}
    for row in reader.book.rows(SCORES):
        moderation = _moderation(reader, row) if reader.is_filled(row, MODERATED) else None
        if moderation is None:
            continue
        said = (
            moderation.score,
            moderation.by,
            moderation.on,
            moderation.reason,
            moderation.own_score,
        )
        same = (moderation.organisation, moderation.quarter, moderation.question, *said)
        if same in found:
            reader.log_at(reader.cell(row, "score")).add_check(
                f"the same moderated score as in {found[same].origin.cell}",
                "each moderated score once",
                "It counts once. Remove one of the two rows.",
                organisation=moderation.organisation,
                period=moderation.quarter.label,
            )
        found.setdefault(same, moderation)
    return tuple(found.values())


def _moderation(reader: DecisionReader, row: Row) -> Moderation | None:
    organisation = reader.organisation(row)
    if organisation is None:
        return None
    code = organisation.code
    quarter = _quarter(reader, row, code)
    question = _question(reader, row, code, organisation.kind)
    if quarter is None or not question:
        return None
    score = reader.cell(row, "score")
    log = _log_at(reader, score, code, quarter)
    if not score.unusable and not score.text.strip():
        log.add_cell_fault(
            "a moderation without a score",
            either(reader.pack.vocabulary.scale.answers),
            "Write the score; until then the organisation’s own stands.",
        )
        return None
    _check_score(reader, score, question, log)
    by = reader.person(row, "moderated_by")
    if not by:
        log.add_check(
            "a moderated score and nobody who gave it",
            "the moderator’s name or title under moderated_by",
            "Say who moderated the score.",
        )
    return Moderation(
        code,
        quarter,
        question,
        score.text.strip(),
        by,
        reader.day(row, "moderated_on", code),
        reader.text(row, "reason"),
        reader.origin(row, "score"),
        reader.text(row, "own_score"),
    )


def _log_at(reader: DecisionReader, cell: Cell, code: str, quarter: Quarter) -> PlacedLog:
    """The log bound to a cell about an organisation's quarter."""
    log = reader.log_at(cell)
    return replace(log, details={**log.details, "organisation": code, "period": quarter.label})


def _check_score(reader: DecisionReader, score: Cell, question: str, log: PlacedLog) -> None:
    """Report a score that is none of the audit's scale."""
    answers, audit = reader.pack.vocabulary.scale.answers, reader.pack.vocabulary.audit
    if score.unusable or score_read(score.text, answers).answer is CellAnswer.VALUE:
        return
    log.add_cell_fault(
        score.text,
        either(answers),
        "Write the score on the audit’s scale; until then the answer is unknown.",
        facts=(audit.fact(question), fact_names.moderated(audit.fact(question))),
    )


def _quarter(reader: DecisionReader, row: Row, code: str) -> Quarter | None:
    cell = reader.cell(row, "period")
    try:
        return Quarter.parse(cell.text)
    except ValueError:
        reader.log_at(cell).add_cell_fault(
            cell.text or "nothing",
            "a quarter, such as 2014-15 Q2",
            "Write the quarter whose answer is moderated; until then the score is not used.",
            organisation=code,
        )
        return None


def _question(reader: DecisionReader, row: Row, code: str, kind: str) -> str:
    questions = reader.pack.vocabulary.questions
    known = match_terms(
        "a question of the audit that is put to this kind of organisation",
        {
            question.id: (question.id, ())
            for question in questions.values()
            if kind in question.kinds
        },
        same_id,
    )
    cell = reader.cell(row, "question")
    found = known.find(cell.text)
    if found is None:
        reader.log_at(cell).add_cell_fault(
            cell.text or "nothing",
            known.expected,
            f"{known.to_do(cell.text)} Until then the score is not used.",
            organisation=code,
        )
    return found or ""
