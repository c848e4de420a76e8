"""Facts as JSON for findings.json, each written once however many findings rest on it."""

from __future__ import annotations

import datetime as dt
import json
import math

from engine.nouns.fact import Fact, Kind, Origin, Range
from engine.nouns.finding import Finding
from reports.lookup import Lookup

_ENCODER = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":"))


class FactTexts:
    """The JSON of facts, with the facts they were worked out from down to the cells."""

    def __init__(self, lookup: Lookup) -> None:
        self._lookup = lookup
        self._known: dict[tuple[int, str, str], str] = {}

    def of(self, finding: Finding, fact: Fact) -> str:
        """A fact that a finding read, as a JSON object."""
        # A fact is held by its assessment, so its identity stays its own while this lives.
        key = (id(fact), finding.organisation.code, finding.period.label)
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = _ENCODER.encode(self._plain(finding, fact, frozenset()))
        return known

    def _plain(self, finding: Finding, fact: Fact, above: frozenset[str]) -> dict[str, object]:
        within = above | {fact.name}
        under = (
            self._lookup.fact(finding, name) or Fact(name, None)
            for name in fact.derived_from
            if name not in within
        )
        return {
            "name": fact.name,
            "value": self._value(fact),
            "returned": fact.returned,
            "basis": fact.basis.value if fact.basis is not None else None,
            "origins": [plain_origin(one) for one in fact.origins],
            "derived_from": [self._plain(finding, one, within) for one in under],
            "note": fact.note,
            "why_unknown": fact.why_unknown,
        }

    def _value(self, fact: Fact) -> object:
        value = fact.value
        if isinstance(value, frozenset):
            return sorted(value)
        if not isinstance(value, Range):
            return value
        spec = self._lookup.assessment.pack.catalogue.get(fact.name)
        edge = _day if spec is not None and spec.kind is Kind.DATE else plain_number
        if value.is_exact:
            return edge(value.low)
        return {"at_least": edge(value.low), "at_most": edge(value.high)}


def plain_number(value: float) -> float | int | None:
    """A number as JSON: whole where it is whole, null where it has no bound."""
    if math.isinf(value):
        return None
    return int(value) if value == int(value) else value


def _day(edge: float) -> str | None:
    return None if math.isinf(edge) else dt.date.fromordinal(int(edge)).isoformat()


def plain_origin(one: Origin) -> dict[str, object]:
    """A cell of a submitted file as a JSON object."""
    return {
        "file": one.file,
        "sha256": one.sha256,
        "sheet": one.sheet,
        "cell": one.cell,
        "text": one.text,
    }
