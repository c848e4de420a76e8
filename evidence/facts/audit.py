"""The audit: each question's answer, the organisation's own and the moderated one."""

from __future__ import annotations

from engine.nouns.evidence.fact import Fact
from engine.nouns.evidence.fault import Severity
from engine.nouns.policy.vocabulary import Scale, Vocabulary
from engine.nouns.verdict import Basis
from evidence.cells.values import Answer, Read, read_score, says_nothing
from evidence.facts.carried_forward import carried_since
from evidence.facts.gathering import Gathering, quoted, unknown
from evidence.facts.moderated_scores import tell_unused, which_counts
from evidence.facts.words_beside import denied_by, tell_denied
from evidence.nouns.cells import Cell, Row
from evidence.terms import Names, names
from evidence.text import listed, shortened, typed

_TO_DO = "Give the answer on the audit’s scale; where it is not known, leave the cell blank."


def gather_audit(gathering: Gathering) -> None:
    """Every question's answer: declared, moderated, and the one of them that counts."""
    lines: dict[str, list[Row]] = {}
    known = question_names(gathering.vocabulary)
    for row in gathering.rows(gathering.vocabulary.audit.table):
        question = gathering.named(row, "question", known)
        if question is not None:
            lines.setdefault(question, []).append(row)
    for question in gathering.vocabulary.questions:
        # What an assessor scored counts too where the organisation said nothing.
        rows = lines.get(question) or ([_SILENT] if question in gathering.moderations else [])
        if rows:
            _settle(gathering, gathering.vocabulary.audit.fact(question), rows)


def question_names(vocabulary: Vocabulary) -> Names:
    """The questions of the audit, and the ways of writing each."""
    questions = vocabulary.questions
    terms: dict[str, tuple[str, tuple[str, ...]]] = {each: (each, ()) for each in questions}
    return names("a question of the audit", terms, _same_question)


def _same_question(text: str) -> str:
    return typed(text).replace(" ", "").rstrip(".:")


def _expected(scale: Scale) -> str:
    return f"{listed(scale.answers)}, or N/A with a reason"


def _settle(gathering: Gathering, name: str, rows: list[Row]) -> None:
    row = rows[0] if len(rows) == 1 else _one_of(gathering, name, rows)
    if row is None:
        tell_unused(gathering, name)
        return
    declared, excused = _declared(gathering, name, row)
    gathering.know(declared)
    _tell_moderated(gathering, row)
    moderated = which_counts(gathering, name, declared)
    if moderated is not None:
        gathering.know(moderated)
    counts = moderated or declared
    note = counts.note
    if moderated is not None and declared.value is not None:
        own = str(declared.value).replace("_", " ")
        own += f" ({declared.note})" if declared.note else ""
        note = "; ".join(part for part in (note, f"the organisation’s own score: {own}") if part)
    gathering.know(
        Fact(
            name,
            counts.value,
            counts.basis,
            counts.origins,
            (counts.name,),
            note,
            counts.why_unknown,
            counts.returned,
        )
    )
    if counts.returned:
        gathering.know(
            Fact(
                f"{name}.not_applicable",
                False,
                Basis.DECLARED,
                counts.origins,
                returned=True,
            )
        )
    elif excused is not None and moderated is None:
        gathering.know(excused)


def _one_of(gathering: Gathering, name: str, rows: list[Row]) -> Row | None:
    """The line of several about one question, where they say the same; else None."""
    answers = gathering.vocabulary.scale.answers

    def says(row: Row) -> tuple[Read, ...]:
        return (read_score(row.cells.get("score"), answers),)

    saying = [row for row in rows if any(r.answer is not Answer.BLANK for r in says(row))]
    same = all(says(row) == says(saying[0]) for row in saying)
    gathering.at(*[row.cells["question"] for row in rows]).add(
        Severity.CHECK if same else Severity.CELL,
        f"{name.removeprefix(gathering.vocabulary.audit.fact(''))} on {len(rows)} lines",
        "each question once",
        "Keep the line that is right and clear the others.",
        facts=() if same else (name,),
    )
    if same:
        return saying[0] if saying else rows[0]
    cells = [row.cells["score"] for row in saying if "score" in row.cells]
    said = [quoted(cell) for cell in cells if cell.text.strip()]
    why = f"it is answered more than once, and not the same: {listed(said, 'and')}"
    origins = gathering.origins(cells)
    for each in (f"{name}.declared", name):
        gathering.know(unknown(each, why, basis=Basis.DECLARED, origins=origins))
    return None


