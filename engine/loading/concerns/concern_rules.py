"""The concern rules of a pack, from the files under ``concerns/``."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from engine.loading.concerns.concern_checks import Known, Problem, problems_of, problems_together
from engine.loading.files.concern_file import ConcernFile, to_concern_rule
from engine.loading.files.validate import shaped
from engine.loading.files.yaml_lines import YamlDocument
from engine.nouns.evidence.fault import PackFault
from engine.nouns.policy.concern_rule import ConcernRule
from engine.nouns.policy.vocabulary import Vocabulary


def concern_rules_of(
    documents: Sequence[YamlDocument],
    rules: Collection[str],
    clauses: Collection[str],
    vocabulary: Vocabulary,
) -> tuple[tuple[ConcernRule, ...], list[PackFault]]:
    """The concern rules in order of their files' names, and every fault in them."""
    faults: list[PackFault] = []
    read: dict[str, ConcernRule] = {}
    by_file = {document.file: document for document in documents}
    for document in documents:
        model, wrong = shaped(document, ConcernFile)
        faults.extend(wrong)
        if model is None:
            continue
        stem = document.file.rpartition("/")[2].removesuffix(".yaml")
        if model.id != stem:
            found, expected = f"the id “{model.id}”", f"the file's name, “{stem}”"
            faults.append(document.fault(("id",), found, expected, "Rename one of them."))
        read[stem] = to_concern_rule(model, document.file)
    known = Known(rules, clauses, vocabulary, tuple(read.values()))
    problems: list[tuple[ConcernRule, Problem]] = [
        (rule, problem) for rule in read.values() for problem in problems_of(rule, known)
    ]
    for rule, problem in problems or problems_together(tuple(read.values())):
        document = by_file[rule.file]
        faults.append(document.fault(problem.path, problem.found, problem.expected, problem.to_do))
    return tuple(read.values()), faults
