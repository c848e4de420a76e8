"""Bases as columns: the weakest evidence that each verdict of a settled group needs.

``steps.basis_of`` gives the same for a single verdict.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from engine.evaluating.numbers import Truths
from engine.evaluating.plan import plan_of
from engine.evaluating.planes import TRUE, UNKNOWN
from engine.evaluating.settle import VERDICTS, Settled
from engine.nouns.evidence.fact import Catalogue, Fact
from engine.nouns.outcome.rulings import BASES, MAY_YET_BE_MET
from engine.nouns.policy.condition import All, Any, Comparison, Condition, FactRef, Not
from engine.nouns.policy.verdict_fact import rule_read
from engine.nouns.verdict import Verdict

Codes = NDArray[np.int8]
_NONE = 0
_BEYOND = 127
"""Weaker than any basis: what a least is sought among."""
_CODE_OF = {basis: code for code, basis in enumerate(BASES)}
_MET, _PARTLY, _NOT_MET = (
    VERDICTS.index(verdict) for verdict in (Verdict.MET, Verdict.PARTLY_MET, Verdict.NOT_MET)
)


def bases_and_marks(
    settled: Settled, facts: Sequence[Mapping[str, Fact]], catalogue: Catalogue
) -> tuple[Codes, Codes]:
    """The basis of each verdict by its code, and whether it may yet be met by its mark.

    Both have one row a rule and one column an organisation, as the verdicts have.
    """
    bases = np.zeros_like(settled.verdicts)
    marks = np.zeros_like(settled.verdicts)
    reader = _BasisReader(settled, facts, catalogue, bases)
    for steps in plan_of(settled.rules).steps:
        row, rule = steps.row, settled.rules[steps.row]
        verdicts = settled.verdicts[row]
        truth, met = reader.read(rule.met_when)
        partly = met
        if rule.partly_met_when is not None:
            _, partly = reader.read(rule.partly_met_when)
        bases[row] = np.select(
            [verdicts == _MET, verdicts == _PARTLY, verdicts == _NOT_MET],
            [met, partly, np.maximum(met, partly)],
            np.int8(_NONE),
        )
        marks[row] = MAY_YET_BE_MET * ((verdicts == _PARTLY) & (truth == UNKNOWN))
    return bases, marks


class _BasisReader:
    """Reads how conditions came out, and what they rest on."""

    def __init__(
        self,
        settled: Settled,
        facts: Sequence[Mapping[str, Fact]],
        catalogue: Catalogue,
        bases: Codes,
    ) -> None:
        """``bases`` are those worked out so far: a whole rests on those of its parts."""
        self._settled, self._bases = settled, bases
        self._of_fact = _of_facts(settled, facts, catalogue)

    def read(self, condition: Condition) -> tuple[Truths, Codes]:
        """The truth of a condition, and the weakest evidence without which it were another.

        Where any of several parts would have been enough by itself, the strongest counts.
        """
        match condition:
            case Comparison(fact, _, right):
                basis = self._fact(fact)
                if isinstance(right, FactRef):
                    basis = np.maximum(basis, self._fact(right.name))
                return self._settled.planes[condition].truth, basis
            case Not(part):
                truth, basis = self.read(part)
                negated: Truths = np.int8(TRUE) - truth
                return negated, basis
            case All(parts):
                return self._several(parts, every=True)
            case Any(parts):
                return self._several(parts, every=False)

    def _several(self, parts: Sequence[Condition], *, every: bool) -> tuple[Truths, Codes]:
        read = [self.read(part) for part in parts]
        truth = read[0][0]
        for other, _ in read[1:]:
            truth = np.minimum(truth, other) if every else np.maximum(truth, other)
        weakest = np.zeros(len(truth), dtype=np.int8)
        strongest = np.full(len(truth), _BEYOND, dtype=np.int8)
        for own, basis in read:
            counts = own == truth
            weakest = np.maximum(weakest, np.where(counts, basis, np.int8(_NONE)))
            known = counts & (basis != _NONE)
            strongest = np.minimum(strongest, np.where(known, basis, np.int8(_BEYOND)))
        strongest[strongest == _BEYOND] = _NONE
        all_of_them = (truth == TRUE) == every
        return truth, np.where(all_of_them, weakest, strongest)

    def _fact(self, name: str) -> Codes:
        row = self._settled.rows.get(rule_read(name) or "")
        if row is not None:
            of_rule: Codes = self._bases[row]
            return of_rule
        return self._of_fact[name]


def _of_facts(
    settled: Settled, facts: Sequence[Mapping[str, Fact]], catalogue: Catalogue
) -> Mapping[str, Codes]:
    """The codes of the bases of all facts that rules read, organisation by organisation."""
    names = list(dict.fromkeys(name for rule in settled.rules for name in rule.facts))
    specs = [catalogue.get(name) for name in names]
    otherwise = [_CODE_OF[spec.basis if spec is not None else None] for spec in specs]
    codes = np.empty((len(facts), len(names)), dtype=np.int8)
    for row, own in enumerate(facts):
        read = map(own.get, names)
        codes[row] = [
            other if fact is None else _CODE_OF[fact.basis]
            for fact, other in zip(read, otherwise, strict=True)
        ]
    return dict(zip(names, np.ascontiguousarray(codes.T), strict=True))
