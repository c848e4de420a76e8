"""What changed between two returns of one quarter, and last quarter's file sent again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from engine.nouns.evidence.fault import Fault, Severity
from engine.nouns.evidence.resubmission import CellChange, Superseded
from evidence.nouns.returns import ReturnsRead
from evidence.returns.repeats import ENOUGH
from tests.evidence.readings import Read, Returned

Rows = Sequence[Sequence[object]]

DASHBOARD = ("item", "part", "value", "note")
AUDIT = ("question", "score", "owner", "action")
TRAINING = (
    "staff_ref", "staff_group", "framework", "required_level", "achieved_level", "completed_on",
)  # fmt: skip


@pytest.fixture
def send(organisation_rows: Rows, returned: Returned) -> Callable[..., Path]:
    def write(file: str, fields: dict[str, object], **tables: Rows) -> Path:
        rows = [(row[0], fields.get(str(row[0]), row[1])) for row in organisation_rows]
        return returned(file, organisation=rows, **tables)

    return write


def changed(
    table: str, row: str, column: str, before: str, after: str, was: str, now: str
) -> CellChange:
    places = (f"{table} {cell}" if cell else "" for cell in (was, now))
    return CellChange(table, row, column, before, after, *places)


def test_what_changed_is_kept_with_both_cells(
    send: Callable[..., Path], tmp_path: Path, read: Read
) -> None:
    send(
        "first.xlsx",
        {"submitted_on": "01/10/2014"},
        dashboard=[DASHBOARD, ("2", None, 3), ("4.1", "Level 3", "61%"), ("14", None, 88, "Ann")],
        section11=[AUDIT, ("S6.p18.c", 3, "Ann Other", "none")],
        training=[TRAINING, ("E1", "Nurses", "safeguarding", 3, 3, "01/02/2014")],
    )
    send(
        "second.xlsx",
        {"submitted_on": "05/10/2014"},
        dashboard=[DASHBOARD, ("14", None, 88, "Bob"), ("4.1", "Level 3", "64%"), ("8.1", None, 0)],
        section11=[AUDIT, ("S6.p18.c", 2, "Bob Other", None)],
        training=[TRAINING, ("E1", "Nurses", "safeguarding", 3, 2, "01/02/2014")],
    )
    reading = read(tmp_path)
    assert [one.file for one in reading.returns] == ["second.xlsx"]
    hidden = "other words (not repeated here)"
    assert reading.superseded == (
        Superseded(
            "first.xlsx",
            "RZ1",
            "2014-15 Q2",
            dt.date(2014, 10, 1),
            "second.xlsx",
            dt.date(2014, 10, 5),
            (
                changed(
                    "organisation", "submitted_on", "value", "01/10/2014", "05/10/2014", "B7", "B7"
                ),
                changed("dashboard", "14", "note", hidden, hidden, "D4", "D2"),
                changed("dashboard", "4.1, Level 3", "value", "61%", "64%", "C3", "C3"),
                changed("dashboard", "8.1", "value", "", "0", "", "C4"),
                changed("section11", "S6.p18.c", "score", "3", "2", "B2", "B2"),
                changed("section11", "S6.p18.c", "owner", hidden, hidden, "C2", "C2"),
                changed("dashboard", "2", "value", "3", "", "C2", ""),
                changed("section11", "S6.p18.c", "action", hidden, "", "D2", ""),
            ),
            "lines of the register: 1 new or changed, 1 gone or changed",
        ),
    )


def test_the_same_cells_saved_anew_are_one_return(
    send: Callable[..., Path], tmp_path: Path, read: Read
) -> None:
    send("first.xlsx", {}, dashboard=[DASHBOARD, ("2", None, 3), ("14", None, 88)])
    send("second.xlsx", {}, dashboard=[DASHBOARD, (), ("14", None, 88), ("2", None, 3)])
    reading = read(tmp_path)
    assert [one.file for one in reading.returns] == ["first.xlsx"]
    assert [(fault.file, fault.found) for fault in reading.faults] == [
        ("second.xlsx", "the same return as first.xlsx, cell for cell")
    ]
    assert reading.superseded == ()


def figures(number: int, first: int = 1) -> Rows:
    items = ["2", "3", "6.3", "8.1", "8.3", "14"]
    return [DASHBOARD, *((f"{items[n % 6]}", f"part {n}", first + n) for n in range(number))]


def repeated(reading: ReturnsRead) -> list[Fault]:
    return [fault for fault in reading.faults if fault.expected == "a return of the quarter’s own"]


@pytest.mark.parametrize(
    ("count", "documents", "found"),
    [
        (ENOUGH, "annual_report", f"all {ENOUGH + 6} cells are as they were"),
        (ENOUGH, "training_strategy", f"all {ENOUGH} figures of the dashboard are as they were"),
        (ENOUGH - 8, "annual_report", ""),
    ],
)
def test_last_quarters_file_sent_again(
    send: Callable[..., Path],
    tmp_path: Path,
    read: Read,
    count: int,
    documents: str,
    found: str,
) -> None:
    heads = ("kind", "title", "approved_on")
    send(
        "q1.xlsx",
        {"period": "2014-15 Q1", "submitted_on": "01/07/2014"},
        dashboard=figures(count),
        documents=[heads, ("annual_report", "Report", "01/02/2014")],
    )
    send(
        "q2.xlsx",
        {"submitted_on": "01/10/2014"},
        dashboard=figures(count),
        documents=[heads, (documents, "Report", "01/02/2014")],
    )
    told = repeated(read(tmp_path))
    assert [fault.severity for fault in told] == ([Severity.CHECK] if found else [])
    assert [fault.file for fault in told] == (["q2.xlsx"] if found else [])
    if found:
        assert told[0].found == f"{found} in q1.xlsx, the return for 2014-15 Q1"


@pytest.mark.parametrize(
    ("count", "marked", "found"),
    [(0, range(0), "all 23 cells"), (0, range(6), ""), (ENOUGH, range(6), "all 38 cells")],
)
def test_answers_that_say_they_were_carried_do_not_make_it_the_same_file(
    send: Callable[..., Path],
    tmp_path: Path,
    read: Read,
    count: int,
    marked: Sequence[int],
    found: str,
) -> None:
    """They repeat by intent, and that is told of themselves; the rest is compared as ever."""
    heads = ("kind", "title", "approved_on", "review_due", "published_at")
    lines = [(f"a kind {n}", f"Title {n}", "01/02/2014", "01/02/2016", "Website") for n in range(6)]
    same = {"dashboard": figures(count)}
    send("q1.xlsx", {"period": "2014-15 Q1"}, documents=[heads, *lines], **same)
    now = [(*line, "14/07/2014" if n in marked else "") for n, line in enumerate(lines)]
    send("q2.xlsx", {}, documents=[(*heads, "First given"), *now], **same)
    assert [fault.found for fault in repeated(read(tmp_path))] == (
        [f"{found} are as they were in q1.xlsx, the return for 2014-15 Q1"] if found else []
    )


def test_other_figures_are_not_told(send: Callable[..., Path], tmp_path: Path, read: Read) -> None:
    send("q1.xlsx", {"period": "2014-15 Q1"}, dashboard=figures(20))
    send("q2.xlsx", {}, dashboard=figures(20, first=2))
    assert repeated(read(tmp_path)) == []


def test_no_column_that_can_name_somebody_is_repeated(
    send: Callable[..., Path], tmp_path: Path, read: Read
) -> None:
    posts = ("role", "title", "name", "wte", "note")
    audit = ("question", "score", "evidence", "document", "not_applicable_reason")
    for file, day, who in (("first.xlsx", "01", "Jane Quill"), ("second.xlsx", "05", "Tom Oak")):
        send(
            file,
            {"submitted_on": f"{day}/10/2014", "submitted_by": who},
            named_professionals=[posts, ("named_nurse", f"{who}, Named Nurse", who, 1, who)],
            section11=[audit, ("S6.p18.c", 3, f"seen by {who}", f"{who}'s file", f"as {who} says")],
        )
    (superseded,) = read(tmp_path).superseded
    told = [(change.column, change.before, change.after) for change in superseded.changes]
    hidden = "other words (not repeated here)"
    columns = ("title", "name", "note", "evidence", "document", "not_applicable_reason")
    assert ("value", "01/10/2014", "05/10/2014") in told
    assert [change for change in told if change[0] in columns] == [
        (column, hidden, hidden) for column in columns
    ]
    assert not [change for change in told if "Quill" in str(change) or "Oak" in str(change)]
