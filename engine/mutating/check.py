"""The mutation check: which mutants of a pack's rules nothing notices."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from typing import Any

from engine.loading.files.yaml_lines import YamlDocument
from engine.loading.linting.lint import lint_rule
from engine.loading.parts.rules import rule_of
from engine.mutating.distinguishing import evidence_between
from engine.mutating.edits import Edit
from engine.mutating.fate import Fate, Mutant
from engine.mutating.mutants import edits_of
from engine.nouns.policy.pack import Pack
from engine.nouns.policy.parameter import Parameter
from engine.nouns.policy.rule import Rule
from engine.nouns.verdict import Verdict
from engine.rule_examples import run_examples


def check(pack: Pack, documents: Sequence[YamlDocument], rules: Sequence[Rule]) -> Iterator[Mutant]:
    """Every mutant of some rules of a pack, rule by rule.

    ``documents`` are the pack's rule files as read. A mutant is noticed by the loader, by the
    linter, or by one of the rule's own examples; it is equivalent where no evidence can tell
    it from the rule, and survives otherwise.
    """
    by_file = {document.file: document for document in documents}
    for rule in rules:
        document = by_file[rule.file]
        for edit in edits_of(pack, document.data):
            yield _judged(pack, rule, document, edit)
        for name in rule.parameters:
            for step in (-1.0, 1.0):
                yield _moved(pack, rule, document, name, step)


def _judged(pack: Pack, rule: Rule, document: YamlDocument, edit: Edit) -> Mutant:
    def mutant(fate: Fate, tells: Any = None, verdict: Verdict | None = None) -> Mutant:
        line = document.line(edit.path)
        return Mutant(rule.id, rule.file, line, edit.what, fate, tells, verdict)

    changed = YamlDocument(document.file, edit.data, document.lines)
    other, faults = rule_of(changed, pack.clauses, pack.parameters, pack.catalogue, pack.vocabulary)
    if other is None or faults:
        return mutant(Fate.REFUSED)
    mutated = dataclasses.replace(pack, rules={**pack.rules, rule.id: other})
    if lint_rule(mutated, other):
        return mutant(Fate.LINTED)
    if any(not result.passed for result in run_examples(pack, (other,))):
        return mutant(Fate.FAILED)
    apart = evidence_between(pack, rule, other, rule.examples[0].as_of)
    if apart is not None:
        return mutant(Fate.SURVIVED, apart[0], apart[1])
    same = _said(rule) == _said(other)
    return mutant(Fate.EQUIVALENT if same else Fate.SURVIVED)


def _said(rule: Rule) -> tuple[object, ...]:
    """What a rule says beside its conditions."""
    return rule.binds, rule.cites, rule.quotes, rule.words


def _moved(pack: Pack, rule: Rule, document: YamlDocument, name: str, step: float) -> Mutant:
    """A number that a rule names, moved by one step."""
    parameter = pack.parameters[name]
    moved = dataclasses.replace(pack, parameters={**pack.parameters, name: _by(parameter, step)})
    failed = any(not result.passed for result in run_examples(moved, (rule,)))
    value = parameter.values[-1].value
    what = f"the parameter {name} from {value:g} to {value + step:g}"
    fate = Fate.FAILED if failed else Fate.SURVIVED
    return Mutant(rule.id, rule.file, document.line(()), what, fate)


def _by(parameter: Parameter, step: float) -> Parameter:
    values = tuple(
        dataclasses.replace(value, value=value.value + step) for value in parameter.values
    )
    return dataclasses.replace(parameter, values=values)
