"""What would change if a parameter had another value, as plain data."""

from __future__ import annotations

from dataclasses import dataclass

from engine.nouns.outcome.finding import ParameterUsed
from engine.nouns.verdict import Verdict


@dataclass(frozen=True, slots=True)
class ChangedCell:
    """One cell of the matrix whose verdict would be another."""

    rule: str
    organisation: str
    """The organisation's code."""
    now: Verdict
    then: Verdict


@dataclass(frozen=True, slots=True)
class WhatIf:
    """One parameter tried at one other value, in the quarter the matrix is for."""

    parameter: ParameterUsed
    """As it is in force for all."""
    value: float
    """The value tried in its place, in the parameter's unit."""
    cells: tuple[ChangedCell, ...]
    """In order of rule (policy order) and of the findings; empty where nothing would change."""
    kept: tuple[str, ...] = ()
    """The codes of the organisations that were judged by a value of their own, and keep it."""
