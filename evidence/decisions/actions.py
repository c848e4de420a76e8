"""The actions of a file of decisions; rows that nobody has taken up are suggestions, no actions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from engine.nouns.evidence.decision import Action, Status
from engine.nouns.evidence.fault import Severity
from evidence.decisions.rows import DecisionReader
from evidence.nouns.cells import Row
from evidence.nouns.columns import ACTIONS, DECISION_TABLES
from evidence.terms import match_terms

AGREED = DECISION_TABLES[ACTIONS].decision_columns
"""The columns of which a suggestion has none filled in."""
STATUSES = match_terms(
    "a status",
    {
        Status.OPEN.value: ("open", ("in progress", "ongoing", "not started", "outstanding")),
        Status.DONE.value: ("done", ("closed", "complete", "completed")),
        Status.WITHDRAWN.value: ("withdrawn", ("cancelled", "no longer needed")),
    },
)


def actions_of(reader: DecisionReader) -> tuple[Action, ...]:
    """Every action agreed for an organisation of the run, in the order written.

    It is one once both what is to be done and by whom are given. One whose status is left blank,
    or cannot be read, is open.
    """
    found: dict[tuple[object, ...], Action] = {}
    for row in reader.book.rows(ACTIONS):
        action = _action(reader, row) if reader.is_filled(row, AGREED) else None
        if action is None:
            continue
        # Rows alike except for their place are one action; rows that differ at all stay apart, so
        # that an open one is never hidden by one that is done.
        same = (
            *(action.organisation, action.clause, action.rule, action.action, action.owner),
            *(action.agreed_on, action.due, action.status, action.closed_on, action.evidence),
        )
        about = same[:4]
        twin = next((key for key in found if key[:4] == about), None)
        if twin is not None:
            reader.log_at(reader.cell(row, "action")).add_check(
                f"the same action as in {found[twin].origin.cell}"
                + ("" if same in found else ", but not the same in every column"),
                "each action once",
                "It counts once. Remove one of the two rows."
                if same in found
                else "Both count. Keep the correct row and remove the other.",
                organisation=action.organisation,
            )
        found.setdefault(same, action)
    return tuple(found.values())


def _action(reader: DecisionReader, row: Row) -> Action | None:
    organisation = reader.organisation(row)
    if organisation is None:
        return None
    code, cost = organisation.code, "Until then the action may not be shown with a finding."
    what, owner = reader.text(row, "action"), reader.person(row, "owner")
    if not what or not owner:
        reader.log_at(reader.cell(row, "owner" if what else "action")).add_cell_fault(
            "an action that nobody owns" if what else "a row filled in without an action",
            "who owns it" if what else "what is to be done",
            "An action needs both; until then the row is a suggestion and counts as none.",
            organisation=code,
        )
        return None
    rule, clause = reader.rule(row, code, cost), reader.clause(row, code, cost)
    reader.clause_cited(row, code, rule, clause)
    if not clause and rule and not reader.text(row, "clause"):
        clause = reader.pack.rules[rule].cites[0]
    if not clause and not rule and not reader.is_filled(row, ("clause", "rule")):
        reader.log_at(reader.cell(row, "clause")).add_check(
            "an action without a clause or a rule",
            "the clause of the duty that it follows from",
            "Write the clause; until then the action is not shown with any finding.",
            organisation=code,
        )
    action = Action(
        code,
        clause,
        rule,
        what,
        owner,
        reader.day(row, "agreed_on", code),
        reader.day(row, "due", code),
        _status(reader, row, code),
        reader.day(row, "closed_on", code),
        reader.text(row, "evidence"),
        reader.origin(row, "action"),
    )
    _check(reader, row, action)
    return action


def _status(reader: DecisionReader, row: Row, code: str) -> Status:
    text = reader.text(row, "status")
    if not text:
        return Status.OPEN
    found = STATUSES.find(text)
    if found is None:
        reader.log_at(reader.cell(row, "status")).add_cell_fault(
            text,
            STATUSES.expected,
            f"{STATUSES.to_do(text)} Until then the action counts as open.",
            organisation=code,
        )
        return Status.OPEN
    return Status(found)


@dataclass(frozen=True, slots=True)
class _ActionCheck:
    """What may not agree in an action, or be missing, and what is said of it."""

    holds: Callable[[Action, dt.date], bool]
    """Whether it is so of an action, on the day the quarter is judged on."""
    columns: Callable[[Action], tuple[str, ...]]
    """The columns that do not agree, or the one that lacks something."""
    found: str
    """Here and in ``expected`` the words {due}, {agreed}, {closed} and {as_of} stand for days."""
    expected: str
    to_do: str


def _at(*columns: str) -> Callable[[Action], tuple[str, ...]]:
    return lambda action: columns


def _is_open(action: Action) -> bool:
    return action.status is Status.OPEN


def _is_done(action: Action) -> bool:
    return action.status is Status.DONE


def _before(earlier: dt.date | None, later: dt.date | None) -> bool:
    return earlier is not None and later is not None and earlier < later


_CHECKS = (
    _ActionCheck(
        lambda action, _: action.due is None and _is_open(action),
        _at("due"),
        "an open action without the day it is due",
        "a day, such as 31/03/2014",
        "Write the day; until then it never counts as overdue.",
    ),
    _ActionCheck(
        lambda action, _: _before(action.due, action.agreed_on),
        _at("due", "agreed_on"),
        "due {due}, before it was agreed on {agreed}",
        "a day that comes after it was agreed",
        "Check both days.",
    ),
    _ActionCheck(
        lambda action, _: _before(action.closed_on, action.agreed_on),
        _at("closed_on", "agreed_on"),
        "closed on {closed}, before it was agreed on {agreed}",
        "a day that comes after it was agreed",
        "Check both days.",
    ),
    _ActionCheck(
        lambda action, _: _is_done(action) and not action.evidence,
        _at("evidence"),
        "an action marked done without evidence of its closure",
        "what shows that it is done, such as a document and its date",
        "Name the evidence; until then the action does not count as done.",
    ),
    _ActionCheck(
        lambda action, _: _is_done(action) and action.closed_on is None,
        _at("closed_on"),
        "an action marked done without the day it was closed",
        "a day, such as 31/03/2014",
        "Write the day; until then the action does not count as done.",
    ),
    _ActionCheck(
        lambda action, as_of: _is_done(action) and _before(as_of, action.closed_on),
        _at("closed_on", "status"),
        "closed on {closed}",
        "a day not after {as_of}, the day the quarter is judged on",
        "Check the day; on the day judged it counts as open.",
    ),
    _ActionCheck(
        lambda action, _: _is_open(action) and bool(action.closed_on or action.evidence),
        lambda action: ("status", "closed_on" if action.closed_on else "evidence"),
        "an open action with a day or evidence of its closure",
        "done as the status of an action that is closed",
        "Write done if it is; until then it counts as open.",
    ),
    _ActionCheck(
        lambda action, _: action.status is Status.WITHDRAWN and not action.evidence,
        _at("evidence", "status"),
        "an action withdrawn without a reason",
        "who withdrew it, and why",
        "Write it down; the action counts as withdrawn, neither done nor overdue.",
    ),
)


def _check(reader: DecisionReader, row: Row, action: Action) -> None:
    """Tell what in an action does not agree, or is missing."""
    days = {
        "due": action.due,
        "agreed": action.agreed_on,
        "closed": action.closed_on,
        "as_of": reader.as_of,
    }
    shown = {name: f"{day:%d/%m/%Y}" for name, day in days.items() if day is not None}
    for check in _CHECKS:
        if check.holds(action, reader.as_of):
            columns = check.columns(action)
            reader.log_at(*(reader.cell(row, column) for column in columns)).add(
                Severity.CHECK if len(columns) > 1 else Severity.CELL,
                check.found.format(**shown),
                check.expected.format(**shown),
                check.to_do,
                organisation=action.organisation,
            )
