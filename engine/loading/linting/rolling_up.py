"""What the examples of a roll-up must show: kept, not kept, and every threshold."""

from __future__ import annotations

from collections.abc import Iterator

from engine.loading.linting.example_cover import threshold_faults
from engine.loading.parts.rules import can_be_false
from engine.nouns.evidence.fault import PackFault
from engine.nouns.policy.condition import comparisons, facts_named
from engine.nouns.policy.pack import Pack
from engine.nouns.policy.rollup import Rollup
from engine.nouns.verdict import Truth

ROLLUPS = "rollups.yaml"


def rollup_faults(pack: Pack) -> Iterator[PackFault]:
    """What the roll-ups of a pack leave unshown."""
    for rollup in pack.rollups.values():
        yield from unshown_by_rollup(pack, rollup)


def unshown_by_rollup(pack: Pack, rollup: Rollup) -> Iterator[PackFault]:
    """What the examples of one roll-up leave unshown."""
    line = rollup.examples[0].line if rollup.examples else 1
    wanted = {Truth.TRUE: "kept", Truth.FALSE: "not_kept"}
    if not can_be_false(rollup.kept_when):
        del wanted[Truth.FALSE]
    for truth, word in wanted.items():
        if not any(example.expect is truth for example in rollup.examples):
            found = f"no example of “{rollup.key}” that expects “{word}”"
            yield PackFault(ROLLUPS, line, found, "an example of each", "Add one.")
    for comparison in dict.fromkeys(comparisons(rollup.kept_when)):
        yield from threshold_faults(pack, (ROLLUPS, line), rollup.examples, comparison)
    read = set(facts_named(rollup.kept_when))
    for example in rollup.examples:
        for name in example.given:
            if name not in read:
                yield PackFault(
                    ROLLUPS,
                    example.line,
                    f"“{name}” in an example of “{rollup.key}”, which does not read it",
                    "only facts that the roll-up reads",
                    "Remove it, or correct its name.",
                )
