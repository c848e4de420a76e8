"""Running the examples of a pack's checks: each check against its own evidence in miniature."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from engine.disputing.firing import beside, firings
from engine.judge import setting_of
from engine.nouns.policy.pack import Pack
from engine.nouns.policy.return_check import CheckExample, ReturnCheck, checkable
from engine.nouns.quarter import Quarter
from engine.parameters import in_force


@dataclass(frozen=True, slots=True)
class CheckResult:
    """One example of a check, and whether the check fired."""

    check: ReturnCheck
    example: CheckExample
    fired: bool

    @property
    def passed(self) -> bool:
        return self.fired == self.example.fires


def run_check_examples(pack: Pack) -> Iterator[CheckResult]:
    """Every example of every check, in order; judged as of the example's own day."""
    catalogue = checkable(pack.catalogue)
    for check in pack.checks:
        for example in check.examples:
            days = beside(Quarter.of_day(example.as_of))
            setting = setting_of([in_force(pack, example.as_of)], example.as_of)
            [firing] = firings([check], [{**days, **example.given}], catalogue, setting)
            yield CheckResult(check, example, bool(firing.fires[0]))
