"""Loading a pack: every file read, every reference followed, every fault reported at once."""

from __future__ import annotations

import pathlib
from collections.abc import Iterator

from engine.loading.concerns.concern_handling import handling_of
from engine.loading.concerns.concern_rules import concern_rules_of
from engine.loading.concerns.naming import PackParts
from engine.loading.files.collected import Collected
from engine.loading.files.folder import Folder, read_folder
from engine.loading.files.shapes import PolicyShape
from engine.loading.files.validate import shaped
from engine.loading.files.yaml_lines import Path, YamlDocument
from engine.loading.parts.catalogue import catalogue_of
from engine.loading.parts.clauses import clauses_of, queries_of, readings_of
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
from engine.nouns.policy.pack import Pack, PolicyQuery
from engine.nouns.policy.parameter import Parameter
from engine.nouns.policy.return_check import ReturnCheck
from engine.nouns.policy.rollup import Rollup
from engine.nouns.policy.rule import Rule
from engine.nouns.policy.succession import Succession
from engine.nouns.policy.vocabulary import Check, Framework, Vocabulary


class PackError(Exception):
    """A pack that cannot be used; ``faults`` lists everything that is wrong with it."""

    def __init__(self, faults: list[PackFault]) -> None:
        self.faults = tuple(sorted(set(faults)))
        super().__init__("\n".join(str(fault) for fault in self.faults))


def load_pack(path: pathlib.Path) -> Pack:  # house: each part of a pack, in order
    """The pack in a folder. Raises PackError with every fault of every file."""
    folder, faults = read_folder(path)
    if folder is None:
        raise PackError(faults)
    pack = Collected(folder.single, faults)
    policy: PolicyShape | None = pack.part(
        "policy.yaml", lambda file: shaped(file, PolicyShape), None
    )
    clauses: dict[str, Clause] = {}
    if policy is not None:
        clauses = pack.keep(clauses_of(folder.single["policy.yaml"], policy))
    parameters: dict[str, Parameter] = pack.part(
        "parameters.yaml", lambda file: parameters_of(file, clauses), {}
    )
    vocabulary = pack.keep(vocabulary_of(folder))
    if policy is None or vocabulary is None:
        raise PackError(faults)
    faults.extend(_unregistered(folder, vocabulary, clauses, parameters))
    catalogue = with_verdicts(catalogue_of(vocabulary, clauses), folder.rules)
    rollups: dict[str, Rollup] = pack.part(
        "rollups.yaml", lambda file: rollups_of(file, parameters, catalogue), {}
    )
    catalogue = with_rollups(catalogue, rollups, vocabulary.wording.commissioned)
    rules = pack.keep(_rules(folder, clauses, parameters, catalogue, vocabulary))
    faults.extend(circle_faults(rules, rollups))
    checks: tuple[ReturnCheck, ...] = pack.part(
        "checks.yaml", lambda file: checks_of(file, parameters, catalogue, vocabulary.kinds), ()
    )
    queries: tuple[PolicyQuery, ...] = pack.part(
        "queries.yaml", lambda file: queries_of(file, clauses), ()
    )
    successions: tuple[Succession, ...] = pack.part("successions.yaml", successions_of, ())
    rule_names = {file.file.rpartition("/")[2].removesuffix(".yaml") for file in folder.rules}
    concern_rules = pack.keep(concern_rules_of(folder.concerns, rule_names, clauses, vocabulary))
    cited = {clause for rule in rules.values() for clause in rule.cites}
    parts = PackParts(clauses, cited, vocabulary.kinds, rules, concern_rules, parameters)
    handling = pack.keep(handling_of(folder.single, parts))
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
        readings_of(policy),
        {bearer: tuple(names) for bearer, names in policy.bearers.items()},
    )


def _unregistered(
    folder: Folder,
    vocabulary: Vocabulary,
    clauses: dict[str, Clause],
    parameters: dict[str, Parameter],
) -> Iterator[PackFault]:
    """Clauses and parameters that the vocabulary names and nobody registers."""
    for document, path, clause in _clauses_named(folder, vocabulary):
        if clause not in clauses:
            yield document.fault(
                path,
                f"the clause “{clause}”",
                "a clause that policy.yaml registers",
                "Correct the id.",
            )
    if "parameters.yaml" in folder.single:
        narrowed = [
            (name, value) for name, parameter in parameters.items() for value in parameter.narrowed
        ]
        yield from pack_faults(folder.single["parameters.yaml"], vocabulary, narrowed)
    refreshed: list[tuple[str, str, Framework | Check]] = [
        ("frameworks", key, framework) for key, framework in vocabulary.frameworks.items()
    ]
    refreshed += [("checks", key, check) for key, check in vocabulary.checks.items()]
    for table, key, term in refreshed:
        if term.refresh_parameter not in parameters:
            yield folder.single["evidence.yaml"].fault(
                (table, key, "refresh_parameter"),
                f"the parameter “{term.refresh_parameter}”",
                "a parameter of parameters.yaml",
                "Correct the name.",
            )


def _clauses_named(
    folder: Folder, vocabulary: Vocabulary
) -> Iterator[tuple[YamlDocument, Path, str]]:
    """The clauses that the vocabulary names, each with its place."""
    for position, indicator in enumerate(vocabulary.indicators.values()):
        yield folder.single["indicators.yaml"], (position,), indicator.clause
    for position, question in enumerate(vocabulary.questions.values()):
        yield folder.single[folder.audit], ("questions", position), question.clause


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
