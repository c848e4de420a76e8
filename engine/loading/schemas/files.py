"""JSON Schemas of a pack's files, for editors: made from the shapes that the loader holds them to.

A schema is about one file alone. Whether a clause, a fact or a parameter is there is the loader's
to say, so a file that its schema accepts may still have faults.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel

from engine.chaining.chainers.signal_forms import KINDS
from engine.loading.concerns.concern_ranking import VERDICTS
from engine.loading.files.check_shapes import ReturnCheckShape
from engine.loading.files.concern_file import ConcernFile
from engine.loading.files.concern_shapes import CauseShape, LadderShape, RaisesShape, RankingShape
from engine.loading.files.evidence_shapes import (
    AuditShape,
    EvidenceShape,
    IndicatorShape,
    WordingFileShape,
)
from engine.loading.files.note_shapes import QueryShape, SuccessionShape
from engine.loading.files.shapes import (
    OverlayShape,
    ParameterShape,
    PolicyShape,
    RollupShape,
    RuleShape,
)
from engine.loading.schemas.parts import CLAIM, CONDITION, FIGURE, GIVEN, LINE, SOURCED

_DRAFT = "http://json-schema.org/draft-07/schema#"
"""The draft that editors of YAML know best."""
Schema = dict[str, Any]


def schema_files() -> Mapping[str, str]:
    """The schemas as JSON texts, by file name: ``rule.json`` and its like."""
    return {
        f"{name}.json": json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
        for name, schema in _schemas()
    }


def _schemas() -> Iterator[tuple[str, Schema]]:
    yield "policy", _of("policy.yaml: the policy and every clause, quoted", PolicyShape)
    yield "evidence", _of("evidence.yaml: the words that returns use", EvidenceShape)
    yield "indicators", _listed("indicators.yaml: the items of the dashboard", IndicatorShape)
    yield "audit", _of("The audit’s file: its scale and its questions", AuditShape)
    yield "parameters", _named("parameters.yaml: every number, dated and sourced", ParameterShape)
    yield "overlay", _named("A run’s own values, for --parameters", OverlayShape)
    yield "queries", _listed("queries.yaml: where the policy is unclear", QueryShape)
    yield (
        "successions",
        _listed("successions.yaml: what has replaced what the policy names", SuccessionShape),
    )
    title = "wording.yaml or wording/*.yaml: phrases by which an answer is denied"
    yield "wording", _of(title, WordingFileShape)
    yield "rollups", _rollups()
    yield "checks", _checks()
    yield "rule", _rule()
    yield "concern", _concern()
    yield "causes", _listed("concerns/causes.yaml: what concerns have in common", CauseShape)
    yield "ladder", _ladder()
    yield "raises", _listed("concerns/raises.yaml: whose gaps leave which duty open", RaisesShape)
    yield "ranking", _ranking()


def _of(title: str, shape: type[BaseModel]) -> Schema:
    """The schema of a file that is one such shape."""
    own, defs = _parts(shape)
    return _whole(title, own, defs)


def _listed(title: str, shape: type[BaseModel]) -> Schema:
    """The schema of a file that is a list of them."""
    own, defs = _parts(shape)
    list_schema = {"type": "array", "items": _ref(shape.__name__)}
    return _whole(title, list_schema, {shape.__name__: own, **defs})


def _named(title: str, shape: type[BaseModel]) -> Schema:
    """The schema of a file of parameters by name, each value with its source."""
    own, defs = _parts(shape)
    for value in ("ParameterValueShape", "OverlayValueShape"):
        if value in defs:
            defs[value].update(SOURCED)
    by_name = {"type": "object", "additionalProperties": _ref(shape.__name__)}
    return _whole(title, by_name, {shape.__name__: own, **defs})


def _rollups() -> Schema:
    own, defs = _parts(RollupShape)
    own["properties"]["kept_when"] = {
        "description": "Asked of each commissioned organisation’s own return.",
        "allOf": [_ref("condition")],
    }
    by_name = {"type": "object", "additionalProperties": _ref("RollupShape")}
    title = "rollups.yaml: what is counted over all that an organisation commissions"
    return _whole(title, by_name, {"RollupShape": own, **defs, **CONDITION})


def _checks() -> Schema:
    own, defs = _parts(ReturnCheckShape)
    for key, meaning in (
        ("applies_when", "Must be true as well for the check to fire; may be left out."),
        ("odd_when", "What is odd: the check fires where this is definitely true."),
    ):
        own["properties"][key] = {"description": meaning, "allOf": [_ref("condition")]}
    own["properties"]["figures"]["additionalProperties"] = FIGURE
    defs["DisputeShape"]["properties"]["claim"] = CLAIM
    defs["CheckExampleShape"]["properties"]["given"] = GIVEN
    list_schema = {"type": "array", "items": _ref("ReturnCheckShape")}
    title = "checks.yaml: where a return contradicts itself, and what that puts in dispute"
    return _whole(title, list_schema, {"ReturnCheckShape": own, **defs, **CONDITION})


def _rule() -> Schema:
    own, defs = _parts(RuleShape)
    for key, meaning in (
        ("applies_when", "Where it is false the duty does not apply; left out, it always does."),
        ("met_when", "The duty is met where this is true."),
        ("partly_met_when", "Asked where met_when is not true."),
    ):
        own["properties"][key] = {"description": meaning, "allOf": [_ref("condition")]}
    defs["ExampleShape"]["properties"]["given"] = GIVEN
    return _whole("One rule: one duty of the policy", own, {**defs, **CONDITION})


def _concern() -> Schema:
    own, _ = _parts(ConcernFile)
    own["properties"]["kind"]["enum"] = list(KINDS)
    own["properties"]["when"]["items"] = _ref("line")
    return _whole("One concern rule: what follows from findings taken together", own, LINE)


def _ladder() -> Schema:
    title = "concerns/ladder.yaml: the steps that concerns climb while they stay"
    schema = _of(title, LadderShape)
    schema["properties"]["enters"]["items"] = {"enum": list(KINDS)}
    return schema


def _ranking() -> Schema:
    schema = _of("concerns/ranking.yaml: which concern to look at first, and why", RankingShape)
    schema["properties"]["kinds"]["propertyNames"] = {"enum": list(KINDS)}
    for side in ("first", "then"):
        history = schema["$defs"]["RankingCaseShape"]["properties"][side]
        history["additionalProperties"]["items"] = {"enum": list(VERDICTS)}
    return schema


def _whole(title: str, own: Schema, defs: Mapping[str, Schema]) -> Schema:
    ordered = {name: defs[name] for name in sorted(defs)}
    whole = {"$schema": _DRAFT, "title": title, **own}
    return {**whole, "$defs": ordered} if ordered else whole


def _parts(shape: type[BaseModel]) -> tuple[Schema, dict[str, Schema]]:
    """A shape's own schema and those it refers to, without the names that pydantic makes up."""
    whole = _untitled(shape.model_json_schema())
    defs = whole.pop("$defs", {})
    whole.pop("description", None)
    return whole, defs


def _untitled(schema: Any) -> Any:
    if isinstance(schema, list):
        return [_untitled(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    # A property may itself be called title; then its value is a schema and no text.
    return {
        key: _untitled(value)
        for key, value in schema.items()
        if not (key == "title" and isinstance(value, str))
    }


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}
