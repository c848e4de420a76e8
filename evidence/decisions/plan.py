"""What a workbook of decisions says, sheet by sheet, before any of it is written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from engine.agenda import AgendaItem, agendas
from engine.nouns.evidence.decision import Status
from engine.nouns.outcome.assessment import Assessment
from engine.nouns.outcome.finding import Finding
from engine.nouns.policy.pack import Pack
from engine.waivers import WAIVABLE
from evidence.cells.values import is_placeholder
from evidence.decisions.actions import AGREED, STATUSES
from evidence.decisions.file import DecisionBook
from evidence.decisions.moderations import MODERATED
from evidence.nouns.cells import Cell
from evidence.nouns.columns import ACTIONS, DECISION_TABLES, SCORES, WAIVERS, columns_of
from evidence.nouns.returns import Return
from evidence.privacy.names_given import gives_a_name
from evidence.text import folded, same_id

Written = str | dt.date
DATES = frozenset(column for spec in DECISION_TABLES.values() for column in spec.day_columns)
"""The columns that hold a day."""


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """A line as it is written to begin with, with its guidance."""

    cells: Mapping[str, Written]
    printed: frozenset[str] = frozenset()
    """The columns that are protected: what the line is about."""
    help: str = ""
    wording: str = ""
    """The policy's words."""
    concern: str = ""
    """The concern that it is discussed under, with its place among the organisation's."""


@dataclass(frozen=True, slots=True)
class DecisionSheet:
    """A sheet of the workbook of decisions: its lines, and what may be chosen there."""

    table: str
    lines: tuple[DecisionLine, ...]
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The words that a column's drop-down offers."""
    carried: int = 0
    """How many of the lines, the first ones, are from an earlier workbook."""

    @property
    def columns(self) -> tuple[str, ...]:
        """Its columns, in the order shown."""
        return columns_of(self.table)


def plan_decisions(
    assessment: Assessment, returns: Sequence[Return], old: DecisionBook | None
) -> tuple[DecisionSheet, ...]:
    """The sheets of a workbook of decisions on an assessment's quarter.

    The rows of an earlier workbook in which anything was decided come first, as they are. Then
    come the audit's answers that nobody moderated there, the actions that organisations wrote on
    their own returns of the quarter, and, for each duty wanting that no open action is about, a
    suggestion, in which the action and its owner are left to be given.
    """
    sent = [submitted for submitted in returns if submitted.quarter == assessment.run.period]
    return (
        _scores(assessment, sent, old),
        _waivers(assessment, old),
        _actions(assessment, sent, old),
    )


def _scores(
    assessment: Assessment, sent: Sequence[Return], old: DecisionBook | None
) -> DecisionSheet:
    pack, period = assessment.pack, assessment.run.period
    carried = _carried(old, SCORES, MODERATED, assessment)
    done = {tuple(_about(line, ("organisation", "period", "question"))) for line in carried}
    lines = []
    for submitted in sent:
        code = submitted.organisation.code
        for question, cell, moderated in _answers(pack, submitted):
            about = (code, period.label, question)
            if tuple(map(same_id, about)) in done:
                continue
            asked = pack.vocabulary.questions[question]
            lines.append(
                DecisionLine(
                    dict(zip(columns_of(SCORES), (*about, cell), strict=False)),
                    frozenset(columns_of(SCORES)[:4]),
                    f"{submitted.organisation.name}. {asked.text}{moderated}",
                    _words(pack, asked.clause),
                )
            )
    kinds = {organisation.kind for organisation in assessment.organisations}
    every = pack.vocabulary.questions.values()
    questions = tuple(question.id for question in every if not kinds.isdisjoint(question.kinds))
    choices = {
        "organisation": _codes(assessment),
        "period": tuple(quarter.label for quarter in assessment.quarters),
        "question": questions,
        "score": tuple(pack.vocabulary.scale.answers),
    }
    return DecisionSheet(SCORES, (*carried, *lines), choices, len(carried))


