"""What is asked of a return that was read through a mapping."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import clausewise as api
from clausewise.returns import Evidence
from engine.nouns.quarter import Quarter

Q2 = Quarter(2014, 2)
STATED = {
    "code": "ZX1",
    "name": "Ashdene Trust",
    "kind": "provider",
    "services": "maternity, mental health",
}
Read = Callable[..., Evidence]


def texts(evidence: Evidence, table: str, *columns: str) -> list[list[str]]:
    [submitted] = evidence.reading.returns
    return [
        [row.cells[column].text if column in row.cells else "" for column in columns]
        for row in submitted.tables[table].rows
    ]


def faults_found(evidence: Evidence) -> list[str]:
    return [f"{fault.cell}: {fault.found}" for fault in evidence.reading.faults]


def facts(evidence: Evidence) -> Mapping[str, api.Evidence]:
    [submission] = api.assess(evidence).whole.submissions
    return submission.facts
