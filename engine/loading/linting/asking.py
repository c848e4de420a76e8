"""Linting the audit: the words of each question fit the clause that it names."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping

from engine.nouns.evidence.fault import PackFault
from engine.nouns.policy.pack import Pack
from engine.nouns.policy.vocabulary import Question

_COMMON = frozenset(
    {
        "the",
        "and",
        "for",
        "are",
        "was",
        "were",
        "has",
        "have",
        "had",
        "with",
        "that",
        "this",
        "from",
        "not",
        "any",
        "all",
        "its",
        "their",
        "there",
        "who",
        "which",
        "when",
        "what",
        "you",
        "your",
        "each",
        "every",
        "they",
        "them",
        "other",
        "can",
        "does",
        "been",
        "into",
        "than",
        "then",
        "also",
    }
)
"""Words that tell no clause from another."""
_STEM = 5
"""Words are compared by so many of their first letters: "reporting" is "report"."""


def asking_faults(pack: Pack) -> Iterator[PackFault]:
    """Questions whose words are rather those of another clause that the audit asks about."""
    questions = tuple(pack.vocabulary.questions.values())
    stems = {
        question.clause: _stems(pack.clauses[question.clause].words)
        for question in questions
        if question.clause in pack.clauses
    }
    weights = _weights(stems)
    for question in questions:
        if question.id.partition("/")[0] != question.clause:
            yield _fault(pack, question, f"which is said to be about {question.clause}")
            continue
        near = _nearest(question, questions, stems, weights)
        if question.clause in stems and question.clause not in near:
            found = f"of which the words are those of {near[0]}" if near else "of other words"
            yield _fault(pack, question, found)


def _nearest(
    question: Question,
    questions: tuple[Question, ...],
    stems: Mapping[str, frozenset[str]],
    weights: Mapping[str, float],
) -> list[str]:
    """The clauses that share most with a question's words, of those its organisations are asked
    about; none where none shares any."""
    own_stems = _stems(question.text)
    kinds = set(question.kinds)
    asked = dict.fromkeys(
        other.clause for other in questions if kinds & set(other.kinds) and other.clause in stems
    )
    scores = {
        clause: sum(weights[stem] for stem in own_stems & stems[clause])
        / math.sqrt(1 + len(stems[clause]))
        for clause in asked
    }
    best = max(scores.values(), default=0.0)
    return [clause for clause, score in scores.items() if score == best > 0]


def _stems(words: str) -> frozenset[str]:
    found = re.findall(r"[a-z]{3,}", words.lower())
    return frozenset(word[:_STEM] for word in found if word not in _COMMON)


def _weights(stems: Mapping[str, frozenset[str]]) -> Mapping[str, float]:
    """What it says of a clause to hold a word: the more, the fewer clauses hold it."""
    holding = Counter(stem for of_clause in stems.values() for stem in of_clause)
    return {stem: math.log((1 + len(stems)) / held) for stem, held in holding.items()}


def _fault(pack: Pack, question: Question, found: str) -> PackFault:
    return PackFault(
        f"{pack.vocabulary.audit.table}.yaml",
        1,
        f"the question {question.id}, {found}",
        f"a question in words of {question.id.partition('/')[0]}, which its id says it is about",
        "Ask about the clause in its own words.",
    )
