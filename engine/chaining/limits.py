"""What durable_rules can hold, and whether concern rules stay within it."""

from __future__ import annotations

from collections.abc import Sequence

from engine.chaining.compile import CompiledRule, CompiledRules, alternatives, loose
from engine.chaining.signal import ChainingError
from engine.nouns.concern import ConcernRule

MOST_PATTERNS = 15
MOST_TESTS = 499
MOST_JOINS = 50
MOST_SHARING = 250
MOST_ALTERNATIVES = 4000


def compile_rules(rules: Sequence[ConcernRule]) -> CompiledRules:
    """Concern rules with their fields by place.

    Raises ChainingError where a rule is beyond what the chainers can keep apart; loading a pack
    reports the same faults with file and line before it comes to that.
    """
    compiled = loose(rules)
    broken = limits_broken(compiled)
    if broken:
        raise ChainingError("; ".join(broken))
    return compiled


def limits_broken(rules: CompiledRules) -> list[str]:
    """What in the rules is more than durable_rules can hold, in words; nothing if all is well.

    At 512 tests under one test durable_rules hangs for good, and other limits make it fail; so
    the rules stay below each of them whichever chainer runs.
    """
    broken = [
        f"concern rule {rule.id} has {len(rule.patterns)} lines under when; "
        f"at most {MOST_PATTERNS} can be held"
        for rule in rules
        if len(rule.patterns) > MOST_PATTERNS
    ]
    ways = sum(_ways(rule) for rule in rules)
    if ways > MOST_ALTERNATIVES:
        broken.append(
            f"the concern rules name words in {ways} ways; at most {MOST_ALTERNATIVES} can be held"
        )
    return broken or _crowding(rules)


def _ways(rule: CompiledRule) -> int:
    ways = 1
    for pattern in rule.patterns:
        for test in pattern.tests:
            ways *= len(test.words)
    return ways


def _crowding(rules: CompiledRules) -> list[str]:
    """Too many tests hanging from one test in durable's network, whose shape this follows."""
    tests: dict[tuple[object, ...], set[object]] = {}
    joins: dict[tuple[object, ...], int] = {}
    ends: dict[tuple[object, ...], int] = {}
    for rule in rules:
        for choice in alternatives(rule):
            for pattern, words in zip(rule.patterns, choice, strict=True):
                path: tuple[object, ...] = ()
                for step in (pattern.kind, *words):
                    tests.setdefault(path, set()).add(step)
                    path = (*path, step)
                held = joins if pattern.joins else ends
                held[path] = held.get(path, 0) + 1
    broken = []
    if max((len(under) for under in tests.values()), default=0) > MOST_TESTS:
        broken.append(f"more than {MOST_TESTS} different words are named for one field")
    if max(joins.values(), default=0) > MOST_JOINS:
        broken.append(f"more than {MOST_JOINS} lines look for the same signal with a same_as")
    if max(ends.values(), default=0) > MOST_SHARING:
        broken.append(f"more than {MOST_SHARING} lines look for the same signal")
    return broken
