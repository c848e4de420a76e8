"""A file of a concern rule, to be changed in one place."""

from __future__ import annotations

import copy
from typing import Any

from engine.loading.files.concern_file import ConcernFile, to_concern_rule
from engine.nouns.policy.concern_rule import ConcernRule

FILE: dict[str, Any] = {
    "id": "self-audit-contradicted",
    "title": "The audit says met",
    "kind": "contradiction",
    "subject": "shortfall.clause",
    "when": [
        {"shortfall": {"seen": "citation", "verdict": ["not_met"], "basis": ["figure"]}},
        {
            "claim": {
                "seen": "answer",
                "says": ["met"],
                "clause": {"same_as": "shortfall.clause"},
                "quarter": {"same_as": "shortfall.quarter", "plus": 1},
            }
        },
    ],
    "because": "{organisation} in {quarter}: {found}",
    "question": "Why {clause}?",
    "next_step": "Ask.",
}


def changed(*path: str | int, to: object) -> dict[str, Any]:
    """The file with one part of it changed."""
    file = copy.deepcopy(FILE)
    part: Any = file
    for step in path[:-1]:
        part = part[step]
    part[path[-1]] = to
    return file


def rule_of(file: dict[str, Any]) -> ConcernRule:
    return to_concern_rule(ConcernFile.model_validate(file), "concerns/x.yaml")
