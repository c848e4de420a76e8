"""Parts of the schemas that no shape describes: conditions, evidence, lines of concern rules."""

from __future__ import annotations

from typing import Any

from engine.chaining.chainers.signal_forms import (
    DECLARED_HIGHER,
    FIELDS,
    GAPS,
    NO_BASIS,
    QUARTER,
    REGISTER_HIGHER,
)
from engine.nouns.policy.handling import REASON_GIVEN
from engine.nouns.policy.operators import Op, RightForm
from engine.nouns.verdict import Basis, Verdict

Schema = dict[str, Any]

_FACT = r"^[a-z][a-z0-9_]*\..+$"
"""A fact's name has at least two words: ``dashboard.4.1.level_3``."""
_CONDITION: Schema = {"$ref": "#/$defs/condition"}
_PARAMETER: Schema = {
    "type": "object",
    "description": "A number of parameters.yaml, by its name.",
    "properties": {"parameter": {"type": "string"}},
    "required": ["parameter"],
    "additionalProperties": False,
}
_OTHER_FACT: Schema = {
    "type": "object",
    "description": "The figure of another fact.",
    "properties": {"fact": {"type": "string", "pattern": _FACT}},
    "required": ["fact"],
    "additionalProperties": False,
}
_ZERO: Schema = {"const": 0, "description": "The one number that may stand in a rule."}
_WORDS: Schema = {"type": "array", "items": {"type": "string"}, "minItems": 2}


def _one_key(properties: Schema, **more: Any) -> Schema:
    return {"type": "object", "minProperties": 1, "maxProperties": 1} | {
        "properties": properties,
        **more,
    }


_NUMBER: list[Schema] = [
    _ZERO,
    {"$ref": "#/$defs/parameter"},
    {"$ref": "#/$defs/other_fact"},
]
_RIGHT: dict[RightForm, Schema] = {
    RightForm.TRUE: {"const": True},
    RightForm.VALUE: {"anyOf": [{"type": "boolean"}, {"type": "string"}, *_NUMBER]},
    RightForm.WORDS: _WORDS,
    RightForm.WORD: {"type": "string"},
    RightForm.NUMBER: {"anyOf": _NUMBER},
    RightForm.MONTHS: {"$ref": "#/$defs/parameter"},
    RightForm.DATE: {"$ref": "#/$defs/other_fact"},
}
"""What a comparison may compare with."""


def _several(meaning: str) -> Schema:
    return {"type": "array", "description": meaning, "items": _CONDITION, "minItems": 2}


CONDITION: dict[str, Schema] = {
    "condition": _one_key(
        {
            "all": _several("True where every one of them is."),
            "any": _several("True where one of them is."),
            "not": {"description": "True where this is false.", "allOf": [_CONDITION]},
        },
        patternProperties={_FACT: {"$ref": "#/$defs/comparison"}},
        additionalProperties=False,
        description="Exactly one key: all, any, not, or the name of a fact.",
    ),
    "comparison": _one_key(
        {op.value: {"description": op.row.meaning, "allOf": [_RIGHT[op.row.right]]} for op in Op},
        additionalProperties=False,
        description="Exactly one comparison.",
    ),
    "parameter": _PARAMETER,
    "other_fact": _OTHER_FACT,
}
"""Conditions, which hold conditions, with the comparisons at their ends."""

_CLAIM: Schema = {
    "anyOf": [
        {"type": ["number", "boolean", "string"]},
        {"type": "array", "items": {"type": "string"}},
    ]
}
FIGURE: Schema = {
    "type": "object",
    "description": "A figure worked out of others for this check alone.",
    "minProperties": 1,
    "maxProperties": 2,
    "properties": {
        "percent": {"type": "string", "description": "This fact, as a share …"},
        "of": {"type": "string", "description": "… of this one, in %."},
        "difference": {"type": "string", "description": "This fact …"},
        "less": {"type": "string", "description": "… less this one."},
        **{
            name: {"type": "array", "items": {"type": "string"}, "minItems": 2}
            for name in ("sum", "lowest", "highest")
        },
    },
    "additionalProperties": False,
}
"""A figure of a check."""
CLAIM: Schema = {
    "description": "What is claimed beside what the return says; any: nothing is known.",
    "anyOf": [
        *_CLAIM["anyOf"],
        _one_key(
            {
                "fact": {"type": "string", "description": "What that fact says."},
                "adding": {"type": "string", "description": "The words and this one."},
                "without": {"type": "string", "description": "The words but this one."},
            },
            additionalProperties=False,
        ),
    ],
}
"""The claim of a dispute."""

