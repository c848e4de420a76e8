"""The shapes of the files that say how concerns are handled: all of them may be left out."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from engine.loading.files.shapes import Shape, Text

Id = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$")]
Whole = Annotated[int, Field(ge=0, le=1000)]
Some = Annotated[list[Text], Field(min_length=1)]


class RaisesShape(Shape):
    duty: Text
    gaps_in: Some
    why: Text


class CauseShape(Shape):
    id: Id
    title: Text
    clauses: list[Text] = Field(default_factory=list)
    concerns: list[Text] = Field(default_factory=list)
    because: Text
    question: Text
    next_step: Text


class LadderStepShape(Shape):
    id: Id
    label: Text
    words: Text


class LadderShape(Shape):
    set_by: Literal["commissioner"]
    note: Text
    binds: Some
    enters: Some
    steps: Annotated[list[LadderStepShape], Field(min_length=1)]


class PointsShape(Shape):
    points: Whole
    why: Text


class EachShape(PointsShape):
    most: Whole


class ConcernKindShape(PointsShape):
    label: Text


class StakeShape(PointsShape):
    label: Text
    first: list[Literal["not_met", "partly_met"]] = Field(default_factory=list)
    harm: bool = False
    clauses: Some


Seen = Annotated[list[Text], Field(min_length=1, max_length=8)]
History = Annotated[dict[str, Seen], Field(min_length=1)]


class RankingCaseShape(Shape):
    name: Text
    first: History
    then: History


class RankingShape(Shape):
    set_by: Literal["commissioner"]
    note: Text
    says: Some
    kinds: dict[str, ConcernKindShape]
    stakes: list[StakeShape]
    lasting: EachShape
    duties: EachShape
    together: EachShape
    age: EachShape
    cases: list[RankingCaseShape] = Field(default_factory=list)
