"""A sender's words compared with the pack's: the table row that they are nearest to, or none.

A near match is no guess. Where the words of two rows are equally near, where one says "not" and
the other does not, where a number in them differs, or where a word of the pack stands in the one
and not in the other, nothing is proposed.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from evidence.mapping.proposing.tokens import same_word, spelt_out, tokens, without_times
from evidence.text import folded

NEAR, NEAR_BY_REFERENCE = 60, 34
"""The least nearness of a proposal, on words alone and where the sender gives the reference too."""
MARGIN, MARGIN_BY_REFERENCE = 9, 6
"""By how much the nearest must be nearer than the next."""

_LEAST_SAID = 0.78
"""On words alone so much of what a sender says has to be the pack's."""
_LEAST_OURS = {"percent": 0.4, "count": 0.4, "yes_no": 0.4, "score": 0.0}
_LEAST_OURS_OF_NAMES = 0.6
_LEAST_SHARED = 3
"""Of a question so many words."""
"""And so much of what the pack says the sender's: all but all of a name of a post or a document,
and any part of a question, which is long."""
_OF_ANY_FIGURE = frozenset(
    [
        "y",
        "yes",
        "n",
        "place",
        "compliance",
        "compliant",
        "compli",
        "complet",
        "eligible",
        "requir",
        "relevant",
        "quarter",
        "actual",
        "organis",
        "trust",
        "made",
        "record",
        "undertaken",
        "aged",
        "age",
        "year",
        "old",
        "period",
        "value",
    ]
)
"""Words that change nothing of what a figure is of, as they stand without their endings."""
_AGAINST = re.compile(
    r"\b(?:not|no(?!\.?\s+of\b)|non|none|never|without|outstanding|overdue|missing|missed|lapsed|expired|"
    r"untrained|unfilled|vacan\w*|fail\w*|lack\w*|breach\w*|late|delayed|declined|incomplete|"
    r"out of (?:date|timescale\w*|time)|yet to)\b"
)
_OWN_NUMBER = re.compile(r"^\s*(?:[a-z]?\d+(?:\.\d+)*[a-z]?[.):]?|[a-z][.)])\s+", re.IGNORECASE)
_PERCENT = re.compile(r"%|\bper ?cent(?:age)?\b|\bproportion\b|\brate\b|\bshare\b")
_COUNT = re.compile(r"\bnumbers?\b|\bno\.? of\b|\bcount\b|\btotal\b|\bhow many\b|(?:^|\s)#")


@dataclass(frozen=True)
class Target:
    """One row of one table of the pack, by the words that the pack has for it."""

    table: str
    row: Mapping[str, str]
    phrases: tuple[str, ...]
    asks: str
    """What its answer is: "percent", "count", "yes_no", "wte", "score", "document"."""
    reference: str = ""
    """How the policy refers to it: the item "4.1", the clause "S6.p08.a"."""
    kinds: tuple[str, ...] = ()
    """The kinds of organisation that are asked it; empty for all."""
    is_exact: bool = False
    """Whether a single word more makes it another figure: of training in something else."""
    subject: str = ""
    """Of training, what it is in."""

    @cached_property
    def said(self) -> str:
        """All of its phrases in one text, for comparing."""
        return folded(" ".join(self.phrases))

    @property
    def is_figure(self) -> bool:
        """Whether it is one of several figures of its kind, which a single word may distinguish."""
        return self.asks in ("percent", "count", "yes_no")

    @property
    def label(self) -> str:
        """The row as a person chooses it: "dashboard: item 4.1, Level 1"."""
        return f"{self.table}: " + ", ".join(filter(None, self.row.values()))


@dataclass(frozen=True, slots=True)
class Nearness:
    """A target, and how near a sender's words are to it."""

    target: Target
    score: int
    says_enough: bool = True
    """Whether enough of the target is said for it to be meant; else it is but a rival."""


