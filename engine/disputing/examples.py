"""Running the examples of a pack's checks: each check against its own evidence in miniature."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from engine.disputing.claiming import with_disputes
from engine.disputing.firing import facts_beside, firings
from engine.judge import setting_of
from engine.nouns.evidence.fact import Fact, Value
from engine.nouns.evidence.organisation import Organisation, Submission
from engine.nouns.policy.pack import Pack
from engine.nouns.policy.return_check import BEFORE, CheckExample, ReturnCheck, checkable
from engine.nouns.quarter import Quarter
from engine.parameters import in_force


@dataclass(frozen=True, slots=True)
class CheckResult:
    """One example of a check, and whether the check fired."""

    check: ReturnCheck
    example: CheckExample
    fired: bool
    left: Mapping[str, Fact] = field(default_factory=dict)
    """The facts that the example names, as they are afterwards."""

    @property
    def passed(self) -> bool:
        """Whether the check fired as expected and left the claims that the example names."""
        return self.fired == self.example.fires and all(
            _claimed(self.left.get(name)) == _claimed(fact)
            for name, fact in self.example.leaves.items()
        )


def _claimed(fact: Fact | None) -> frozenset[Value | None]:
    """All that is claimed of a fact; one thing alone where it is not in dispute."""
    if fact is None:
        return frozenset({None})
    return frozenset(claim.value for claim in fact.claims) or frozenset({fact.value})


def run_check_examples(pack: Pack) -> Iterator[CheckResult]:
    """Every example of every check, in order; judged as of the example's own day."""
    catalogue = checkable(pack.catalogue)
    for check in pack.checks:
        for example in check.examples:
            days = facts_beside(Quarter.of_day(example.as_of))
            setting = setting_of([in_force(pack, example.as_of)], example.as_of)
            [firing] = firings([check], [{**days, **example.given}], catalogue, setting)
            left = _afterwards(pack, check, example) if example.leaves else {}
            yield CheckResult(check, example, bool(firing.fires[0]), left)


def _afterwards(pack: Pack, check: ReturnCheck, example: CheckExample) -> Mapping[str, Fact]:
    """The facts of an example once the check has put in dispute what it does."""
    kind = next(iter(check.binds), next(iter(pack.vocabulary.kinds), ""))
    organisation, quarter = Organisation("", "", kind), Quarter.of_day(example.as_of)
    facts = {name: fact for name, fact in example.given.items() if not name.startswith(BEFORE)}
    earlier = {
        name.removeprefix(BEFORE): fact
        for name, fact in example.given.items()
        if name.startswith(BEFORE)
    }
    before = {"": Submission(organisation, quarter.previous, earlier)} if earlier else {}
    alone = replace(pack, checks=(check,))
    sent = [Submission(organisation, quarter, facts)]
    [after] = with_disputes(alone, sent, before, example.as_of, check.reads_others)
    return after.facts
