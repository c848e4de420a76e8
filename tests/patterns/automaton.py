"""The automaton of a regular expression, as Python's own parser reads it.

Its states are the places in the expression where a sign is read. From each, the ways without a
sign to the next are told one by one, with what each way asks of the signs beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from re import _compiler, _constants, _parser  # type: ignore[attr-defined]
from typing import Any

ACCEPT, DEAD = -1, -2
"""Where an expression has matched, and where what was only looked ahead for has been found."""
MOST_REPEATS = 32
"""A repeat bounded higher than this is taken as one without a bound."""
MOST_WAYS = 20_000
_EXAMPLES = "".join(map(chr, range(128))) + "éßſµÅ–’“£²٣½·\u00a0\u0301\u2028中\u202eº"

Edge = int | None
"""A class of signs; None before the first sign and after the last."""


class TooManyWays(Exception):
    """An expression with more ways through it than are looked at."""


@dataclass(frozen=True)
class Asked:
    """What a way asks of the sign before it or after it."""

    before: bool
    signs: frozenset[int]
    edge: bool

    def holds(self, before: Edge, after: Edge) -> bool:
        sign = before if self.before else after
        return self.edge if sign is None else sign in self.signs


@dataclass(frozen=True)
class Boundary:
    """Asks that a word begins or ends here, or that none does."""

    word: frozenset[int]
    wanted: bool

    def holds(self, before: Edge, after: Edge) -> bool:
        return ((before in self.word) != (after in self.word)) == self.wanted


Condition = Asked | Boundary


@dataclass
class Node:
    """A place in the expression: the signs it reads, None where it reads none, and what follows."""

    reads: frozenset[int] | None = None
    to: list[tuple[int, Condition | None]] = field(default_factory=list)


@dataclass(frozen=True)
class Way:
    """A way without a sign to the next place that reads one, to ACCEPT or to DEAD."""

    to: int
    asks: frozenset[Condition]

    def open(self, before: Edge, after: Edge) -> bool:
        return all(asked.holds(before, after) for asked in self.asks)


class Automaton:
    """An expression's places and ways; classes of signs that it cannot tell apart are numbers."""

    def __init__(self, pattern: re.Pattern[Any]) -> None:
        self._bytes = isinstance(pattern.pattern, bytes)
        self._state = _parser.State()
        self._state.flags = pattern.flags
        tree = _parser.parse(pattern.pattern, pattern.flags & ~re.DEBUG)
        self.flags = tree.state.flags
        self._groups: dict[int, Any] = {}
        self._matched: dict[str, frozenset[str]] = {}
        signs = _EXAMPLES[:128] if self._bytes else _EXAMPLES
        written = pattern.pattern.decode("latin-1") if self._bytes else pattern.pattern
        self._signs = sorted({*signs, *written, *written.upper(), *written.lower()})
        self._split(tree)
        self.nodes: list[Node] = []
        self.first = self._node()
        end = self._sequence(tree, self.first)
        self.nodes[end].to.append((ACCEPT, None))
        self._ways: dict[int, tuple[Way, ...]] = {}

    # Signs

    def _atoms(self, tree: Any) -> Iterator[tuple[Any, Any]]:
        for operation, value in tree:
            if operation in _SIGNS:
                yield operation, value
            for part in _parts(operation, value):
                yield from self._atoms(part)

    def _split(self, tree: Any) -> None:
        """Put signs that no atom tells apart into one class."""
        atoms = {repr(atom): self._matching(*atom) for atom in self._atoms(tree)}
        word = re.compile(rb"\w" if self._bytes else r"\w", self.flags & (re.ASCII | re.UNICODE))
        self._matched = {
            **atoms,
            "word": frozenset(sign for sign in self._signs if word.match(self._given(sign))),
            "line": frozenset("\n"),
        }
        classes: dict[tuple[bool, ...], int] = {}
        self._class: dict[str, int] = {}
        self.example: list[str] = []
        for sign in self._signs:
            told = tuple(sign in matched for matched in self._matched.values())
            if told not in classes:
                classes[told] = len(classes)
                self.example.append(sign)
            self._class[sign] = classes[told]
            if sign.isalnum() and not self.example[classes[told]].isalnum():
                self.example[classes[told]] = sign
        self.classes = range(len(classes))

    def _given(self, sign: str) -> Any:
        return sign.encode("latin-1") if self._bytes else sign

    def _matching(self, operation: Any, value: Any) -> frozenset[str]:
        flags = self.flags & ~re.DEBUG
        state = _parser.State()
        state.flags, state.str = flags, b"" if self._bytes else ""
        one = _parser.SubPattern(state, [(operation, value)])
        pattern = _compiled(one, flags)
        return frozenset(sign for sign in self._signs if pattern.match(self._given(sign)))

    def _set(self, key: str) -> frozenset[int]:
        return frozenset(self._class[sign] for sign in self._matched[key])

    # Places

    def _node(self, reads: frozenset[int] | None = None) -> int:
        self.nodes.append(Node(reads))
        return len(self.nodes) - 1

    def _link(self, start: int, end: int, asked: Condition | None = None) -> int:
        self.nodes[start].to.append((end, asked))
        return end

    def _sequence(self, tree: Any, start: int) -> int:
        for operation, value in tree:
            start = self._item(operation, value, start)
        return start

    def _item(self, operation: Any, value: Any, start: int) -> int:
        if operation in _SIGNS:
            return self._link(start, self._node(self._set(repr((operation, value)))))
        if operation in _REPEATS:
            return self._repeat(operation, value, start)
        if operation is _constants.BRANCH:
            end = self._node()
            for branch in value[1]:
                self._link(self._sequence(branch, self._link(start, self._node())), end)
            return end
        if operation is _constants.SUBPATTERN:
            self._groups[value[0]] = value[3]
            return self._sequence(value[3], start)
        if operation is _constants.ATOMIC_GROUP:
            return self._sequence(value, start)
        if operation is _constants.GROUPREF:
            return self._sequence(self._groups[value], start)
        if operation is _constants.AT:
            return self._link(start, self._node(), self._at(value))
        return self._looked(operation, value, start)

    def _repeat(self, operation: Any, value: Any, start: int) -> int:
        least, most, body = value
        bounded = most is not _constants.MAXREPEAT and most <= MOST_REPEATS
        for _ in range(min(least, MOST_REPEATS)):
            start = self._sequence(body, start)
        end = self._node()
        if bounded:
            for _ in range(most - least):
                self._link(start, end)
                start = self._sequence(body, self._link(start, self._node()))
            self._link(start, end)
            return end
        again = self._link(start, self._node())
        self._link(self._sequence(body, again), again)
        signs = self._one_sign(body)
        possessive = operation is _constants.POSSESSIVE_REPEAT and signs is not None
        rest = frozenset(self.classes) - signs[0] if possessive and signs else frozenset()
        self._link(again, end, Asked(False, rest, True) if possessive else None)
        return end

    def _at(self, where: Any) -> Condition | None:
        line = self._set("line")
        if where in (_constants.AT_BEGINNING, _constants.AT_BEGINNING_STRING):
            many = where is _constants.AT_BEGINNING and self.flags & re.MULTILINE
            return Asked(True, line if many else frozenset(), True)
        if where in (_constants.AT_END, _constants.AT_END_STRING):
            return Asked(False, line if where is _constants.AT_END else frozenset(), True)
        return Boundary(self._set("word"), where is _constants.AT_BOUNDARY)

    def _looked(self, operation: Any, value: Any, start: int) -> int:
        if operation not in (_constants.ASSERT, _constants.ASSERT_NOT):
            raise NotImplementedError(operation)
        direction, body = value
        one = self._one_sign(body)
        if one is not None:
            signs, edge = one
            if operation is _constants.ASSERT_NOT:
                signs, edge = frozenset(self.classes) - signs, not edge
            return self._link(start, self._node(), Asked(direction < 0, signs, edge))
        if direction > 0:
            self._link(self._sequence(body, self._link(start, self._node())), DEAD)
        return self._link(start, self._node())

    def _one_sign(self, tree: Any) -> tuple[frozenset[int], bool] | None:
        """The signs of which a part reads one, and whether an end of the text will do instead."""
        if len(tree) != 1:
            return None
        operation, value = tree[0]
        if operation in _SIGNS:
            return self._set(repr((operation, value))), False
        if operation is _constants.AT and isinstance(asked := self._at(value), Asked):
            return asked.signs, asked.edge
        if operation is _constants.SUBPATTERN:
            return self._one_sign(value[3])
        if operation is _constants.BRANCH:
            parts = [self._one_sign(branch) for branch in value[1]]
            if all(part is not None for part in parts):
                known = [part for part in parts if part is not None]
                return frozenset().union(*(signs for signs, _ in known)), any(e for _, e in known)
        return None

    # Ways

    def ways(self, place: int) -> tuple[Way, ...]:
        """Every way on from a place, once for each that there is: two alike are two."""
        if place not in self._ways:
            found: list[Way] = []
            self._walk(place, frozenset(), (), found)
            self._ways[place] = tuple(found)
        return self._ways[place]

    def _walk(
        self, place: int, asks: frozenset[Condition], passed: Sequence[int], found: list[Way]
    ) -> None:
        for to, asked in self.nodes[place].to:
            more = asks if asked is None else asks | {asked}
            if to < 0 or self.nodes[to].reads is not None:
                found.append(Way(to, more))
                if len(found) > MOST_WAYS:
                    raise TooManyWays
            elif passed.count(to) < 2:
                self._walk(to, more, (*passed, to), found)

    @cached_property
    def remembered(self) -> list[int]:
        """By class of a sign, the first class that no condition tells from it once it is read."""
        asked = {asks for node in self.nodes for _, asks in node.to if asks is not None}
        told = [
            tuple(
                sign in (each.word if isinstance(each, Boundary) else each.signs)
                for each in asked
                if isinstance(each, Boundary) or each.before
            )
            for sign in self.classes
        ]
        return [told.index(each) for each in told]


_SIGNS = frozenset(
    (_constants.LITERAL, _constants.NOT_LITERAL, _constants.IN, _constants.ANY, _constants.RANGE)
)
_REPEATS = frozenset((_constants.MAX_REPEAT, _constants.MIN_REPEAT, _constants.POSSESSIVE_REPEAT))


def _parts(operation: Any, value: Any) -> Iterator[Any]:
    if operation in _REPEATS:
        yield value[2]
    elif operation is _constants.BRANCH:
        yield from value[1]
    elif operation is _constants.SUBPATTERN:
        yield value[3]
    elif operation is _constants.ATOMIC_GROUP:
        yield value
    elif operation in (_constants.ASSERT, _constants.ASSERT_NOT):
        yield value[1]


def _compiled(tree: Any, flags: int) -> re.Pattern[Any]:
    pattern: re.Pattern[Any] = _compiler.compile(tree, flags)
    return pattern
