"""Whose a return is, where its file does not say it and the run does."""

from __future__ import annotations

from engine.nouns.evidence.fault import Severity
from engine.nouns.evidence.organisation import Organisation
from engine.nouns.policy.pack import Pack
from engine.nouns.quarter import Quarter
from evidence.mapping.nouns import MappingsGiven
from evidence.reading import read_returns
from tests.evidence.readings import Returned

ORWELL = Organisation("RZ1", "Orwell Hospital", "provider")


def given(code: str = "", kind: str = "", quarter: Quarter | None = None) -> MappingsGiven:
    return MappingsGiven((), quarter, (), code, kind)


def test_what_a_file_does_not_say_is_what_the_run_says(returned: Returned, pack: Pack) -> None:
    path = returned(organisation=[("field", "value"), ("name", "Orwell Hospital"), ("code", None)])
    said = given("RZ1", "provider", Quarter(2014, 2))
    reading = read_returns([path], pack, mappings=said)
    [found] = reading.returns
    assert (found.organisation, found.quarter) == (ORWELL, Quarter(2014, 2))
    assert reading.identity_given
    assert [(fault.severity, fault.cell, fault.found) for fault in reading.faults] == [
        (Severity.CHECK, "B3", "no code in the file"),
        (Severity.CHECK, "", "no kind in the file"),
        (Severity.CHECK, "", "no period in the file"),
    ]


def test_a_file_without_the_table_is_read_where_the_run_says_all(
    returned: Returned, pack: Pack
) -> None:
    path = returned(organisation=None)
    whole = read_returns([path], pack, mappings=given("RZ1", "provider", Quarter(2014, 2)))
    assert [found.organisation.code for found in whole.returns] == ["RZ1"]
    assert read_returns([path], pack, mappings=given("RZ1", "provider")).returns == ()


def test_what_a_file_says_itself_counts(returned: Returned, pack: Pack) -> None:
    reading = read_returns([returned()], pack, mappings=given("ZZ9", "ccg", Quarter(2013, 1)))
    [found] = reading.returns
    assert (found.organisation, found.quarter) == (ORWELL, Quarter(2014, 2))
    assert (reading.faults, reading.identity_given) == ((), False)
