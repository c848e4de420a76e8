"""Steps: the comparisons of a rule as they came out for one organisation, the decisive marked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from engine.evaluating.settle import Settled
from engine.explaining.wording import comparison_in_words, found_in_words, limit_of
from engine.nouns.evidence.contradiction import Contradiction
from engine.nouns.evidence.fact import Catalogue, Claim, Fact
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
from engine.nouns.policy.verdict_fact import VERDICT_WORDS, rule_read
from engine.nouns.verdict import BASES_STRONGEST_FIRST, Basis, Truth, Verdict


@dataclass(frozen=True, slots=True)
class Case:
    """One organisation: what was settled about it, and the facts that this rests on."""

    settled: Settled
    place: int
    """The organisation's column in the planes."""
    facts: Mapping[str, Fact]
    catalogue: Catalogue
    parameters: Mapping[str, ParameterUsed]
    commissioner: str = "commissioner"
    """What the pack calls the commissioner."""
    contradictions: tuple[Contradiction, ...] = ()
    """Where the organisation's return contradicts itself."""
    sentences: dict[tuple[Comparison, int], str] = field(
        default_factory=dict, compare=False, repr=False
    )
    """What comparisons ask in words, by the parameters in force: organisations share one."""
    _worked_out: dict[str, Fact] = field(default_factory=dict, compare=False, repr=False)
    """The verdict facts and the unknown ones asked for so far: a whole asks for those of its
    parts again and again."""
    _truths: dict[int, tuple[Condition, Truth]] = field(
        default_factory=dict, compare=False, repr=False
    )
    """How conditions came out, by their identity: each is asked for many times a finding."""

    def truth(self, condition: Condition) -> Truth:
        """How a condition came out for the organisation."""
        known = self._truths.get(id(condition))
        if known is None:
            truth = self.settled.truth(condition, self.place)
            known = self._truths[id(condition)] = condition, truth
        return known[1]

    def fact(self, name: str) -> Fact:
        """The fact, or an unknown one that says it was not returned.

        The verdict of a rule settled with this one is a fact worked out of what decided it.
        """
        row = self.settled.rows.get(rule_read(name) or "")
        if row is not None:
            if name not in self._worked_out:
                self._worked_out[name] = verdict_as_fact(name, row, self)
            return self._worked_out[name]
        fact = self.facts.get(name) or self._worked_out.get(name)
        if fact is None:
            spec = self.catalogue[name]
            fact = self._worked_out[name] = Fact(
                name, None, spec.basis, why_unknown=f"nothing was returned for {spec.where}"
            )
        return fact


def supporting_comparisons(condition: Condition, case: Case) -> Iterator[Comparison]:
    """The comparisons that made a condition come out as it did.

    An ``all`` is true because of every part, false because of its false ones, unknown because
    of its unknown ones; an ``any`` the other way about.
    """
    truth = case.truth(condition)
    match condition:
        case Comparison():
            yield condition
        case Not(part):
            yield from supporting_comparisons(part, case)
        case All(parts) | Any(parts):
            for part in parts:
                if case.truth(part) is truth:
                    yield from supporting_comparisons(part, case)


def verdict_as_fact(name: str, row: int, case: Case) -> Fact:
    """The verdict of a settled rule as a fact, with the cells that decided it."""
    rule, verdict = case.settled.rules[row], case.settled.verdict(row, case.place)
    by_role = deciding_conditions(rule, verdict, case)
    under = {
        fact.name: fact
        for condition in by_role.values()
        if condition is not None
        for comparison in supporting_comparisons(condition, case)
        for fact in _facts_of(comparison, case)
    }
    claims = tuple(
        Claim(verdict.value if verdict.value in VERDICT_WORDS else None)
        for verdict in case.settled.by_claims(row, case.place)
    )
    known = verdict.value in VERDICT_WORDS
    return Fact(
        name,
        verdict.value if known else None,
        basis_of(rule, verdict, case),
        tuple(dict.fromkeys(origin for fact in under.values() for origin in fact.origins)),
        tuple(under),
        why_unknown="" if known else verdict.words.lower(),
        returned=True,
        claims=claims if len(claims) > 1 else (),
    )


