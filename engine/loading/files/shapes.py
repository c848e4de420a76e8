"""The shapes of a pack's files, as pydantic models: which keys there are and what each holds.

Meaning that reaches beyond one file (does the clause exist, is the fact known) is checked after
these, in ``engine.loading.pack``.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

from engine.nouns.policy.clause import Force
from engine.nouns.verdict import Verdict


def _date(text: Any) -> dt.date:
    if not isinstance(text, str) or not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        raise ValueError("a date written like 2013-11-01")
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise ValueError("a day that exists, written like 2013-11-01") from None


def _not_blank(text: str) -> str:
    if not text.strip():
        raise ValueError("some words")
    return text


Date = Annotated[
    dt.date,
    BeforeValidator(_date),
    WithJsonSchema({"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}),
]
Text = Annotated[
    str, AfterValidator(_not_blank), WithJsonSchema({"type": "string", "pattern": r"\S"})
]
Number = float
Key = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]


class Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class StartsShape(Shape):
    """That this clause says from which day others, with all their parts, are asked for."""

    on: Date
    clauses: Annotated[list[Text], Field(min_length=1)]


class OwnReadingShape(Shape):
    """How one clause is read, where its force or bearers are not those of its words."""

    force: Annotated[Force, BeforeValidator(lambda text: Force(text))]
    because: Text


class ClauseShape(Shape):
    id: Text
    citation: Text
    section: Text
    words: str
    bearers: list[Text] = []
    force: Annotated[Force, BeforeValidator(lambda text: Force(text))]
    fingerprint: str = ""
    reason: str = ""
    parts: list[Text] = []
    context: bool = False
    starts: StartsShape | None = None
    reading: OwnReadingShape | None = None


class ReadingShape(Shape):
    """How clauses are read whose force or bearers are not those of their words."""

    clauses: Annotated[list[Text], Field(min_length=1)]
    force: Annotated[Force, BeforeValidator(lambda text: Force(text))]
    because: Text


class PolicyShape(Shape):
    id: Text
    title: Text
    version: Text
    policy: Text
    bearers: dict[Key, Annotated[list[Text], Field(min_length=1)]] = {}
    readings: list[ReadingShape] = []
    clauses: list[ClauseShape]


class ParameterValueShape(Shape):
    value: Number
    in_force_from: Date
    set_by: Literal["policy", "commissioner"]
    clause: str | None = None
    repeated_in: list[Text] = []
    agreed: str = ""
    note: str = ""
    frameworks: Annotated[list[Text], Field(min_length=1)] | None = None
    levels: Annotated[list[Annotated[int, Field(ge=1, le=20)]], Field(min_length=1)] | None = None
    staff_groups: Annotated[list[Text], Field(min_length=1)] | None = None


class ParameterShape(Shape):
    meaning: Text
    unit: Text
    judges: list[Text] = []
    values: Annotated[list[ParameterValueShape], Field(min_length=1)]
    what_if: list[Number] = []


class OverlayValueShape(ParameterValueShape):
    organisations: Annotated[list[Text], Field(min_length=1)] | None = None


class OverlayShape(Shape):
    values: Annotated[list[OverlayValueShape], Field(min_length=1)]


class RollupExampleShape(Shape):
    name: Text
    given: dict[str, Any]
    expect: Literal["kept", "not_kept", "unknown"]
    as_of: Date = dt.date(2014, 9, 30)


class RollupShape(Shape):
    label: Text
    state: Text
    kept_when: dict[str, Any]
    examples: list[RollupExampleShape] = []
    note: str = ""


class WordsShape(Shape):
    met: Text
    partly_met: str = ""
    not_met: Text
    no_evidence: Text
    not_applicable: str = ""
    conflicting: str = ""
    to_comply: Text
    question: Text


class OneByOneShape(Shape):
    """A part after part of a whole, each given this verdict in an example of its own."""

    verdict: Literal["met", "partly_met", "not_met", "not_applicable", "no_evidence"]
    of: Annotated[list[Text], Field(min_length=1)]


class ExampleShape(Shape):
    name: Text
    given: dict[str, Any]
    expect: Annotated[Verdict, BeforeValidator(lambda text: Verdict(text))]
    as_of: Date = dt.date(2014, 9, 30)
    one_by_one: OneByOneShape | None = None


class RuleShape(Shape):
    id: Text
    title: Text
    binds: Annotated[list[Text], Field(min_length=1)]
    cites: Annotated[list[Text], Field(min_length=1)]
    quotes: dict[str, Text] = {}
    applies_when: dict[str, Any] | None = None
    met_when: dict[str, Any]
    partly_met_when: dict[str, Any] | None = None
    parts: list[Text] = []
    words: WordsShape
    examples: Annotated[list[ExampleShape], Field(min_length=1)]
    note: str = ""