def _answers(pack: Pack, submitted: Return) -> Iterator[tuple[str, str, str]]:
    """Each answer of a return's audit: the question, the own score as typed, what is known."""
    table = submitted.tables.get(pack.vocabulary.audit.table)
    known = {same_id(question): question for question in pack.vocabulary.questions}
    seen: set[str] = set()
    for row in table.rows if table is not None else ():
        question = known.get(same_id(row.text("question")))
        if question is None or question in seen:
            continue
        seen.add(question)
        on_return = row.text("moderated_score")
        moderated = f" Moderated on the return as {on_return}." if on_return else ""
        yield question, row.text("score"), moderated


def _waivers(assessment: Assessment, old: DecisionBook | None) -> DecisionSheet:
    carried = _carried(old, WAIVERS, columns_of(WAIVERS), assessment)
    wanting = tuple(dict.fromkeys(finding.rule for finding in _wanting(assessment)))
    choices = {"organisation": _codes(assessment), "rule": wanting}
    return DecisionSheet(WAIVERS, carried, choices, len(carried))


def _actions(
    assessment: Assessment, sent: Sequence[Return], old: DecisionBook | None
) -> DecisionSheet:
    pack = assessment.pack
    carried = _carried(old, ACTIONS, AGREED, assessment)
    known = {tuple(_about(line, ("organisation", "clause", "action"))) for line in carried}
    own = [line for line in _own_actions(pack, sent) if _key(line) not in known]
    open_lines = [line for line in (*carried, *own) if _is_open(line)]
    by_rule = {tuple(_about(line, ("organisation", "rule"))) for line in open_lines}
    by_clause = {
        tuple(_about(line, ("organisation", "clause")))
        for line in open_lines
        if not line.cells.get("rule")
    }
    discussed = _discussed(assessment)
    suggested = [
        _suggestion(pack, finding, discussed.get(finding.key))
        for finding in _in_order_of_discussion(assessment, discussed)
        if (same_id(finding.organisation.code), same_id(finding.rule)) not in by_rule
        and not any(
            (same_id(finding.organisation.code), same_id(c)) in by_clause for c in finding.cites
        )
    ]
    choices = {
        "organisation": _codes(assessment),
        "status": tuple(status.value for status in Status),
    }
    return DecisionSheet(ACTIONS, (*carried, *own, *suggested), choices, len(carried))


def _own_actions(pack: Pack, sent: Sequence[Return]) -> Iterator[DecisionLine]:
    """The actions that organisations wrote beside their audit's answers.

    One without an owner is noted beside an empty line: it is not an action yet.
    """
    known = {same_id(question.id): question for question in pack.vocabulary.questions.values()}
    for submitted in sent:
        table = submitted.tables.get(pack.vocabulary.audit.table)
        for row in table.rows if table is not None else ():
            question = known.get(same_id(row.text("question")))
            action, owner = row.text("action"), row.text("owner")
            if question is None or is_placeholder(action) or folded(action) in ("none", "nil"):
                continue
            origin = submitted.origin(row.cells["action"])
            where = f"{origin.file} > {origin.sheet} > {origin.cell}"
            about = {"organisation": submitted.organisation.code, "clause": question.clause}
            printed = frozenset(about)
            wording = _words(pack, question.clause)
            if not owner or not gives_a_name(owner) or folded(owner) in ("none", "nil"):
                note = f"Written on the return without an owner, in {where}: {action}"
                yield DecisionLine(about, printed, note, wording)
                continue
            cells: dict[str, Written] = {**about, "action": action, "owner": owner}
            due = row.cells.get("due")
            if due is not None and not due.unusable and due.text.strip():
                cells["due"] = _written(due)
            cells["status"] = Status.OPEN.value
            yield DecisionLine(cells, printed, f"From the return: {where}", wording)


