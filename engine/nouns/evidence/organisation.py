"""Organisations, and what each submitted for a quarter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from engine.nouns.evidence.contradiction import Contradiction
from engine.nouns.evidence.fact import Fact, Origin
from engine.nouns.evidence.training import TrainingTable
from engine.nouns.quarter import Quarter


@dataclass(frozen=True, slots=True, order=True)
class Organisation:
    """Who submits: its code (the NHS organisation code), its name and its kind."""

    code: str
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Commissioned:
    """A provider that an organisation's register of contracts names."""

    name: str
    """As the register writes it."""
    code: str
    """The code of the organisation meant, where it sent a return of any quarter; else empty."""
    origins: tuple[Origin, ...] = ()


@dataclass(frozen=True, slots=True)
class Submission:
    """The facts of one organisation's return for one quarter.

    A fact that is not in ``facts`` was not returned. ``received`` is false where no return
    came at all: an organisation known from another quarter that has fallen silent.
    """

    organisation: Organisation
    quarter: Quarter
    facts: Mapping[str, Fact] = field(default_factory=dict)
    received: bool = True
    files: tuple[str, ...] = ()
    commissions: tuple[Commissioned, ...] | None = None
    """The providers its contracts are with, each once; None where no register tells them."""
    training: Sequence[TrainingTable] = ()
    """What its training register says in numbers of staff, one table a framework; none where it
    sent no register."""
    contradictions: tuple[Contradiction, ...] = ()
    """Where it contradicts itself, by the pack's checks."""