GIVEN: Schema = {
    "type": "object",
    "description": "The evidence of the example: a value for each fact.",
    "additionalProperties": False,
    "patternProperties": {
        _FACT: {
            "anyOf": [
                {"type": ["number", "boolean", "string"]},
                {"type": "array", "items": {"type": "string"}},
                {
                    "type": "object",
                    "description": "A number, or a date, known only within bounds.",
                    "properties": {
                        "at_least": {"type": ["number", "string"]},
                        "at_most": {"type": ["number", "string"]},
                    },
                    "required": ["at_least", "at_most"],
                    "additionalProperties": False,
                },
                {
                    "type": "object",
                    "description": "All that is claimed of a fact in dispute; any: not known.",
                    "properties": {
                        "claims": {"type": "array", "items": _CLAIM, "minItems": 2},
                    },
                    "required": ["claims"],
                    "additionalProperties": False,
                },
            ]
        }
    },
}
"""Evidence in miniature."""

_POLICY_SAYS: Schema = {
    "properties": {"set_by": {"const": "policy"}},
    "required": ["set_by"],
}
SOURCED: Schema = {
    "if": _POLICY_SAYS,
    "then": {"required": ["clause"], "properties": {"clause": {"type": "string"}}},
    "else": {"required": ["note"], "properties": {"clause": {"type": "null"}}},
}
"""A value that the policy sets has its clause; any other has a note."""

_POSSIBLE = {
    "verdict": [*(verdict.value for verdict in Verdict), REASON_GIVEN],
    "basis": [*(basis.value for basis in Basis), NO_BASIS],
    "says": [Verdict.MET.value, Verdict.PARTLY_MET.value, Verdict.NOT_MET.value],
    "clash": [DECLARED_HIGHER, REGISTER_HIGHER],
    "gap": list(GAPS),
}
_SAME_AS: Schema = {
    "type": "object",
    "description": "What a field of an earlier line holds.",
    "properties": {
        "same_as": {"type": "string", "pattern": r"^[a-z][a-z0-9_]*\.[a-z]+$"},
        "plus": {"type": "integer", "minimum": -40, "maximum": 40},
    },
    "required": ["same_as"],
    "additionalProperties": False,
}


def _field(name: str) -> Schema:
    if name == QUARTER:
        return {"$ref": "#/$defs/same_as"}
    word: Schema = {"enum": _POSSIBLE[name]} if name in _POSSIBLE else {"type": "string"}
    words = {"type": "array", "items": word, "minItems": 1}
    return {"anyOf": [words, {"$ref": "#/$defs/same_as"}]}


def _seen(kind: str) -> Schema:
    return {
        "if": {"properties": {"seen": {"const": kind}}, "required": ["seen"]},
        "then": {
            "properties": {"seen": {}, **{name: _field(name) for name in FIELDS[kind]}},
            "additionalProperties": False,
        },
    }


LINE: dict[str, Schema] = {
    "line": _one_key(
        {},
        patternProperties={r"^[a-z][a-z0-9_]*$": {"$ref": "#/$defs/signal"}},
        additionalProperties=False,
        description="One name, and the signal that it stands for.",
    ),
    "signal": {
        "type": "object",
        "properties": {"seen": {"enum": list(FIELDS), "description": "The kind of signal."}},
        "required": ["seen"],
        "allOf": [_seen(kind) for kind in FIELDS],
    },
    "same_as": _SAME_AS,
}
"""The lines under a concern rule's ``when``."""
