"""Text that looks like a record of one person: it has no place in a return and is not repeated."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from evidence.cells.dates import NoDate, dates_named
from evidence.text import match_key

RECORD_FOUND = "text that looks like a record of one person (not repeated here)"
POSTCODE_FOUND = "what looks like a postcode (not repeated here)"

_SHORTEST = 6
"""A postcode with its space has six signs at least; nothing shorter tells of anybody."""

_LONG = 1_000
"""Signs beyond which what was found of a text is remembered."""
_LONG_TEXTS = 256
"""So many are: no more than 8 MB of the longest cells."""

_AREAS = (
    r"(?:A[BL]|B[ABDHLNRST]?|C[ABFHMORTVW]|D[ADEGHLNTY]|E[CHNX]?|F[KY]|G[LUY]?|H[ADGPRSUX]|I[GMPV]"
    r"|JE|K[ATWY]|L[ADELNSU]?|M[EKL]?|N[EGNPRW]?|O[LX]|P[AEHLOR]|R[GHM]|S[AEGKLMNOPRSTWY]?"
    r"|T[ADFNQRSW]|UB|W[ACDFNRSV]?|YO|ZE)"
)
"""The letters that postcodes begin with, by the list of postcode areas of the Royal Mail."""
_INWARD = r"(?!\d(?:TH|ST|ND|RD)\b)\d[ABD-HJLNP-UW-Z]{2}"
"""The last three signs: five letters are never used; "4TH" is no end of a postcode."""
_SPACED = re.compile(rf"\b{_AREAS}\d[\dA-Z]? {{1,2}}{_INWARD}\b", re.IGNORECASE)
_CLOSED = re.compile(rf"(?<=[\s,;(]){_AREAS}\d[\dA-Z]?{_INWARD}\b")
"""Without its space only inside a text: by itself it may be a member of staff's reference."""

_OF_BIRTH = r"\b(?:d\.?\s?o\.?\s?b\b|dates? of birth|birth ?dates?|born)"
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
_BIRTH = re.compile(
    rf"{_OF_BIRTH}\b(?:[^0-9]{{0,25}}(?:\d{{1,2}}[./-]\d|\d{{4}}[\s./-]\d|\d{{6}}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?[\s./-]+(?:of\s+)?(?:{_MONTH}|\d{{1,2}}[\s./,-]+\d{{2}})"
    r"|\d{1,2}(?:st|nd|rd|th)?,?\s+(?:19|20)\d\d"
    rf"|\b{_MONTH}[a-z]*\.?\s+\d)"
    r"|[\s:=–-]*(?:(?:in|is|was)\b\s*)?(?:19|20)\d\d\b)",
    re.IGNORECASE,
)
"""A day of birth, or a year right behind the words: "DOB recorded in 19 of 20" is none."""
_FIGURE = re.compile(r"\d")
"""In every day and year of birth: without one there is nothing to look for behind the words."""
_NUMBER_WORD = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen"
    "|sixteen|seventeen"
)
_MANY = (
    r"(?-i:\b(?!this\b|always\b|(?:live|stay|attend|present|appear|look)s\b)"
    r"(?:[a-z]{3,}(?:s|ren)|people)\b)[\s,]*(?:who (?:are|were)\s*)?"
)
"""Several people before an age: "patients aged 16" is a group, "Jones aged 16" is not."""
_GROUP = (
    r"(?:under|over|below|above|to|than|least|most|of|every|within|last|past|next|for|post|-|–)"
)
_UNIT = r"(?:years?|yrs?|months?|mths?|weeks?|wks?|days?)"
_PLAIN_SIGNS = (
    re.compile(
        rf"(?P<many>{_MANY})?\bage[d:]*\s*(?:\d{{1,2}}|{_NUMBER_WORD})\b"
        r"(?!\s*(?:[-–—+%&]|to\b|and\b|or\b|plus\b))"
        rf"|(?P<group>\b{_GROUP}\s*)?\b(?:\d{{1,2}}|{_NUMBER_WORD})[\s-]*{_UNIT}"
        r"[\s-]*(?:old|of age)\b"
        r"|(?P<span>\b[a-z]+\s+)?\b\d{1,2}\s*yrs?\b"
        r"|\b\d{1,2}\s*(?:y/o|y\.o|yo)\b|\b\d{1,2}/(?:12|52)\s+old\b"
        r"|(?-i:\b(?:1[0-7]|[1-9])[MF]\b)",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:boy|girl|infant|toddler|twin|teenager|son|daughter|sibling|step\w{3,7})\b"
        r"|\bbaby\b(?! (?:friendly|clinic|unit|group))",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:his|her|their) (?:mother|mum|father|dad|parents?|carers?|foster\w*|brother|sister"
        r"|grand\w+|uncle|aunt|social worker)\b|\b(?:mother|mum|father|dad)\b(?! and baby)",
        re.IGNORECASE,
    ),
    re.compile(r"\b(?i:called|name is|name:|initials:?)\s+[A-Z][\w’'.-]*"),
    re.compile(
        r"\b(?:case|client|patient|hospital|unit|file|record)\s*(?:id|no|number|ref\w*)\b[^\d]{0,6}"
        r"\d{3}",
        re.IGNORECASE,
    ),
)
"""Signs of which one, beside any other of another kind, tells of somebody."""
_INJURIES = re.compile(
    r"\b(?:bruis(?:e|es|ing)|fractur(?:e|es|ed)|overdose|burns|scald(?:s|ed)?|ligature"
    r"|head injury|injuries|lacerations?|non-accidental)\b|(?-i:\b(?:OD|NAI|FGM|CSE)\b)",
    re.IGNORECASE,
)
_FAINT_SIGNS = (
    re.compile(r"\b(?:he|she|him)\b", re.IGNORECASE),
    re.compile(
        r"\b(?:disclosed|alleged|absconded|overdosed|self[- ]harmed|was bruised|ran away"
        r"|went missing)\b",
        re.IGNORECASE,
    ),
    _INJURIES,
    re.compile(
        r"\b(?:was|has been|been)\s+(?:re)?(?:admitted|removed|discharged|assaulted|stabbed|raped"
        r"|found|seen|taken|placed|detained|sectioned|referred|burnt|shaken|accommodated)\b"
        r"|\b(?:presented|attended|brought in|admitted)\s+(?:with|by|following|after)\b",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:this|one) (?:patient|client|young person|resident|service user)\b"
        r"|(?-i:\b(?:pt|Pt|YP)\b)",
    ),
    re.compile(
        r"\b(?:lives|living|lived|stays|staying) (?:at|with)\b|\bin (?:school )?year \d{1,2}\b"
        r"|\b(?:partner|boyfriend|girlfriend)\b",
        re.IGNORECASE,
    ),
)
"""Signs that stand in sentences about a service too; they count only beside a plain one."""


