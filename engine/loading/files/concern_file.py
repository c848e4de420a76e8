"""Concern rules as their files hold them: the shape of a file, and the rule that it is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, RootModel, model_validator

from engine.chaining.chainers.signal_forms import KINDS
from engine.nouns.policy.concern_rule import ConcernRule, SameAs, SignalPattern

Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
Text = Annotated[str, Field(min_length=1)]


def _kind(text: str) -> str:
    if text not in KINDS:
        raise ValueError(f"one of {', '.join(KINDS)}")
    return text


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class FieldFile(_Strict):
    """What a field must hold: ``[not_met, partly_met]``, or ``{same_as: earlier.field}``."""

    words: list[str] = []
    same_as: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*\.[a-z]+$")] | None = None
    plus: Annotated[int, Field(ge=-40, le=40)] = 0

    @model_validator(mode="before")
    @classmethod
    def _as_written(cls, value: Any) -> Any:
        if isinstance(value, list) and value:
            return {"words": value}
        if isinstance(value, dict) and "same_as" in value and "words" not in value:
            return value
        raise ValueError("a list of words, or same_as with a field of an earlier line")


class PatternFile(BaseModel):
    """One line under ``when``, after its name: the kind of signal, and its fields."""

    model_config = ConfigDict(extra="allow", frozen=True, strict=True)
    __pydantic_extra__: dict[str, FieldFile]
    seen: str

    @property
    def fields(self) -> Mapping[str, FieldFile]:
        """What is asked of each field of the signal, by the field's name."""
        return self.__pydantic_extra__


class LineFile(RootModel[Annotated[dict[Name, PatternFile], Field(min_length=1, max_length=1)]]):
    """A line under ``when``: one name, and the signal that it stands for."""

    model_config = ConfigDict(frozen=True, strict=True)


class ConcernFile(_Strict):
    """A file under ``concerns/``."""

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$")]
    title: Text
    kind: Annotated[str, AfterValidator(_kind)]
    subject: Annotated[str, Field(pattern=r"^(organisation|[a-z][a-z0-9_]*\.[a-z]+)$")]
    when: Annotated[list[LineFile], Field(min_length=1)]
    because: Text
    question: Text
    next_step: Text


def to_concern_rule(model: ConcernFile, file: str) -> ConcernRule:
    """The concern rule that a file holds; whether it makes sense is for ``problems_of``."""
    lines = [next(iter(line.root.items())) for line in model.when]
    return ConcernRule(
        id=model.id,
        title=model.title,
        kind=model.kind,
        subject=model.subject,
        patterns=tuple(
            SignalPattern(
                name,
                pattern.seen,
                tuple((field, _wanted(held)) for field, held in pattern.fields.items()),
            )
            for name, pattern in lines
        ),
        because=model.because,
        question=model.question,
        next_step=model.next_step,
        file=file,
    )


def _wanted(held: FieldFile) -> SameAs | tuple[str | int, ...]:
    if held.same_as is None:
        return tuple(held.words)
    pattern, _, field = held.same_as.partition(".")
    return SameAs(pattern, field, held.plus)