def _discussed(assessment: Assessment) -> dict[tuple[str, str, str], AgendaItem]:
    """The concern that each finding is discussed under: the first that rests on it."""
    found: dict[tuple[str, str, str], AgendaItem] = {}
    every = agendas(assessment)
    for organisation in assessment.organisations:
        for item in every.get(organisation.code, ()):
            for key in item.concern.findings:
                found.setdefault((key.rule, key.organisation, key.period), item)
    return found


def _in_order_of_discussion(
    assessment: Assessment, discussed: Mapping[tuple[str, str, str], AgendaItem]
) -> list[Finding]:
    """The findings wanting, by organisation and then as they are discussed; the others last."""
    order = {
        organisation.code: place for place, organisation in enumerate(assessment.organisations)
    }

    def place(finding: Finding) -> tuple[int, bool, int]:
        item = discussed.get(finding.key)
        return (order[finding.organisation.code], item is None, item.place if item else 0)

    return sorted(_wanting(assessment), key=place)


def _suggestion(pack: Pack, finding: Finding, item: AgendaItem | None) -> DecisionLine:
    code, clause = finding.organisation.code, finding.cites[0]
    return DecisionLine(
        {"organisation": code, "clause": clause, "rule": finding.rule},
        frozenset(("organisation", "clause", "rule")),
        _finding_words(finding),
        _words(pack, clause),
        item.name if item is not None else "",
    )


def _finding_words(finding: Finding) -> str:
    words = f"{finding.organisation.name}: {finding.title}. {finding.verdict.words}."
    return f"{words} What would satisfy it: {finding.to_comply}" if finding.to_comply else words


def _wanting(assessment: Assessment) -> list[Finding]:
    """The findings of the quarter that are not met in full, by organisation."""
    found = [
        finding
        for ruling in assessment.findings.rulings(assessment.run.period)
        if ruling.verdict in WAIVABLE
        and (finding := assessment.findings.by_key(ruling.key)) is not None
    ]
    order = {
        organisation.code: place for place, organisation in enumerate(assessment.organisations)
    }
    return sorted(found, key=lambda finding: order[finding.organisation.code])


def _carried(
    old: DecisionBook | None, table: str, decided: Iterable[str], assessment: Assessment
) -> tuple[DecisionLine, ...]:
    """The rows of an earlier workbook in which something was decided, cell by cell, each with
    how its duty stands now."""
    if old is None:
        return ()
    now = {
        (same_id(ruling.organisation.code), same_id(ruling.rule)): ruling.key
        for ruling in assessment.findings.rulings(assessment.run.period)
    }
    lines = []
    for row in old.rows(table):
        if any(row.text(column) for column in decided):
            cells = {name: _written(cell) for name, cell in row.cells.items() if cell.text.strip()}
            key = now.get((same_id(row.text("organisation")), same_id(row.text("rule"))))
            about = assessment.findings.by_key(key) if key is not None else None
            standing = _finding_words(about) if about is not None else ""
            lines.append(DecisionLine(cells, help=f"Carried over. {standing}".strip()))
    return tuple(lines)


def _written(cell: Cell) -> Written:
    raw = cell.raw
    if isinstance(raw, dt.datetime):
        return raw.date()
    return raw if isinstance(raw, dt.date) else cell.text


def _is_open(line: DecisionLine) -> bool:
    """Whether an action stands that is neither done nor withdrawn, however it was written."""
    status = STATUSES.find(str(line.cells.get("status", "")))
    return bool(line.cells.get("action")) and status not in (Status.DONE, Status.WITHDRAWN)


def _key(line: DecisionLine) -> tuple[str, ...]:
    return tuple(_about(line, ("organisation", "clause", "action")))


def _about(line: DecisionLine, columns: Sequence[str]) -> list[str]:
    return [same_id(str(line.cells.get(column, ""))) for column in columns]


def _codes(assessment: Assessment) -> tuple[str, ...]:
    return tuple(organisation.code for organisation in assessment.organisations)


def _words(pack: Pack, clause: str) -> str:
    return pack.clauses[clause].words if clause in pack.clauses else ""