_GENERAL = re.compile(r"\b(?:any|each|every|whose|or)\s+(?:[a-z-]+\s+){0,2}$", re.IGNORECASE)
"""Before a word for somebody: it is said of all such, not of one."""
_BEFORE = 120
"""Signs before a word for somebody, in which what says of whom it speaks has to begin."""
_INDEFINITE = re.compile(r"\ban?\s+(?:[a-z-]+\s+){0,2}$", re.IGNORECASE)
_PROCEDURE = re.compile(
    r"\b(?:pathway|polic(?:y|ies)|protocol|procedure|guideline|guidance|guide|flow ?chart|leaflet"
    r"|training|audit|standard|checklist|template|proforma|poster|SOP|algorithm|toolkit|process"
    r"|strategy|programme|course|module|session)s?\b",
    re.IGNORECASE,
)
_OFFICE = re.compile(
    r"\b(?:office|headquarters|HQ|hospital|clinic|cent(?:re|er)|surgery|council|trust)\b",
    re.IGNORECASE,
)
_WRITTEN_SMALL = re.compile(r"\b[a-z]{2,}\b")
_SMALL_IN_ADDRESSES = frozenset(
    {"of", "the", "and", "for", "office", "hospital", "clinic", "centre", "surgery", "council"}
)


_PERHAPS = re.compile(
    r"birth|born|d[.\s]{0,2}o[.\s]{0,2}b|[\s\da-z]\d[a-z]{2}|age|old|yr|y[/.]?o|\d[mf]"
    r"|boy|girl|infant|toddler|twin|teenager|son|daughter|sibling|step|baby"
    r"|mother|mum|father|dad|h(?:is|er) |their |called|name|initial"
    r"|(?:case|client|patient|hospital|unit|file|record)\s*(?:id|no|number|ref)"
)
"""Something of this is in every text, written small, that has a postcode, a date of birth
or a plain sign: one search instead of eight, and most texts end here."""
_ALSO_LETTERS = (("İ", "i"), ("ı", "i"), ("ſ", "s"))
"""What an expression that minds no case takes for a letter, and is not that letter made small."""

