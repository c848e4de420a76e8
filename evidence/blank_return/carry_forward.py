"""Standing answers of an earlier return, to be filled into the next one and marked as carried."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from engine.nouns.english import listed
from engine.nouns.evidence.fact import Range
from engine.nouns.evidence.fault import Fault, Stage
from engine.nouns.policy.pack import Pack
from evidence.blank_return.carried_rows import Carried, CarriedRow, Filled
from evidence.blank_return.help import is_asked, is_put
from evidence.blank_return.request import Request
from evidence.cells.dates import dates_named
from evidence.cells.values import CellAnswer, CellReading, is_placeholder, read_date, read_score
from evidence.facts.audit import question_names
from evidence.facts.collector import cell_place
from evidence.facts.documents import read_published
from evidence.facts.organisation import services_listed
from evidence.facts.standing_answers import NOT_KNOWN, in_words, is_marked, standing_days
from evidence.nouns.cells import Cell, Row
from evidence.nouns.columns import FIRST_GIVEN
from evidence.nouns.returns import Return, ReturnsRead
from evidence.terms import match_terms
from evidence.text import single_spaced

_NOT_ASKED = "the new return does not ask for it."


class CannotCarry(ValueError):
    """That nothing can be carried from what was given, in words; with the faults it has."""

    def __init__(self, words: str, faults: tuple[Fault, ...] = ()) -> None:
        super().__init__(words)
        self.faults = faults


def carried_from(reading: ReturnsRead, pack: Pack, request: Request) -> Carried:
    """The standing answers of the one return in ``reading``, as far as ``request`` asks for them.

    Carried are the documents and the organisation's own answers to the audit, as far as they
    can be read; not what a moderator wrote, nor an answer that a moderator found otherwise.
    Raises CannotCarry where there is not exactly one return, or not one of the kind, organisation
    and an earlier quarter than are requested.
    """
    submitted = _the_return(reading, request)
    left: list[str] = []
    services = _services(submitted, pack, left)
    documents = _documents(submitted, pack, request, left)
    other_rules = any(fault.stage is Stage.OURS for fault in reading.faults)
    audit = {} if other_rules else _audit(submitted, pack, request, left)
    if other_rules:
        left.append(
            "The audit: the return was made for other rules, or another version of them, and a "
            "question may have changed."
        )
    name = submitted.organisation.name
    return Carried(
        submitted.file,
        submitted.quarter,
        submitted.organisation.code,
        "" if name == submitted.organisation.code else name,
        services,
        documents,
        audit,
        tuple(left),
    )


def _the_return(reading: ReturnsRead, request: Request) -> Return:
    """The one return that answers are carried from; raises CannotCarry as ``carried_from``."""
    kind, code, quarter = request.kind, request.code, request.quarter
    if not reading.returns:
        raise CannotCarry("is no return that can be used.", reading.faults)
    if len(reading.returns) > 1:
        raise CannotCarry(f"holds {len(reading.returns)} returns; give one of them.")
    [submitted] = reading.returns
    if submitted.organisation.kind != kind:
        raise CannotCarry(
            f"is the return of an organisation of the kind {submitted.organisation.kind}, "
            f"not {kind}."
        )
    if code and submitted.organisation.code.casefold() != code.casefold():
        raise CannotCarry(f"is the return of {submitted.organisation.code}, not of {code}.")
    if quarter is not None and quarter <= submitted.quarter:
        raise CannotCarry(
            f"is the return for {submitted.quarter.label}, which is not before {quarter.label}."
        )
    return submitted


def _services(submitted: Return, pack: Pack, left: list[str]) -> str:
    cell = submitted.services
    if cell is None or cell.unusable or not single_spaced(cell.text):
        return ""
    _, strange = services_listed(cell, pack.vocabulary)
    if strange:
        left.append(f"{cell_place(cell)}, the services: not all of them are understood.")
    return "" if strange else single_spaced(cell.text)


def _documents(
    submitted: Return, pack: Pack, request: Request, left: list[str]
) -> dict[str, tuple[CarriedRow, ...]]:
    kinds = pack.vocabulary.documents
    known = match_terms("a kind", {kind.key: (kind.label, kind.also) for kind in kinds.values()})
    found: dict[str, tuple[CarriedRow, ...]] = {}
    for row in _rows(submitted, "documents"):
        kind = known.find(row.text("kind"))
        cells = dict(_document_cells(row, left))
        if kind is None and cells:
            left.append(f"{cell_place(row.cells['kind'])}: its kind of document is not understood.")
        elif kind is not None and cells and not is_asked(kinds[kind], request):
            left.append(f"{cell_place(row.cells['kind'])} ({kinds[kind].label}): {_NOT_ASKED}")
        elif kind is not None and cells:
            standing = CarriedRow({**cells, FIRST_GIVEN: _since(submitted, row)})
            found[kind] = (*found.get(kind, ()), standing)
    return found


def _document_cells(row: Row, left: list[str]) -> Iterator[tuple[str, Filled]]:
    for column in ("title", "approved_on", "review_due", "published_at"):
        cell = row.cells.get(column)
        if cell is None or not cell.is_filled:
            continue
        if column == "title":
            read = CellReading(
                CellAnswer.VALUE if not is_placeholder(cell.text) else CellAnswer.UNREADABLE
            )
        else:
            read = read_published(cell) if column == "published_at" else read_date(cell)
        if cell.unusable or read.answer is not CellAnswer.VALUE:
            left.append(f"{cell_place(cell)}: it cannot be read.")
        else:
            yield column, _day_or_text(cell, read)


def _day_or_text(cell: Cell, read: CellReading) -> Filled:
    """A day as a day; a month, and whatever else it is, as it was typed."""
    if isinstance(read.value, Range) and read.value.is_exact:
        return dt.date.fromordinal(int(read.value.low))
    return cell.text.strip()


def _audit(
    submitted: Return, pack: Pack, request: Request, left: list[str]
) -> dict[str, CarriedRow]:
    known, lines = question_names(pack.vocabulary), dict[str, list[Row]]()
    for row in _rows(submitted, pack.vocabulary.audit.table):
        question = known.find(row.text("question"))
        if question is not None:
            lines.setdefault(question, []).append(row)
    found: dict[str, CarriedRow] = {}
    for question, rows in lines.items():
        if not is_put(pack.vocabulary.questions[question], request):
            left.append(f"{question}: {_NOT_ASKED}")
            continue
        if len(rows) > 1:
            left.append(f"{question}: it is answered on {len(rows)} lines.")
            continue
        cells = dict(_answer_cells(rows[0], pack, question, left))
        if cells:
            found[question] = CarriedRow({**cells, FIRST_GIVEN: _since(submitted, rows[0])})
    return found


def _answer_cells(
    row: Row, pack: Pack, question: str, left: list[str]
) -> Iterator[tuple[str, Filled]]:
    """The organisation's own answer with what it says for it; nothing where it gave none that
    counts, or a moderator found otherwise."""
    answers, cell = pack.vocabulary.scale.answers, row.cells.get("score")
    own = read_score(cell, answers)
    if cell is None or own.answer is CellAnswer.BLANK:
        return
    reason = row.text("not_applicable_reason")
    excused = own.answer is CellAnswer.NOT_APPLICABLE
    if excused and not own.reason and is_placeholder(reason):
        left.append(f"{question} ({cell_place(cell)}): N/A without a reason.")
        return
    if not excused and own.answer is not CellAnswer.VALUE:
        left.append(f"{question} ({cell_place(cell)}): it cannot be read.")
        return
    moderated = row.cells.get("moderated_score")
    found = read_score(moderated, answers)
    if moderated is not None and found.answer is not CellAnswer.BLANK and found != own:
        left.append(
            f"{question} ({cell_place(cell)}): a moderator found otherwise ({moderated.ref})."
        )
        return
    yield "score", cell.text.strip()
    for column in ("evidence", "document"):
        beside = row.cells.get(column)
        if beside is not None and beside.unusable:
            left.append(f"{question} ({cell_place(beside)}): it cannot be read.")
        elif not is_placeholder(row.text(column)):
            yield column, row.text(column)
    if excused and not is_placeholder(reason):
        yield "not_applicable_reason", reason


def _since(submitted: Return, row: Row) -> Filled:
    """Since when a row stands: what it says of itself where it was carried before, else the day
    its return was submitted, where that is known."""
    if not is_marked(row):
        return submitted.submitted_on or NOT_KNOWN
    days = standing_days(row.cells.get(FIRST_GIVEN), submitted.submitted_on)
    if days is None:
        return NOT_KNOWN
    return dt.date.fromordinal(int(days.low)) if days.is_exact else row.text(FIRST_GIVEN)


def _rows(submitted: Return, table: str) -> tuple[Row, ...]:
    found = submitted.tables.get(table)
    return found.rows if found is not None else ()


def carried_in_words(carried: Carried) -> str:
    """How much was carried, in a sentence: "4 documents and 12 audit answers, …"."""
    if not carried.first_given:
        return "no document and no audit answer that still stands"
    documents = sum(len(rows) for rows in carried.documents.values())
    parts = [
        f"{number} {singular if number == 1 else many}"
        for number, singular, many in (
            (documents, "document", "documents"),
            (len(carried.audit), "audit answer", "audit answers"),
        )
    ]
    days = [days for given in carried.first_given if (days := _days(given)) is not None]
    oldest = min(days, key=lambda day: day.low, default=None)
    since = f", the oldest first given {in_words(oldest)}" if oldest is not None else ""
    unknown = len(carried.first_given) - len(days)
    more = f"; of {unknown} it is not known when" if unknown else ""
    return f"{listed(parts, 'and')}{since}{more}"


def _days(since: Filled) -> Range | None:
    if isinstance(since, dt.date):
        return Range.of_day(since)
    return None if since == NOT_KNOWN else dates_named(since)
