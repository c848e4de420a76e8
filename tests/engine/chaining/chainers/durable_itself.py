"""durable_rules as it is, and rules small enough to see through."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from durable import engine as durable

from engine.chaining.chainers.limits import compile_rules
from engine.chaining.chainers.signal_forms import Match
from engine.nouns.policy.concern_rule import ConcernRule, SameAs, SignalPattern

UNMET = SignalPattern("before", "finding", (("verdict", ("not_met",)),))
AGAIN = SignalPattern(
    "again",
    "finding",
    (
        ("verdict", ("not_met",)),
        ("rule", SameAs("before", "rule")),
        ("quarter", SameAs("before", "quarter", 1)),
    ),
)


def rule(*patterns: SignalPattern, id: str = "c", subject: str = "before.rule") -> ConcernRule:
    return ConcernRule(id, "T", "repetition", subject, patterns, "b", "q", "n")


def unmet(name: str, quarter: int) -> tuple[str | int, ...]:
    return ("finding", name, quarter, "not_met", "figure")


AGAIN_RULES = compile_rules([rule(UNMET, AGAIN)])
R1_TWICE = [unmet("R1", 1), unmet("R1", 2)]
R1_AGAIN = frozenset({Match("c", (unmet("R1", 1), unmet("R1", 2)))})


class Quiet(durable.Host):
    """durable itself, without the timers that would disturb other tests."""

    def _run(self) -> None:
        return


def raw(rules: dict[str, Any]) -> tuple[Quiet, list[str]]:
    """durable itself with some rules, and the names of those that fired, in order."""
    fired: list[str] = []

    def note(name: str) -> Callable[[Any], None]:
        return lambda closure: fired.append(name)

    host = Quiet()
    host.set_rulesets(
        {"raw": {name: {"all": all_, "run": note(name)} for name, all_ in rules.items()}}
    )
    return host, fired


COLLIDING = ("40189", "797186")
