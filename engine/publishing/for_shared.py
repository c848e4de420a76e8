"""For those at the same table: an assessment without the names of people."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from engine.nouns.evidence.fact import Origin
from engine.nouns.outcome.assessment import Assessment
from engine.nouns.outcome.audience import Audience, NamesGiven
from engine.nouns.policy.pack import Pack
from engine.publishing.person_names import (
    POSTS,
    TITLES,
    folded,
    found_by,
    name_pattern,
    people_in,
    text_pattern,
    words_in,
)
from engine.publishing.rewriting import Rewriter

NAME_NOT_SHOWN = "name not shown (--names to show)"
_MOST_KNOWN = 100_000
"""Of so many texts it is known what becomes of them; then anew."""
_LETTER = re.compile(r"[^\W\d_]")
CALENDAR = frozenset(
    word.casefold()
    for words in (calendar.month_name, calendar.month_abbr, calendar.day_name, calendar.day_abbr)
    for word in words
)


def without_names(
    assessment: Assessment,
    given: NamesGiven,
    instead: str = NAME_NOT_SHOWN,
    all_files: Iterable[str] | None = None,
) -> Assessment:
    """The assessment for those at the same table; the one given is not changed.

    The text of a cell that asks for a name is left out wherever the cell is shown as an origin.
    A name is left out of every other text too, notes, faults, a run's own parameters and the
    names of files and sheets among them, in whichever order and case it is written there, unless
    the pack itself uses it, as with a role: "Named Nurse" is nobody's name, and nor is an
    organisation's. ``all_files`` are those of the run, as ``files_of`` gives them, where the
    assessment is a part of one: two files whose names are hidden are distinguished by a number.
    """
    hide = Hide(
        given.names,
        "\n".join(_words_of(assessment.pack)),
        [organisation.name for organisation in assessment.organisations],
        instead,
    )
    files = _Files(hide, files_of(assessment) if all_files is None else all_files)

    def origin(true: Origin) -> Origin:
        asked = true.text and (true.file, true.sheet, true.cell) in given.places
        text = instead if asked else hide(true.text)
        file, sheet = files(true.file), files(true.sheet)
        if (text, file, sheet) == (true.text, true.file, true.sheet):
            return true
        return replace(true, file=file, sheet=sheet, text=text)

    rewriter = Rewriter(lambda text: files.taken_out(hide(text)), origin, files)
    return replace(rewriter.assessment(assessment), audience=Audience.SHARED)


class Hide:
    """Takes names out of a text."""

    def __init__(
        self,
        names: Iterable[str],
        own: str,
        organisations: Iterable[str],
        instead: str = NAME_NOT_SHOWN,
    ) -> None:
        """``own`` are the words that the pack uses."""
        self._instead = instead
        organisations = [name for name in organisations if _LETTER.search(name)]
        own = folded("\n".join((own, *CALENDAR)))
        ordinary = words_in(" ".join((own, *organisations))) | TITLES | POSTS
        self._own = _any_of(organisations)
        self._by_word: dict[str, list[str]] = {}
        self._compiled: dict[str, re.Pattern[str]] = {}
        self._known: dict[str, str] = {}
        for name in sorted(set(names), key=lambda name: (-len(name), name)):
            if self._names_somebody(name, own, ordinary):
                self._add(found_by(name), rf"(?<![^\W_]){text_pattern(name)}(?![^\W_])")
            for person in people_in(name):
                # Of a title and a surname the title tells that it is one.
                if not person.forenames or not words_in(" ".join(person.words)) <= ordinary:
                    self._add(found_by(person.surname), name_pattern(person, ordinary))

    @staticmethod
    def _names_somebody(name: str, own: str, ordinary: frozenset[str]) -> bool:
        """Whether a cell's text as it stands is to be left out of others: not a sign such as "-",
        what the pack calls a role, or a post or team told in ordinary words."""
        whole, words = folded(name.strip()), words_in(name)
        if all(word in ordinary or len(word) == 1 for word in words):
            return len(words) > 1 and not words & POSTS and not _holds(own, whole)
        return True

    def _add(self, words: Iterable[str], expression: str) -> None:
        for word in words:
            expressions = self._by_word.setdefault(word, [])
            if expression not in expressions:
                expressions.append(expression)

    def _pattern(self, expression: str) -> re.Pattern[str]:
        pattern = self._compiled.get(expression)
        if pattern is None:
            pattern = self._compiled[expression] = re.compile(expression, re.IGNORECASE)
        return pattern

    def __call__(self, text: str) -> str:
        """The text with the names taken out."""
        known = self._known.get(text)
        if known is None:
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            known = self._known[text] = self._hidden(text)
        return known

    def _hidden(self, text: str) -> str:
        patterns = [
            self._pattern(expression)
            for word in sorted(words_in(text) & self._by_word.keys())
            for expression in self._by_word[word]
        ]
        if not patterns:
            return text
        parts = self._own.split(text) if self._own is not None else [text]
        # An organisation's own name stays, whoever it is called after.
        for at in range(0, len(parts), 2):
            for pattern in patterns:
                parts[at] = pattern.sub(self._instead, parts[at])
        return "".join(parts)


class _Files:
    """Names of files and sheets without names of people; two that differ stay apart."""

    def __init__(self, hide: Hide, names: Iterable[str]) -> None:
        self._hide = hide
        self._shown: dict[str, str] = {}
        self._changed: dict[str, str] = {}
        self._taken: set[str] = set()
        for name in names:
            self(name)

    def __call__(self, name: str) -> str:
        known = self._shown.get(name)
        if known is None:
            known = plain = self._hide(name)
            number = 1
            while known != name and known in self._taken:
                number += 1
                known = f"{plain} ({number})"
            self._shown[name] = known
            self._taken.add(known)
            if known != name:
                self._changed[name] = known
        return known

    def taken_out(self, text: str) -> str:
        """A text that may quote the names of files, each as it is shown."""
        for name, shown in self._changed.items():
            if name in text:
                text = text.replace(name, shown)
        return text


def files_of(assessment: Assessment) -> Iterator[str]:
    """The names of all files of an assessment, in order, some of them several times."""
    yield from (file.name for file in assessment.run.inputs)
    yield from (fault.file for fault in assessment.faults)
    for sent in assessment.submissions:
        yield from sent.files
    for resubmission in assessment.run.superseded:
        yield from (resubmission.file, resubmission.by_file)
    for parameter in assessment.run.parameters:
        if parameter.overlaid_from:
            yield parameter.overlaid_from


def _any_of(texts: Iterable[str]) -> re.Pattern[str] | None:
    """One group for any of the texts, the longest first; None where there are none."""
    ordered = sorted(set(texts), key=lambda text: (-len(text), text))
    if not ordered:
        return None
    alternatives = "|".join(map(text_pattern, ordered))
    return re.compile(rf"(?<!\w)({alternatives})(?!\w)", re.IGNORECASE)


def _holds(own: str, name: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", own) is not None


def _words_of(pack: Pack) -> Iterator[str]:
    """The words that the pack itself uses: what it calls things is nobody's name."""
    for rule in pack.rules.values():
        words = rule.words
        yield from (rule.title, words.to_comply, words.question)
        yield from (words.met, words.partly_met, words.not_met, words.no_evidence)
        yield from (words.not_applicable, words.conflicting)
    for check in pack.checks:
        yield from (check.title, check.question, check.says)
    yield from (clause.words for clause in pack.clauses.values())
    for spec in pack.catalogue.values():
        yield from (spec.label, *(word.replace("_", " ") for word in spec.words or ()))
    vocabulary = pack.vocabulary
    for terms in (vocabulary.roles, vocabulary.vacancy_roles, vocabulary.services):
        yield from (word for term in terms.values() for word in (term.label, *term.also))
