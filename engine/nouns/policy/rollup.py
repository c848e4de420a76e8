"""Roll-ups: what is counted over all providers that an organisation commissions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from engine.nouns.evidence import fact_names
from engine.nouns.evidence.fact import Fact
from engine.nouns.policy.condition import Condition
from engine.nouns.verdict import Truth


@dataclass(frozen=True, slots=True)
class RollupExample:
    """Evidence of one provider in miniature, and whether it then keeps what is asked."""

    name: str
    given: Mapping[str, Fact]
    expect: Truth
    as_of: dt.date
    line: int = 0


@dataclass(frozen=True, slots=True)
class Rollup:
    """How many commissioned providers keep something, each judged by its own return."""

    key: str
    label: str
    """What is counted: "providers linked to the LSCB"."""
    state: str
    """What each must do or be: "be linked to the LSCB"."""
    kept_when: Condition
    """A condition over the facts of one provider's return."""
    note: str = ""
    """The reading that it takes."""
    examples: tuple[RollupExample, ...] = ()

    @property
    def fact(self) -> str:
        """The fact that gives the share: "commissioned.linked_to_lscb.percent"."""
        return fact_names.percent(fact_names.commissioned(self.key))
