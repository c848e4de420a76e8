"""Findings: one verdict of one rule on one organisation in one quarter, with its reasons."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from engine.nouns.evidence.contradiction import Contradiction
from engine.nouns.evidence.fact import Fact
from engine.nouns.evidence.organisation import Organisation
from engine.nouns.quarter import Quarter
from engine.nouns.verdict import Basis, Truth, Verdict


@dataclass(frozen=True, slots=True)
class ParameterUsed:
    """The value of a parameter that a comparison used, and who set it."""

    name: str
    meaning: str
    value: float
    unit: str
    set_by: str
    """"policy" or "commissioner"."""
    clause: str | None
    in_force_from: str
    """ISO date."""
    note: str
    overlaid_from: str | None
    organisations: tuple[str, ...] = ()
    """The codes of the organisations it was set for; empty where it was set for all."""
    commissioner: str = "commissioner"
    """What the pack calls the commissioner."""
    narrowed_to: str = ""
    """In words the lines of a training register it is for: "Level 3, Midwives"; empty for all."""
    repeated_in: tuple[str, ...] = ()
    """Other clauses whose own words give the same number."""
    agreed: str = ""
    """Of a commissioner's number: where it was agreed; empty where only the pack proposes it."""

    @property
    def set_by_words(self) -> str:
        """Who set it, in words: "policy", or what the commissioner is called."""
        return self.commissioner if self.set_by == "commissioner" else self.set_by

    @property
    def is_proposed(self) -> bool:
        """Whether it is the pack's default: nobody agreed it, and no file of the run sets it."""
        return self.set_by == "commissioner" and not self.agreed and not self.overlaid_from

    def for_cited_clauses(self, cites: Sequence[str]) -> ParameterUsed:
        """The number with that of its clauses which a rule cites; as it is where it cites none."""
        said = next((clause for clause in cites if clause in self.repeated_in), None)
        if said is None or self.clause in cites:
            return self
        return replace(self, clause=said)


@dataclass(frozen=True, slots=True)
class Step:
    """One comparison of a rule as it came out for one organisation."""

    role: str
    """Which question it belongs to: "applies_when", "met_when" or "partly_met_when"."""
    asked: str
    """In words: "Level 3 training, safeguarding children, is at least 95 %"."""
    truth: Truth
    decisive: bool
    """Whether it decided the verdict (the others could have been anything)."""
    fact: Fact
    """The fact compared, as found; unknown where nothing usable was returned."""
    label: str
    """The fact's label in the reader's words."""
    found: str
    """What was found, in words: "61 %", "nothing usable was returned"."""
    against: Fact | None = None
    """The other fact, where two facts are compared."""
    parameter: ParameterUsed | None = None
    against_label: str = ""
    against_found: str = ""

    @property
    def threshold_words(self) -> str:
        """The threshold as asked: ``at least 95 %``."""
        return self.asked.removeprefix(self.label).strip(" ,").removeprefix("is ")


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that must change for the rule to be satisfied, in the reader's terms."""

    fact: str
    words: str
    """"12 more of the 110 staff who need Level 3 must be in date"."""


@dataclass(frozen=True, slots=True)
class Finding:
    """The verdict of one rule on one organisation for one quarter, with its steps."""

    rule: str
    title: str
    organisation: Organisation
    period: Quarter
    verdict: Verdict
    basis: Basis | None
    """The weakest evidence that it needs; None where no evidence decided it."""
    cites: tuple[str, ...]
    trace: tuple[Step, ...]
    because: str
    """Why, in one or two sentences."""
    to_comply: str
    """What would satisfy the rule; empty where it is met or not applicable."""
    changes: tuple[Change, ...]
    """The smallest change that would satisfy it, part by part; empty as ``to_comply`` is."""
    question: str
    """The question to put at the meeting; empty where it is met or not applicable."""
    may_yet_be_met: bool = False
    """Whether it is partly met only because it is not yet known whether it is met."""
    contradictions: tuple[Contradiction, ...] = ()
    """Where the return contradicts itself about what the rule, or a part of it, reads."""
    excused: bool = False
    """Whether it is without evidence because what it asks for was given as not applicable, with a
    reason: a question to discuss, and no silence."""
    asked_from: dt.date | None = None
    """The day from which its clause is asked for, where the quarter began before it: nothing was
    looked at. None where the quarter is judged."""

    @property
    def key(self) -> tuple[str, str, str]:
        """Rule, organisation's code and quarter: no two findings of an assessment share it."""
        return (self.rule, self.organisation.code, self.period.label)
