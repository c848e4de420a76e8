"""Somebody's name as it was typed, and all the ways in which others may write it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

TITLES = frozenset(
    "dr doctor mr mrs ms miss mx sr rev prof professor sir dame lady lord".split()  # noqa: SIM905
)
_POST_WORDS = """
    acting administrator adviser advisor area assistant associate business care centre chair
    chairman chief clerk clinical commissioning committee company consultant contracts coordinator
    corporate department deputy development director directorate division executive facilitator
    finance governance group head health home hospital hr human interim it joint lead leader local
    locality manager matron medical national nursing officer operations organisational owner partner
    partnership people performance person personnel practice practitioner president principal
    programme project public quality regional registrar resources responsible risk safety secretary
    senior service services sister social specialist staff supervisor support team trainer training
    unit vacant vice worker workforce
"""
POSTS = frozenset(_POST_WORDS.split())
"""Words that posts and teams are called by: who is only called so is not named."""
_JOINING = frozenset("of for to the in on at a an".split())  # noqa: SIM905
_PARTICLES = frozenset(
    "van von de der den del della di da la le du al el bin ibn ap ter ten st zu".split()  # noqa: SIM905
)
_MOST_WORDS = 5
_BETWEEN_PEOPLE = re.compile(
    r"[;/&|+\n()\[\]]|\s[-–—:]\s|:\s|\b(?:and|or|with|on behalf of|for|from|by|tel|AND)\b"
)
_EMAIL = re.compile(r"([\w.+-]+)(@[\w.-]+)?")
"""What may be an address: it is one where the second group has matched. The first is read once,
whether an "@" follows or not."""
_WORD = re.compile(r"[^\W\d_]+(?:['’‘`´.-][^\W\d_]+)*\.?")
_COMBINING = re.compile(r"[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]+")
_LETTERS = re.compile(r"[^\W\d_]+")
_CAPITAL_INSIDE = re.compile(r"(?<=[^\W\d_A-Z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][^\W\d_A-Z])")
_APART = r"[\s._-]+"
_BEFORE, _AFTER = r"(?<![^\W\d_])", r"(?![^\W\d_])"
"""A name ends where no letter goes on: digits and underscores stand beside it in file names."""
_TITLE = rf"(?:{'|'.join(sorted(TITLES))}){_AFTER}\.?"
_INITIAL = rf"[^\W\d_]{_AFTER}\.?"


@dataclass(frozen=True, slots=True)
class Person:
    """A name of a person, as it was given somewhere in a return."""

    forenames: tuple[str, ...]
    """Some may be initials; none where only a surname is known."""
    surname: str
    alone: bool = True
    """Whether the surname by itself may be taken for the person."""

    @property
    def words(self) -> tuple[str, ...]:
        """Every word of the name, the surname last."""
        return (*self.forenames, self.surname)


def people_in(text: str) -> Iterator[Person]:
    """The people that the text of a cell asking for a name can be read as, each way it can be.

    "Quill, Jane", "Dr J. Quill RGN", "Jane Quill (lead) and Tom Oak, tel. 123" are understood.
    """
    for found in _EMAIL.finditer(text):
        if found[2]:
            yield from _person(_LETTERS.findall(found[1]), small=True)
    rest = _EMAIL.sub(lambda found: " " if found[2] else found[1], text)
    parts = [part.strip(" ,.") for part in _BETWEEN_PEOPLE.split(rest)]
    filled = [part for part in parts if part]
    for part in filled:
        yield from _people(part, small=len(filled) == 1 and "," not in part)


def _people(part: str, *, small: bool) -> Iterator[Person]:
    pieces = [piece.split() for piece in part.split(",")]
    if len(pieces) > 1:
        surname, forenames = _without_titles(pieces[0]), _without_titles(pieces[1])
        if _is_surname(surname) and _are_forenames(forenames):
            yield _named((*forenames, " ".join(surname)))
            pieces = pieces[2:]
    for words in pieces:
        yield from _person(words, small=small)


def _person(words: list[str], *, small: bool) -> Iterator[Person]:
    """Somebody whose name is written forenames first; ``small`` where all may be in small."""
    named = _without_titles(words)
    if not 1 <= len(named) <= _MOST_WORDS or not all(map(_WORD.fullmatch, named)):
        return
    joining = [word.casefold() in _JOINING for word in named[:-1]]
    # "At Aa" is somebody; "At work", "Head of Contracts", "HEAD OF HR" are nobody.
    may_be_forename = len(named) == 2 and named[0].istitle() and named[1][0].isupper()
    if any(joining) and not may_be_forename:
        return
    capitals = all(word[0].isupper() or word.casefold() in _PARTICLES for word in named)
    if not capitals and not (small and len(named) <= 3):
        return
    titled = len(named) < len(words)
    if len(named) == 1 and titled:
        # "Sr Quill": a title may also be what somebody is called.
        yield _named(words)
        yield Person((), named[0].rstrip("."))
    if len(named) > 1 and titled:
        # "Dr Quill Orwell Trust": after a title the first word may be all of the name.
        yield Person((), named[0].rstrip("."), alone=False)
    if len(named) > 1:
        yield _named(named)
    # "Jane Quill RGN RM": what stands last may be qualifications, or a surname in capitals.
    rest = named
    while len(rest) > 2 and rest[-1].isupper():
        rest = rest[:-1]
    if len(rest) < len(named) and not rest[-1].isupper():
        yield _named(rest)


def _named(words: Sequence[str]) -> Person:
    at = len(words) - 1
    while at > 1 and words[at - 1].casefold() in _PARTICLES:
        at -= 1
    forenames = tuple(word.rstrip(".") for word in words[:at])
    return Person(forenames, " ".join(words[at:]).rstrip("."))


def _without_titles(words: list[str]) -> list[str]:
    while words and words[0].rstrip(".").casefold() in TITLES:
        words = words[1:]
    return words


def _is_surname(words: list[str]) -> bool:
    if not words or not all(map(_WORD.fullmatch, words)) or len(words[-1].rstrip(".")) < 2:
        return False
    return all(word.casefold() in _PARTICLES for word in words[:-1])


def _are_forenames(words: list[str]) -> bool:
    return 1 <= len(words) <= 3 and all(
        _WORD.fullmatch(word) and (word[0].isupper() or len(words) == 1) for word in words
    )


def name_pattern(person: Person, ordinary: frozenset[str]) -> str:
    """An expression for every way of writing somebody's name, to be used without regard to case.

    ``ordinary`` are the words that need not be a name: where the surname is one, it is taken for
    a name only beside a forename, a title, or an initial with its dot, so that a board stays a
    board where somebody is called Board.
    """
    # "CCG" is what stands last in "Director of Nursing, Harrowfen CCG".
    abbreviated = len(person.surname) <= 3 and person.surname.isupper()
    usual = abbreviated or folded(person.surname) in ordinary
    ways = _with_forenames(
        person, usual and all(folded(name) in ordinary for name in person.forenames)
    )
    ways.append(rf"{_TITLE}[\s._-]*(?:{_INITIAL}[\s._-]*){{0,3}}{text_pattern(person.surname)}")
    ways += _with_initials(person, usual)
    team = bool(person.forenames) and all(folded(name) in ordinary for name in person.forenames)
    if person.alone and not usual and not team:
        ways.append(_capitals(person.surname))
    return f"{_BEFORE}(?:{'|'.join(ways)}){_AFTER}"


def _with_forenames(person: Person, usual: bool) -> list[str]:
    names = sorted((name for name in person.forenames if len(name) > 1), key=lambda n: (-len(n), n))
    if not names:
        return []
    surname, any_of = text_pattern(person.surname), f"(?:{'|'.join(map(text_pattern, names))})"
    more = rf"(?:(?:{any_of}{_AFTER}|{_INITIAL}){_APART}){{0,3}}"
    joined = "|".join(map(_capitals, names))
    ways = [
        rf"{any_of}{_APART}{more}{surname}",
        rf"{surname}\s*,\s*(?:{_TITLE}\s*)?(?:{_INITIAL}\s+)?{any_of}",
        rf"(?:{joined}){_capitals(person.surname)}",
    ]
    return ways if usual else [*ways, rf"{surname}{_APART}{any_of}"]


def _with_initials(person: Person, usual: bool) -> list[str]:
    initials = "".join(dict.fromkeys(name[0] for name in person.forenames))
    if not initials:
        return []
    surname, capital = text_pattern(person.surname), _capitals(person.surname)
    first, upper = f"[{re.escape(initials)}]", f"(?-i:[{re.escape(initials.upper())}])"
    if usual:
        return [
            rf"{upper}\.[\s_-]*(?:[^\W\d_]\.[\s_-]*){{0,2}}{capital}",
            rf"{capital}\s*,\s*{upper}\.",
        ]
    more = rf"(?:{_INITIAL}[\s._-]*){{0,2}}"
    return [
        rf"{first}(?:\.[\s._-]*|[\s_-]+){more}{surname}",
        rf"{upper}{capital}",
        rf"{surname}\s*(?:,\s*|{_APART}){first}{_AFTER}\.?",
    ]


def _capitals(word: str) -> str:
    """An expression for a word as names are written, beginning with a capital or all in them."""
    named = word
    if word.islower() or (word.isupper() and len(word) > 1):
        named = re.sub(r"(?<![^\W\d_])[^\W\d_]", lambda found: found[0].upper(), word.lower())
    return f"(?-i:{text_pattern(named)}|{text_pattern(word.upper())})"


def text_pattern(text: str) -> str:
    """An expression for a text, whichever way its spaces, dashes, apostrophes and accents are
    written."""
    parts: list[str] = []
    for sign in unicodedata.normalize("NFC", text.strip()):
        base = _base(sign)
        if sign.isspace():
            # One for a run of spaces: several after another would share it out in every way.
            if parts[-1:] != [r"\s+"]:
                parts.append(r"\s+")
        elif sign in "'’‘`´":
            parts.append("['’‘`´]?")
        elif sign in "-‐‑–":
            parts.append(r"[\s‐‑–_-]?")
        elif base != sign:
            parts.append(f"(?:{re.escape(sign)}|{re.escape(base)}[\u0300-\u036f]?)")
        else:
            parts.append(re.escape(sign))
    return "".join(parts)


def folded(text: str) -> str:
    """A text for comparing: without case and accents."""
    return _base(text.casefold())


def _base(text: str) -> str:
    if text.isascii():
        return text
    return _COMBINING.sub("", unicodedata.normalize("NFKD", text))


def words_in(text: str) -> frozenset[str]:
    """Each run of letters in a text, folded; "JaneQuill" also as its two words, and each run
    beside the next, as "O’Brien" may be written "OBrien"."""
    runs = frozenset(_LETTERS.findall(folded(text)))
    split = _CAPITAL_INSIDE.sub(" ", text)
    return runs if split == text else runs | frozenset(_LETTERS.findall(folded(split)))


def found_by(text: str) -> frozenset[str]:
    """Folded runs of letters of which a text has one wherever a name may stand in it."""
    runs = _LETTERS.findall(folded(text))
    if not runs:
        return frozenset()
    return frozenset({max(runs, key=len), "".join(runs)})
