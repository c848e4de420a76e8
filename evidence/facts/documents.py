"""Documents: when the latest of each kind was approved, is due for review, is published."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from engine.nouns.english import listed
from engine.nouns.evidence import fact_names
from engine.nouns.evidence.fact import Fact, Range
from engine.nouns.policy.phrasing import NEUTRAL_PHRASING, Phrases, Phrasing
from engine.nouns.policy.vocabulary import DocumentTerm
from engine.nouns.verdict import Basis
from evidence.addresses import names_address, without_addresses
from evidence.cells.dates import add_months
from evidence.cells.values import CellAnswer, CellReading, is_placeholder, read_date, unreadable
from evidence.facts.collector import (
    LEFT_BLANK,
    FactCollector,
    cell_place,
    cell_quoted,
    unknown_fact,
)
from evidence.facts.remarks.documents_in_doubt import doubtful_review, hold_to_title
from evidence.facts.remarks.words_beside import in_words_too
from evidence.facts.standing_answers import carried_since
from evidence.nouns.cells import Cell, Row
from evidence.nouns.columns import FIRST_GIVEN
from evidence.phrases import phrase_in
from evidence.terms import match_terms
from evidence.text import folded, shortened

_EXPECTED = "a date, such as 31/03/2014"
_TO_DO = "Write the date; if there is none, leave the cell blank."
_FARTHEST_YEARS = 10
_NOT_PUBLISHED = frozenset({"no", "n", "not published", "unpublished", "none", "nowhere"})
_NOWHERE_NAMED = frozenset({"yes", "y", "true", "published"})


@dataclass(frozen=True, slots=True)
class _DocumentLine:
    row: Row
    day: Range | None
    """When it was approved; None where it tells no day up to the as-of date."""
    why: str
    """Why the day of approval is unknown."""
    approved_yet: bool = True
    """False where it certainly was not approved by the as-of date: a later day, or a draft."""


_NO_VERSION_YET = re.compile(r"\bv(?:er(?:sion)?)?\.? ?0[._]\d")
"""A version before the first: "v0.3"."""


def gather_documents(collector: FactCollector) -> None:
    """For each kind of document returned: the dates of the latest, and whether published."""
    known = match_terms(
        "a kind of document",
        {kind.key: (kind.label, kind.also) for kind in collector.vocabulary.documents.values()},
    )
    lines: dict[str, list[Row]] = {}
    for row in collector.rows("documents"):
        kind = collector.term_named(row, "kind", known)
        if kind is not None:
            lines.setdefault(kind, []).append(row)
    for key, document in collector.vocabulary.documents.items():
        if key in lines:
            _settle(collector, document, lines[key])


def _settle(collector: FactCollector, kind: DocumentTerm, rows: list[Row]) -> None:
    name = fact_names.document(kind.key)
    documents = [_document(collector, kind, row) for row in rows]
    documents = [document for document in documents if _says_anything(document.row)] or documents[
        :1
    ]
    dated = [document for document in documents if document.day is not None]
    if dated:
        # What was not approved by then is no rival of what was.
        documents = [document for document in documents if document.approved_yet]
    cells = [document.row.cells.get("approved_on") for document in documents]
    if not dated:
        why = listed(list(dict.fromkeys(document.why for document in documents)))
        collector.add(
            unknown_fact(
                fact_names.approved_on(name),
                why,
                basis=Basis.DOCUMENT,
                origins=collector.origins(cells),
            )
        )
        latest = documents[0] if len(documents) == 1 else None
    else:
        latest = _know_latest(collector, fact_names.approved_on(name), documents, dated)
        if latest is not None:
            hold_to_title(collector, kind, latest.row)
    _review_due(collector, fact_names.review_due(name), documents, latest)
    _published(collector, kind, documents, latest)


def _document(collector: FactCollector, kind: DocumentTerm, row: Row) -> _DocumentLine:
    name, cell = fact_names.approved_on(fact_names.document(kind.key)), row.cells.get("approved_on")
    read = read_date(cell)
    why = collector.why_unknown(cell, read, _EXPECTED, _TO_DO, (name,))
    if cell is not None and (day := collector.after_last_day(cell, read, (name,))):
        return _DocumentLine(row, None, f"{cell_quoted(cell)}, after {day}", False)
    if cell is not None and isinstance(read.value, Range):
        if why := _too_early(collector, kind, cell, read.value):
            return _DocumentLine(row, None, why)
        if why := _not_approved(collector, kind, row):
            return _DocumentLine(row, None, why, False)
    return _DocumentLine(row, read.value if isinstance(read.value, Range) else None, why)


def _too_early(collector: FactCollector, kind: DocumentTerm, cell: Cell, day: Range) -> str:
    """Why a day of approval cannot be: there was no such document, or no such organisation, yet.
    Nothing where it can be."""
    organisations = collector.vocabulary.kinds.get(collector.submitted.organisation.kind)
    firsts = (kind.not_before, organisations.since if organisations else None)
    first = max((first for first in firsts if first is not None), default=dt.date.min)
    if day.high >= first.toordinal():
        return ""
    name = fact_names.approved_on(fact_names.document(kind.key))
    collector.log_at(cell).add_cell_fault(
        cell.text,
        f"a day from {first:%d/%m/%Y} on; before that there was nothing of the kind to approve",
        "Check the day, and whether this is the document that is asked for.",
        facts=(name,),
    )
    return f"{cell_quoted(cell)}, before one can have existed"


def _not_approved(collector: FactCollector, kind: DocumentTerm, row: Row) -> str:
    """Why a document with a day of approval is not approved: its title says so. Else nothing."""
    title = row.cells.get("title")
    phrases = collector.vocabulary.phrasing.not_approved
    if title is None or title.unusable:
        return ""
    if not (phrase_in(title.text, phrases) or _NO_VERSION_YET.search(folded(title.text))):
        return ""
    collector.log_at(title, row.cells["approved_on"]).add_cell_fault(
        f"“{shortened(title.text)}” with a day of approval",
        "a document that is approved, with the day",
        "Return the approved one, or clear the day until it is approved.",
        facts=(fact_names.approved_on(fact_names.document(kind.key)),),
    )
    return f"{cell_quoted(title)}, which is not an approved document"


def _know_latest(
    collector: FactCollector, name: str, documents: list[_DocumentLine], dated: list[_DocumentLine]
) -> _DocumentLine | None:
    """The latest day of approval, and the document it belongs to where that is certain.

    A document without a usable date may be a later one, but cannot make the latest earlier.
    """
    days = [document.day for document in dated if document.day is not None]
    latest = Range(max(day.low for day in days), max(day.high for day in days))
    first, *rivals = [
        document for document in dated if document.day and document.day.high >= latest.low
    ]
    undated = len(documents) > len(dated)
    notes = [f"the latest of {len(documents)}" if len(documents) > 1 else ""]
    notes.append("one of them without a usable date" if undated else "")
    notes += dict.fromkeys(carried_since(collector, document.row) for document in [first, *rivals])
    cells = [document.row.cells.get("approved_on") for document in [first, *rivals]]
    collector.add(
        Fact(
            name,
            latest,
            Basis.DOCUMENT,
            collector.origins(cells),
            note=", ".join(note for note in notes if note),
            returned=True,
        )
    )
    return None if rivals or undated else first


def _review_due(
    collector: FactCollector,
    name: str,
    documents: list[_DocumentLine],
    latest: _DocumentLine | None,
) -> None:
    if latest is None:
        collector.add(_not_certain(collector, name, documents, "review_due"))
        return
    cell = latest.row.cells.get("review_due")
    read = read_date(cell)
    if cell is not None and isinstance(read.value, Range) and _too_far(collector, read.value):
        read = unreadable(
            f"is over {_FARTHEST_YEARS} years ahead",
            "Write the day by which it is reviewed; if there is none, leave the cell blank.",
        )
    why = collector.why_unknown(cell, read, _EXPECTED, _TO_DO, (name,))
    returned = read.answer is CellAnswer.VALUE
    origins = collector.origins([cell])
    note = carried_since(collector, latest.row) if returned else ""
    fact = Fact(name, read.value, Basis.DOCUMENT, origins, (), note, why, returned)
    doubt = doubtful_review(collector, latest.row, latest.day, fact) if cell is not None else ""
    collector.add(
        in_words_too(fact, None, f"{cell_quoted(cell)}, {doubt}") if cell and doubt else fact
    )


def _too_far(collector: FactCollector, due: Range) -> bool:
    """Whether a review is due so late that no review is meant: 31/12/2050, or a slip."""
    return due.low > add_months(collector.as_of, _FARTHEST_YEARS * 12).toordinal()


def _published(
    collector: FactCollector,
    kind: DocumentTerm,
    documents: list[_DocumentLine],
    latest: _DocumentLine | None,
) -> None:
    name = fact_names.published(fact_names.document(kind.key))
    if latest is None:
        collector.add(_not_certain(collector, name, documents, "published_at"))
        return
    cell = latest.row.cells.get("published_at")
    read, why = read_published(cell, collector.vocabulary.phrasing, kind.published_in), ""
    if cell is not None:
        why = collector.why_unknown(
            cell,
            read,
            "the place where it can be read, such as the address of a page, or “no”",
            "Say where it is published, such as the address of the page.",
            (name,),
        )
    else:
        why = LEFT_BLANK
    returned = read.answer is CellAnswer.VALUE
    origins = collector.origins([cell])
    note = carried_since(collector, latest.row) if returned else ""
    collector.add(Fact(name, read.value, Basis.DOCUMENT, origins, (), note, why, returned))


def read_published(
    cell: Cell | None,
    phrasing: Phrasing = NEUTRAL_PHRASING,
    places: tuple[str, ...] = (),
) -> CellReading:
    """Whether a document is published: where, or that it is not; a bare “yes” is unreadable.

    An address of a page is a place, and so are the pack's words for one, of the kinds ``places``
    or of any. Where a pack has no such words, any other text is one.
    """
    if cell is None or (not cell.text.strip() and not cell.unusable):
        return CellReading(CellAnswer.BLANK)
    if cell.unusable:
        return CellReading(CellAnswer.REFUSED)
    text = folded(cell.text)
    if text in _NOT_PUBLISHED:
        return CellReading(CellAnswer.VALUE, False)
    if text in _NOWHERE_NAMED or is_placeholder(cell.text):
        return CellReading(CellAnswer.UNREADABLE, trouble="does not say where")
    wording = without_addresses(cell.text)
    if phrase_in(wording, phrasing.not_published):
        return CellReading(CellAnswer.VALUE, False)
    if phrase_in(wording, phrasing.doubtful_place):
        return CellReading(CellAnswer.UNREADABLE, trouble="leaves open whether it is there")
    words = [word for kind in places or phrasing.places for word in phrasing.places[kind]]
    if words and not (names_address(text) or phrase_in(cell.text, Phrases(tuple(words)))):
        return CellReading(CellAnswer.UNREADABLE, trouble="names no place where it can be read")
    return CellReading(CellAnswer.VALUE, True)


def _not_certain(
    collector: FactCollector, name: str, documents: list[_DocumentLine], column: str
) -> Fact:
    places = [
        cell_place(cell) for document in documents if (cell := document.row.cells.get("kind"))
    ]
    why = f"which of them is the latest is not certain: {listed(places, 'and')}"
    origins = collector.origins(document.row.cells.get(column) for document in documents)
    return unknown_fact(name, why, basis=Basis.DOCUMENT, origins=origins)


def _says_anything(row: Row) -> bool:
    return any(
        cell.is_filled for name, cell in row.cells.items() if name not in ("kind", FIRST_GIVEN)
    )