_HEADINGS = frozenset(
    match_key(word)
    for word in (
        "dob",
        "d.o.b.",
        "date of birth",
        "birth date",
        "surname",
        "family name",
        "forename",
        "forenames",
        "first name",
        "last name",
        "patient",
        "patient name",
        "client name",
        "initials",
        "postcode",
        "post code",
        "home address",
        "address",
        "NHS number",
        "hospital number",
        "next of kin",
    )
)


def about_one_person(raw: Any) -> str:
    """Why a cell's text is refused as telling of one person; empty where it is not.

    A date of birth is enough, and so is a whole postcode. Of other signs it takes two of
    different kinds, one of them plain: an age, a relation, a name given, a case number, a
    postcode; or faint: what somebody did or suffered, "she", with whom somebody lives. It is a
    net with holes and no proof that a text tells of nobody.
    """
    if not isinstance(raw, str) or len(raw) < _SHORTEST or raw.upper() == raw.lower():
        # Every sign has a letter.
        return ""
    # A long text costs most, and is looked at for each way in which its file may be read.
    return _known_why(raw) if len(raw) > _LONG else _why(raw)


def _why(raw: str) -> str:
    if not perhaps_about_one_person(raw):
        return ""
    if _FIGURE.search(raw) and _BIRTH.search(raw):
        return RECORD_FOUND
    postcode = _SPACED.search(raw) or _CLOSED.search(raw)
    faint = [sign.search(raw) is not None for sign in _FAINT_SIGNS]
    # Of an injury alone, or of nothing, a procedure may speak; that somebody was seen is a record.
    of_procedure = _PROCEDURE.search(raw) is not None and not any(
        found for sign, found in zip(_FAINT_SIGNS, faint, strict=True) if sign is not _INJURIES
    )
    plain = sum(
        any(_of_one(match, of_procedure) for match in sign.finditer(raw)) for sign in _PLAIN_SIGNS
    )
    if plain + (postcode is not None) > 1 or ((plain or postcode) and any(faint)):
        return RECORD_FOUND
    return POSTCODE_FOUND if postcode and not _is_of_an_office(raw) else ""


_known_why = lru_cache(maxsize=_LONG_TEXTS)(_why)


def perhaps_about_one_person(text: str) -> bool:
    """Whether a text, or any line of one, may be refused: a quick look for something of every
    sign, which finds too much and never too little."""
    if not text.isascii():
        for other, letter in _ALSO_LETTERS:
            text = text.replace(other, letter)
    return _PERHAPS.search(text.lower()) is not None


def _of_one(sign: re.Match[str], of_procedure: bool) -> bool:
    """Whether a sign is of one person: not of several, of any, nor a span as in "every 3 yrs".

    In a text of a procedure "a baby" is any baby.
    """
    start = sign.start()
    # All of the text before each of its signs would be read as often as there are signs.
    before = (sign.string, max(0, start - _BEFORE), start)
    if _GENERAL.search(*before) or (of_procedure and _INDEFINITE.search(*before)):
        return False
    return not any(
        text and (name != "span" or re.fullmatch(_GROUP, text.strip(), re.IGNORECASE))
        for name, text in sign.groupdict().items()
    )


def _is_of_an_office(text: str) -> bool:
    """Whether a text is no more than the address of an office or a hospital: the words of an
    address begin with capitals."""
    small = set(_WRITTEN_SMALL.findall(text))
    return _OFFICE.search(text) is not None and small <= _SMALL_IN_ADDRESSES


def headings_of_people(texts: Iterable[str]) -> tuple[str, ...]:
    """Of some headings those under which people are listed: "DOB", "Surname"."""
    return tuple(text for text in texts if match_key(text) in _HEADINGS)


def looks_like_a_name(text: str) -> bool:
    """Whether a text is two to four words with a capital each and nothing else."""
    words = text.split()
    return 2 <= len(words) <= 4 and all(
        word[0].isupper() and word.replace("-", "").replace("’", "").replace("'", "").isalpha()
        for word in words
    )


def is_a_day(text: str) -> bool:
    """Whether a text is one day: "31/03/2009"."""
    try:
        return dates_named(text).is_exact
    except NoDate:
        return False
