"""A rule's document to a rule: its shape, its conditions, its words and its examples."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath

from engine.loading.files.shapes import RuleShape
from engine.loading.files.validate import shaped
from engine.loading.files.yaml_lines import YamlDocument
from engine.loading.parts.conditions import ConditionReader
from engine.loading.parts.example_facts import examples_of
from engine.loading.parts.wholes import as_whole, part_faults
from engine.nouns.evidence.fact import Catalogue
from engine.nouns.evidence.fault import PackFault
from engine.nouns.policy.clause import Clause
from engine.nouns.policy.condition import All, Any, Comparison, Condition, Not, facts_named
from engine.nouns.policy.parameter import Parameter
from engine.nouns.policy.rule import Rule, RuleWords
from engine.nouns.policy.verdict_fact import verdict_fact
from engine.nouns.policy.vocabulary import Vocabulary
from engine.nouns.verdict import Verdict


def rule_of(
    document: YamlDocument,
    clauses: Mapping[str, Clause],
    parameters: Mapping[str, Parameter],
    catalogue: Catalogue,
    vocabulary: Vocabulary,
) -> tuple[Rule | None, list[PackFault]]:  # house: one rule, field by field
    """The rule in a document, or None once its faults are reported."""
    shape, faults = shaped(document, RuleShape)
    if shape is None:
        return None, faults
    reader = ConditionReader(document, catalogue, parameters)
    applies_when = met_when = partly_met_when = None
    if shape.applies_when is not None:
        applies_when = reader.read(shape.applies_when, ("applies_when",))
    met_when = reader.read(shape.met_when, ("met_when",))
    if shape.partly_met_when is not None:
        partly_met_when = reader.read(shape.partly_met_when, ("partly_met_when",))
    faults.extend(reader.faults)
    faults.extend(_parts_rightly(document, shape, catalogue))
    faults.extend(_named_rightly(document, shape, clauses, vocabulary))
    faults.extend(_spoken_rightly(document, shape))
    if faults or met_when is None:
        return None, faults
    met_when, partly_met_when = as_whole(met_when, partly_met_when, shape.parts)
    conditions = (applies_when, met_when, partly_met_when)
    read = dict.fromkeys(name for condition in conditions for name in facts_named(condition))
    examples, faults = examples_of(document, shape.examples, tuple(read), catalogue)
    if faults:
        return None, faults
    rule = Rule(
        shape.id,
        shape.title,
        tuple(shape.binds),
        tuple(shape.cites),
        met_when,
        RuleWords(**shape.words.model_dump()),
        examples,
        applies_when,
        partly_met_when,
        shape.note,
        document.file,
        shape.quotes,
        tuple(shape.parts),
    )
    return rule, list(_foreign_facts(document, rule))


def _named_rightly(
    document: YamlDocument,
    shape: RuleShape,
    clauses: Mapping[str, Clause],
    vocabulary: Vocabulary,
) -> Iterable[PackFault]:
    stem = PurePosixPath(document.file).stem
    if shape.id != stem:
        yield document.fault(
            ("id",), f"the id “{shape.id}”", f"the file's name, “{stem}”", "Rename one of them."
        )
    for kind in shape.binds:
        if kind not in vocabulary.kinds:
            yield document.fault(
                ("binds",),
                f"the kind “{kind}”",
                "one of " + ", ".join(vocabulary.kinds),
                "Correct it, or declare the kind in evidence.yaml.",
            )
    for clause_id in shape.cites:
        clause = clauses.get(clause_id)
        if clause is None or clause.parts:
            yield document.fault(
                ("cites",),
                f"the clause “{clause_id}”" + (" which is only its parts" if clause else ""),
                "the id of a clause that policy.yaml registers with words",
                "Cite the clause whose words make the duty.",
            )
    yield from _quoted_rightly(document, shape, clauses)


def _quoted_rightly(
    document: YamlDocument, shape: RuleShape, clauses: Mapping[str, Clause]
) -> Iterable[PackFault]:
    for clause_id, words in shape.quotes.items():
        if clause_id not in shape.cites and all(cited in clauses for cited in shape.cites):
            yield document.fault(
                ("quotes", clause_id),
                f"words of “{clause_id}”, which the rule does not cite",
                "words of the clauses cited",
                "Cite the clause, or remove its words.",
            )
        elif clause_id in clauses and words not in clauses[clause_id].words:
            yield document.fault(
                ("quotes", clause_id),
                f"“{words}”, which {clause_id} does not say",
                "words that stand in the clause exactly so",
                "Quote the words that the rule relies on, as the policy prints them.",
            )


def _parts_rightly(
    document: YamlDocument, shape: RuleShape, catalogue: Catalogue
) -> Iterable[PackFault]:
    yield from part_faults(document, shape.id, shape.parts)
    for place, part in enumerate(shape.parts):
        if verdict_fact(part) not in catalogue:
            yield document.fault(
                ("parts", place),
                f"the rule “{part}”",
                "a rule of the pack",
                "Correct the id.",
            )


def _spoken_rightly(document: YamlDocument, shape: RuleShape) -> Iterable[PackFault]:
    """Words for each verdict that the rule can give, and for no other."""
    for name, can in (
        ("partly_met", shape.partly_met_when is not None or bool(shape.parts)),
        ("not_applicable", shape.applies_when is not None),
    ):
        has_words = bool(getattr(shape.words, name).strip())
        if has_words != can:
            yield document.fault(
                ("words", name) if has_words else ("words",),
                f"words for “{name}”" if has_words else f"no words for “{name}”",
                f"words for “{name}” exactly where the rule can give that verdict",
                "Remove them." if has_words else f"Add words.{name}.",
            )


def _foreign_facts(document: YamlDocument, rule: Rule) -> Iterable[PackFault]:
    """Facts that an example gives and the rule never reads: a slip of the pen, most likely."""
    read = frozenset(rule.facts)
    for place, example in enumerate(rule.examples):
        for name in example.given:
            if name not in read:
                yield document.fault(
                    ("examples", place, "given", name),
                    f"the fact “{name}”, which the rule does not read",
                    "only facts that the rule's conditions name",
                    "Remove it, or correct its name.",
                )


def verdicts_of(rule: Rule) -> tuple[Verdict, ...]:
    """The verdicts that a rule can give, by the conditions it has.

    A rule that only asks whether something was returned is never not met: silence is no answer.
    """
    partly = rule.partly_met_when
    verdicts = [Verdict.MET]
    if partly is not None:
        verdicts.append(Verdict.PARTLY_MET)
    if can_be_false(rule.met_when) and (partly is None or can_be_false(partly)):
        verdicts.append(Verdict.NOT_MET)
    verdicts.append(Verdict.NO_EVIDENCE)
    if rule.applies_when is not None:
        verdicts.append(Verdict.NOT_APPLICABLE)
    return tuple(verdicts)


def can_be_false(condition: Condition) -> bool:
    """Whether any evidence could make a condition false."""
    match condition:
        case Comparison():
            return condition.op.row.can_be_false
        case Not():
            return True
        case All(parts):
            return any(can_be_false(part) for part in parts)
        case Any(parts):
            return all(can_be_false(part) for part in parts)