_MODERATION = ("moderated_score", "moderated_by", "moderated_on")
"""The columns that an assessor once filled in on the return itself."""
_SILENT = Row({}, 0)
"""The line of a question that the return leaves out."""


def _declared(gathering: Gathering, name: str, row: Row) -> tuple[Fact, Fact | None]:
    """The organisation's own answer and, where it is excused with a reason, that it is."""
    cell, own = row.cells.get("score"), f"{name}.declared"
    read = read_score(cell, gathering.vocabulary.scale.answers)
    beside = _saying(row.cells.get("not_applicable_reason"))
    origins = gathering.origins([cell])
    affected = (name, own)
    carried = carried_since(gathering, row)
    if read.answer is Answer.NOT_APPLICABLE and cell is not None:
        reason = read.reason or (beside.text if beside else "")
        if reason:
            why = f"given as not applicable: “{shortened(reason)}”"
            both = gathering.origins([cell, None if read.reason else beside])
            note = f"the reason given: “{shortened(reason)}”" + (f"; {carried}" if carried else "")
            excused = Fact(
                f"{name}.not_applicable", True, Basis.DECLARED, both, note=note, returned=True
            )
            why += f", {carried}" if carried else ""
            return unknown(own, why, basis=Basis.DECLARED, origins=origins), excused
        gathering.at(cell).cell(
            cell.text,
            "a reason under not_applicable_reason beside “N/A”",
            "Say why it does not apply, or give the score.",
            facts=affected,
        )
        why = f"{quoted(cell)} without a reason"
        return unknown(own, why, basis=Basis.DECLARED, origins=origins), None
    why = gathering.why_unknown(cell, read, _expected(gathering.vocabulary.scale), _TO_DO, affected)
    if beside is not None:
        _check_reason(gathering, affected, beside, read)
    returned = read.answer is Answer.VALUE
    note = carried if returned else ""
    words = [_saying(row.cells.get(each)) for each in ("evidence", "document")]
    denied = denied_by(gathering, words, more=True) if read.value == "met" else None
    if denied is not None and cell is not None:
        why = tell_denied(gathering, cell, denied, affected, "the score")
        origins = gathering.origins([cell, denied])
        return Fact(own, None, Basis.DECLARED, origins, (), note, why, returned), None
    return Fact(own, read.value, Basis.DECLARED, origins, (), note, why, returned), None


def _check_reason(
    gathering: Gathering, affected: tuple[str, ...], beside: Cell, read: Read
) -> None:
    """A reason for not applying beside a score, or beside no score, leaves a question."""
    scored = read.answer is Answer.VALUE
    gathering.at(beside).add(
        Severity.CHECK if scored else Severity.CELL,
        beside.text,
        "a score, or N/A as the score with its reason",
        "Clear the reason if the score holds." if scored else "Write N/A as the score as well.",
        facts=() if scored else affected,
    )


def _tell_moderated(gathering: Gathering, row: Row) -> None:
    """Tell what a return says of moderation, which counts for nothing: an organisation moderates
    no score of its own."""
    cells = [_saying(row.cells.get(each)) for each in _MODERATION]
    said = [cell for cell in cells if cell is not None]
    if said:
        gathering.at(*said, across=False).check(
            "a moderated score on the return",
            "nothing here: moderated scores come from the assessor’s file of decisions alone",
            "It counts for nothing. Enter the moderated score in the file of decisions.",
        )


def _saying(cell: Cell | None) -> Cell | None:
    """The cell where its text says something."""
    return None if cell is None or cell.unusable or says_nothing(cell.text) else cell
