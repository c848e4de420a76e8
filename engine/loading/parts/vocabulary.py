"""The vocabulary of a pack, from ``evidence.yaml``, ``indicators.yaml`` and the audit's file."""

from __future__ import annotations

from collections.abc import Iterable

from engine.loading.files.folder import Folder
from engine.loading.files.shapes import (
    AuditShape,
    EvidenceShape,
    IndicatorShape,
    ScaleShape,
    TermShape,
)
from engine.loading.files.validate import shaped
from engine.loading.files.yaml_lines import Path, YamlDocument
from engine.nouns.evidence.fault import PackFault
from engine.nouns.policy.vocabulary import (
    AuditTerm,
    Check,
    ContractTerm,
    Framework,
    Indicator,
    KindTerm,
    Part,
    Question,
    Scale,
    ShareWords,
    Term,
    Vocabulary,
    Wording,
)

TABLES = (
    "organisation",
    "named_professionals",
    "dashboard",
    "vacancies",
    "training",
    "documents",
    "contracts",
    "checks",
)
"""The tables that a return can consist of, beside the audit under the name the pack gives it."""


_TAKEN = (
    *("policy", "evidence", "indicators", "parameters", "queries", "rollups"),
    *("moderated_scores", "waivers", "actions"),
)
"""Names that files of a pack have already, and the tables of a workbook of decisions."""


def vocabulary_of(
    folder: Folder,
) -> tuple[Vocabulary | None, list[PackFault]]:  # house: one vocabulary, field by field
    """The vocabulary, or None where a file of it has no shape; and every fault in it."""
    faults: list[PackFault] = []
    evidence: EvidenceShape | None = None
    if "evidence.yaml" in folder.single:
        evidence, wrong = shaped(folder.single["evidence.yaml"], EvidenceShape)
        faults.extend(wrong)
    indicators, wrong = _indicators(folder.single.get("indicators.yaml"))
    faults.extend(wrong)
    audit: AuditShape | None = AuditShape(
        scale=ScaleShape(direction="higher_is_better", answers={}), questions=[]
    )
    if folder.audit in folder.single:
        audit, wrong = shaped(folder.single[folder.audit], AuditShape)
        faults.extend(wrong)
    if evidence is None or indicators is None or audit is None:
        return None, faults
    vocabulary = Vocabulary(
        kinds={
            key: KindTerm(key, kind.label, tuple(kind.tables))
            for key, kind in evidence.kinds.items()
        },
        services=_terms(evidence.services),
        roles=_terms(evidence.roles),
        vacancy_roles=_terms(evidence.vacancy_roles),
        documents=_terms(evidence.documents),
        frameworks={
            key: Framework(
                key,
                framework.label,
                framework.levels,
                framework.declared_item,
                framework.refresh_parameter,
                tuple(framework.also),
            )
            for key, framework in evidence.frameworks.items()
        },
        checks={
            key: Check(key, check.label, check.refresh_parameter, tuple(check.also))
            for key, check in evidence.checks.items()
        },
        contract_terms={
            key: ContractTerm(key, term.label, term.state, term.value)
            for key, term in evidence.contract_terms.items()
        },
        indicators={indicator.item: indicator for indicator in indicators},
        questions={
            question.id: Question(
                question.id,
                question.clause,
                question.text,
                tuple(question.kinds),
                tuple(question.services),
            )
            for question in audit.questions
        },
        scale=Scale(
            audit.scale.direction,
            {answer.lower(): meaning for answer, meaning in audit.scale.answers.items()},
        ),
        audit=AuditTerm(evidence.audit.table, evidence.audit.label, tuple(evidence.audit.also))
        if evidence.audit
        else AuditTerm(),
        wording=Wording(**evidence.wording.model_dump()),
    )
    faults.extend(_unknown_words(folder, vocabulary))
    return vocabulary, faults


def _terms(shapes: dict[str, TermShape]) -> dict[str, Term]:
    return {
        key: Term(key, shape.label, tuple(shape.also), tuple(shape.services), tuple(shape.kinds))
        for key, shape in shapes.items()
    }


