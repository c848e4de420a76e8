"""What a number format writes around a number, or in its place: "n/a", "<5", "121 of 140".

A person reads what the spreadsheet shows. Where that is not the number that the cell holds, with a
unit at most, it is taken as shown where that is a word, and refused where it is another number.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from evidence.nouns.grid import GridCell, is_blank

HIDDEN_BY_FORMAT = "a number that its format does not show"
SCALED = "a number that its format shows in thousands or millions"
TOKEN = re.compile(r'"[^"]*"?|\\.|\[[^\]]*\]?|[_*].|.', re.DOTALL)
"""A text in quotation marks, a sign behind a back slash, a colour or condition in brackets, room
for a sign, or any sign."""
_GENERAL = re.compile("General", re.IGNORECASE)
_EXPONENT = re.compile(r"[eE][+-](?=[0#?])")
_SCALING = re.compile(r"[0#?](,+)(?![,0#?])")
_CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=)(-?[0-9.]+)\]")
_WORD = re.compile(r"[^\W\d_]+")
_UNTELLING = re.compile(r"[^\W\d_]|[\s()\-–−.,/:;'’£$€%]")
"""Letters, which words are made of, and signs that stand beside any number."""
WITHHELD = re.compile(r"[<≤]\s?\d{1,2}")
"""A small figure withheld, as it is shown."""
_UNITS = frozenset({"wte", "fte", "w", "t", "e", "f", "percent", "per", "cent", "pct", "pc"})
_DOUBTS = frozenset({"c", "ca", "circa", "about", "approx", "approximately", "est", "estimate"}) | {
    "estimated",
    "provisional",
    "draft",
}
_NOUGHTS = frozenset({"-", "–", "—", "nil", "none", "zero"})
"""What a format shows in place of 0 that is a nought all the same."""
_COMPARED: dict[str, Callable[[float, float], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "=": operator.eq,
    "<>": operator.ne,
}


class Affixes(NamedTuple):
    """What one section of a number format writes."""

    before: str
    after: str
    """The texts before and behind the number; the whole text where it shows none."""
    shows_number: bool
    is_scaled: bool = False
    condition: tuple[str, float] | None = None

    def applies_to(self, number: float) -> bool:
        """Whether the section is for a number, by its condition; True without one."""
        return self.condition is None or _COMPARED[self.condition[0]](number, self.condition[1])


def affixes_of(section: str) -> Affixes:
    """What a section of a number format writes around the number."""
    condition = _CONDITION.search(section)
    bare = _GENERAL.sub("0", section)
    plain = "".join(token for token in TOKEN.findall(bare) if token[0] not in '"\\[_*')
    before, after, shows = "", "", False
    for token in TOKEN.findall(_EXPONENT.sub("0", bare)):
        if token[0] in "0#?@":
            shows = True
        elif token[0] not in "[_*.,%":
            written = token.strip('"') if token[0] == '"' else token.removeprefix("\\")
            before, after = (before, after + written) if shows else (before + written, after)
    return Affixes(
        before,
        after,
        shows,
        _SCALING.search(plain) is not None,
        (condition[1], float(condition[2])) if condition else None,
    )


def section_for(number: float, sections: Sequence[Affixes]) -> Affixes:
    """The section that shows a number: by the conditions, else by its sign."""
    if any(section.condition for section in sections):
        return next((section for section in sections if section.applies_to(number)), sections[-1])
    at = 0 if number > 0 or len(sections) == 1 else 1 if number < 0 else 2
    return sections[at if at < len(sections) else 0]


def in_words(number: float, typed: GridCell, shown: Affixes) -> GridCell:
    """The cell of a number as a person sees it: ``typed`` where the number itself is shown, a text
    where words or marks stand beside it, such as "Level 2" or "12*"."""
    if not shown.shows_number:
        return only_words(number, typed, shown.before.strip())
    if shown.is_scaled:
        return GridCell(None, unusable=SCALED)
    before = shown.before.strip().removeprefix("+")
    if any(changes_meaning(text, typed.percent_format) for text in (before, shown.after)):
        text = f"{shown.before}{typed.text}{shown.after}".strip()
        if not any(map(str.isdigit, f"{shown.before}{shown.after}")):
            return GridCell(text)
        return GridCell(None, unusable=f"a number that its format shows as “{text}”", shown=text)
    return typed


def only_words(number: float, typed: GridCell, text: str) -> GridCell:
    """The cell of a number in whose place a text is shown."""
    if is_blank(text):
        return GridCell(None, unusable=HIDDEN_BY_FORMAT)
    if number == 0 and text.casefold() in _NOUGHTS:
        return typed
    if any(map(str.isdigit, text)) and not WITHHELD.fullmatch(text):
        return GridCell(None, unusable=f"a number that its format shows as “{text}”", shown=text)
    return GridCell(text)


def changes_meaning(written: str, is_percent: bool) -> bool:
    """Whether what stands beside a number says more than its unit: another number, "at least",
    a mark, a word."""
    if any(map(str.isdigit, written)) or _UNTELLING.sub("", written):
        return True
    words = {word.casefold() for word in _WORD.findall(written)}
    return bool(words & _DOUBTS) if is_percent else bool(words - _UNITS)
