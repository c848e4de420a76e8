"""Whose workbook it is and for which quarter, by the words beside which these stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from engine.nouns.policy.vocabulary import Vocabulary
from evidence.mapping.foreign_sheet import ForeignSheet
from evidence.mapping.nouns import Place, Proposal, Rest, Take
from evidence.nouns.grid import cell_reference
from evidence.periods import quarter_named
from evidence.terms import match_terms
from evidence.text import folded

TABLE = "organisation"
_FIELDS = (
    ("submitted_by", r"(?:completed|submitted|returned|prepared|signed) by|"
     r"person (?:completing|submitting)|^author|contact name"),
    ("submitted_on", r"date (?:of|that)? ?(?:return|submission|completion|completed|"
     r"submitted|returned|sent)|^date$|^(?:submitted|returned|completed|sent) on|^submission date"),
    ("code", r"^(?:\w+ ){0,2}code$"),
    ("kind", r"^(?:kind|type) of {body}|^{body} (?:type|kind)"),
    ("legal_form", r"^legal (?:form|status|entity)|^status in law"),
    ("services", r"^services"),
    ("period", r"^(?:reporting |audit )?(?:period|quarter)\b|period covered|quarter covered"),
    ("name", r"^(?:name of )?(?:the )?{body}\b(?! code)"),
)  # fmt: skip
_BODIES = ("organisation", "organization", "trust", "practice", "company")
_LONGEST = 60


def identity_of(foreign: ForeignSheet, before: int, vocabulary: Vocabulary) -> Iterator[Proposal]:
    """What the rows above a sheet's first heading (before the row ``before``) say of whose it is
    and of which quarter, in the pack's words for kinds of organisation and legal forms."""
    found: set[str] = set()
    fields = _fields(kind.label for kind in vocabulary.kinds.values())
    for row in foreign.rows:
        columns = foreign.columns_of_rows[row]
        if row >= before or len(columns) < 2:
            continue
        label, value = columns[0], columns[1]
        text, typed = foreign.text(row, label), foreign.text(row, value)
        field = _field_of(text, fields)
        alone = len(columns) == 2 or text.endswith(":")
        if not field or not typed or not alone:
            continue
        rests = (Rest(cell_reference(label, row), text),)
        for name, take in _taken(field, typed):
            name = _of_words(name, typed, vocabulary)
            if name and name not in found and (name != "period" or quarter_named(typed)):
                found.add(name)
                yield _proposal(name, Place((cell_reference(value, row),), take=take), rests)
    if "period" not in found:
        yield from _titled(foreign, before)


def _fields(kinds: Iterable[str]) -> list[tuple[str, re.Pattern[str]]]:
    """By field the words beside which it stands."""
    body = "|".join(map(re.escape, [*_BODIES, *(folded(kind) for kind in kinds)]))
    return [(field, re.compile(words.replace("{body}", f"(?:{body})"))) for field, words in _FIELDS]


def _field_of(text: str, fields: Iterable[tuple[str, re.Pattern[str]]]) -> str:
    name = folded(text).rstrip(" :?*")
    if not name or len(name) > _LONGEST:
        return ""
    return next((field for field, words in fields if words.search(name)), "")


def _taken(field: str, typed: str) -> Iterator[tuple[str, Take]]:
    """The field, and the code in brackets behind a name: "Orwell Hospital (RZ1)"."""
    if field == "name" and Take.IN_BRACKETS.text_taken(typed):
        yield "name", Take.BEFORE_BRACKETS
        yield "code", Take.IN_BRACKETS
    else:
        yield field, Take.WHOLE


def _of_words(field: str, typed: str, vocabulary: Vocabulary) -> str:
    """The field whose words of the pack a text is, of what kind or form an organisation is; empty
    where it is none of them."""
    if field not in ("kind", "legal_form"):
        return field
    kinds = {key: (term.label, ()) for key, term in vocabulary.kinds.items()}
    forms = {key: (term.label, term.also) for key, term in vocabulary.legal_forms.items()}
    for name, terms in (("kind", kinds), ("legal_form", forms)):
        if match_terms(name, terms).find(typed) is not None:
            return name
    return ""


def _titled(foreign: ForeignSheet, before: int) -> Iterator[Proposal]:
    """The quarter that a title names, where the titles name no other."""
    named = [
        (cell_reference(column, row), quarter)
        for row, column in sorted(foreign.cells)
        if row < before and (quarter := quarter_named(foreign.text(row, column)))
    ]
    if named and len({quarter for _, quarter in named}) == 1:
        ref = named[0][0]
        cell = foreign.cell_at(ref)
        words = (Rest(ref, cell.text),) if cell is not None else ()
        yield _proposal("period", Place((ref,)), words)


def _proposal(field: str, at: Place, rests: tuple[Rest, ...]) -> Proposal:
    return Proposal(TABLE, {"field": field}, {"value": at}, rests, 90)
