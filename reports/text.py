"""Making text from returns safe and visible, whatever was typed."""

from __future__ import annotations

import re
from collections.abc import Iterable

from engine.nouns.control_characters import CONTROL_CHARACTERS

_INVISIBLE = re.compile(f"[\x00-\x08\x0b-\x1f\ud800-\udfff{CONTROL_CHARACTERS}]")
_PLAIN = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]{0,94}[A-Za-z0-9_-])?")
_TAKEN = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
"""The names that Windows keeps for devices."""
_CUT = " … (cut)"
_FORMULA_STARTS = frozenset("=+-@\t\r\n＝＋－＠")


def visible(text: str) -> str:
    """The text with every character that no file should hold shown instead of obeyed.

    Control characters become their pictures (``␀``), turns of writing direction and other
    separators of lines their code (``[U+202E]``), half characters the replacement character.
    Line breaks are kept as ``\\n``, tabs as they are.
    """
    # Whatever is shown is not printable: to find that out is quicker than to look for it.
    if text.replace("\n", "").isprintable():
        return text
    return _INVISIBLE.sub(_shown, text.replace("\r\n", "\n"))


def _shown(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code == 0x0D:
        return "\n"
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\u2421"
    if code == 0x061C or 0x2000 <= code < 0x2070:
        return f"[U+{code:04X}]"
    return "\ufffd"


def neutral(text: str) -> str:
    """Visible text that no spreadsheet takes for a formula, now or after saving it as CSV.

    Text that begins as a formula might (= + - @, a tab or a line break, also after spaces) is
    led by an apostrophe, which stays part of the cell.
    """
    shown = visible(text)
    first = shown.lstrip(" \u00a0\u3000\ufeff")[:1]
    return f"'{shown}" if first in _FORMULA_STARTS and first else shown


LETTERED = "(this paragraph has only lettered paragraphs)"
"""What stands for the words of a paragraph that has none of its own."""


def policy_words(text: str) -> str:
    """The policy's words without the marks of its bold type (``**all**``), for people to read."""
    return text.replace("**", "")


def one_line(text: str) -> str:
    """The visible text on one line, for a terminal."""
    return " ".join(visible(text).split())


def clipped(text: str, limit: int) -> str:
    """The text, or its beginning with a mark that says it was cut, in at most ``limit``."""
    return text if len(text) <= limit else text[: limit - len(_CUT)] + _CUT


def as_sentence(text: str) -> str:
    """The text as a sentence: with a full stop where it has no end of its own."""
    return text if text.rstrip("”’)").endswith((".", "?", "!", "…")) else f"{text}."


def quoted(text: str) -> str:
    """Text as typed, in the quotation marks the reports use: ``“61%”``."""
    return f"“{text}”"


def names_for(ids: Iterable[str], noun: str) -> dict[str, str]:
    """A plain name for a file or an anchor for each id: the id itself where it is one.

    Else a noun with a number, ``organisation-3``. No two differ in case alone.
    """
    names: dict[str, str] = {}
    seen: set[str] = set()
    for number, id in enumerate(dict.fromkeys(ids), 1):
        fits = _PLAIN.fullmatch(id) and not _TAKEN.fullmatch(id) and id.casefold() not in seen
        names[id] = name = id if fits else f"{noun}-{number}"
        seen.add(name.casefold())
    return names