def _indicators(
    document: YamlDocument | None,
) -> tuple[tuple[Indicator, ...] | None, list[PackFault]]:
    if document is None:
        return (), []
    if not isinstance(document.data, list):
        return None, [document.fault((), "no list", "a list of indicators", "Begin each with -.")]
    faults: list[PackFault] = []
    indicators: dict[str, Indicator] = {}
    for place, data in enumerate(document.data):
        shape, wrong = shaped(document, IndicatorShape, data, (place,))
        faults.extend(wrong)
        if shape is None:
            continue
        if shape.item in indicators:
            faults.append(
                document.fault((place,), f"item “{shape.item}” again", "each once", "Remove one.")
            )
        share = shape.share
        indicators[shape.item] = Indicator(
            shape.item,
            shape.clause,
            shape.label,
            shape.value,
            tuple(Part(part.key, part.label, tuple(part.also)) for part in shape.parts),
            tuple(shape.services),
            shape.never_more_than,
            ShareWords(share.total, share.who, share.state) if share else None,
            shape.counts,
            shape.percent_of,
        )
    return (None if faults else tuple(indicators.values())), faults


def _unknown_words(folder: Folder, vocabulary: Vocabulary) -> Iterable[PackFault]:  # noqa: C901 - a loop a table; house: each file's words, in turn
    """Services, kinds, tables, items and facts that one file names and none declares."""
    evidence = folder.single["evidence.yaml"]
    services, kinds = set(vocabulary.services), set(vocabulary.kinds)
    facts = {name for item in vocabulary.indicators.values() for name in item.facts}
    path: Path
    table = folder.audit.removesuffix(".yaml")
    if table in (*TABLES, *_TAKEN):
        yield evidence.fault(
            ("audit", "table"),
            f"the audit called “{table}”",
            "a name that no other table or file of a pack has",
            "Give the audit a name of its own.",
        )
    tables = {*TABLES, table} if table else set(TABLES)
    for key, kind in vocabulary.kinds.items():
        path = ("kinds", key, "tables")
        yield from _strangers(evidence, path, kind.tables, tables, "table")
    for group in ("roles", "vacancy_roles", "documents"):
        for key, term in getattr(vocabulary, group).items():
            path = (group, key, "services")
            yield from _strangers(evidence, path, term.services, services, "service")
            path = (group, key, "kinds")
            yield from _strangers(evidence, path, term.kinds, kinds, "kind")
    for key, framework in vocabulary.frameworks.items():
        item = framework.declared_item
        if vocabulary.indicators and item not in vocabulary.indicators:
            path = ("frameworks", key, "declared_item")
            yield from _strangers(evidence, path, (item,), set(vocabulary.indicators), "item")
    if "indicators.yaml" in folder.single:
        document = folder.single["indicators.yaml"]
        for place, indicator in enumerate(vocabulary.indicators.values()):
            path = (place, "services")
            yield from _strangers(document, path, indicator.services, services, "service")
            totals = [indicator.never_more_than] if indicator.never_more_than else []
            totals += [indicator.share.total] if indicator.share else []
            totals += [indicator.percent_of] if indicator.percent_of else []
            yield from _strangers(document, (place,), totals, facts, "fact")
    if folder.audit in folder.single:
        document = folder.single[folder.audit]
        for place, question in enumerate(vocabulary.questions.values()):
            at = ("questions", place)
            yield from _strangers(document, at, question.kinds, kinds, "kind")
            yield from _strangers(document, at, question.services, services, "service")


def _strangers(
    document: YamlDocument,
    path: Path,
    words: Iterable[str],
    known: set[str],
    what: str,
) -> Iterable[PackFault]:
    for word in words:
        if word not in known:
            yield document.fault(
                path,
                f"the {what} “{word}”",
                f"a {what} that is known: " + ", ".join(sorted(known)),
                "Correct its spelling, or declare it.",
            )
