"""Facts for findings.json, each made once however many findings rest on it."""

from __future__ import annotations

from engine.nouns.evidence.fact import Fact, Kind, Member, Range, Value
from engine.nouns.outcome.finding import Finding
from reports.findings_json.values import JsonObject, origin_object, range_value
from reports.lookup import Lookup


class FactObjects:
    """Facts as JSON objects, with the facts they were worked out from down to the cells."""

    def __init__(self, lookup: Lookup) -> None:
        self.lookup = lookup
        self._made: dict[tuple[int, str, str], JsonObject] = {}

    def of(self, finding: Finding, fact: Fact) -> JsonObject:
        """A fact that a finding read."""
        if self.lookup.fact(finding, fact.name) is not fact:
            return self._object(finding, fact, frozenset())
        # A return's facts are held by its assessment: no other comes to have the identity of one.
        key = (id(fact), finding.organisation.code, finding.period.label)
        made = self._made.get(key)
        if made is None:
            made = self._made[key] = self._object(finding, fact, frozenset())
        return made

    def _object(self, finding: Finding, fact: Fact, above: frozenset[str]) -> JsonObject:
        # A fact that is worked out from itself in a circle is written once.
        within = above | {fact.name}
        sources = (
            self.lookup.fact(finding, name) or Fact(name, None)
            for name in fact.derived_from
            if name not in within
        )
        return {
            "name": fact.name,
            "value": self._value(fact.name, fact.value),
            "returned": fact.returned,
            "basis": fact.basis and fact.basis.value,
            "origins": [origin_object(origin) for origin in fact.origins],
            "derived_from": [self._object(finding, source, within) for source in sources],
            "members": [_member(member) for member in fact.members],
            "note": fact.note,
            "why_unknown": fact.why_unknown,
            "claims": [
                {"value": self._value(fact.name, claim.value), "check": claim.check or None}
                for claim in fact.claims
            ],
        }

    def _value(self, name: str, value: Value | None) -> object:
        match value:
            case frozenset() as words:
                return sorted(words)
            case Range() as value:
                spec = self.lookup.assessment.pack.catalogue.get(name)
                return range_value(value, days=spec is not None and spec.kind is Kind.DATE)
            case value:
                return value


def _member(member: Member) -> JsonObject:
    """One of those that a share counts."""
    return {
        "name": member.name,
        "organisation": member.organisation,
        "keeps": member.keeps,
        "words": member.words,
        "origins": [origin_object(origin) for origin in member.origins],
    }
