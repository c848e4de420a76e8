"""Text that looks like a record of one person: it has no place in a return and is not repeated."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from evidence.dates import NoDate, dates_named
from evidence.words import key

RECORD_FOUND = "text that looks like a record of one person (not repeated here)"
POSTCODE_FOUND = "what looks like a postcode (not repeated here)"

_SHORTEST = 6
"""A postcode with its space has six signs at least; nothing shorter tells of anybody."""

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

_BIRTH = re.compile(
    r"\b(?:d\.?\s?o\.?\s?b\b|dates? of birth|birth ?dates?|born)\b[^0-9]{0,25}\d", re.IGNORECASE
)
_SIGNS = (
    re.compile(
        r"\bage[d:]*\s*\d{1,2}\b(?!\s*(?:[-–—+%&]|to\b|and\b|or\b|plus\b))"
        r"|\b\d{1,2}[\s-]*(?:years?|yrs?|months?|mths?|weeks?|wks?|days?)[\s-]*(?:old|of age)\b"
        r"|\b\d{1,2}\s*(?:y/o|yo|yrs?)\b",
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
    re.compile(
        r"\b(?:he|she)\b|\b(?:disclosed|alleged|absconded|overdosed|self[- ]harmed|was bruised)\b",
        re.IGNORECASE,
    ),
    re.compile(r"\b(?i:called|name is|name:|initials:?)\s+[A-Z][\w’'.-]*"),
    re.compile(
        r"\b(?:case|client|patient|hospital|unit|file|record)\s*(?:id|no|number|ref\w*)\b[^\d]{0,6}"
        r"\d{3}",
        re.IGNORECASE,
    ),
)
_ENOUGH = 2
"""One sign may stand in a sentence about a service; two of different kinds tell of somebody."""

_HEADINGS = frozenset(
    key(word)
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

    A date of birth is enough, and so is a whole postcode; of other signs (an age, a relation,
    what somebody did or said, a name given, a case number) it takes two of different kinds. It
    is a net with holes and no proof that a text tells of nobody.
    """
    if not isinstance(raw, str) or len(raw) < _SHORTEST:
        return ""
    if _BIRTH.search(raw):
        return RECORD_FOUND
    postcode = _SPACED.search(raw) or _CLOSED.search(raw)
    signs = sum(sign.search(raw) is not None for sign in _SIGNS)
    if signs + (postcode is not None) >= _ENOUGH:
        return RECORD_FOUND
    return POSTCODE_FOUND if postcode else ""


def headings_of_people(texts: Iterable[str]) -> tuple[str, ...]:
    """Of some headings those under which people are listed: "DOB", "Surname"."""
    return tuple(text for text in texts if key(text) in _HEADINGS)


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
