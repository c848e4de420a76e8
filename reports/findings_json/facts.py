"""Facts as JSON for findings.json, each written once however many findings rest on it."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Mapping
from json.encoder import encode_basestring

from engine.nouns.evidence.fact import Claim, Fact, Kind, Member, Origin, Range, Value
from engine.nouns.outcome.finding import Finding
from reports.lookup import Lookup


def text_of(text: str | None) -> str:
    """A text as JSON, in quotation marks; null for None."""
    return "null" if text is None else encode_basestring(text)


def object_of(members: Mapping[str, str]) -> str:
    """An object of members that are JSON already."""
    return "{" + ",".join(f'"{name}":{value}' for name, value in members.items()) + "}"


def list_of(items: Iterable[str]) -> str:
    """A list of items that are JSON already."""
    return "[" + ",".join(items) + "]"


def truth_of(value: bool) -> str:
    return "true" if value else "false"


class FactTexts:
    """The JSON of facts, with the facts they were worked out from down to the cells."""

    def __init__(self, lookup: Lookup) -> None:
        self.lookup = lookup
        self._known: dict[tuple[int, str, str], str] = {}

    def of(self, finding: Finding, fact: Fact) -> str:
        """A fact that a finding read, as a JSON object."""
        # A fact is held by its assessment, so its identity stays its own while this lives.
        key = (id(fact), finding.organisation.code, finding.period.label)
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = self._text(finding, fact, frozenset())
        return known

    def _text(self, finding: Finding, fact: Fact, above: frozenset[str]) -> str:
        within = above | {fact.name}
        under = (
            self.lookup.fact(finding, name) or Fact(name, None)
            for name in fact.derived_from
            if name not in within
        )
        return object_of(
            {
                "name": text_of(fact.name),
                "value": self._value(fact.name, fact.value),
                "returned": truth_of(fact.returned),
                "basis": text_of(fact.basis and fact.basis.value),
                "origins": list_of(origin_text(one) for one in fact.origins),
                "derived_from": list_of(self._text(finding, one, within) for one in under),
                "members": list_of(_member(one) for one in fact.members),
                "note": text_of(fact.note),
                "why_unknown": text_of(fact.why_unknown),
                "claims": list_of(self._claim(fact.name, one) for one in fact.claims),
            }
        )

    def _claim(self, name: str, one: Claim) -> str:
        """What is claimed of a fact in dispute; null where by that claim nothing is known."""
        return object_of(
            {"value": self._value(name, one.value), "check": text_of(one.check or None)}
        )

    def _value(self, name: str, value: Value | None) -> str:
        match value:
            case bool() as value:
                return truth_of(value)
            case frozenset() as words:
                return list_of(text_of(word) for word in sorted(words))
            case Range() as value:
                return self._range(name, value)
            case text:
                return text_of(text)

    def _range(self, name: str, value: Range) -> str:
        spec = self.lookup.assessment.pack.catalogue.get(name)
        edge = _day if spec is not None and spec.kind is Kind.DATE else number_text
        if value.is_exact:
            return edge(value.low)
        return object_of({"at_least": edge(value.low), "at_most": edge(value.high)})


def _member(one: Member) -> str:
    """One of those that a share counts, as a JSON object."""
    keeps = "null" if one.keeps is None else truth_of(one.keeps)
    return object_of(
        {
            "name": text_of(one.name),
            "organisation": text_of(one.organisation),
            "keeps": keeps,
            "words": text_of(one.words),
            "origins": list_of(origin_text(origin) for origin in one.origins),
        }
    )


def number_text(value: float) -> str:
    """A number as JSON: whole where it is whole, null where it has no bound."""
    if math.isinf(value):
        return "null"
    return repr(int(value)) if value == int(value) else repr(float(value))


def _day(edge: float) -> str:
    return "null" if math.isinf(edge) else f'"{dt.date.fromordinal(int(edge)).isoformat()}"'


def origin_text(one: Origin) -> str:
    """A cell of a submitted file as a JSON object."""
    return object_of(
        {
            "file": text_of(one.file),
            "sha256": text_of(one.sha256),
            "sheet": text_of(one.sheet),
            "cell": text_of(one.cell),
            "text": text_of(one.text),
        }
    )
