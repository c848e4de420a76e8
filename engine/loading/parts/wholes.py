"""Rules that rest on other rules' verdicts, and the facts made of those verdicts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter
from pathlib import PurePosixPath

from engine.loading.files.yaml_lines import YamlDocument
from engine.nouns.evidence.fact import Catalogue, FactSpec, Kind
from engine.nouns.evidence.fault import PackFault
from engine.nouns.policy.condition import All, Any, Comparison, Condition, WordList, facts_named
from engine.nouns.policy.operators import Op
from engine.nouns.policy.rollup import Rollup
from engine.nouns.policy.rule import Rule
from engine.nouns.policy.verdict_fact import VERDICT_WORDS, rule_read, verdict_fact

_MET = WordList(("met", "not_applicable"))
_PARTLY = WordList(("met", "partly_met", "not_applicable"))


def with_verdicts(catalogue: Catalogue, documents: Iterable[YamlDocument]) -> Catalogue:
    """The catalogue with the verdict of every rule that the documents hold."""
    specs = [
        FactSpec(
            verdict_fact(rule),
            Kind.WORD,
            f"the verdict on “{title}”",
            where=f"the duty “{title}”",
            words=VERDICT_WORDS,
        )
        for document in documents
        for rule, title in (_named(document),)
    ]
    return {**catalogue, **{spec.name: spec for spec in specs}}


def _named(document: YamlDocument) -> tuple[str, str]:
    rule = PurePosixPath(document.file).stem
    data = document.data if isinstance(document.data, Mapping) else {}
    return rule, str(data.get("title", rule))


def as_whole(
    met: Condition, partly: Condition | None, parts: Sequence[str]
) -> tuple[Condition, Condition | None]:
    """A whole's conditions: its own answer, and then what is asked of each part's verdict.

    Met where the answer and all parts are, or do not apply; partly met where none of them is
    worse than partly met.
    """
    if not parts:
        return met, partly
    names = [verdict_fact(part) for part in parts]
    answer = met if partly is None else Any((met, partly))
    return (
        All((*_flat(met), *(Comparison(name, Op.IS_ONE_OF, _MET) for name in names))),
        All((*_flat(answer), *(Comparison(name, Op.IS_ONE_OF, _PARTLY) for name in names))),
    )


def _flat(condition: Condition) -> tuple[Condition, ...]:
    return condition.parts if isinstance(condition, All) else (condition,)


def part_faults(document: YamlDocument, rule: str, parts: Sequence[str]) -> Iterator[PackFault]:
    """Parts named twice, or the rule itself among its parts."""
    for place, part in enumerate(parts):
        if part == rule or part in parts[:place]:
            yield document.fault(
                ("parts", place),
                f"“{part}” among its own parts" if part == rule else f"“{part}” a second time",
                "other rules of the pack, each once",
                "Remove it.",
            )


def circle_faults(rules: Mapping[str, Rule], rollups: Mapping[str, Rollup]) -> Iterator[PackFault]:
    """Rules that rest on each other's verdicts in a circle, also through a roll-up."""
    by_fact = {rollup.fact.removesuffix("percent"): rollup for rollup in rollups.values()}
    before: dict[str, list[str]] = {}
    for rule in rules.values():
        read = [part for name in rule.facts if (part := rule_read(name)) is not None]
        for stem, rollup in by_fact.items():
            if any(name.startswith(stem) for name in rule.facts):
                read += _rules_of(rollup)
        before[rule.id] = [part for part in read if part in rules]
    try:
        TopologicalSorter(before).prepare()
    except CycleError as error:
        circle = sorted(set(error.args[1]))
        yield PackFault(
            rules[circle[0]].file,
            1,
            "rules that rest on each other in a circle: " + ", ".join(circle),
            "each rule to rest on others that do not rest on it",
            "Take one of them out of the parts or conditions of another.",
        )
    yield from _rolled_twice(rules, rollups, before)


def _rolled_twice(
    rules: Mapping[str, Rule], rollups: Mapping[str, Rollup], before: Mapping[str, list[str]]
) -> Iterator[PackFault]:
    """Roll-ups over verdicts that themselves rest on what is rolled up."""
    for rollup in rollups.values():
        left, seen = _rules_of(rollup), set[str]()
        while left:
            name = left.pop()
            if name in seen or name not in rules:
                continue
            seen.add(name)
            left.extend(before.get(name, ()))
            if any(fact.startswith("commissioned.") for fact in rules[name].facts):
                yield PackFault(
                    "rollups.yaml",
                    1,
                    f"“{rollup.key}” counts the verdict on {name}, which rests on a roll-up itself",
                    "a verdict that rests on the return alone",
                    "Ask for the verdicts of the rules under it.",
                )


def _rules_of(rollup: Rollup) -> list[str]:
    return [read for name in facts_named(rollup.kept_when) if (read := rule_read(name)) is not None]
