"""What durable_rules can hold, and whether concern rules stay within it."""

from __future__ import annotations

from collections.abc import Sequence

from engine.chaining.chainers.compile import CompiledRules, compile_unchecked
from engine.chaining.chainers.signal_forms import ChainingError
from engine.nouns.policy.concern_rule import ConcernRule

MOST_PATTERNS = 15
MOST_ASKED = 32
"""So many different sets of words may be asked of one kind of signal: durable refuses a fact that
satisfies more than 64 tests, and one may satisfy all of them."""
MOST_LINES = 480
"""So many lines may look for one kind of signal: tried up to 544 with a fact that satisfies all."""
MOST_JOINS = 50
MOST_SHARING = 250


def compile_rules(rules: Sequence[ConcernRule]) -> CompiledRules:
    """Concern rules with their fields by place.

    Raises ChainingError where a rule is beyond what the chainers can keep apart; loading a pack
    reports the same faults with file and line before it comes to that.
    """
    compiled = compile_unchecked(rules)
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
    return broken or _crowding(rules)


def _crowding(rules: CompiledRules) -> list[str]:
    """Too much hanging from one test in durable's network, whose shape this follows."""
    asked: dict[str, set[object]] = {}
    joins: dict[object, int] = {}
    ends: dict[object, int] = {}
    for rule in rules:
        for pattern in rule.patterns:
            asked.setdefault(pattern.kind, set()).add(pattern.alone)
            held = joins if pattern.joins else ends
            held[pattern.alone] = held.get(pattern.alone, 0) + 1
    lines: dict[str, int] = {}
    for rule in rules:
        for pattern in rule.patterns:
            lines[pattern.kind] = lines.get(pattern.kind, 0) + 1
    broken = [
        f"{number} lines look for the signal {kind}; at most {MOST_LINES} can be held"
        for kind, number in lines.items()
        if number > MOST_LINES
    ]
    broken += [
        f"the concern rules ask for {len(sets)} different sets of words of the signal {kind}; "
        f"at most {MOST_ASKED} can be held"
        for kind, sets in asked.items()
        if len(sets) > MOST_ASKED
    ]
    if max(joins.values(), default=0) > MOST_JOINS:
        broken.append(f"more than {MOST_JOINS} lines look for the same signal with a same_as")
    if max(ends.values(), default=0) > MOST_SHARING:
        broken.append(f"more than {MOST_SHARING} lines look for the same signal")
    return broken
