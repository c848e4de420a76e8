"""Words as people type them, matched to the words that a pack knows."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_TOTALS = frozenset(
    {"total", "totals", "grand total", "sub total", "sub-total", "subtotal", "overall"}
    | {"overall total", "sum", "average", "averages", "mean"}
)


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


def is_total(text: str) -> bool:
    """Whether a text says that its row adds up or averages the others: "Total", "Grand total:"."""
    return text.strip(" :.").casefold() in _TOTALS


def shortened(text: str, most: int = 80) -> str:
    """A text on one line, cut to ``most`` signs so that a message stays readable."""
    line = single_spaced(text)
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"
