"""Facts for findings.json, each written once however many findings rest on it."""

from __future__ import annotations

from engine.nouns.evidence.fact import Fact, Kind, Member, Range, Value
from engine.nouns.outcome.finding import Finding
from reports.findings_json.values import JsonObject, encoded, origin_object, range_value
from reports.lookup import Lookup


class FactTexts:
    """Facts as JSON, with the facts they were worked out from down to the cells.

    Those of one organisation are kept, for all of its findings.
    """

    def __init__(self, lookup: Lookup) -> None:
        self.lookup = lookup
        self._code = ""
        self._written: dict[tuple[str, str], str] = {}

    def fact_json(self, finding: Finding, fact: Fact) -> str:
        """A fact that a finding read."""
        if self.lookup.fact(finding, fact.name) is not fact:
            return encoded(self._object(finding, fact, frozenset()))
        if finding.organisation.code != self._code:
            self._code = finding.organisation.code
            self._written.clear()
        key = (fact.name, finding.period.label)
        written = self._written.get(key)
        if written is None:
            written = encoded(self._object(finding, fact, frozenset()))
            self._written[key] = written
        return written

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
