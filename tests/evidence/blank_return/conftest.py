"""Returns that the next one takes its standing answers from, and blank ones."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from engine.nouns.policy.clause import Clause, Force
from evidence.blank_return.carried_rows import Carried
from evidence.blank_return.carry_forward import carried_from
from evidence.blank_return.request import Request
from evidence.reading import read_returns
from tests.evidence.blank_return.previous_return import DOCUMENTS, PROVIDER, QUESTIONS, WHOSE
from tests.evidence.blank_return.written import write_template

Lines = Sequence[dict[str, object]]
Carry = Callable[..., Carried]


@pytest.fixture
def carry(returned, pack) -> Carry:
    """What is carried from a return with these documents and answers."""

    def carried(
        documents: Lines = (), answers: Lines = (), request: Request = PROVIDER, **whose: object
    ) -> Carried:
        def rows(columns: Sequence[str], lines: Lines) -> list[list[object]]:
            return [list(columns), *([line.get(column) for column in columns] for line in lines)]

        path = returned(
            organisation=[("field", "value"), *{**WHOSE, **whose}.items()],
            documents=rows(DOCUMENTS, documents),
            section11=rows(QUESTIONS, answers),
        )
        return carried_from(read_returns([path], pack), pack, request)

    return carried


@pytest.fixture(scope="session")
def worded(pack):
    """The invented pack with the policy's wording for one item, in words that must stay text."""
    clause = Clause("A1.6.4", "", "", "=1+1 of those requiring it", (), Force.MUST, "0" * 16)
    return replace(pack, clauses={"A1.6.4": clause})


@pytest.fixture
def blank(worded, tmp_path):
    path = tmp_path / "blank.xlsx"
    write_template(worded, Request("provider"), path)
    return path
