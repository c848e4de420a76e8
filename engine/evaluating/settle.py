"""Settling verdicts: one for each rule and organisation, from planes of truth."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.evaluating.columns import Columns
from engine.evaluating.kleene import all_of, any_of, negated
from engine.evaluating.planes import Planes, Setting, combine, compare
from engine.nouns.policy.condition import All, Any, Comparison, Condition, Not, comparisons
from engine.nouns.policy.rule import Rule
from engine.nouns.verdict import Truth, Verdict

VERDICTS = tuple(Verdict)
"""A verdict's code in ``Settled.verdicts`` is its place here."""

_MET, _PARTLY, _NOT_MET, _NO_EVIDENCE, _NOT_APPLICABLE = (np.int8(i) for i in range(5))


@dataclass(frozen=True, slots=True)
class Settled:
    """The verdicts of some rules on some organisations, and the planes they came from.

    ``verdicts`` has one row a rule and one column an organisation. The planes of every
    distinct comparison are kept: they are the trace, read back on demand.
    """

    rules: tuple[Rule, ...]
    verdicts: NDArray[np.int8]
    planes: Mapping[Comparison, Planes]
    as_of: dt.date

    def verdict(self, rule: int, organisation: int) -> Verdict:
        return VERDICTS[int(self.verdicts[rule, organisation])]

    def truth(self, condition: Condition, organisation: int) -> Truth:
        """How a condition came out for one organisation, read from the planes."""
        match condition:
            case Comparison():
                planes = self.planes[condition]
                if planes.true[organisation]:
                    return Truth.TRUE
                return Truth.FALSE if planes.false[organisation] else Truth.UNKNOWN
            case Not(part):
                return negated(self.truth(part, organisation))
            case All(parts):
                return all_of(self.truth(part, organisation) for part in parts)
            case Any(parts):
                return any_of(self.truth(part, organisation) for part in parts)


def settle(rules: Sequence[Rule], columns: Columns, setting: Setting) -> Settled:
    """The verdicts of rules over columns: DESIGN's five steps, for all organisations at once."""
    distinct = dict.fromkeys(
        comparison
        for rule in rules
        for condition in rule.conditions
        for comparison in comparisons(condition)
    )
    planes = {comparison: compare(comparison, columns, setting) for comparison in distinct}
    verdicts = np.full((len(rules), columns.length), _NO_EVIDENCE, dtype=np.int8)
    for row, rule in enumerate(rules):
        _settle_one(rule, planes, verdicts[row])
    return Settled(tuple(rules), verdicts, planes, setting.as_of)


def _settle_one(
    rule: Rule, planes: Mapping[Comparison, Planes], verdicts: NDArray[np.int8]
) -> None:
    """Fill one rule's row; later assignments outrank earlier ones."""
    met = combine(rule.met_when, planes)
    if rule.partly_met_when is None:
        verdicts[met.false] = _NOT_MET
    else:
        partly = combine(rule.partly_met_when, planes)
        verdicts[met.false & partly.false] = _NOT_MET
        verdicts[partly.true] = _PARTLY
    verdicts[met.true] = _MET
    if rule.applies_when is not None:
        scope = combine(rule.applies_when, planes)
        verdicts[~scope.true] = _NO_EVIDENCE
        verdicts[scope.false] = _NOT_APPLICABLE
