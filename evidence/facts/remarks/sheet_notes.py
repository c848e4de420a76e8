"""What stands on a sheet outside the cells of its table and leaves open whether these hold: a title
of another quarter, "draft", a note on a cell, another sheet of the same table.

The answers are then in dispute: what was typed is one claim, that nothing is known the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from engine.nouns.evidence import fact_names
from engine.nouns.evidence.fact import Fact, Origin
from engine.nouns.evidence.fault import Severity, Stage
from engine.nouns.policy.phrasing import Phrases, Phrasing
from engine.nouns.quarter import Quarter
from evidence.cells.dates import add_months
from evidence.facts.collector import FactCollector, cell_place
from evidence.facts.remarks.dated_evidence import EVIDENCE_DATED
from evidence.facts.remarks.figures_in_doubt import why_in_doubt
from evidence.facts.remarks.words_beside import denied_by, in_words_too
from evidence.nouns.cells import Cell, SheetNote
from evidence.nouns.columns import REGISTER
from evidence.periods import quarter_named, quarter_number, years_named
from evidence.phrases import phrase_in, sentences_of
from evidence.text import ANY_MONTH, folded, shortened

_OF_A_QUARTER = ("dashboard", "vacancies", REGISTER)
"""The tables that are drawn up for each quarter anew."""
_ORGANISATION = "organisation"
_INSTRUCTS = re.compile(
    r"\b(?:should|must|please|do not(?! use)|don't(?! use)|if|e\.g|eg|for example|such as|where|"
    r"when|unless|enter|complete|select|choose|return by)\b"
)
"""Words of a sentence that says how to fill in a form, and nothing of what was filled in."""
_OF_THE_FORM = re.compile(
    r"\b(?:version|template|form|issued|published|guidance|policy|contract|schedule|plan|strategy|"
    r"act|since|from|by)\b"
)
"""Words beside a financial year by which it need not be that of the figures."""
_OF_A_PART = re.compile(rf"[*†‡]|\b(?:marked|{ANY_MONTH}|items?|rows?|lines?|columns?|q[1-4])\b")
"""Signs of a text that is about some of the figures alone, which nobody can tell apart here."""
_WHAT_COUNTS = "final figures and answers of the whole organisation, for the quarter of the return"


@dataclass(frozen=True, slots=True)
class _NotedSheet:
    """One table's sheet: what stands on it outside the rows."""

    table: str
    name: str
    notes: tuple[SheetNote, ...]


def dispute_by_notes(collector: FactCollector) -> None:
    """Dispute what the tables of a return say where something outside their rows speaks against
    it; each such thing is reported once."""
    places = _FactPlaces.of(collector)
    for sheet in _sheets(collector):
        _dispute_by_sheet(collector, sheet, places)
    _report_file_name(collector)
    for note in _about_all(collector):
        why = _why_not_final(note.cell.text, collector.vocabulary.phrasing)
        if why:
            _dispute(collector, note.cell, why, places.all_but(_ORGANISATION))


def _report_file_name(collector: FactCollector) -> None:
    """Tell a file whose name says that it is a draft, or of another quarter. Its answers count: a
    name is often left over from the file that was copied."""
    submitted = collector.submitted
    name = Path(submitted.file).stem.replace("_", " ")
    why = phrase_in(name, collector.vocabulary.phrasing.sheet_in_doubt)
    named, number = quarter_named(name), quarter_number(name)
    other = named != submitted.quarter if named else number not in (None, submitted.quarter.number)
    if why or other:
        collector.log.add(
            Severity.CHECK,
            f"a file called “{shortened(submitted.file)}”",
            f"the final return for {submitted.quarter.label}",
            "Check that this is the file that was meant to be sent.",
            organisation=submitted.organisation.code,
            period=submitted.quarter.label,
            stage=Stage.TOGETHER,
        )


def _sheets(collector: FactCollector) -> Iterator[_NotedSheet]:
    submitted = collector.submitted
    for table in submitted.tables.values():
        yield _NotedSheet(table.name, table.sheet, table.notes)
    if submitted.register is not None:
        yield _NotedSheet(REGISTER, submitted.register.sheet, submitted.register.notes)


def _about_all(collector: FactCollector) -> Iterator[SheetNote]:
    """What stands on sheets that are about the whole return."""
    yield from collector.submitted.notes
    organisation = collector.submitted.tables.get(_ORGANISATION)
    yield from organisation.notes if organisation is not None else ()


def _dispute_by_sheet(collector: FactCollector, sheet: _NotedSheet, places: _FactPlaces) -> None:
    if sheet.table == _ORGANISATION:
        return
    rival = collector.submitted.rivals.get(sheet.table)
    if rival is not None and not _is_set_aside(rival.text, collector):
        why = "has the same headings and says something else in some rows"
        _dispute(collector, rival, why, places.on(sheet.name))
    named = SheetNote(Cell(sheet.name, sheet.name, sheet.name, ""))
    for note in (named, *sheet.notes):
        if note.row:
            facts = places.on(sheet.name, note.row)
            why = _why_row_in_doubt(collector, sheet.table, note.cell) if facts else ""
        else:
            facts = places.on(sheet.name)
            why = _why_sheet_in_doubt(collector, sheet.table, note.cell.text)
        if why:
            _dispute(collector, note.cell, why, facts)


def _is_set_aside(name: str, collector: FactCollector) -> bool:
    """Whether a second sheet of a table is not the one that counts, by its name: of another time,
    or old, or a draft."""
    quarter = collector.submitted.quarter
    return bool(
        phrase_in(name, collector.vocabulary.phrasing.sheet_in_doubt)
        or _is_of_another_quarter(name, quarter)
    )


