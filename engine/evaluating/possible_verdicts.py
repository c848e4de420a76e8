"""Possible verdicts: what single claims of the evidence in dispute would make of a rule."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from engine.evaluating.columns import Bools, Column, Columns, WordColumn
from engine.evaluating.planes import Claimed, Planes
from engine.nouns.policy.verdict_fact import VERDICT_WORDS
from engine.nouns.verdict import Verdict

Codes = NDArray[np.int8]
POSSIBLE = tuple(verdict for verdict in Verdict if verdict is not Verdict.CONFLICTING)
"""The verdicts that a single claim can lead to."""
Possible = Mapping[Verdict, Bools]
"""Where some claims would give each verdict."""

_WORDS: Mapping[bool | str, int] = {word: code for code, word in enumerate(VERDICT_WORDS)}
_FROM_VERDICT = np.array([_WORDS.get(verdict.value, -1) for verdict in Verdict], dtype=np.int32)
"""A verdict's code among verdicts to its code as a word; -1 where it is not known."""


_CONFLICTING = tuple(Verdict).index(Verdict.CONFLICTING)


def possible_verdicts(met: Planes, partly: Planes | None, scope: Planes | None) -> Possible:
    """Where claims, taken one by one, would give each verdict."""
    m = met.by_claim
    nowhere = np.zeros(len(m.true), dtype=bool)
    p = Claimed(nowhere, ~nowhere, nowhere) if partly is None else partly.by_claim
    within = {
        Verdict.MET: m.true,
        Verdict.PARTLY_MET: (m.false | m.unknown) & p.true,
        Verdict.NOT_MET: m.false & p.false,
        Verdict.NO_EVIDENCE: (m.unknown & (p.false | p.unknown)) | (m.false & p.unknown),
        Verdict.NOT_APPLICABLE: nowhere,
    }
    if scope is None:
        return within
    s = scope.by_claim
    found = {verdict: plane & s.true for verdict, plane in within.items()}
    found[Verdict.NO_EVIDENCE] = found[Verdict.NO_EVIDENCE] | s.unknown
    found[Verdict.NOT_APPLICABLE] = s.false
    return found


def with_verdicts(name: str, verdicts: Codes, possible: Possible | None) -> Columns:
    """The verdicts of a rule as the column of the fact that holds them.

    Where they are conflicting, each verdict that a claim would give is a claim of its own.
    """
    known = np.ones(len(verdicts), dtype=bool)
    codes = _FROM_VERDICT[verdicts]
    first = WordColumn(codes, _WORDS, known)
    if possible is None:
        return Columns(len(verdicts), {name: first})
    conflicting = verdicts == _CONFLICTING
    if not conflicting.any():
        return Columns(len(verdicts), {name: first})
    lowest = codes.copy()
    layers: list[tuple[Bools, int]] = []
    for verdict in POSSIBLE:
        here = conflicting & possible[verdict]
        code = _WORDS.get(verdict.value, -1)
        lowest[here] = code
        layers.append((here, code))
    claims: list[Column] = [WordColumn(lowest, _WORDS, known)]
    for here, code in layers:
        if here.any():
            claims.append(WordColumn(np.where(here, code, lowest).astype(np.int32), _WORDS, known))
    return Columns(len(verdicts), {name: claims[0]}, {name: tuple(claims)})
