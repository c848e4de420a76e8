"""Returns that contradict themselves, and the verdicts that a careful designated nurse would give.

Each folder of ``shared/truth/returns`` is one invented return, in order but for one thing;
``expect.tsv`` names the finding concerned and the verdicts that would do. They are assessed all at
once. ``NOT_YET`` lists the rows that do not hold yet; a row of it that does hold fails, so that the
list can only become shorter.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from clausewise.assessing import assess
from clausewise.returns import read_returns

TRUTH = Path(__file__).parents[1] / "shared" / "truth"

NOT_YET: Mapping[tuple[str, str], str] = {}
"""By organisation and rule, the verdict that is given instead."""


class Row(NamedTuple):
    """One line of ``expect.tsv``."""

    organisation: str
    period: str
    clause: str
    rule: str
    verdicts: str
    weight: str
    why: str

    @property
    def accepted(self) -> frozenset[str]:
        """Where no evidence would do, so does a verdict that says the evidence is in conflict."""
        verdicts = frozenset(self.verdicts.split(","))
        return verdicts | {"conflicting"} if "no_evidence" in verdicts else verdicts


def _rows() -> list[Row]:
    lines = (TRUTH / "expect.tsv").read_text("utf-8").splitlines()
    return [Row(*line.split("\t")) for line in lines if line and not line.startswith("#")]


ROWS = _rows()


@pytest.fixture(scope="module")
def verdicts() -> Mapping[tuple[str, str, str], str]:
    """The verdict of each organisation, quarter and rule."""
    found = assess(read_returns(TRUTH / "returns"), "2014-15 Q2").whole
    return {
        (ruling.organisation.code, ruling.period.label, ruling.rule): ruling.verdict.value
        for ruling in found.findings.rulings()
    }


@pytest.mark.parametrize("row", ROWS, ids=[f"{row.organisation}-{row.rule}" for row in ROWS])
def test_a_verdict_survives_a_return_that_contradicts_itself(
    row: Row, verdicts: Mapping[tuple[str, str, str], str]
) -> None:
    given = verdicts.get((row.organisation, row.period, row.rule), "none")
    instead = NOT_YET.get((row.organisation, row.rule))
    if instead is None:
        assert given in row.accepted, row.why
    else:
        assert (given, given in row.accepted) == (instead, False), "take it out of NOT_YET"


def test_every_row_that_does_not_hold_is_a_row() -> None:
    assert NOT_YET.keys() <= {(row.organisation, row.rule) for row in ROWS}
