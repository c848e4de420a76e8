"""What may not be published because it rests on what is not: disputes, wholes and roll-ups.

How a return contradicts itself, and how a part of a whole came out, are not gone through way by way
as the figures of single rules are. So whatever rests on a hidden figure by way of them is withheld.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from engine.disputing.firing import firings, readable_facts
from engine.evaluating.planes import Setting
from engine.evaluating.rule_order import rules_read, with_parts
from engine.nouns.evidence.fact import Fact, Range
from engine.nouns.evidence.organisation import Submission
from engine.nouns.policy.condition import facts_named
from engine.nouns.policy.pack import Pack
from engine.nouns.policy.return_check import BEFORE, ReturnCheck, checkable
from engine.nouns.policy.rollup import Rollup
from engine.nouns.policy.rule import Rule
from engine.nouns.policy.verdict_fact import rule_read
from engine.publishing.disclosure import Disclosure
from engine.publishing.small_numbers import SMALL


@dataclass(frozen=True, slots=True)
class CheckedReturn:
    """A return as checks read it, with what is hidden of it and of the return before."""

    facts: Mapping[str, Fact]
    hidden: Mapping[str, str]
    """By fact, as checks name it, why it is hidden."""
    limit: int
    """The smallest count that is shown."""

    @classmethod
    def from_returns(
        cls,
        here: tuple[Submission, Mapping[str, str]],
        before: tuple[Submission | None, Mapping[str, str]],
        limit: int,
    ) -> CheckedReturn:
        """From a return and the one before, each with what is hidden of it."""
        (submission, hidden), (earlier, hidden_before) = here, before
        own = {**hidden, **{BEFORE + name: why for name, why in hidden_before.items()}}
        return cls(readable_facts(submission, earlier), own, limit)

    @property
    def as_far_as_shown(self) -> Mapping[str, Fact]:
        """The facts with each hidden figure as anything that it could be."""
        open_ = {
            name: replace(
                self.facts[name],
                value=Range(1, max(1, self.limit - 1)) if why == SMALL else Range(0, math.inf),
                claims=(),
            )
            for name, why in self.hidden.items()
            if name in self.facts and isinstance(self.facts[name].value, Range)
        }
        return {**self.facts, **open_}


def withheld_checks(pack: Pack, checked: CheckedReturn, setting: Setting) -> frozenset[str]:
    """The checks that a hidden figure could make fire or be silent, whichever it is.

    A check that comes out alike whatever the hidden figures are reveals nothing of them.
    """
    reading = [
        check for check in pack.checks if not {*check.facts, *check.said}.isdisjoint(checked.hidden)
    ]
    if not reading:
        return frozenset()
    catalogue = checkable(pack.catalogue)
    found = firings(reading, [checked.as_far_as_shown], catalogue, setting)
    return frozenset(
        firing.check.id for firing in found if not (firing.fires[0] or firing.silent[0])
    )


def withheld_for_disputes(
    checks: Sequence[ReturnCheck],
    judged: tuple[Submission, Sequence[Rule]],
    hidden: Mapping[str, str],
    disclosures: Mapping[str, Disclosure],
    untold: frozenset[str],
) -> Mapping[str, Disclosure]:
    """The rules whose verdict could reveal a hidden figure by way of a dispute, or of none.

    That a check was silent would reveal as much as that it fired. Where a dispute lies beside a
    hidden figure, what is shown of the figure was found without it, and so does not hold.
    """
    may_be = {
        name
        for check in checks
        if check.id in untold
        for dispute in check.disputes
        for name in dispute.facts
    }
    submission, rules = judged
    disputed = {name for name, fact in submission.facts.items() if fact.in_dispute}
    resting = may_be | (disputed & hidden.keys())
    return {
        rule.id: Disclosure.WITHHELD
        for rule in rules
        if not resting.isdisjoint(rule.facts)
        or (rule.id in disclosures and not disputed.isdisjoint(rule.facts))
    }


def withheld_wholes(
    rules: Sequence[Rule], disclosures: Mapping[str, Disclosure]
) -> Mapping[str, Disclosure]:
    """The rules that read a withheld verdict, or a hidden figure beside any verdict."""
    withheld = {name for name, how in disclosures.items() if how is Disclosure.WITHHELD}
    readers = [(rule.id, read) for rule in rules if (read := rules_read(rule))]
    found = {name for name, _ in readers if name in disclosures}
    while True:
        more = {name for name, read in readers if not (withheld | found).isdisjoint(read)} - found
        if not more:
            return dict.fromkeys(found, Disclosure.WITHHELD)
        found |= more


def facts_under(pack: Pack, rollup: Rollup) -> frozenset[str]:
    """All that a roll-up asks of a return, also by way of verdicts."""
    named = set(facts_named(rollup.kept_when))
    rules = [pack.rules[read] for name in named if (read := rule_read(name) or "") in pack.rules]
    return frozenset(
        named | {name for with_part in with_parts(rules, pack.rules) for name in with_part.facts}
    )


def verdicts_under(rollup: Rollup) -> frozenset[str]:
    """The rules whose verdicts a roll-up counts."""
    read = (rule_read(name) for name in facts_named(rollup.kept_when))
    return frozenset(name for name in read if name is not None)
