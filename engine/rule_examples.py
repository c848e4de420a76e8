"""Running the examples of a pack: each rule against its own evidence in miniature."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from engine.judge import settle_facts
from engine.nouns.policy.pack import Pack
from engine.nouns.policy.rule import Example, Rule
from engine.nouns.verdict import Verdict


@dataclass(frozen=True, slots=True)
class ExampleResult:
    """One example and the verdict that came out."""

    rule: Rule
    example: Example
    verdict: Verdict

    @property
    def passed(self) -> bool:
        return self.verdict is self.example.expect


def run_examples(pack: Pack, rules: tuple[Rule, ...] | None = None) -> Iterator[ExampleResult]:
    """Every example of the rules (of all, by default), in order, each with its verdict."""
    for rule in pack.rules.values() if rules is None else rules:
        for day in dict.fromkeys(example.as_of for example in rule.examples):
            examples = [example for example in rule.examples if example.as_of == day]
            settled = settle_facts(pack, [rule], [example.given for example in examples], day)
            for place, example in enumerate(examples):
                yield ExampleResult(rule, example, settled.verdict(0, place))
