"""The mutants of what stands beside the rules: roll-ups, checks, the register, the questions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from engine.disputing.examples import run_check_examples
from engine.loading.files.folder import Folder
from engine.loading.files.yaml_lines import Path, YamlDocument
from engine.loading.linting.asking import asking_faults
from engine.loading.linting.checking import CHECKS, unshown_by_check
from engine.loading.linting.forces import force_faults
from engine.loading.linting.principles import principle_faults
from engine.loading.linting.rolling_up import ROLLUPS, unshown_by_rollup
from engine.loading.parts.return_checks import checks_of
from engine.loading.parts.rollups import rollups_of
from engine.mutating.comparisons import comparison_edits
from engine.mutating.distinguishing import evidence_between
from engine.mutating.edits import Edit, condition_paths, value_at, with_value, without
from engine.mutating.fate import Fate, Mutant
from engine.mutating.mutants import structure_edits
from engine.nouns.policy.clause import Clause, Force
from engine.nouns.policy.condition import All
from engine.nouns.policy.pack import Pack
from engine.nouns.policy.return_check import FIGURES, ReturnCheck, checkable
from engine.nouns.policy.rule import Rule
from engine.nouns.policy.vocabulary import Question
from engine.rule_examples import as_rule, run_rollup_examples


def beside_the_rules(pack: Pack, folder: Folder) -> Iterator[Mutant]:
    """Every mutant of a pack's roll-ups, checks, clauses and questions."""
    if ROLLUPS in folder.single:
        yield from _rollups(pack, folder.single[ROLLUPS])
    if CHECKS in folder.single:
        yield from _checks(pack, folder.single[CHECKS])
    yield from _forces(pack)
    yield from _questions(pack, folder.audit)


def _rollups(pack: Pack, document: YamlDocument) -> Iterator[Mutant]:
    for key, data in document.data.items():
        for path in condition_paths(data, ("kept_when",)):
            for edit in _condition(pack, data, path):
                fate = _of_rollup(pack, document, key, edit)
                line = document.line((key, *edit.path))
                yield Mutant(key, document.file, line, edit.what, fate)


def _condition(pack: Pack, data: Mapping[str, Any], path: Path) -> Iterator[Edit]:
    """The mutants of one condition, a comparison or several joined."""
    here = value_at(data, path)
    if next(iter(here)) in ("all", "any", "not"):
        yield from structure_edits(data, path)
    else:
        yield from comparison_edits(pack, data, path, here)


def _of_rollup(pack: Pack, document: YamlDocument, key: str, edit: Edit) -> Fate:
    changed = YamlDocument(document.file, {key: edit.data}, {})
    found, faults = rollups_of(changed, pack.parameters, pack.catalogue)
    if faults or key not in found:
        return Fate.REFUSED
    if any(unshown_by_rollup(pack, found[key])):
        return Fate.LINTED
    if any(not result.passed for result in run_rollup_examples(pack, [found[key]])):
        return Fate.FAILED
    day = found[key].examples[0].as_of
    own, other = as_rule(pack.rollups[key]), as_rule(found[key])
    return Fate.SURVIVED if evidence_between(pack, own, other, day) else Fate.EQUIVALENT


def _checks(pack: Pack, document: YamlDocument) -> Iterator[Mutant]:
    wide = replace(pack, catalogue=checkable(pack.catalogue))
    for place, check in enumerate(pack.checks):
        for edit in _of_check(wide, document.data[place]):
            fate = _judged(wide, pack, check, edit)
            yield Mutant(check.id, CHECKS, document.line((place, *edit.path)), edit.what, fate)


def _of_check(wide: Pack, data: Mapping[str, Any]) -> Iterator[Edit]:
    """Another relation, another figure, another fact or claim in dispute."""
    for role in ("applies_when", "odd_when"):
        for path in condition_paths(data, (role,)) if role in data else ():
            here = value_at(data, path)
            fact = next(iter(here))
            if fact in ("all", "any", "not") or not fact.startswith(FIGURES):
                yield from _condition(wide, data, path)
    for name, figure in data.get("figures", {}).items():
        for other in ("percent", "difference"):
            yield from _figure(data, ("figures", name), figure, other)
    for place, dispute in enumerate(data["disputes"]):
        path = ("disputes", place)
        if len(data["disputes"]) > 1:
            yield Edit(path, f"{dispute['fact']} not in dispute", without(data, path))
        claim = "any" if dispute["claim"] != "any" else {"fact": dispute["fact"]}
        what = f"{dispute['fact']}: the claim {dispute['claim']} to {claim}"
        yield Edit((*path, "claim"), what, with_value(data, (*path, "claim"), claim))


