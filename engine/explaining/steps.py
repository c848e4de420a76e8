"""Steps: the comparisons of a rule as they came out for one organisation, the decisive marked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from engine.evaluating.settle import Settled
from engine.explaining.wording import asked, found
from engine.nouns.evidence.fact import Catalogue, Fact
from engine.nouns.outcome.finding import ParameterUsed, Step
from engine.nouns.policy.condition import (
    All,
    Any,
    Comparison,
    Condition,
    FactRef,
    Not,
    ParameterRef,
    comparisons,
)
from engine.nouns.policy.rule import Rule
from engine.nouns.verdict import BASES_STRONGEST_FIRST, Basis, Truth, Verdict


@dataclass(frozen=True, slots=True)
class Case:
    """One organisation before its judge: what was settled, and the facts it was settled on."""

    settled: Settled
    place: int
    """The organisation's column in the planes."""
    facts: Mapping[str, Fact]
    catalogue: Catalogue
    parameters: Mapping[str, ParameterUsed]
    commissioner: str = "commissioner"
    """What the pack calls the commissioner."""

    def truth(self, condition: Condition) -> Truth:
        return self.settled.truth(condition, self.place)

    def fact(self, name: str) -> Fact:
        """The fact, or an unknown one that says it was not returned."""
        spec = self.catalogue[name]
        return self.facts.get(name) or Fact(
            name, None, spec.basis, why_unknown=f"nothing was returned for {spec.where}"
        )


def supports(condition: Condition, case: Case) -> Iterator[Comparison]:
    """The comparisons that made a condition come out as it did.

    An ``all`` is true because of every part, false because of its false ones, unknown because
    of its unknown ones; an ``any`` the other way about.
    """
    truth = case.truth(condition)
    match condition:
        case Comparison():
            yield condition
        case Not(part):
            yield from supports(part, case)
        case All(parts) | Any(parts):
            for part in parts:
                if case.truth(part) is truth:
                    yield from supports(part, case)


def steps_of(rule: Rule, verdict: Verdict, case: Case) -> tuple[Step, ...]:
    """Every comparison of the rule as it came out, the decisive ones marked."""
    decisive = {
        role: set(supports(condition, case)) if condition is not None else set()
        for role, condition in _deciding(rule, verdict, case).items()
    }
    steps: dict[tuple[str, Comparison], Step] = {}
    for role in ("applies_when", "met_when", "partly_met_when"):
        for comparison in comparisons(getattr(rule, role)):
            is_decisive = comparison in decisive.get(role, set())
            steps.setdefault((role, comparison), _step(role, comparison, is_decisive, case))
    return tuple(steps.values())


def _deciding(rule: Rule, verdict: Verdict, case: Case) -> dict[str, Condition | None]:
    """The conditions whose outcome decided the verdict, by role."""
    scope = rule.applies_when
    if scope is not None and case.truth(scope) is not Truth.TRUE:
        return {"applies_when": scope}
    if verdict is Verdict.MET:
        return {"met_when": rule.met_when}
    if verdict is Verdict.NO_EVIDENCE and rule.partly_met_when is not None:
        unknown = {
            role: condition
            for role, condition in (
                ("met_when", rule.met_when),
                ("partly_met_when", rule.partly_met_when),
            )
            if case.truth(condition) is Truth.UNKNOWN
        }
        return dict(unknown)
    return {"met_when": rule.met_when, "partly_met_when": rule.partly_met_when}


def _step(role: str, comparison: Comparison, decisive: bool, case: Case) -> Step:
    spec = case.catalogue[comparison.fact]
    fact = case.fact(comparison.fact)
    right = comparison.right
    parameter = case.parameters[right.name] if isinstance(right, ParameterRef) else None
    step = Step(
        role,
        asked(comparison, case.catalogue, parameter, case.settled.as_of),
        case.truth(comparison),
        decisive,
        fact,
        spec.label,
        found(spec, fact),
        parameter=parameter,
    )
    if not isinstance(right, FactRef):
        return step
    other, against = case.catalogue[right.name], case.fact(right.name)
    return replace(
        step, against=against, against_label=other.label, against_found=found(other, against)
    )


def basis_of(rule: Rule, verdict: Verdict, case: Case) -> Basis | None:
    """The strongest evidence that decided a verdict; None where none did.

    A duty is met on all that made it so. One that is partly met or not met rests on what kept
    it from being met, where that is known.
    """
    if verdict in (Verdict.NO_EVIDENCE, Verdict.NOT_APPLICABLE):
        return None
    condition = rule.met_when
    if verdict is Verdict.PARTLY_MET and case.truth(rule.met_when) is Truth.UNKNOWN:
        assert rule.partly_met_when is not None
        condition = rule.partly_met_when
    bases = {
        fact.basis
        for comparison in supports(condition, case)
        for fact in _facts_of(comparison, case)
        if fact.returned or fact.is_known
    }
    return next((basis for basis in BASES_STRONGEST_FIRST if basis in bases), None)


def _facts_of(comparison: Comparison, case: Case) -> Iterator[Fact]:
    yield case.fact(comparison.fact)
    if isinstance(comparison.right, FactRef):
        yield case.fact(comparison.right.name)