def _why_sheet_in_doubt(collector: FactCollector, table: str, text: str) -> str:
    """Why a text about a whole table leaves open whether it is the one asked for; empty where it
    does not."""
    quarter = collector.submitted.quarter
    if table in _OF_A_QUARTER and _is_of_another_quarter(text, quarter):
        return f"names another time than {quarter.label}"
    if table == collector.vocabulary.audit.table and _is_of_long_ago(text, collector):
        return "names a time that is long over"
    return _why_not_final(text, collector.vocabulary.phrasing)


def _is_of_another_quarter(text: str, quarter: Quarter) -> bool:
    """Whether a text names a quarter or a financial year, and not the one asked about."""
    named, years, number = quarter_named(text), years_named(text), quarter_number(text)
    if named is not None:
        return named != quarter
    if number is not None and not years:
        return number != quarter.number
    return bool(years) and quarter.year not in years and not _OF_THE_FORM.search(folded(text))


def _is_of_long_ago(text: str, collector: FactCollector) -> bool:
    """Whether all years that a text names were over before an answer may rest on them."""
    years, months = years_named(text), collector.limit(EVIDENCE_DATED)
    if not years or months is None or _OF_THE_FORM.search(folded(text)):
        return False
    return add_months(Quarter(max(years), 4).last_day, int(months)) < collector.as_of


def _why_not_final(text: str, phrasing: Phrasing) -> str:
    """Why a text says of a whole sheet or return that it is not final, or not real; empty where it
    does not, is about a part of it, or says how to fill in a form."""
    said = (
        phrase_in(sentence, phrasing.sheet_in_doubt)
        for sentence in sentences_of(text)
        if not (_INSTRUCTS.search(folded(sentence)) or _OF_A_PART.search(folded(sentence)))
    )
    found = next(filter(None, said), "")
    return f"speaks of “{found}”" if found else ""


def _why_row_in_doubt(collector: FactCollector, table: str, note: Cell) -> str:
    """Why a text about one row speaks against what it says; empty where it does not."""
    phrasing = collector.vocabulary.phrasing
    if table == collector.vocabulary.audit.table:
        return "speaks against it" if denied_by(collector, [note], more=True) else ""
    if doubt := why_in_doubt(note.text, phrasing, collector.submitted.quarter):
        return f"says that it {doubt}"
    against: tuple[Phrases, ...] = (
        phrasing.not_so,
        phrasing.empty_post,
        phrasing.stand_in,
        phrasing.not_approved,
        phrasing.not_published,
        phrasing.not_in_force,
        phrasing.sheet_in_doubt,
    )
    found = next(filter(None, (phrase_in(note.text, phrases) for phrases in against)), "")
    return f"speaks of “{found}”" if found else ""


@dataclass(frozen=True, slots=True)
class _FactPlaces:
    """The names of the facts that each sheet, and each of its rows, is an origin of."""

    by_row: Mapping[tuple[str, int], tuple[str, ...]]
    by_sheet: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, collector: FactCollector) -> _FactPlaces:
        sheets = {table.sheet for table in collector.submitted.tables.values()}
        register = collector.submitted.register
        sheets |= {register.sheet} if register is not None else set()
        by_row: dict[tuple[str, int], dict[str, None]] = {}
        by_sheet: dict[str, dict[str, None]] = {}
        for fact in collector.facts.values():
            for origin in fact.origins:
                if origin.sheet in sheets:
                    by_sheet.setdefault(origin.sheet, {})[fact.name] = None
                    by_row.setdefault((origin.sheet, _row_of(origin)), {})[fact.name] = None
        return cls(
            {key: tuple(names) for key, names in by_row.items()},
            {sheet: tuple(names) for sheet, names in by_sheet.items()},
        )

    def on(self, sheet: str, row: int = 0) -> tuple[str, ...]:
        """The facts of a row, or of the whole sheet."""
        return self.by_row.get((sheet, row), ()) if row else self.by_sheet.get(sheet, ())

    def all_but(self, sheet: str) -> tuple[str, ...]:
        """The facts of every other sheet."""
        names = (name for own, facts in self.by_sheet.items() if own != sheet for name in facts)
        return tuple(dict.fromkeys(names))


def _row_of(origin: Origin) -> int:
    digits = re.search(r"(?<!\d)\d+$", origin.cell) if ":" not in origin.cell else None
    return int(digits[0]) if digits is not None else 0


def _dispute(collector: FactCollector, note: Cell, why: str, facts: Iterable[str]) -> None:
    """Put facts in dispute by a text beside them, and report it where there are any."""
    disputed = [name for name in facts if _bears_out(collector, collector.facts[name])]
    if not disputed:
        return
    quote = f"“{shortened(note.text)}” {why}"
    collector.log_at(note).add_check(
        quote,
        _WHAT_COUNTS,
        "Ask whether what stands there is what is asked for. If it is, take these words off the "
        "sheet; until then neither decides alone.",
        facts=tuple(disputed),
    )
    for name in disputed:
        fact = collector.facts[name]
        collector.add(in_words_too(fact, None, f"{cell_place(note)}: {quote}"))


def _bears_out(collector: FactCollector, fact: Fact) -> bool:
    """Whether a fact says something that may meet a duty; what an audit denies stays denied."""
    if fact.value is None or fact_names.is_not_applicable(fact.name):
        return False
    return fact.value is not False and fact.value != "not_met"
