"""An assessment: one run's findings, concerns and faults, with all they rest on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from engine.nouns.evidence.decision import NO_DECISIONS, Decisions
from engine.nouns.evidence.fault import Fault
from engine.nouns.evidence.organisation import Organisation, Submission
from engine.nouns.evidence.resubmission import Superseded
from engine.nouns.outcome.audience import Audience, Suppression
from engine.nouns.outcome.concern import Concern
from engine.nouns.outcome.finding import ParameterUsed
from engine.nouns.outcome.findings import Findings
from engine.nouns.outcome.past import NO_PAST, Past
from engine.nouns.outcome.what_if import WhatIf
from engine.nouns.policy.pack import Pack
from engine.nouns.quarter import Quarter
from engine.nouns.verdict import Verdict


@dataclass(frozen=True, slots=True)
class InputFile:
    """A submitted file of the run."""

    name: str
    sha256: str
    organisation: str
    """The organisation's code; empty where the file does not give it."""
    period: str
    used: bool
    """Whether its evidence was assessed."""
    role: str = "return"
    """What it was read as: "return", or "decisions" for what people decided."""


@dataclass(frozen=True, slots=True)
class Run:
    """What the assessment was made of, so that it can be made again."""

    period: Quarter
    """The quarter the matrix is for; earlier ones are its history."""
    as_of: dt.date
    """The day on which that quarter is judged; earlier quarters are judged on their last day."""
    software: str
    chained_by: str
    """"durable_rules 2.0.28" or "the plain-Python stand-in"."""
    inputs: tuple[InputFile, ...]
    parameters: tuple[ParameterUsed, ...]
    """Every parameter of the pack as in force for all on the as-of date, each followed by the
    values that judged organisations they were set for."""
    superseded: tuple[Superseded, ...] = ()
    """The returns that a later one of the same quarter took the place of, with what changed."""


@dataclass(frozen=True, slots=True)
class Assessment:
    """All that a run found: the findings, the concerns, and what they rest on."""

    run: Run
    pack: Pack
    quarters: tuple[Quarter, ...]
    """The quarters assessed, earliest first; the last is ``run.period``."""
    organisations: tuple[Organisation, ...]
    """In order of name; the latest quarter's name and kind of each code."""
    submissions: tuple[Submission, ...]
    findings: Findings
    """In order of quarter (latest first), rule (policy order) and organisation."""
    concerns: tuple[Concern, ...]
    faults: Sequence[Fault]
    what_ifs: Sequence[WhatIf] = ()
    """Other values worth trying, and the cells of ``run.period`` that each would change."""
    audience: Audience = Audience.INTERNAL
    """For whom it is: what they must not see is no longer in it."""
    suppressed: tuple[Suppression, ...] = ()
    """What is not shown to the public, in order of organisation, quarter and fact."""
    decisions: Decisions = NO_DECISIONS
    """What people decided about the findings; it changes no verdict."""
    past: Past = NO_PAST
    """What earlier runs found in quarters whose returns are not among the files."""

    def counts(self, code: str, quarter: Quarter) -> Mapping[Verdict, int]:
        """How many of each verdict one organisation has in a quarter."""
        verdicts = [ruling.verdict for ruling in self.findings.rulings_of(code, quarter)]
        return {verdict: verdicts.count(verdict) for verdict in Verdict}
