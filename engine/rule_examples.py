"""Running the examples of a pack: each rule against its own evidence in miniature."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from engine.judge import settle_facts
from engine.nouns.policy.pack import Pack
from engine.nouns.policy.rollup import Rollup, RollupExample
from engine.nouns.policy.rule import Example, Rule, RuleWords
from engine.nouns.verdict import Truth, Verdict


@dataclass(frozen=True, slots=True)
class ExampleResult:
    """One example and the verdict that came out."""

    rule: Rule
    example: Example
    verdict: Verdict

    @property
    def passed(self) -> bool:
        """Whether the rule gave the verdict that the example expects."""
        return self.verdict is self.example.expect


@dataclass(frozen=True, slots=True)
class RollupResult:
    """One example of a roll-up, and whether it came out as kept."""

    rollup: Rollup
    example: RollupExample
    truth: Truth

    @property
    def passed(self) -> bool:
        """Whether the roll-up counted as the example expects."""
        return self.truth is self.example.expect


def as_rule(rollup: Rollup) -> Rule:
    """A roll-up as a rule over one provider's return, which is met where it is kept."""
    words = RuleWords("kept", "not kept", "unknown", "", "")
    return Rule(rollup.key, rollup.label, (), (), rollup.kept_when, words, ())


def run_rollup_examples(
    pack: Pack, rollups: Iterable[Rollup] | None = None
) -> Iterator[RollupResult]:
    """Every example of the roll-ups (of all, by default), in order."""
    for rollup in pack.rollups.values() if rollups is None else rollups:
        for example in rollup.examples:
            settled = settle_facts(pack, [as_rule(rollup)], [example.given], example.as_of)
            yield RollupResult(rollup, example, settled.truth(rollup.kept_when, 0))


def run_examples(pack: Pack, rules: tuple[Rule, ...] | None = None) -> Iterator[ExampleResult]:
    """Every example of the rules (of all, by default), in order, each with its verdict."""
    for rule in pack.rules.values() if rules is None else rules:
        for day in dict.fromkeys(example.as_of for example in rule.examples):
            examples = [example for example in rule.examples if example.as_of == day]
            settled = settle_facts(pack, [rule], [example.given for example in examples], day)
            for place, example in enumerate(examples):
                yield ExampleResult(rule, example, settled.verdict(0, place))
