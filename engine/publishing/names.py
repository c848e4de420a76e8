"""For those at the same table: an assessment without the names of people."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from engine.nouns.assessment import Assessment
from engine.nouns.audience import Audience, NamesGiven
from engine.nouns.fact import Origin
from engine.nouns.pack import Pack
from engine.publishing.texts import Rewriter

NAME_NOT_SHOWN = "name not shown (--names to show)"
_LETTER = re.compile(r"[^\W\d_]")


def without_names(assessment: Assessment, given: NamesGiven) -> Assessment:
    """The assessment for those at the same table; the one given is not changed.

    The text of a cell that asks for a name is left out wherever the cell is shown as an origin.
    A name is left out of every other text too, notes among them, unless the pack itself uses
    it, as with a role: "Named Nurse" is nobody's name.
    """
    own = " ".join(_words_of(assessment.pack)).casefold()
    names = [
        name for name in given.names if _LETTER.search(name) and not _holds(own, name.casefold())
    ]
    hide = _Hide(names)

    def origin(one: Origin) -> Origin:
        if (one.file, one.sheet, one.cell) in given.places and one.text:
            return replace(one, text=NAME_NOT_SHOWN)
        return replace(one, text=hide(one.text)) if one.text else one

    rewritten = Rewriter(hide, origin).assessment(assessment)
    return replace(rewritten, audience=Audience.SHARED)


class _Hide:
    """Takes names out of a text."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = _any_of(names)
        self._known: dict[str, str] = {}

    def __call__(self, text: str) -> str:
        known = self._known.get(text)
        if known is None:
            known = text
            if self._names is not None:
                known = self._names.sub(NAME_NOT_SHOWN, known)
            self._known[text] = known
        return known


def _any_of(texts: Iterable[str]) -> re.Pattern[str] | None:
    """One expression for any of the texts, the longest first; None where there are none."""
    ordered = sorted(set(texts), key=lambda text: (-len(text), text))
    if not ordered:
        return None
    alternatives = "|".join(re.escape(text) for text in ordered)
    return re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)", re.IGNORECASE)


def _holds(own: str, name: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", own) is not None


def _words_of(pack: Pack) -> Iterator[str]:
    """The words that the pack itself uses: what it calls things is nobody's name."""
    for rule in pack.rules.values():
        words = rule.words
        yield from (rule.title, words.to_comply, words.question)
        yield from (words.met, words.partly_met, words.not_met, words.no_evidence)
        yield words.not_applicable
    yield from (clause.words for clause in pack.clauses.values())
    for spec in pack.catalogue.values():
        yield from (spec.label, *(word.replace("_", " ") for word in spec.words or ()))
    vocabulary = pack.vocabulary
    for terms in (vocabulary.roles, vocabulary.vacancy_roles, vocabulary.services):
        yield from (word for term in terms.values() for word in (term.label, *term.also))
