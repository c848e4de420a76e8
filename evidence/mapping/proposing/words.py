"""A sender's words held to the pack's: which row of which table they are nearest to, or none.

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

from evidence.text import folded

NEAR, NEAR_BY_REFERENCE = 60, 34
"""The least nearness of a proposal, on words alone and where the sender gives the reference too."""
MARGIN, MARGIN_BY_REFERENCE = 9, 6
"""By how much the nearest must be nearer than the next."""

_SAME_WORD = 86.0
_LEAST_SAID = 0.78
"""On words alone so much of what a sender says has to be the pack's."""
_OF_ANY_FIGURE = frozenset(
    (
        "y",
        "yes",
        "n",
        "place",
        "complianc",
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
    )
)
"""Words that change nothing of what a figure is of, as they stand without their endings."""
_STOP = frozenset(
    (
        "a",
        "an",
        "and",
        "any",
        "are",
        "as",
        "at",
        "be",
        "been",
        "by",
        "do",
        "does",
        "for",
        "from",
        "given",
        "has",
        "have",
        "how",
        "in",
        "is",
        "it",
        "its",
        "number",
        "no",
        "of",
        "on",
        "or",
        "our",
        "percent",
        "percentage",
        "proportion",
        "rate",
        "s",
        "say",
        "says",
        "such",
        "that",
        "the",
        "their",
        "there",
        "they",
        "this",
        "those",
        "to",
        "under",
        "us",
        "was",
        "we",
        "were",
        "which",
        "who",
        "whom",
        "with",
        "your",
        "you",
        "every",
        "all",
    )
)
_AGAINST = re.compile(
    r"\b(?:not|no(?!\.?\s+of\b)|non|none|never|without|outstanding|overdue|missing|missed|lapsed|expired|"
    r"untrained|unfilled|vacan\w*|fail\w*|lack\w*|breach\w*|late|delayed|declined|incomplete|"
    r"out of (?:date|timescale\w*|time)|yet to)\b"
)
_WORD = re.compile(r"[a-z]+|\d+(?:\.\d+)*")
_OWN_NUMBER = re.compile(r"^\s*(?:[a-z]?\d+(?:\.\d+)*[a-z]?[.):]?|[a-z][.)])\s+", re.IGNORECASE)
_PERCENT = re.compile(r"%|\bper ?cent(?:age)?\b|\bproportion\b|\brate\b|\bshare\b")
_COUNT = re.compile(r"\bnumbers?\b|\bno\.? of\b|\bcount\b|\btotal\b|\bhow many\b|(?:^|\s)#")
_FEW = re.compile(r"\b[A-Z]{2,5}s?\b")


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

    @cached_property
    def said(self) -> str:
        return folded(" ".join(self.phrases))

    @property
    def label(self) -> str:
        """The row as a person chooses it: "dashboard: item 4.1, Level 1"."""
        return f"{self.table}: " + ", ".join(filter(None, self.row.values()))


@dataclass(frozen=True, slots=True)
class Nearness:
    """A target, and how near a sender's words are to it."""

    target: Target
    score: int


