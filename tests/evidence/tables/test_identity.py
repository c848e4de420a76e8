"""Whose return it is and for which quarter, and what bars a return that does not tell."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import pytest

from engine.nouns.evidence.fault import Fault, Severity
from engine.nouns.evidence.organisation import Organisation
from engine.nouns.outcome.assessment import InputFile
from engine.nouns.quarter import Quarter
from evidence.nouns.cells import Cell
from tests.evidence.readings import Read, Returned

Rows = Sequence[Sequence[object]]

ORWELL = Organisation("RZ1", "Orwell Hospital", "provider")
TRUST = Organisation("RZ1", "Orwell Trust", "provider")
PRACTICE = Organisation("RZ1", "Orwell Hospital", "gp_practice")


def changed(rows: Rows, **fields: object) -> list[Sequence[object]]:
    """The organisation table with some values changed."""
    return [(row[0], fields.get(str(row[0]), row[1])) for row in rows]


def without(rows: Rows, field: str) -> list[Sequence[object]]:
    return [row for row in rows if row[0] != field]


@pytest.mark.parametrize(
    ("field", "value", "organisation", "quarter"),
    [
        ("code", " rz1 ", ORWELL, Quarter(2014, 2)),
        (
            "name",
            " Orwell  Trust",
            Organisation("RZ1", "Orwell Trust", "provider"),
            Quarter(2014, 2),
        ),
        ("kind", "PROVIDER ", ORWELL, Quarter(2014, 2)),
        (
            "kind",
            "Clinical commissioning group",
            Organisation("RZ1", "Orwell Hospital", "ccg"),
            Quarter(2014, 2),
        ),
        (
            "kind",
            "GP practice",
            Organisation("RZ1", "Orwell Hospital", "gp_practice"),
            Quarter(2014, 2),
        ),
        (
            "period",
            "2014/15 q3 ",
            Organisation("RZ1", "Orwell Hospital", "provider"),
            Quarter(2014, 3),
        ),
        (
            "period",
            "Q1 2014-15",
            Organisation("RZ1", "Orwell Hospital", "provider"),
            Quarter(2014, 1),
        ),
    ],
)
def test_what_can_be_told_is_taken(
    field: str,
    value: str,
    organisation: Organisation,
    quarter: Quarter,
    organisation_rows: Rows,
    returned: Returned,
    read: Read,
) -> None:
    [found] = read(returned(organisation=changed(organisation_rows, **{field: value}))).returns
    assert (found.organisation, found.quarter) == (organisation, quarter)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2014-10-14", dt.date(2014, 10, 14)),
        ("14 October 2014", dt.date(2014, 10, 14)),
        (dt.date(2014, 10, 14), dt.date(2014, 10, 14)),
        (None, None),
    ],
)
def test_the_day_of_submission(
    typed: object,
    day: dt.date | None,
    organisation_rows: Rows,
    returned: Returned,
    read: Read,
) -> None:
    reading = read(returned(organisation=changed(organisation_rows, submitted_on=typed)))
    assert reading.faults == ()
    assert reading.returns[0].submitted_on == day


@pytest.mark.parametrize("typed", ["last week", "October 2014", 20140930, "31/02/2014"])
def test_a_day_of_submission_that_is_none(
    typed: object, organisation_rows: Rows, returned: Returned, read: Read
) -> None:
    reading = read(returned(organisation=changed(organisation_rows, submitted_on=typed)))
    assert reading.returns[0].submitted_on is None
    assert reading.faults == (
        Fault(
            Severity.CELL,
            "orwell.xlsx",
            str(typed),
            "the day it was submitted, such as 14/10/2014",
            "Give the day; without it nobody can tell which of two returns is the later.",
            "organisation",
            "B7",
            "RZ1",
            "2014-15 Q2",
        ),
    )


@pytest.mark.parametrize(
    ("field", "value", "found", "cell", "expected", "to_do", "code", "period"),
    [
        (
            "code",
            None,
            "nothing beside “code”",
            "B2",
            "the organisation’s NHS code, such as RZ1, beside “code”",
            "Give the code. Without it the return cannot be used.",
            "",
            "2014-15 Q2",
        ),
        (
            "kind",
            "Hospital",
            "Hospital",
            "B4",
            "provider, ccg or gp_practice beside “kind”",
            "Give the kind. Without it the return cannot be used.",
            "RZ1",
            "2014-15 Q2",
        ),
        (
            "period",
            "September 2014",
            "September 2014",
            "B6",
            "the NHS quarter, such as 2014-15 Q2, beside “period”",
            "Give the quarter: “September 2014” is not an NHS quarter; write it like "
            "2014-15 Q2. Without it the return cannot be used.",
            "RZ1",
            "",
        ),
        (
            "period",
            None,
            "nothing beside “period”",
            "B6",
            "the NHS quarter, such as 2014-15 Q2, beside “period”",
            "Give the quarter. Without it the return cannot be used.",
            "RZ1",
            "",
        ),
    ],
)
def test_without_code_kind_or_quarter_the_return_is_not_used(
    field: str,
    value: str | None,
    found: str,
    cell: str,
    expected: str,
    to_do: str,
    code: str,
    period: str,
    organisation_rows: Rows,
    returned: Returned,
    read: Read,
) -> None:
    reading = read(returned(organisation=changed(organisation_rows, **{field: value})))
    assert reading.returns == ()
    assert reading.faults == (
        Fault(
            Severity.FILE,
            "orwell.xlsx",
            found,
            expected,
            to_do,
            "organisation",
            cell,
            code,
            period,
        ),
    )
    sha256 = reading.inputs[0].sha256
    assert reading.inputs == (InputFile("orwell.xlsx", sha256, code, period, False),)


def test_a_field_that_is_left_out(organisation_rows: Rows, returned: Returned, read: Read) -> None:
    reading = read(returned(organisation=without(organisation_rows, "code")))
    assert reading.returns == ()
    assert [(fault.severity, fault.found, fault.cell) for fault in reading.faults] == [
        (Severity.FILE, "no row for “code”", "")
    ]


def test_a_return_without_a_name_is_known_by_its_code(
    organisation_rows: Rows, returned: Returned, read: Read
) -> None:
    reading = read(returned(organisation=changed(organisation_rows, name=None)))
    assert reading.returns[0].organisation == Organisation("RZ1", "RZ1", "provider")
    assert reading.faults == (
        Fault(
            Severity.CHECK,
            "orwell.xlsx",
            "no name of the organisation",
            "its name beside “name”",
            "Give the name; until then the code stands for it.",
            "organisation",
            "B3",
            "RZ1",
            "2014-15 Q2",
        ),
    )


def test_a_field_nobody_knows(organisation_rows: Rows, returned: Returned, read: Read) -> None:
    reading = read(returned(organisation=[*organisation_rows, ("telephone", "01473 1")]))
    assert reading.faults == (
        Fault(
            Severity.CHECK,
            "orwell.xlsx",
            "telephone",
            "one of the fields code, name, kind, services, legal_form, period, submitted_on and "
            "submitted_by",
            "This row is not read. If it holds something asked for, give it that name.",
            "organisation",
            "A9",
            "RZ1",
            "2014-15 Q2",
        ),
    )


def test_a_field_given_twice(organisation_rows: Rows, returned: Returned, read: Read) -> None:
    reading = read(returned(organisation=[*organisation_rows, ("Services", "Maternity")]))
    assert reading.faults == ()
    reading = read(returned(organisation=[*organisation_rows, ("services", "sarc")]))
    assert reading.returns[0].services == Cell(
        None, "", "organisation", "B5", unusable="given twice, differently"
    )
    assert reading.faults == (
        Fault(
            Severity.CELL,
            "orwell.xlsx",
            "“services” 2 times with different values, in B5 and B9",
            "each field once",
            "Keep the one that is right; until then none of them is read.",
            "organisation",
            "B5",
            "RZ1",
            "2014-15 Q2",
        ),
    )
    reading = read(returned(organisation=[*organisation_rows, ("period", "2014-15 Q3")]))
    assert reading.returns == ()
    assert [fault.severity for fault in reading.faults] == [Severity.CELL, Severity.FILE]


def test_an_organisation_table_that_cannot_be_read(returned: Returned, read: Read) -> None:
    reading = read(returned(organisation=[("code", "RZ1"), ("kind", "provider")]))
    assert reading.returns == ()
    assert reading.faults == (
        Fault(
            Severity.TABLE,
            "orwell.xlsx",
            "no heading row in the first 30 rows",
            "a row with the headings field and value",
            "Put these headings above the table; until then it is not read.",
            "organisation",
        ),
        Fault(
            Severity.FILE,
            "orwell.xlsx",
            "a table “organisation” that cannot be read",
            "the headings “field” and “value”, and under them code, kind and period",
            "Correct it as the other messages say; without it the return cannot be used.",
        ),
    )
