"""The shapes of ``queries.yaml`` and ``successions.yaml``: what a reader of the policy is told."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from engine.loading.files.shapes import Shape, Text


class QueryShape(Shape):
    id: Text
    clauses: list[Text]
    words: Text
    reading: Text
    consequence: Text
    rules: list[Text] = []


class SuccessionShape(Shape):
    id: Text
    terms: Annotated[list[Text], Field(min_length=1)]
    was: Text
    now: Text
    since: str = ""
    note: str = ""
