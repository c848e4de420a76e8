"""The shape of ``checks.yaml``: where a return contradicts itself."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal

from pydantic import Field

from engine.loading.files.shapes import Date, Key, Shape, Text


class DisputeShape(Shape):
    """What a check puts in dispute, and what is claimed beside the return."""

    fact: Text
    claim: Any


class CheckExampleShape(Shape):
    name: Text
    given: dict[str, Any]
    expect: Literal["fires", "silent"]
    leaves: dict[str, Any] = {}
    as_of: Date = dt.date(2014, 9, 30)


class ReturnCheckShape(Shape):
    id: Text
    title: Text
    binds: list[Text] = []
    applies_when: dict[str, Any] | None = None
    odd_when: dict[str, Any]
    figures: dict[Key, dict[str, Any]] = {}
    says: Text
    question: Text
    disputes: Annotated[list[DisputeShape], Field(min_length=1)]
    examples: Annotated[list[CheckExampleShape], Field(min_length=2)]
    note: str = ""
