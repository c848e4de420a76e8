"""The audit: each question's answer, the organisation's own and the moderated one."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from engine.nouns.english import either, listed
from engine.nouns.evidence import fact_names
from engine.nouns.evidence.fact import Fact
from engine.nouns.evidence.fault import Severity
from engine.nouns.policy.vocabulary import Scale, Vocabulary
from engine.nouns.verdict import Basis
from evidence.cells.values import (
    CellAnswer,
    CellReading,
    read_score,
)
from evidence.facts.collector import FactCollector, cell_quoted, unknown_fact
from evidence.facts.moderated_scores import report_unused, which_counts
from evidence.facts.remarks.audit_lines import cell_with_text, denied_on, unknown_words_on
from evidence.facts.remarks.words_beside import in_words_too, report_denied, report_not_understood
from evidence.facts.standing_answers import carried_since
from evidence.nouns.cells import Cell, Row
from evidence.terms import TermMatcher, match_terms, unique_labels
from evidence.text import match_key, same_id, shortened

_WORDS_OF_A_QUESTION = 4
"""A text of so many words is no id."""
_TO_DO = "Give the answer on the audit’s scale; if it is not known, leave the cell blank."


def gather_audit(collector: FactCollector) -> None:
    """Every question's answer: declared, moderated, and the one of them that counts."""
    lines: dict[str, list[Row]] = {}
    known = question_names(collector.vocabulary)
    for row in collector.rows(collector.vocabulary.audit.table):
        question = collector.term_named(row, "question", known)
        if question is not None:
            _check_asked(collector, question, row)
            lines.setdefault(question, []).append(row)
    for question in collector.vocabulary.questions:
        # What an assessor scored counts too where the organisation said nothing.
        rows = lines.get(question) or ([_SILENT] if question in collector.moderations else [])
        if rows:
            _settle(collector, collector.vocabulary.audit.fact(question), rows)


def _check_asked(collector: FactCollector, question: str, row: Row) -> None:
    """Tell an answer to a question that another kind of organisation is asked."""
    kinds = collector.vocabulary.questions[question].kinds
    kind, cell = collector.submitted.organisation.kind, row.cells.get("score")
    if kind in kinds or not kinds or cell is None or not cell.text.strip():
        return
    asked = listed([collector.vocabulary.kinds[name].label for name in kinds], "and")
    collector.log_at(row.cells["question"]).add_check(
        question,
        f"a question that is asked of this organisation; this is one for: {asked}",
        "Check which question is answered. An answer to one that is not asked counts for nothing.",
    )


def question_names(vocabulary: Vocabulary) -> TermMatcher:
    """The questions of the audit, and the ways of writing each: its id, its own words where no
    other question has them, or both."""
    texts = unique_labels({name: found.text for name, found in vocabulary.questions.items()})
    terms: dict[str, tuple[str, tuple[str, ...]]] = {
        question: (question, tuple(way for text in ways for way in (text, f"{question} {text}")))
        for question, ways in texts.items()
    }
    return match_terms("a question of the audit", terms, _same_question)


@lru_cache(maxsize=1 << 14)
def _same_question(text: str) -> str:
    """What ways of writing an id have in common, and ways of writing a question in words."""
    return match_key(text) if len(text.split()) >= _WORDS_OF_A_QUESTION else same_id(text)


def _expected(scale: Scale) -> str:
    return f"{either(scale.answers)}, or N/A with a reason"


def _settle(collector: FactCollector, name: str, rows: list[Row]) -> None:
    row = rows[0] if len(rows) == 1 else _one_of(collector, name, rows)
    if row is None:
        report_unused(collector, name)
        return
    declared, excused = _declared(collector, name, row)
    collector.add(declared)
    _report_moderated(collector, row)
    moderated = which_counts(collector, name, declared)
    if moderated is not None:
        collector.add(moderated)
    counts = moderated or declared
    note = counts.note if moderated is None else _beside_own(moderated, declared)
    collector.add(
        Fact(
            name,
            counts.value,
            counts.basis,
            counts.origins,
            (counts.name,),
            note,
            counts.why_unknown,
            counts.returned,
            claims=counts.claims,
        )
    )
    if counts.returned:
        collector.add(
            Fact(
                fact_names.not_applicable(name),
                False,
                Basis.DECLARED,
                counts.origins,
                returned=True,
            )
        )
    elif excused is not None and moderated is None:
        collector.add(excused)


def _beside_own(moderated: Fact, declared: Fact) -> str:
    """The note of a moderated answer, with the organisation's own where it has one."""
    if declared.value is None:
        return moderated.note
    own = str(declared.value).replace("_", " ")
    own += f" ({declared.note})" if declared.note else ""
    return "; ".join(
        part for part in (moderated.note, f"the organisation’s own score: {own}") if part
    )


def _one_of(collector: FactCollector, name: str, rows: list[Row]) -> Row | None:
    """The line of several about one question, where they say the same; else None."""
    answers = collector.vocabulary.scale.answers

    def says(row: Row) -> tuple[CellReading, ...]:
        return (read_score(row.cells.get("score"), answers),)

    saying = [row for row in rows if any(r.answer is not CellAnswer.BLANK for r in says(row))]
    same = all(says(row) == says(saying[0]) for row in saying)
    collector.log_at(*[row.cells["question"] for row in rows]).add(
        Severity.CHECK if same else Severity.CELL,
        f"{name.removeprefix(collector.vocabulary.audit.fact(''))} on {len(rows)} lines",
        "each question once",
        "Keep the correct line and clear the others.",
        facts=() if same else (name,),
    )
    if same:
        return saying[0] if saying else rows[0]
    cells = [row.cells["score"] for row in saying if "score" in row.cells]
    quotes = [cell_quoted(cell) for cell in cells if cell.text.strip()]
    why = f"it is answered more than once, and not the same: {listed(quotes, 'and')}"
    origins = collector.origins(cells)
    for fact_name in (fact_names.declared(name), name):
        collector.add(unknown_fact(fact_name, why, basis=Basis.DECLARED, origins=origins))
    return None


