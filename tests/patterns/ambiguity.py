"""Whether an expression can take more than a fixed time for each sign that it is given.

Python tries one way of matching after another. Where the same text can be read in ever more ways
the longer it is, the time grows with the square of its length, or worse, before the text is found
not to match. An expression that is searched for begins anew at every sign, which is one more way.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from functools import cache
from typing import Any

from tests.patterns.automaton import ACCEPT, Automaton, Edge

BEGIN = -3
"""The place before a match: a search may stay there for any number of signs."""

Place = tuple[int, Edge]
"""A place that has read a sign, with the class of that sign."""


class _Ambiguity:
    def __init__(self, pattern: re.Pattern[Any], method: str) -> None:
        self.machine = Automaton(pattern)
        self.searches = method not in ("match", "fullmatch")
        self.whole = method == "fullmatch"
        self.next = cache(self._next)
        self.accepts = cache(self._accepts)

    def _ways(self, place: int) -> Any:
        return self.machine.ways(self.machine.first if place == BEGIN else place)

    def _next(self, place: Place, sign: int) -> dict[Place, int]:
        """Where the next sign leads, and in how many ways to each."""
        at, before = place
        found: dict[Place, int] = {}
        read = self.machine.remembered[sign]
        if at == BEGIN and self.searches:
            found[BEGIN, read] = 1
        for way in self._ways(at):
            if way.to < 0 or not way.open(before, sign):
                continue
            reads = self.machine.nodes[way.to].reads
            if reads is not None and sign in reads:
                found[way.to, read] = found.get((way.to, read), 0) + 1
        return found

    def _accepts(self, place: Place, sign: int) -> bool:
        """Whether a match may end here, with this sign after it."""
        at, before = place
        return not self.whole and any(
            way.to == ACCEPT and way.open(before, sign) for way in self._ways(at)
        )

    def reachable(self) -> dict[Place, str]:
        """All places that a text can lead to, with the shortest that does."""
        start: Place = (BEGIN, None)
        found, queue = {start: ""}, deque([start])
        while queue:
            place = queue.popleft()
            for sign in self.machine.classes:
                for to in self.next(place, sign):
                    if to not in found:
                        found[to] = found[place] + self.machine.example[sign]
                        queue.append(to)
        return found

    def circles(self, places: dict[Place, str]) -> Iterator[frozenset[Place]]:
        """Sets of places from each of which a text leads to each, itself among them."""
        order: dict[Place, int] = {}
        low: dict[Place, int] = {}
        stack: list[Place] = []
        onto: set[Place] = set()
        for root in places:
            if root in order:
                continue
            work = [(root, iter(self._after(root)))]
            order[root] = low[root] = len(order)
            stack.append(root)
            onto.add(root)
            while work:
                place, rest = work[-1]
                for to in rest:
                    if to not in order:
                        order[to] = low[to] = len(order)
                        stack.append(to)
                        onto.add(to)
                        work.append((to, iter(self._after(to))))
                        break
                    if to in onto:
                        low[place] = min(low[place], order[to])
                else:
                    work.pop()
                    if work:
                        low[work[-1][0]] = min(low[work[-1][0]], low[place])
                    if low[place] == order[place]:
                        part = set()
                        while True:
                            part.add(last := stack.pop())
                            onto.discard(last)
                            if last == place:
                                break
                        if len(part) > 1 or place in self._after(place):
                            yield frozenset(part)

    def _after(self, place: Place) -> set[Place]:
        return {to for sign in self.machine.classes for to in self.next(place, sign)}

    def exponential(self, circle: frozenset[Place]) -> str | None:
        """A text that leads from a place back to it in two ways; None where none does."""
        for place in circle:
            for sign in self.machine.classes:
                for to, ways in self.next(place, sign).items():
                    if ways > 1 and to in circle and not self.accepts(place, sign):
                        return self.machine.example[sign]
        for place in circle:
            found = self._forked(place, circle)
            if found is not None:
                return found
        return None

    def _forked(self, place: Place, circle: frozenset[Place]) -> str | None:
        start = (place, place, False)
        seen, queue = {start: ""}, deque([start])
        while queue:
            one, other, parted = at = queue.popleft()
            for sign in self.machine.classes:
                if self.accepts(one, sign):
                    continue
                text = seen[at] + self.machine.example[sign]
                for a in self.next(one, sign).keys() & circle:
                    for b in self.next(other, sign).keys() & circle:
                        to = (a, b, parted or a != b)
                        if to == (place, place, True):
                            return text
                        if to not in seen:
                            seen[to] = text
                            queue.append(to)
        return None

    def polynomial(
        self, place: Place, first: frozenset[Place], last: Place, second: frozenset[Place]
    ) -> str | None:
        """A text that leads from a place to itself, to another, and from that to itself."""
        start, end = (place, place, last), (place, last, last)
        seen, queue = {start: ""}, deque([start])
        while queue:
            at = queue.popleft()
            for sign in self.machine.classes:
                # Where a match may end on its way round, the attempt ends well near the end.
                if self.accepts(at[2], sign):
                    continue
                text = seen[at] + self.machine.example[sign]
                for to in self._three(at, sign, first, second):
                    if to == end:
                        return text
                    if to not in seen:
                        seen[to] = text
                        queue.append(to)
        return None

    def _three(
        self,
        at: tuple[Place, Place, Place],
        sign: int,
        first: frozenset[Place],
        second: frozenset[Place],
    ) -> Iterator[tuple[Place, Place, Place]]:
        for a in self.next(at[0], sign).keys() & first:
            for c in self.next(at[2], sign).keys() & second:
                for b in self.next(at[1], sign):
                    yield a, b, c


def ambiguous(pattern: re.Pattern[Any], method: str) -> tuple[str, str] | None:
    """A text, and a piece that makes it slow when it follows many times; None where none does.

    ``method`` is how the pattern is used: "match", "fullmatch", or any that searches.
    """
    found = _Ambiguity(pattern, method)
    places = found.reachable()
    circles = list(found.circles(places))
    for circle in circles:
        piece = found.exponential(circle)
        if piece is not None:
            return places[min(circle, key=lambda place: len(places[place]))], piece
    for first in circles:
        for second in circles:
            for place in first:
                for last in second:
                    if place == last or place[1] != last[1]:
                        continue
                    piece = found.polynomial(place, first, last, second)
                    if piece is not None:
                        return places[place], piece
    return None
