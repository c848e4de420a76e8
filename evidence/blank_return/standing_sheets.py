"""The sheets of standing answers, audit and documents: blank, or carried from an earlier return."""

from __future__ import annotations

from engine.nouns.policy.pack import Pack
from engine.nouns.policy.vocabulary import Question, Term
from evidence.blank_return.carried_rows import CarriedRow
from evidence.blank_return.entries import entries_of
from evidence.blank_return.help import (
    clause_words,
    is_asked,
    is_put,
    only_as,
    only_with,
    with_help_on_first,
)
from evidence.blank_return.nouns import DATE, BlankLine, BlankSheet, Entry
from evidence.blank_return.request import Request
from evidence.nouns.columns import AUDIT, FIRST_GIVEN

_SINCE = "Since when the line stands. If you change anything on the line, clear this cell."


def audit_sheet(pack: Pack, request: Request) -> BlankSheet:
    """A line for each question that is asked, with its standing answer where there is one."""
    answers = (*pack.vocabulary.scale.answers, "N/A")
    entries = entries_of(AUDIT, {"score": answers})
    asked = [
        question for question in pack.vocabulary.questions.values() if is_put(question, request)
    ]
    lines = tuple(_question_line(pack, request, question) for question in asked)
    days = _days_of(lines)
    return BlankSheet(pack.vocabulary.audit.table, lines, {**entries, **days}, by_number=True)


def _question_line(pack: Pack, request: Request, question: Question) -> BlankLine:
    carried = request.carried
    standing = carried.audit.get(question.id) if carried is not None else None
    return BlankLine(
        (question.id,),
        standing.cells if standing is not None else {},
        carried=_said_of(request, standing),
        help=only_with(pack, question.services) + only_as(pack, question) + question.text,
        wording=clause_words(pack, question.clause),
    )


def documents_sheet(pack: Pack, request: Request) -> BlankSheet:
    """A line for each kind of document that is asked for, or for each that was returned."""
    kinds = [
        document for document in pack.vocabulary.documents.values() if is_asked(document, request)
    ]
    entries = entries_of("documents", {"kind": tuple(kind.label for kind in kinds)})
    lines = tuple(line for kind in kinds for line in _document_lines(pack, request, kind))
    lines = with_help_on_first(
        lines,
        "On each line the latest one: when it was approved, when its review is due, and where it "
        "is published, if it is.",
    )
    return BlankSheet("documents", lines, {**entries, **_days_of(lines)}, may_add=True)


def _document_lines(pack: Pack, request: Request, kind: Term) -> tuple[BlankLine, ...]:
    carried = request.carried
    standing = carried.documents.get(kind.key, ()) if carried is not None else ()
    return tuple(
        BlankLine(
            (),
            {"kind": kind.label, **(carried_row.cells if carried_row is not None else {})},
            carried=_said_of(request, carried_row),
            help=only_with(pack, kind.services).strip(),
        )
        for carried_row in standing or (None,)
    )


def _days_of(lines: tuple[BlankLine, ...]) -> dict[str, Entry]:
    """What the column of carried answers holds, where there are some."""
    carried = any(FIRST_GIVEN in line.filled for line in lines)
    return {FIRST_GIVEN: Entry(DATE, prompt=_SINCE)} if carried else {}


def _said_of(request: Request, standing: CarriedRow | None) -> str:
    if request.carried is None or standing is None:
        return ""
    return (
        f"Carried forward from your return for {request.carried.quarter.label}. If it still holds, "
        "leave the line as it is. If you change anything on the line, clear First given."
    )