_MODERATION = ("moderated_score", "moderated_by", "moderated_on")
"""The columns that an assessor once filled in on the return itself."""
_SILENT = Row({}, 0)
"""The line of a question that the return leaves out."""


def _declared(collector: FactCollector, name: str, row: Row) -> tuple[Fact, Fact | None]:
    """The organisation's own answer and, where it is excused with a reason, that it is."""
    cell, own = row.cells.get("score"), fact_names.declared(name)
    read = read_score(cell, collector.vocabulary.scale.answers)
    if read.answer is CellAnswer.NOT_APPLICABLE and cell is not None:
        return _excused(collector, name, row, read)
    affected, beside = (name, own), cell_with_text(row.cells.get("not_applicable_reason"))
    why = collector.why_unknown(cell, read, _expected(collector.vocabulary.scale), _TO_DO, affected)
    if beside is not None:
        _check_reason(collector, affected, beside, read)
    returned, carried = read.answer is CellAnswer.VALUE, carried_since(collector, row)
    note = "; ".join(filter(None, (carried, _action(row)))) if returned else ""
    origins = collector.origins([cell])
    fact = Fact(own, read.value, Basis.DECLARED, origins, (), note, why, returned)
    if read.value == "met" and cell is not None:
        return _against_its_line(collector, row, cell, fact, affected), None
    return fact, None


def _excused(
    collector: FactCollector, name: str, row: Row, read: CellReading
) -> tuple[Fact, Fact | None]:
    """An answer given as not applicable and, where a reason is given too, that it is excused."""
    cell, own = row.cells["score"], fact_names.declared(name)
    beside = cell_with_text(row.cells.get("not_applicable_reason"))
    origins, carried = collector.origins([cell]), carried_since(collector, row)
    reason = read.reason or (beside.text if beside else "")
    if reason:
        why = f"given as not applicable: “{shortened(reason)}”"
        both = collector.origins([cell, None if read.reason else beside])
        note = f"the reason given: “{shortened(reason)}”" + (f"; {carried}" if carried else "")
        not_asked = fact_names.not_applicable(name)
        excused = Fact(not_asked, True, Basis.DECLARED, both, note=note, returned=True)
        why += f", {carried}" if carried else ""
        return unknown_fact(own, why, basis=Basis.DECLARED, origins=origins), excused
    collector.log_at(cell).add_cell_fault(
        cell.text,
        "a reason under not_applicable_reason beside “N/A”",
        "Say why it does not apply, or give the score.",
        facts=(name, own),
    )
    why = f"{cell_quoted(cell)} without a reason"
    return unknown_fact(own, why, basis=Basis.DECLARED, origins=origins), None


def _against_its_line(
    collector: FactCollector, row: Row, cell: Cell, met: Fact, affected: tuple[str, ...]
) -> Fact:
    """An answer of met in view of its line: in dispute where that denies it, or gives a reason for
    which the question does not apply."""
    reason = cell_with_text(row.cells.get("not_applicable_reason"))
    denied = denied_on(collector, row)
    if denied is not None:
        why = report_denied(collector, cell, denied, affected, "the score")
    elif reason is not None:
        why = (
            f"{cell_quoted(cell)}, and {cell_quoted(reason)}, a reason for which it does not apply"
        )
    elif (shown := unknown_words_on(collector, row)) is not None:
        why = report_not_understood(collector, cell, *shown)
        denied = shown[0]
    else:
        return met
    origins = collector.origins([cell, denied or reason])
    return in_words_too(replace(met, origins=origins), None, why)


def _action(row: Row) -> str:
    """What a line says is still to be done, and by when; empty where it says nothing."""
    action, due = cell_with_text(row.cells.get("action")), cell_with_text(row.cells.get("due"))
    if action is None:
        return ""
    return f"an action beside it: “{shortened(action.text)}”" + (f", due {due.text}" if due else "")


def _check_reason(
    collector: FactCollector, affected: tuple[str, ...], beside: Cell, read: CellReading
) -> None:
    """A reason for not applying beside a score, or beside no score, leaves a question."""
    scored = read.answer is CellAnswer.VALUE
    collector.log_at(beside).add(
        Severity.CHECK if scored else Severity.CELL,
        beside.text,
        "a score, or N/A as the score with its reason",
        "Clear the reason if the score holds." if scored else "Write N/A as the score as well.",
        facts=() if scored else affected,
    )


def _report_moderated(collector: FactCollector, row: Row) -> None:
    """Tell what a return says of moderation, which counts for nothing: an organisation moderates
    no score of its own."""
    cells = [cell_with_text(row.cells.get(column)) for column in _MODERATION]
    filled = [cell for cell in cells if cell is not None]
    if filled:
        collector.log_at(*filled, across=False).add_check(
            "a moderated score on the return",
            "nothing here: moderated scores come from the assessor’s file of decisions alone",
            "It counts for nothing. Enter the moderated score in the file of decisions.",
        )
