"""Loading a pack: every file read, every reference followed, every fault told at once."""

from __future__ import annotations

import pathlib

from engine.loading.files.folder import Folder, read_folder
from engine.loading.files.shapes import PolicyShape
from engine.loading.files.validate import shaped
from engine.loading.files.yaml_lines import Path
from engine.loading.parts.catalogue import catalogue_of
from engine.loading.parts.clauses import clauses_of, queries_of
from engine.loading.parts.concern_handling import Around, handling_of
from engine.loading.parts.concern_rules import concern_rules_of
from engine.loading.parts.narrowing import pack_faults
from engine.loading.parts.parameters import parameters_of
from engine.loading.parts.return_checks import checks_of
from engine.loading.parts.rollups import rollups_of, with_rollups
from engine.loading.parts.rules import rule_of
from engine.loading.parts.successions import successions_of
from engine.loading.parts.vocabulary import vocabulary_of
from engine.loading.parts.wholes import circle_faults, with_verdicts
from engine.nouns.evidence.fact import Catalogue
from engine.nouns.evidence.fault import PackFault
from engine.nouns.policy.clause import Clause
from engine.nouns.policy.pack import Pack
from engine.nouns.policy.parameter import Parameter
from engine.nouns.policy.rollup import Rollup
from engine.nouns.policy.rule import Rule
from engine.nouns.policy.vocabulary import Vocabulary


class PackError(Exception):
    """A pack that cannot be used; ``faults`` tells everything that is wrong with it."""

    def __init__(self, faults: list[PackFault]) -> None:
        self.faults = tuple(sorted(set(faults)))
        super().__init__("\n".join(str(fault) for fault in self.faults))


def load_pack(path: pathlib.Path) -> Pack:
    """The pack in a folder. Raises PackError with every fault of every file."""
    folder, faults = read_folder(path)
    if folder is None:
        raise PackError(faults)
    policy: PolicyShape | None = None
    clauses: dict[str, Clause] = {}
    parameters: dict[str, Parameter] = {}
    if "policy.yaml" in folder.single:
        document = folder.single["policy.yaml"]
        policy, wrong = shaped(document, PolicyShape)
        faults.extend(wrong)
        if policy is not None:
            clauses, wrong = clauses_of(document, policy)
            faults.extend(wrong)
    if "parameters.yaml" in folder.single:
        parameters, wrong = parameters_of(folder.single["parameters.yaml"], clauses)
        faults.extend(wrong)
    vocabulary, wrong = vocabulary_of(folder)
    faults.extend(wrong)
    if policy is None or vocabulary is None:
        raise PackError(faults)
    faults.extend(_unregistered(folder, vocabulary, clauses, parameters))
    catalogue = with_verdicts(catalogue_of(vocabulary), folder.rules)
    rollups: dict[str, Rollup] = {}
    if "rollups.yaml" in folder.single:
        rollups, wrong = rollups_of(folder.single["rollups.yaml"], parameters, catalogue)
        faults.extend(wrong)
        catalogue = with_rollups(catalogue, rollups, vocabulary.wording.commissioned)
    rules, wrong = _rules(folder, clauses, parameters, catalogue, vocabulary)
    faults.extend(wrong)
    faults.extend(circle_faults(rules, rollups))
    checks, wrong = (
        checks_of(folder.single["checks.yaml"], parameters, catalogue, vocabulary.kinds)
        if "checks.yaml" in folder.single
        else ((), [])
    )
    faults.extend(wrong)
    queries, wrong = (
        queries_of(folder.single["queries.yaml"], clauses)
        if "queries.yaml" in folder.single
        else ((), [])
    )
    faults.extend(wrong)
    successions, wrong = (
        successions_of(folder.single["successions.yaml"])
        if "successions.yaml" in folder.single
        else ((), [])
    )
    faults.extend(wrong)
    names = {document.file.rpartition("/")[2].removesuffix(".yaml") for document in folder.rules}
    concern_rules, wrong = concern_rules_of(folder.concerns, names, clauses, vocabulary)
    faults.extend(wrong)
    cited = {clause for rule in rules.values() for clause in rule.cites}
    around = Around(clauses, cited, vocabulary.kinds, concern_rules, parameters)
    handling, wrong = handling_of(folder.single, around)
    faults.extend(wrong)
    if faults:
        raise PackError(faults)
    return Pack(
        policy.id,
        policy.title,
        policy.version,
        policy.policy,
        folder.digest,
        clauses,
        parameters,
        vocabulary,
        catalogue,
        rules,
        concern_rules,
        queries,
        rollups,
        successions,
        handling,
        checks,
    )


def _unregistered(
    folder: Folder,
    vocabulary: Vocabulary,
    clauses: dict[str, Clause],
    parameters: dict[str, Parameter],
) -> list[PackFault]:
    """Clauses and parameters that the vocabulary names and nobody registers."""
    faults: list[PackFault] = []
    named: list[tuple[str, Path, str]] = [
        ("indicators.yaml", (place,), indicator.clause)
        for place, indicator in enumerate(vocabulary.indicators.values())
    ]
    named += [
        (folder.audit, ("questions", place), question.clause)
        for place, question in enumerate(vocabulary.questions.values())
    ]
    for name, at, clause in named:
        if clause not in clauses:
            faults.append(
                folder.single[name].fault(
                    at,
                    f"the clause “{clause}”",
                    "a clause that policy.yaml registers",
                    "Correct the id.",
                )
            )
    refreshed = [
        (("frameworks", key), framework.refresh_parameter)
        for key, framework in vocabulary.frameworks.items()
    ]
    refreshed += [
        (("checks", key), check.refresh_parameter) for key, check in vocabulary.checks.items()
    ]
    if "parameters.yaml" in folder.single:
        narrowed = [(name, value) for name, one in parameters.items() for value in one.narrowed]
        faults.extend(pack_faults(folder.single["parameters.yaml"], vocabulary, narrowed))
    for place, parameter in refreshed:
        if parameter not in parameters:
            faults.append(
                folder.single["evidence.yaml"].fault(
                    (*place, "refresh_parameter"),
                    f"the parameter “{parameter}”",
                    "a parameter of parameters.yaml",
                    "Correct the name.",
                )
            )
    return faults


def _rules(
    folder: Folder,
    clauses: dict[str, Clause],
    parameters: dict[str, Parameter],
    catalogue: Catalogue,
    vocabulary: Vocabulary,
) -> tuple[dict[str, Rule], list[PackFault]]:
    faults: list[PackFault] = []
    rules: dict[str, Rule] = {}
    for document in folder.rules:
        rule, wrong = rule_of(document, clauses, parameters, catalogue, vocabulary)
        faults.extend(wrong)
        if rule is None:
            continue
        if rule.id in rules:
            faults.append(
                document.fault(
                    ("id",),
                    f"the id “{rule.id}”, which {rules[rule.id].file} has too",
                    "an id of its own",
                    "Rename one of the two.",
                )
            )
        rules[rule.id] = rule
    place = {clause_id: position for position, clause_id in enumerate(clauses)}
    ordered = sorted(rules.values(), key=lambda rule: (place.get(rule.cites[0], -1), rule.id))
    return {rule.id: rule for rule in ordered}, faults
