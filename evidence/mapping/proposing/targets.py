"""What a sender's rows can answer: the rows of the pack's tables, in the pack's own words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from engine.nouns.policy.vocabulary import Indicator, Part, Vocabulary
from evidence.mapping.proposing.tokens import tokens
from evidence.mapping.proposing.words import Target

READ = ("percent", "count", "yes_no")
_CLAUSE = re.compile(r"^S(\d+)(?:\.\d+)*\.p0*(\d+)(?:\.([a-z]))?")


def targets_of(vocabulary: Vocabulary, kind: str = "") -> tuple[Target, ...]:
    """Every row that a sender's row can answer; of one kind of organisation where it is given."""
    every = (
        *_figures(vocabulary),
        *_posts(vocabulary),
        *_questions(vocabulary),
        *_documents(vocabulary),
    )
    return tuple(target for target in every if not kind or not target.kinds or kind in target.kinds)


def _figures(vocabulary: Vocabulary) -> Iterator[Target]:
    kinds = tuple(key for key, kind in vocabulary.kinds.items() if "dashboard" in kind.tables)
    training = {
        framework.declared_item: framework.label for framework in vocabulary.frameworks.values()
    }
    for indicator in vocabulary.indicators.values():
        if indicator.value not in READ:
            continue
        for row, phrases in _lines(indicator):
            yield Target(
                "dashboard",
                row,
                phrases,
                indicator.value,
                indicator.item,
                kinds,
                indicator.item in training,
                training.get(indicator.item, ""),
            )


def _lines(indicator: Indicator) -> Iterator[tuple[dict[str, str], tuple[str, ...]]]:
    if not indicator.parts:
        yield {"item": indicator.item}, (indicator.label,)
    own = set(tokens(indicator.label))
    for part in indicator.parts:
        ways = [way for way in (part.label, *part.also) if len(way) > 2]
        others = [way for other in indicator.parts if other != part for way in _ways(other)]
        # A label that says one of the parts says nothing of the others.
        taken = any(set(tokens(way)) <= own for way in others)
        phrases = () if taken else tuple(f"{indicator.label} {way}" for way in ways)
        # "Total births" says what it is by itself, "Level 3" does not.
        phrases += tuple(way for way in ways if len(re.findall(r"[a-z]{3,}", way)) > 1)
        yield {"item": indicator.item, "part": part.label}, phrases


def _ways(part: Part) -> tuple[str, ...]:
    return (part.label, *part.also)


def _posts(vocabulary: Vocabulary) -> Iterator[Target]:
    item = {i.value: i.item for i in vocabulary.indicators.values()}
    for role in vocabulary.roles.values():
        ways = tuple(f"{way} WTE" for way in (role.label, *role.also))
        row = {"role": role.label}
        reference = item.get("named_professionals", "")
        yield Target("named_professionals", row, ways, "wte", reference, role.kinds)
    for role in vocabulary.vacancy_roles.values():
        ways = (role.label, *role.also)
        phrases = tuple(f"{way} vacancies vacant WTE" for way in ways)
        yield Target("vacancies", {"role": role.label}, phrases, "wte", item.get("vacancies", ""))


def _questions(vocabulary: Vocabulary) -> Iterator[Target]:
    for question in vocabulary.questions.values():
        yield Target(
            vocabulary.audit.table,
            {"question": question.id},
            (question.text,),
            "score",
            question.clause,
            question.kinds,
        )


def _documents(vocabulary: Vocabulary) -> Iterator[Target]:
    for document in vocabulary.documents.values():
        phrases = (document.label, *document.also)
        row = {"kind": document.label}
        yield Target("documents", row, phrases, "document", "", document.kinds)


def is_reference(text: str, target: Target) -> bool:
    """Whether a sender's reference is the policy's own: "4.1" of an item; "6.8", "6.8(a)" or
    "Section 6, paragraph 8(a)" of a clause, or of the paragraph that it is a part of."""
    reference = text.casefold().strip().removeprefix("item").strip(" .:")
    if target.reference.casefold() == reference:
        return True
    clause = _CLAUSE.match(target.reference)
    given = re.fullmatch(
        r"(?:s|sec|section)?\s*(\d+)[\s.,(]*(?:p|para|paragraph)?[\s.]*0*(\d+)\)?[\s.(]*([a-z])?\)?",
        reference,
    )
    if clause is None or given is None:
        return False
    same = (clause[1], clause[2]) == (given[1], given[2])
    return same and (given[3] is None or given[3] == clause[3])