def steps_of(rule: Rule, verdict: Verdict, case: Case) -> tuple[Step, ...]:
    """Every comparison of the rule as it came out, the decisive ones marked."""
    decisive = {
        role: set(supporting_comparisons(condition, case)) if condition is not None else set()
        for role, condition in deciding_conditions(rule, verdict, case).items()
    }
    if verdict is Verdict.CONFLICTING:
        decisive = _contested(decisive, case)
    steps: dict[tuple[str, Comparison], Step] = {}
    for role in ("applies_when", "met_when", "partly_met_when"):
        for comparison in comparisons(getattr(rule, role)):
            is_decisive = comparison in decisive.get(role, set())
            steps.setdefault((role, comparison), _step(role, comparison, is_decisive, case))
    return tuple(_as_cited(step, rule) for step in steps.values())


def _as_cited(step: Step, rule: Rule) -> Step:
    """The step with its number as said by that of the rule's clauses which gives it."""
    if step.parameter is None or not step.parameter.repeated_in:
        return step
    return replace(step, parameter=step.parameter.for_cited_clauses(rule.cites))


def deciding_conditions(rule: Rule, verdict: Verdict, case: Case) -> dict[str, Condition | None]:
    """The conditions whose outcome decided the verdict, by role."""
    scope = rule.applies_when
    if scope is not None and case.truth(scope) is not Truth.TRUE:
        return {"applies_when": scope}
    if verdict is Verdict.MET:
        return {"met_when": rule.met_when}
    undecided = verdict in (Verdict.NO_EVIDENCE, Verdict.CONFLICTING)
    if undecided and rule.partly_met_when is not None:
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


def _contested(decisive: Mapping[str, set[Comparison]], case: Case) -> dict[str, set[Comparison]]:
    """Of the comparisons that left a verdict open, those that single claims would decide."""
    return {
        role: {
            comparison for comparison in found if case.settled.is_contested(comparison, case.place)
        }
        for role, found in decisive.items()
    }


def _step(role: str, comparison: Comparison, decisive: bool, case: Case) -> Step:
    spec = case.catalogue[comparison.fact]
    fact = case.fact(comparison.fact)
    right = comparison.right
    parameter = case.parameters[right.name] if isinstance(right, ParameterRef) else None
    key = (comparison, id(case.parameters))
    sentence = case.sentences.get(key)
    if sentence is None:
        sentence = comparison_in_words(comparison, case.catalogue, parameter, case.settled.as_of)
        case.sentences[key] = sentence
    step = Step(
        role,
        sentence,
        case.truth(comparison),
        decisive,
        fact,
        spec.label,
        found_in_words(spec, fact, limit_of(comparison, case.parameters)),
        parameter=parameter,
    )
    if not isinstance(right, FactRef):
        return step
    other, against = case.catalogue[right.name], case.fact(right.name)
    return replace(
        step,
        against=against,
        against_label=other.label,
        against_found=found_in_words(other, against),
    )


def basis_of(rule: Rule, verdict: Verdict, case: Case) -> Basis | None:
    """The weakest evidence that a verdict needs; None where none decided it.

    Without it the verdict would not hold. Whether the duty applies is not part of it.
    """
    conditions: tuple[Condition | None, ...]
    match verdict:
        case Verdict.MET:
            conditions = (rule.met_when,)
        case Verdict.PARTLY_MET:
            conditions = (rule.partly_met_when,)
        case Verdict.NOT_MET:
            conditions = (rule.met_when, rule.partly_met_when)
        case _:
            return None
    return weakest([_needed(condition, case) for condition in conditions if condition is not None])


def _needed(condition: Condition, case: Case) -> Basis | None:
    """The weakest evidence without which a condition would not have come out as it did.

    Where any of several parts would have been enough by itself, the strongest of them counts.
    """
    truth = case.truth(condition)
    match condition:
        case Comparison():
            return weakest([fact.basis for fact in _facts_of(condition, case)])
        case Not(part):
            return _needed(part, case)
        case All(parts) | Any(parts):
            bases = [_needed(part, case) for part in parts if case.truth(part) is truth]
            every = (truth is Truth.TRUE) == isinstance(condition, All)
            return weakest(bases) if every else strongest(bases)


def weakest(bases: Iterable[Basis | None]) -> Basis | None:
    """The weakest of some kinds of evidence; None where there is none."""
    found = set(bases)
    return next((basis for basis in reversed(BASES_STRONGEST_FIRST) if basis in found), None)


def strongest(bases: Iterable[Basis | None]) -> Basis | None:
    """The strongest of some kinds of evidence; None where there is none."""
    found = set(bases)
    return next((basis for basis in BASES_STRONGEST_FIRST if basis in found), None)


def _facts_of(comparison: Comparison, case: Case) -> Iterator[Fact]:
    yield case.fact(comparison.fact)
    if isinstance(comparison.right, FactRef):
        yield case.fact(comparison.right.name)
