"""The vocabulary of a pack, from ``evidence.yaml``, ``indicators.yaml`` and the audit's file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from engine.loading.files.ambiguous_names import ambiguous_names
from engine.loading.files.evidence_shapes import (
    AuditShape,
    DocumentShape,
    EvidenceShape,
    FrameworkShape,
    IndicatorShape,
    LegalFormShape,
    ScaleShape,
    TermShape,
)
from engine.loading.files.folder import Folder
from engine.loading.files.undeclared_words import undeclared_words
from engine.loading.files.validate import shaped
from engine.loading.files.yaml_lines import YamlDocument
from engine.loading.parts.phrasing import phrasing_of
from engine.nouns.evidence.fact_names import DECISION_TABLES, TABLES
from engine.nouns.evidence.fault import PackFault
from engine.nouns.policy.vocabulary import (
    AuditTerm,
    Check,
    ContractTerm,
    DocumentTerm,
    Framework,
    Indicator,
    KindTerm,
    LegalForm,
    LevelNeed,
    OtherNames,
    Part,
    Question,
    Scale,
    ShareWords,
    Term,
    Vocabulary,
    Wording,
)

_TAKEN = (
    *("policy", "evidence", "indicators", "parameters", "queries", "rollups", "wording"),
    *DECISION_TABLES,
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
    phrasing, wrong = phrasing_of(folder.wording)
    faults.extend(wrong)
    if evidence is None or indicators is None or audit is None:
        return None, faults
    vocabulary = Vocabulary(
        kinds={
            key: KindTerm(key, kind.label, tuple(kind.tables), kind.since)
            for key, kind in evidence.kinds.items()
        },
        services=_terms(evidence.services),
        legal_forms=_legal_forms(evidence.legal_forms),
        roles={
            key: replace(
                term,
                does=tuple(evidence.roles[key].does),
                professions=tuple(evidence.roles[key].professions),
            )
            for key, term in _terms(dict(evidence.roles)).items()
        },
        vacancy_roles=_terms(evidence.vacancy_roles),
        documents=_documents(evidence.documents),
        frameworks=_frameworks(evidence.frameworks),
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
                tuple(question.legal_forms),
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
        also=OtherNames(
            {table: tuple(names) for table, names in evidence.also.tables.items()},
            {column: tuple(names) for column, names in evidence.also.headings.items()},
            {name: tuple(names) for name, names in evidence.also.fields.items()},
        ),
        phrasing=phrasing,
        professions={key: tuple(words) for key, words in evidence.professions.items()},
    )
    faults.extend(undeclared_words(folder, vocabulary, TABLES, _TAKEN))
    faults.extend(ambiguous_names(folder, vocabulary))
    return vocabulary, faults


def _terms(shapes: dict[str, TermShape]) -> dict[str, Term]:
    return {
        key: Term(key, shape.label, tuple(shape.also), tuple(shape.services), tuple(shape.kinds))
        for key, shape in shapes.items()
    }


def _legal_forms(shapes: dict[str, LegalFormShape]) -> dict[str, LegalForm]:
    return {
        key: LegalForm(
            key,
            shape.label,
            tuple(shape.also),
            kinds=tuple(shape.kinds),
            in_names=tuple(shape.in_names),
        )
        for key, shape in shapes.items()
    }


def _frameworks(shapes: dict[str, FrameworkShape]) -> dict[str, Framework]:
    return {
        key: Framework(
            key,
            shape.label,
            shape.levels,
            shape.declared_item,
            shape.refresh_parameter,
            tuple(shape.also),
            {
                int(level): LevelNeed(
                    need.everybody, tuple(need.services), tuple(need.roles), tuple(need.groups)
                )
                for level, need in shape.needs.items()
            },
        )
        for key, shape in shapes.items()
    }


def _documents(shapes: dict[str, DocumentShape]) -> dict[str, DocumentTerm]:
    return {
        key: DocumentTerm(
            key,
            shape.label,
            tuple(shape.also),
            tuple(shape.services),
            tuple(shape.kinds),
            not_before=shape.not_before,
            approved=shape.approved,
            reviewed=shape.reviewed,
            yearly=shape.yearly,
            covers=shape.covers or "",
            published_in=tuple(shape.published_in),
        )
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
        faults += _item_again(document, place, shape.item, indicators)
        share = shape.share
        indicators[shape.item] = Indicator(
            shape.item,
            shape.clause,
            shape.label,
            shape.value,
            tuple(
                Part(part.key, part.label, tuple(part.also), tuple(part.services))
                for part in shape.parts
            ),
            tuple(shape.services),
            shape.never_more_than,
            ShareWords(share.total, share.who, share.state) if share else None,
            shape.counts,
            shape.percent_of,
            shape.fewer_is_better,
            tuple(shape.also),
        )
    return (None if faults else tuple(indicators.values())), faults


def _item_again(
    document: YamlDocument, place: int, item: str, before: Iterable[str]
) -> Iterator[PackFault]:
    """The fault of an item that stands there before, or that a spreadsheet takes for one that does:
    4.10 typed as a number is 4.1."""
    number = _as_number(item)
    for other in before:
        if other == item:
            yield document.fault((place,), f"item “{item}” again", "each once", "Remove one.")
        elif number is not None and _as_number(other) == number:
            yield document.fault(
                (place,),
                f"item “{item}”, the same number as item “{other}”",
                "items that differ as numbers, since spreadsheets keep 4.10 as 4.1",
                "Call one of them otherwise, such as 4.1b.",
            )


def _as_number(item: str) -> float | None:
    return float(item) if re.fullmatch(r"[0-9]{1,9}(?:\.[0-9]{1,9})?", item) else None
