"""Two returns of one organisation and quarter: which one counts."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from itertools import permutations
from pathlib import Path

import pytest

from engine.nouns.evidence.fault import Fault, Severity
from tests.evidence.readings import Read, Returned

Rows = Sequence[Sequence[object]]

ONE = "one return of an organisation for a quarter"
COUNTS = "This is the later one, and it counts."
SUPERSEDED = "A later one counts in its place; nothing of this one is used."
NO_DAY = "and no day of submission that tells which is the later"
GIVE_DAY = (
    "Remove the one that does not count, or give each its day of submission; until then none "
    "of them is used."
)


def file_fault(severity: Severity, file: str, found: str, to_do: str) -> Fault:
    return Fault(severity, file, found, ONE, to_do, "", "", "RZ1", "2014-15 Q2")


@pytest.fixture
def sent(organisation_rows: Rows, returned: Returned) -> Callable[..., Path]:
    """Writes a return with some fields of its organisation changed."""

    def send(file: str, **fields: object) -> Path:
        rows = [(row[0], fields.get(str(row[0]), row[1])) for row in organisation_rows]
        return returned(file, organisation=rows)

    return send


def test_the_later_one_counts(sent: Callable[..., Path], tmp_path: Path, read: Read) -> None:
    sent("a.xlsx", submitted_on="16/10/2014")
    sent("b.xlsx", submitted_on="14/10/2014")
    sent("c.xlsx", submitted_on="2014-10-15", code="rz1 ")
    reading = read(tmp_path)
    assert [found.file for found in reading.returns] == ["a.xlsx"]
    same = "is of the same organisation and quarter"
    assert reading.faults == (
        file_fault(
            Severity.CHECK, "a.xlsx", f"submitted 16/10/2014; b.xlsx and c.xlsx {same}", COUNTS
        ),
        file_fault(
            Severity.CHECK, "b.xlsx", f"submitted 14/10/2014; a.xlsx and c.xlsx {same}", SUPERSEDED
        ),
        file_fault(
            Severity.CHECK, "c.xlsx", f"submitted 15/10/2014; a.xlsx and b.xlsx {same}", SUPERSEDED
        ),
    )
    assert [(file.name, file.used) for file in reading.inputs] == [
        ("a.xlsx", True),
        ("b.xlsx", False),
        ("c.xlsx", False),
    ]


@pytest.mark.parametrize(
    ("first", "second"), [("14/10/2014", "2014-10-14"), (None, "14/10/2014"), (None, None)]
)
def test_where_the_days_do_not_tell_neither_counts(
    first: str | None, second: str | None, sent: Callable[..., Path], tmp_path: Path, read: Read
) -> None:
    sent("a.xlsx", submitted_on=first)
    sent("b.xlsx", submitted_on=second, submitted_by="somebody else")
    reading = read(tmp_path)
    assert reading.returns == ()
    assert reading.faults == (
        file_fault(
            Severity.FILE,
            "a.xlsx",
            f"the organisation and quarter of b.xlsx too, {NO_DAY}",
            GIVE_DAY,
        ),
        file_fault(
            Severity.FILE,
            "b.xlsx",
            f"the organisation and quarter of a.xlsx too, {NO_DAY}",
            GIVE_DAY,
        ),
    )
    assert [file.used for file in reading.inputs] == [False, False]


@pytest.mark.parametrize("fields", [{"name": "Gipping Valley"}, {"kind": "gp_practice"}])
def test_one_code_for_two_organisations(
    fields: dict[str, str], sent: Callable[..., Path], tmp_path: Path, read: Read
) -> None:
    sent("a.xlsx")
    sent("b.xlsx", submitted_on="20/10/2014", **fields)
    reading = read(tmp_path)
    assert reading.returns == ()
    to_do = "Check the code in each; until then none of them is used."
    how = "with another name or kind of organisation"
    assert [fault for fault in reading.faults if fault.severity is Severity.FILE] == [
        file_fault(
            Severity.FILE, "a.xlsx", f"the organisation and quarter of b.xlsx too, {how}", to_do
        ),
        file_fault(
            Severity.FILE, "b.xlsx", f"the organisation and quarter of a.xlsx too, {how}", to_do
        ),
    ]


def test_the_same_file_twice_is_one_return(
    sent: Callable[..., Path], csv_folder: Callable[..., Path], tmp_path: Path, read: Read
) -> None:
    shutil.copy(sent("a.xlsx"), tmp_path / "copy of a.xlsx")
    reading = read(tmp_path)
    assert [found.file for found in reading.returns] == ["a.xlsx"]
    assert reading.faults == (
        file_fault(
            Severity.CHECK,
            "copy of a.xlsx",
            "the same return as a.xlsx, byte for byte",
            "It counts once. There is nothing to do.",
        ),
    )
    tables = {"dashboard": "item,part,value\n2,,3\n"}
    csv_folder("two/a", **tables)
    csv_folder("two/b", **tables)
    reading = read(tmp_path / "two")
    assert [found.file for found in reading.returns] == ["a"]
    assert [fault.found for fault in reading.faults if fault.file == "b"][-1] == (
        "the same return as a, byte for byte"
    )


def test_other_quarters_and_organisations_stand_by_themselves(
    sent: Callable[..., Path], tmp_path: Path, read: Read
) -> None:
    sent("a.xlsx")
    sent("b.xlsx", period="2014-15 Q1")
    sent("c.xlsx", code="NXC", name="Gipping")
    reading = read(tmp_path)
    assert reading.faults == ()
    assert [(found.organisation.code, found.quarter.label) for found in reading.returns] == [
        ("NXC", "2014-15 Q2"),
        ("RZ1", "2014-15 Q1"),
        ("RZ1", "2014-15 Q2"),
    ]


def test_the_order_of_the_paths_changes_nothing(
    sent: Callable[..., Path], csv_folder: Callable[..., Path], tmp_path: Path, read: Read
) -> None:
    paths = [
        sent("a.xlsx", submitted_on="16/10/2014"),
        sent("b/a.xlsx"),
        csv_folder("c"),
        tmp_path / "gone",
    ]
    first, *others = [read(*order) for order in permutations(paths)]
    assert len(first.returns) == 1
    assert all(other == first for other in others)