def _figure(
    data: Mapping[str, Any], path: Path, figure: Mapping[str, Any], other: str
) -> Iterator[Edit]:
    """A figure of two facts worked out otherwise, and with the two the other way about."""
    first, second = {"percent": ("percent", "of"), "difference": ("difference", "less")}[other]
    if set(figure) == {first, second}:
        turned = {first: figure[second], second: figure[first]}
        yield Edit(
            path, f"{first} and {second} the other way about", with_value(data, path, turned)
        )
    elif len(figure) == 2:
        values = list(figure.values())
        yield Edit(
            path, f"as {first}", with_value(data, path, {first: values[0], second: values[1]})
        )


def _judged(wide: Pack, pack: Pack, check: ReturnCheck, edit: Edit) -> Fate:
    changed = YamlDocument(CHECKS, [edit.data], {})
    found, faults = checks_of(changed, pack.parameters, pack.catalogue, pack.vocabulary.kinds)
    if faults or not found:
        return Fate.REFUSED
    if any(unshown_by_check(wide, found[0])):
        return Fate.LINTED
    if any(not result.passed for result in run_check_examples(replace(pack, checks=found))):
        return Fate.FAILED
    same = (check.disputes, check.figures) == (found[0].disputes, found[0].figures)
    if not same or check.figures:
        return Fate.SURVIVED
    day = check.examples[0].as_of
    apart = evidence_between(wide, _firing(pack, check), _firing(pack, found[0]), day)
    return Fate.SURVIVED if apart else Fate.EQUIVALENT


def _firing(pack: Pack, check: ReturnCheck) -> Rule:
    """A check as a rule that is met where it fires."""
    words = next(iter(pack.rules.values())).words
    return Rule(check.id, check.title, (), (), All(check.conditions), words, ())


def _forces(pack: Pack) -> Iterator[Mutant]:
    """Each clause with every other force."""
    for clause in pack.clauses.values():
        if clause.context or clause.parts:
            continue
        for force in Force:
            if force is not clause.force:
                what = f"the force of {clause.id} from {clause.force} to {force}"
                changed = _with_clause(pack, replace(clause, force=force))
                noticed = any(force_faults(changed)) or any(
                    fault
                    for rule in changed.rules_citing(clause.id)
                    if rule.cites[0] == clause.id
                    for fault in principle_faults(changed, rule)
                )
                fate = Fate.LINTED if noticed else Fate.SURVIVED
                yield Mutant(clause.id, "policy.yaml", 1, what, fate)


def _with_clause(pack: Pack, clause: Clause) -> Pack:
    return replace(pack, clauses={**pack.clauses, clause.id: clause})


def _questions(pack: Pack, file: str) -> Iterator[Mutant]:
    """Each question with the words, and with the clause, of those before and after it."""
    questions = list(pack.vocabulary.questions.values())
    for place, question in enumerate(questions):
        beside = (*questions[max(0, place - 1) : place], *questions[place + 1 : place + 2])
        # Questions on one clause may be asked either way round, so nothing of theirs is swapped.
        for other in (other for other in beside if other.clause != question.clause):
            for changed, what in (
                (replace(question, text=other.text), f"{question.id} asks what {other.id} does"),
                (replace(question, clause=other.clause), f"{question.id} is about {other.clause}"),
            ):
                noticed = any(asking_faults(_with_question(pack, changed)))
                fate = Fate.LINTED if noticed else Fate.SURVIVED
                yield Mutant(question.id, file, 1, what, fate)


def _with_question(pack: Pack, question: Question) -> Pack:
    questions = {**pack.vocabulary.questions, question.id: question}
    return replace(pack, vocabulary=replace(pack.vocabulary, questions=questions))
