"""The identity of a run: what it was made of and what it found, as one hash."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict

from engine.nouns.outcome.assessment import Assessment

Row = Mapping[str, object]


def parameters_hash(assessment: Assessment) -> str:
    """The SHA-256 of every parameter value that was used, and for whom."""
    return _hash([asdict(parameter) for parameter in assessment.run.parameters])


def inputs_hash(assessment: Assessment) -> str:
    """The SHA-256 of the files' own; neither their names nor their order count."""
    return _hash(sorted(file.sha256 for file in assessment.run.inputs))


def identity_of(assessment: Assessment, found: Iterable[Row]) -> str:
    """The SHA-256 of a run's pack, parameters, quarter, day and files, and of what it found.

    The last so that another version of the program, which may find otherwise, makes another run.
    """
    run, pack = assessment.run, assessment.pack
    return _hash(
        [
            pack.id,
            pack.digest,
            parameters_hash(assessment),
            run.period.label,
            run.as_of.isoformat(),
            inputs_hash(assessment),
            [list(row.values()) for row in found],
        ]
    )


def stored(code: str) -> str:
    """An organisation's code as it can be stored: what no database takes is written as escapes."""
    return code.encode("utf-8", "backslashreplace").decode("utf-8").replace("\0", "\\x00")


def _hash(value: object) -> str:
    text = json.dumps(value, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("ascii")).hexdigest()