class Matcher:
    """Holds words to the targets of a pack."""

    def __init__(self, targets: Sequence[Target], subject: str = "", kind: str = "") -> None:
        """``subject`` is what the policy is about, in its own words: said of a post, a document or
        a duty under the policy it is no news. ``kind`` is the kind of organisation whose targets
        they are; empty for all."""
        self.targets, self.kind = tuple(targets), kind
        self._subject = frozenset(tokens(subject))
        self._tokens = {
            id(target): [tokens(phrase) for phrase in target.phrases] for target in targets
        }
        seen = Counter(
            word
            for target in targets
            for word in {word for of in self._tokens[id(target)] for word in of}
        )
        most = max(1, len(targets))
        self._weight = {word: math.log(1 + most / count) for word, count in seen.items()}
        self._new = math.log(1 + most)
        self._of_figures = {
            word
            for target in targets
            if target.is_figure
            for of in self._tokens[id(target)]
            for word in of
        }

    def nearest_first(
        self, text: str, targets: Iterable[Target] | None = None, referred: bool = False
    ) -> list[Nearness]:
        """The targets by how near a text is to them, the nearest first; those that it cannot
        mean left out. ``referred`` is whether the sender refers to these targets besides."""
        plain = _OWN_NUMBER.sub("", without_times(text))
        found = [
            near
            for target in (self.targets if targets is None else targets)
            if not contradicts(plain, target)
            and (near := self._score(plain, target, referred)) is not None
        ]
        return sorted(found, key=lambda near: -near.score)

    def fits_under(self, target: Target, text: str, under: str) -> bool:
        """Whether a row of figures can mean a target under the title of its section: that speaks
        of nothing that the pack knows, or of the target too. Training is of the subject that the
        row or the title names."""
        if not target.is_figure:
            return True
        words = set(tokens(without_times(under)))
        own = {word for phrase in self._tokens[id(target)] for word in phrase}
        known = {word for word in words if word in self._of_figures and word not in _OF_ANY_FIGURE}
        shared = {word for word in known if any(same_word(word, other) for other in own)}
        if target.is_exact:
            row = set(tokens(spelt_out(text, target.subject)))
            subject = set(tokens(target.subject))
            return subject <= row or (subject <= words and shared == known)
        return known <= self._subject or bool(shared - self._subject)

    def _score(self, text: str, target: Target, referred: bool) -> Nearness | None:
        phrases = zip(target.phrases, self._tokens[id(target)], strict=True)
        ways = (
            self._of(tokens(spelt_out(text, phrase)), own, target, referred)
            for phrase, own in phrases
        )
        return max(filter(None, ways), key=lambda near: near.score, default=None)

    def _of(
        self, words: Sequence[str], own: Sequence[str], target: Target, referred: bool
    ) -> Nearness | None:
        """How much of what is said is the target's own, and the other way round; None where a
        word too many leaves it open whether it is meant at all."""
        if not words or not own:
            return None
        over = [word for word in words if not any(same_word(word, other) for other in own)]
        over = [word for word in over if word not in _OF_ANY_FIGURE]
        if not target.is_figure:
            over = [word for word in over if word not in self._subject]
        lacking = [word for word in own if not any(same_word(word, other) for other in words)]
        theirs, ours = self._covered(words, over), self._covered(own, lacking)
        if target.is_exact and over:
            return None
        if not referred and (theirs < _LEAST_SAID or any(word in self._weight for word in over)):
            return None
        shared = len(own) - len(lacking)
        least = _LEAST_OURS.get(target.asks, _LEAST_OURS_OF_NAMES)
        says_enough = ours >= least and (target.asks != "score" or shared >= _LEAST_SHARED)
        return Nearness(target, round(100 * (0.65 * theirs + 0.35 * ours)), referred or says_enough)

    def _covered(self, words: Sequence[str], but: Sequence[str]) -> float:
        """The part of the words, by their weight, that is left without some of them."""
        weights = {word: self._weight.get(word, self._new) for word in words}
        return 1 - sum(weights[word] for word in but) / sum(weights.values())


def nearest_target(
    near: Sequence[Nearness], least: int = NEAR, margin: int = MARGIN
) -> tuple[Nearness | None, str]:
    """The one target that is near enough and nearer than the rest; else None, and why."""
    if not near or near[0].score < least:
        return None, "no words of the pack are near enough"
    rivals = [
        other
        for other in near[1:]
        if near[0].score - other.score < margin and (near[0].score < 100 or other.score == 100)
    ]
    if rivals:
        names = " or ".join(rival.target.label for rival in [near[0], *rivals[:2]])
        return None, f"it could be {names}"
    if not near[0].says_enough:
        return None, f"too little of {near[0].target.label} is said"
    return near[0], ""


def says_percent(text: str) -> bool:
    """Whether a text says that it is about a percentage."""
    return bool(_PERCENT.search(folded(text)))


@dataclass(frozen=True, slots=True)
class _Claims:
    """What a text says besides its subject."""

    against: int
    """How many of its words deny or leave out."""
    numbers: frozenset[str]
    is_percent: bool
    is_count: bool


@lru_cache(maxsize=1 << 12)
def _claims(text: str) -> _Claims:
    plain = folded(text)
    return _Claims(
        # "Vacant" and "vacancies" deny the same.
        len({word[:4] for word in _AGAINST.findall(plain)}),
        frozenset(re.findall(r"\d+", re.sub(r"\bsection \d+\b", "", plain))),
        bool(_PERCENT.search(plain)),
        bool(_COUNT.search(plain)),
    )


def contradicts(text: str, target: Target) -> bool:
    """Whether a text cannot mean a target: one denies what the other affirms, or denies it twice, a
    number in it is another, or it is a percentage and the other a number of cases."""
    said, own = _claims(text), _claims(target.said)
    if said.against != own.against or said.numbers - own.numbers:
        return True
    if target.asks == "percent":
        return said.is_count and not said.is_percent
    if target.asks in ("count", "wte"):
        return said.is_percent
    # "Do staff share information?" asks for no share.
    return (said.is_percent and not own.is_percent) or (said.is_count and not own.is_count)
