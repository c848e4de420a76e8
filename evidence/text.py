"""Words as people type them, matched to the words that a pack knows."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from engine.nouns import english

NUMBER_WORDS = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"),
    *("nineteen", "twenty"),
)
"""The whole numbers from 1 in words."""
MONTHS = tuple(month.casefold() for month in english.MONTHS)
SHORT_MONTHS = tuple(month[:3] for month in MONTHS)
ANY_MONTH = "|".join((*MONTHS, *SHORT_MONTHS, "sept"))
"""The months as people write them, for a pattern on folded text."""
MONTH_NUMBERS = {word: n for n, word in enumerate(MONTHS, 1)}
MONTH_NUMBERS |= {word: n for n, word in enumerate(SHORT_MONTHS, 1)} | {"sept": 9}
_TOTALS = frozenset(
    {"total", "totals", "subtotal", "subtotals", "overall", "sum", "average", "averages", "mean"}
    | {"gesamt", "gesamtsumme", "summe", "insgesamt", "zwischensumme", "durchschnitt", "mittelwert"}
    | {"totale", "somme", "ensemble", "moyenne", "suma", "media", "somma", "totaal", "gemiddelde"}
)
"""What spreadsheets write, in several languages, before a row that adds up the others."""
_BESIDE_A_TOTAL = frozenset(
    {"grand", "sub", "all", "of", "the", "for", "and", "staff", "posts", "wte", "trust", "wide"}
    | {"organisation", "org", "provider", "directorates", "services", "teams", "general"}
    | {"q1", "q2", "q3", "q4", "quarter", "year", "headcount", "number", "position", "row"}
)
_ALL_OF_THEM = frozenset({"all staff", "trust wide", "trustwide", "organisation wide"})
_NO_LETTER = re.compile(r"[\W_]+")


_FOOTNOTE = re.compile(r" ?(?:[¹²³⁰-⁹ᵃ-ᶻ]|[(\[](?:\d{1,2}|[a-z]|note \d{1,2})[)\]])$")
_LONGEST_FOOTNOTE = 10


def single_spaced(text: str) -> str:
    """The text with every run of white space, non-breaking spaces included, as one space."""
    return " ".join(text.replace("\u200b", "").replace("\ufeff", "").split())


def lower(text: str) -> str:
    """Plain text without case and with every sign kept: "9²" stays apart from "92"."""
    return single_spaced(text).casefold()


def same_id(text: str) -> str:
    """What ways of writing an id have in common: case, spaces and a stop at the end do not count,
    every other sign does, so that "S6.p1.1" stays apart from "S6.p11"."""
    return lower(text).replace(" ", "").rstrip(".:")


@lru_cache(maxsize=1 << 14)
def folded(text: str) -> str:
    """Plain text without case and accents, for comparing."""
    parts = unicodedata.normalize("NFKD", single_spaced(text).casefold())
    return "".join(sign for sign in parts if not unicodedata.combining(sign))


@lru_cache(maxsize=1 << 14)
def match_key(text: str) -> str:
    """Only the letters and digits of a text, without case and accents.

    "Looked-after children", "looked_after_children" and "LOOKED AFTER CHILDREN" share a key.
    """
    return "".join(sign for sign in folded(text) if sign.isalnum())


@lru_cache(maxsize=1 << 14)
def heading_key(text: str) -> str:
    """What a heading and its ways of writing have in common: ``match_key`` without the marks of
    footnotes behind it, "Value¹", "Value (1)", "Value [a]"."""
    plain = single_spaced(text)
    end = len(plain)
    while found := _FOOTNOTE.search(plain, max(0, end - _LONGEST_FOOTNOTE), end):
        end = found.start()
    return match_key(plain[:end] or text)


@lru_cache(maxsize=1 << 14)
def is_total(text: str) -> bool:
    """Whether a text says that its row adds up or averages the others: "Total", "Grand total:",
    "Total staff", "Insgesamt"; not "total births", which says of what."""
    words = [word for word in _NO_LETTER.split(folded(text)) if word and not word.isdigit()]
    if " ".join(words) in _ALL_OF_THEM:
        return True
    return not _TOTALS.isdisjoint(words) and _TOTALS.union(_BESIDE_A_TOTAL).issuperset(words)


def shortened(text: str, most: int = 80) -> str:
    """A text on one line, cut to ``most`` signs so that a message stays readable."""
    line = single_spaced(text)
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"
