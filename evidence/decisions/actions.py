"""The actions of a file of decisions; rows that nobody has taken up are suggestions, no actions."""

from __future__ import annotations

from engine.nouns.evidence.decision import Action, Status
from engine.nouns.evidence.fault import Severity
from evidence.decisions.rows import DecisionReader
from evidence.nouns.cells import Row
from evidence.nouns.columns import ACTIONS, DECISION_TABLES
from evidence.terms import match_terms

AGREED = DECISION_TABLES[ACTIONS].decided
"""The columns of which a suggestion has none filled in."""
STATUSES = match_terms(
    "a status",
    {
        Status.OPEN.value: ("open", ("in progress", "ongoing", "not started", "outstanding")),
        Status.DONE.value: ("done", ("closed", "complete", "completed")),
        Status.WITHDRAWN.value: ("withdrawn", ("cancelled", "no longer needed")),
    },
)


def actions_of(deciding: DecisionReader) -> tuple[Action, ...]:
    """Every action agreed for an organisation of the run, in the order written.

    It is one once both what is to be done and by whom are given. One whose status is left blank,
    or cannot be read, is open.
    """
    found: dict[tuple[object, ...], Action] = {}
    for row in deciding.book.rows(ACTIONS):
        action = _action(deciding, row) if deciding.says(row, AGREED) else None
        if action is None:
            continue
        # Rows alike but for their place are one action; rows that differ at all stay apart, so
        # that an open one is never hidden by one that is done.
        same = (
            *(action.organisation, action.clause, action.rule, action.action, action.owner),
            *(action.agreed_on, action.due, action.status, action.closed_on, action.evidence),
        )
        about = same[:4]
        twin = next((key for key in found if key[:4] == about), None)
        if twin is not None:
            deciding.at(deciding.cell(row, "action")).check(
                f"the same action as in {found[twin].origin.cell}"
                + ("" if same in found else ", but not the same in every column"),
                "each action once",
                "It counts once. Take one of the two rows out."
                if same in found
                else "Both count. Keep the row that is right and take the other out.",
                organisation=action.organisation,
            )
        found.setdefault(same, action)
    return tuple(found.values())


def _action(deciding: DecisionReader, row: Row) -> Action | None:
    organisation = deciding.organisation(row)
    if organisation is None:
        return None
    code = organisation.code
    what, owner = deciding.text(row, "action"), deciding.person(row, "owner")
    if not what or not owner:
        deciding.at(deciding.cell(row, "owner" if what else "action")).cell(
            "an action that nobody owns" if what else "a row filled in without an action",
            "who owns it" if what else "what is to be done",
            "An action needs both; until then the row is a suggestion and counts as none.",
            organisation=code,
        )
        return None
    cost = "Until then the action may stand beside no finding."
    rule, clause = deciding.rule(row, code, cost), deciding.clause(row, code, cost)
    deciding.clause_cited(row, code, rule, clause)
    if not clause and rule and not deciding.text(row, "clause"):
        clause = deciding.pack.rules[rule].cites[0]
    if not clause and not rule and not deciding.says(row, ("clause", "rule")):
        deciding.at(deciding.cell(row, "clause")).check(
            "an action without a clause or a rule",
            "the clause of the duty that it follows from",
            "Write the clause; until then the action stands beside no finding.",
            organisation=code,
        )
    action = Action(
        code,
        clause,
        rule,
        what,
        owner,
        deciding.day(row, "agreed_on", code),
        deciding.day(row, "due", code),
        _status(deciding, row, code),
        deciding.day(row, "closed_on", code),
        deciding.text(row, "evidence"),
        deciding.origin(row, "action"),
    )
    _check(deciding, row, action)
    return action


def _status(deciding: DecisionReader, row: Row, code: str) -> Status:
    text = deciding.text(row, "status")
    if not text:
        return Status.OPEN
    found = STATUSES.find(text)
    if found is None:
        deciding.at(deciding.cell(row, "status")).cell(
            text,
            STATUSES.expected,
            f"{STATUSES.to_do(text)} Until then the action counts as open.",
            organisation=code,
        )
        return Status.OPEN
    return Status(found)


def _check(deciding: DecisionReader, row: Row, action: Action) -> None:
    """Tell what in an action does not agree, or is missing."""

    def tell(columns: tuple[str, ...], found: str, expected: str, to_do: str) -> None:
        cells = [deciding.cell(row, column) for column in columns]
        severity = Severity.CHECK if len(cells) > 1 else Severity.CELL
        deciding.at(*cells).add(
            severity,
            found,
            expected,
            to_do,
            organisation=action.organisation,
        )

    agreed, due, closed = action.agreed_on, action.due, action.closed_on
    done = action.status is Status.DONE
    if due is None and action.status is Status.OPEN:
        tell(
            ("due",),
            "an open action without the day it is due",
            "a day, such as 31/03/2014",
            "Write the day; until then it never counts as overdue.",
        )
    if agreed and due and due < agreed:
        tell(
            ("due", "agreed_on"),
            f"due {due:%d/%m/%Y}, before it was agreed on {agreed:%d/%m/%Y}",
            "a day that comes after it was agreed",
            "Check both days.",
        )
    if agreed and closed and closed < agreed:
        tell(
            ("closed_on", "agreed_on"),
            f"closed on {closed:%d/%m/%Y}, before it was agreed on {agreed:%d/%m/%Y}",
            "a day that comes after it was agreed",
            "Check both days.",
        )
    if done and not action.evidence:
        tell(
            ("evidence",),
            "an action called done without evidence of its closure",
            "what shows that it is done, such as a document and its date",
            "Name the evidence; until then the action does not count as done.",
        )
    if done and closed is None:
        tell(
            ("closed_on",),
            "an action called done without the day it was closed",
            "a day, such as 31/03/2014",
            "Write the day; until then the action does not count as done.",
        )
    if done and closed and closed > deciding.as_of:
        tell(
            ("closed_on", "status"),
            f"closed on {closed:%d/%m/%Y}",
            f"a day not after {deciding.as_of:%d/%m/%Y}, the day the quarter is judged on",
            "Check the day; on the day judged it counts as open.",
        )
    if action.status is Status.OPEN and (closed or action.evidence):
        tell(
            ("status", "closed_on" if closed else "evidence"),
            "an open action with a day or evidence of its closure",
            "done as the status of an action that is closed",
            "Write done if it is; until then it counts as open.",
        )
    if action.status is Status.WITHDRAWN and not action.evidence:
        tell(
            ("evidence", "status"),
            "an action withdrawn without a word why",
            "who withdrew it, and why",
            "Write it down; the action counts as withdrawn, neither done nor overdue.",
        )
