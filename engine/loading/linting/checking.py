"""What the examples of a check must show: that it fires, that it is silent, and every threshold."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

from engine.loading.linting.example_cover import threshold_faults
from engine.nouns.evidence.fault import PackFault
from engine.nouns.policy.condition import comparisons
from engine.nouns.policy.pack import Pack
from engine.nouns.policy.return_check import FIGURES, ReturnCheck, checkable

CHECKS = "checks.yaml"


def check_faults(pack: Pack) -> Iterator[PackFault]:
    """What the checks of a pack leave unshown."""
    if not pack.checks:
        return
    wide = dataclasses.replace(pack, catalogue=checkable(pack.catalogue))
    for check in pack.checks:
        yield from unshown_by_check(wide, check)


def unshown_by_check(pack: Pack, check: ReturnCheck) -> Iterator[PackFault]:
    """What the examples of one check leave unshown; ``pack`` knows what checks may read."""
    line = check.examples[0].line
    for fires, word in ((True, "fires"), (False, "silent")):
        if not any(example.fires is fires for example in check.examples):
            found = f"no example of “{check.id}” that expects “{word}”"
            yield PackFault(CHECKS, line, found, "an example of each", "Add one.")
    for dispute in check.disputes:
        if not any(set(dispute.facts) & set(example.leaves) for example in check.examples):
            yield PackFault(
                CHECKS,
                line,
                f"no example of “{check.id}” that shows what is claimed of {dispute.facts[0]}",
                "for all that a check puts in dispute an example with “leaves”",
                "Add one: the fact, and under “claims” all that is then claimed of it.",
            )
    compared = dict.fromkeys(
        comparison for part in check.conditions for comparison in comparisons(part)
    )
    for comparison in compared:
        if not comparison.fact.startswith(FIGURES):
            yield from threshold_faults(pack, (CHECKS, line), check.examples, comparison)
    read = {*check.facts, *(name for dispute in check.disputes for name in dispute.facts)}
    for example in check.examples:
        for name in example.given:
            if name not in read:
                yield PackFault(
                    CHECKS,
                    example.line,
                    f"“{name}” in an example of “{check.id}”, which does not read it",
                    "only facts that the check reads",
                    "Remove it, or correct its name.",
                )
