"""The trace: how each distinct comparison came out for each organisation, kept as planes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from engine.evaluating.numbers import Truths
from engine.evaluating.planes import Claimed, Planes
from engine.nouns.policy.condition import Comparison
from engine.nouns.verdict import Truth

TRUTH_OF = (Truth.FALSE, Truth.UNKNOWN, Truth.TRUE)
"""A truth by its code in the planes."""


class Trace(Mapping[Comparison, Planes]):
    """The planes of some comparisons: a row for each comparison, a column for each organisation."""

    __slots__ = ("_place_of", "claimed", "truths")

    def __init__(
        self, place_of: Mapping[Comparison, int], truths: Truths, claimed: dict[int, Claimed]
    ) -> None:
        self._place_of = place_of
        self.truths = truths
        self.claimed = claimed
        """What single claims would make of a comparison, by its row; only of those in dispute."""

    @classmethod
    def from_planes(cls, planes: Mapping[Comparison, Planes], length: int) -> Trace:
        """The trace that holds some planes, each of one length."""
        truths: Truths = np.empty((len(planes), length), dtype=np.int8)
        claimed: dict[int, Claimed] = {}
        for place, plane in enumerate(planes.values()):
            truths[place] = plane.truth
            if plane.claimed is not None:
                claimed[place] = plane.claimed
        return cls({comparison: at for at, comparison in enumerate(planes)}, truths, claimed)

    def __getitem__(self, comparison: Comparison) -> Planes:
        place = self._place_of[comparison]
        return Planes(self.truths[place], self.claimed.get(place))

    def __iter__(self) -> Iterator[Comparison]:
        return iter(self._place_of)

    def __len__(self) -> int:
        return len(self._place_of)

    def truth(self, comparison: Comparison, organisation: int) -> Truth:
        """How a comparison came out for one organisation."""
        return TRUTH_OF[self.truths[self._place_of[comparison], organisation]]

    def claimed_of(self, comparison: Comparison) -> Claimed | None:
        """What single claims would make of a comparison; None where nothing is in dispute."""
        return self.claimed.get(self._place_of[comparison])