class Matcher:
    """Holds words to the targets of a pack."""

    def __init__(self, targets: Sequence[Target]) -> None:
        self.targets = tuple(targets)
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

    def near(
        self, text: str, targets: Iterable[Target] | None = None, referred: bool = False
    ) -> list[Nearness]:
        """The targets by how near a text is to them, the nearest first; those that it cannot
        mean left out. ``referred`` is whether the sender refers to these targets besides."""
        plain = _OWN_NUMBER.sub("", text)
        found = [
            Nearness(target, score)
            for target in (self.targets if targets is None else targets)
            if not contradicts(plain, target) and (score := self._score(plain, target, referred))
        ]
        return sorted(found, key=lambda near: -near.score)

    def _score(self, text: str, target: Target, referred: bool) -> int:
        phrases = zip(target.phrases, self._tokens[id(target)], strict=True)
        return max(
            (
                self._of(tokens(spelt_out(text, phrase)), own, referred, target.is_exact)
                for phrase, own in phrases
            ),
            default=0,
        )

    def _of(self, said: Sequence[str], own: Sequence[str], referred: bool, is_exact: bool) -> int:
        """How much of what is said is the target's own, and the other way round; 0 where a word
        too many leaves it open whether it is meant at all."""
        if not said or not own:
            return 0
        over = [word for word in said if not any(_same(word, other) for other in own)]
        over = [word for word in over if word not in _OF_ANY_FIGURE]
        theirs, ours = (
            self._covered(said, over),
            self._covered(
                own, [word for word in own if not any(_same(word, other) for other in said)]
            ),
        )
        if (is_exact and over) or (
            not referred and (theirs < _LEAST_SAID or any(word in self._weight for word in over))
        ):
            return 0
        return round(100 * (0.65 * theirs + 0.35 * ours))

    def _covered(self, words: Sequence[str], but: Sequence[str]) -> float:
        """The part of the words, by their weight, that is left without some of them."""
        weights = {word: self._weight.get(word, self._new) for word in words}
        return 1 - sum(weights[word] for word in but) / sum(weights.values())


def nearest(
    near: Sequence[Nearness], least: int = NEAR, margin: int = MARGIN
) -> tuple[Nearness | None, str]:
    """The one target that is near enough and nearer than the rest; else None, and why."""
    if not near or near[0].score < least:
        return None, "no words of the pack are near enough"
    rivals = [other for other in near[1:] if near[0].score - other.score < margin]
    if rivals:
        names = " or ".join(rival.target.label for rival in [near[0], *rivals[:2]])
        return None, f"it could be {names}"
    return near[0], ""


def contradicts(text: str, target: Target) -> bool:
    """Whether a text cannot mean a target: one denies what the other affirms, a number in it is
    another, or it is a percentage and the other a number of cases."""
    said = folded(text)
    if bool(_AGAINST.search(said)) != bool(_AGAINST.search(target.said)):
        return True
    numbers = set(re.findall(r"\d+", re.sub(r"\bsection \d+\b", "", said)))
    if numbers - set(re.findall(r"\d+", target.said)):
        return True
    is_percent, is_count = bool(_PERCENT.search(said)), bool(_COUNT.search(said))
    if target.asks == "percent":
        return is_count and not is_percent
    if target.asks in ("count", "wte"):
        return is_percent
    return is_percent or is_count


@lru_cache(maxsize=1 << 12)
def tokens(text: str) -> tuple[str, ...]:
    """The words of a text that tell it from others, each once, without their endings."""
    words = (_stem(word) for word in _WORD.findall(folded(text)) if word not in _STOP)
    return tuple(dict.fromkeys(words))


@lru_cache(maxsize=1 << 14)
def spelt_out(text: str, phrase: str) -> str:
    """A text with its abbreviations written out by a phrase that has the words: "CP referrals to
    CSC" by "child protection referrals to children's social care"."""
    if not _FEW.search(text):
        return text
    words = [word for word in re.findall(r"[a-z]+", folded(phrase).replace("'s", "s")) if word]
    words = [word for word in words if word not in ("of", "the", "and", "to")]

    def written(found: re.Match[str]) -> str:
        initials = found[0].removesuffix("s").lower()
        for start in range(len(words) - len(initials) + 1):
            run = words[start : start + len(initials)]
            if "".join(word[0] for word in run) == initials:
                return " ".join(run)
        return found[0]

    return _FEW.sub(written, text)


def _stem(word: str) -> str:
    for ending in ("ations", "ation", "ions", "ion", "ings", "ing", "ies", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word.removesuffix(ending)
    return word


@lru_cache(maxsize=1 << 16)
def _same(word: str, other: str) -> bool:
    if word == other:
        return True
    if word[0] != other[0] or min(len(word), len(other)) < 4 or word.isdigit():
        return False
    if word.startswith(other) or other.startswith(word):
        return True
    # Imported here: only whoever proposes a mapping wants it.
    from rapidfuzz import fuzz

    return fuzz.ratio(word, other) >= _SAME_WORD
