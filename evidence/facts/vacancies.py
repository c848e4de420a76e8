"""Item 5: vacancy rates amongst key staff, in % of the establishment."""

from __future__ import annotations

import re

from engine.nouns.english import listed, number
from engine.nouns.evidence import fact_names
from engine.nouns.evidence.fact import Fact, Range
from engine.nouns.evidence.fault import Severity
from engine.nouns.policy.phrasing import Phrases
from engine.nouns.policy.vocabulary import Term
from engine.nouns.verdict import Basis
from evidence.cells.figures import read_wte
from evidence.cells.values import CellAnswer, CellReading
from evidence.facts.collector import FactCollector, cell_quoted, unknown_fact
from evidence.facts.remarks.counts_said import in_figures
from evidence.facts.remarks.figures_in_doubt import doubtful_fact, why_in_doubt
from evidence.nouns.cells import Cell, Row
from evidence.phrases import phrase_in
from evidence.terms import match_terms
from evidence.text import folded, shortened

HIGHEST = fact_names.HIGHEST_VACANCY
NO_POSTS = "no posts are established, so there is no rate"
_NUMBER = re.compile(
    r"(?<![\d/.,:])\d{1,4}(?:\.\d+)?(?![\d/%])"
    r"(?! ?(?:st|nd|rd|th|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))"
    r"(?! ?(?:weeks?|months?|days?|years?)\b)"
)
"""A number of posts, and no day or time."""
_EXPECTED = "whole-time equivalents, such as 3.5"
_TO_DO = "Write the figure; if it is not known, leave the cell blank."


def gather_vacancies(collector: FactCollector) -> None:
    """The vacancy rate of each role returned, and the highest of the roles that count."""
    known = match_terms(
        f"a role of {collector.vocabulary.where('vacancies')}",
        {role.key: (role.label, role.also) for role in collector.vocabulary.vacancy_roles.values()},
    )
    lines: dict[str, list[Row]] = {}
    for row in collector.rows("vacancies"):
        key = collector.term_named(row, "role", known)
        if key is not None:
            lines.setdefault(key, []).append(row)
    for role in collector.vocabulary.vacancy_roles.values():
        if role.key in lines:
            collector.add(_rate(collector, role, lines[role.key]))
            established = _established(collector, role, lines[role.key])
            if established is not None:
                collector.add(established)
    if any(_of_roles(collector)):
        collector.add(_together(collector))
    if collector.asked_by_kind("vacancies") or lines:
        collector.add(_highest(collector))


def _established(collector: FactCollector, role: Term, rows: list[Row]) -> Fact | None:
    """The posts established in a role; None where they are not given, or differ."""
    cells = [row.cells.get("establishment_wte") for row in rows]
    values = {read_wte(cell).value for cell in cells} - {None}
    if len(values) != 1:
        return None
    [value] = values
    name, origins = fact_names.established(role.key), collector.origins(cells)
    return Fact(name, value, Basis.FIGURE, origins, returned=True)


def _of_roles(collector: FactCollector) -> list[Fact]:
    names = map(fact_names.established, collector.vocabulary.vacancy_roles)
    return [collector.facts[name] for name in names if name in collector.facts]


def _together(collector: FactCollector) -> Fact:
    """The posts established in all the roles returned: at least so many, for one of them may be
    left out."""
    roles = _of_roles(collector)
    total = sum(fact.value.low for fact in roles if isinstance(fact.value, Range))
    origins = tuple(origin for fact in roles for origin in fact.origins)
    under = tuple(fact.name for fact in roles)
    value = Range.of_number(round(total, 10))
    return Fact(fact_names.ESTABLISHED, value, Basis.FIGURE, origins, under, returned=True)


def _reads(row: Row) -> tuple[CellReading, CellReading]:
    return read_wte(row.cells.get("vacant_wte")), read_wte(row.cells.get("establishment_wte"))


def _rate(collector: FactCollector, role: Term, rows: list[Row]) -> Fact:
    name = fact_names.vacancy_rate(role.key)
    cells = [
        cell
        for row in rows
        for column in ("vacant_wte", "establishment_wte")
        if (cell := row.cells.get(column)) is not None
    ]
    origins = collector.origins(cells)
    saying = [row for row in rows if any(r.answer is not CellAnswer.BLANK for r in _reads(row))]
    if len(rows) > 1:
        same = all(_reads(row) == _reads(saying[0]) for row in saying)
        collector.log_at(*[row.cells["role"] for row in rows]).add(
            Severity.CHECK if same else Severity.CELL,
            f"{role.label} on {len(rows)} lines",
            "each role once",
            "Keep the correct line and clear the others.",
            facts=() if same else (name,),
        )
        if not same:
            quotes = listed([cell_quoted(cell) for cell in cells])
            why = f"it is given more than once, and not the same: {quotes}"
            return unknown_fact(name, why, basis=Basis.FIGURE, origins=origins)
    return _rate_of_line(collector, name, saying[0] if saying else rows[0])


def _rate_of_line(collector: FactCollector, name: str, row: Row) -> Fact:
    reads = _reads(row)
    cells = (row.cells.get("vacant_wte"), row.cells.get("establishment_wte"))
    origins = collector.origins(cells)
    whys = [
        f"{what}: {why}"
        for what, cell, read in zip(("vacant", "establishment"), cells, reads, strict=True)
        if (why := _why_unknown(collector, name, row, cell, read))
    ]
    vacant, established = (read.value for read in reads)
    if whys or not isinstance(vacant, Range) or not isinstance(established, Range):
        return unknown_fact(name, "; ".join(whys), basis=Basis.FIGURE, origins=origins)
    if vacant.low > established.low:
        collector.log_at(*[cell for cell in cells if cell is not None]).add_cell_fault(
            f"{vacant.low:g} WTE vacant of {established.low:g} WTE established",
            "no more vacant than established",
            "Check both figures and return the right ones.",
            facts=(name,),
        )
        why = f"{vacant.low:g} WTE vacant is more than the {established.low:g} WTE established"
        return unknown_fact(name, why, basis=Basis.FIGURE, origins=origins)
    if established.low == 0:
        return Fact(name, None, Basis.FIGURE, origins, why_unknown=NO_POSTS, returned=True)
    rate = Range.of_number(round(100 * vacant.low / established.low, 10))
    note = f"{vacant.low:g} of {established.low:g} WTE are vacant"
    beside = collector.note_of(row)
    if beside is not None:
        note += f"; noted beside it: “{shortened(beside.text)}”"
    fact = Fact(name, rate, Basis.FIGURE, origins, note=note, returned=True)
    return fact if beside is None else _beside_words(collector, fact, vacant.low, row, beside)


def _beside_words(
    collector: FactCollector, fact: Fact, vacant: float, row: Row, noted: Cell
) -> Fact:
    """A rate of vacancy in view of the note beside it: in dispute where that counts more vacant
    than the line does, or makes the figures doubtful."""
    phrasing, quarter = collector.vocabulary.phrasing, collector.submitted.quarter
    doubt = why_in_doubt(noted.text, phrasing, quarter)
    if not doubt and _more_vacant(noted.text, phrasing.empty_post, vacant):
        doubt = "is lower than what is vacant"
    cell = row.cells.get("vacant_wte")
    return (
        doubtful_fact(collector, fact, cell, noted, doubt) if doubt and cell is not None else fact
    )


def _more_vacant(words: str, empty: Phrases, vacant: float) -> bool:
    """Whether some words speak of empty posts, and of more than so many, or of some beside none."""
    if not phrase_in(words, empty):
        return False
    counted = [float(found[0]) for found in _NUMBER.finditer(in_figures(folded(words)))]
    return any(count > vacant for count in counted) if counted else vacant == 0


def _why_unknown(
    collector: FactCollector, name: str, row: Row, cell: Cell | None, read: CellReading
) -> str:
    """Why a figure is unknown. One given as not applicable is, whatever the reason: the role
    stays among those that are called for, and the reason is shown."""
    if cell is not None and read.answer is CellAnswer.NOT_APPLICABLE:
        return collector.excuse(row, cell, read, (name,))
    return collector.why_unknown(cell, read, _EXPECTED, _TO_DO, (name,))


def _is_given(collector: FactCollector, role: Term) -> bool:
    """Whether a service that calls for the role is given, so that somebody must do its work."""
    return bool(role.services) and collector.applies_to(role.services) is True


def _highest(collector: FactCollector) -> Fact:
    """The highest rate of the roles called for by the services, and of any other returned.

    A role that is called for, or may be, and has no known rate could be wholly vacant; so could one
    with no posts established for a service that is given.
    """
    roles = collector.vocabulary.vacancy_roles.values()
    rates: list[tuple[float, str, Fact]] = []
    missing: list[str] = []
    for role in roles:
        fact = collector.facts.get(fact_names.vacancy_rate(role.key))
        if fact is not None and isinstance(fact.value, Range):
            rates.append((fact.value.low, role.label, fact))
        elif fact is not None and fact.returned and not _is_given(collector, role):
            continue
        elif fact is not None or collector.applies_to(role.services) is not False:
            missing.append(role.label)
    under = tuple(fact.name for _, _, fact in rates)
    origins = tuple(origin for _, _, fact in rates for origin in fact.origins)
    not_known = f"not known for {listed(missing, 'and')}" if missing else ""
    if not rates:
        why = not_known or "no posts are established in any key role"
        return unknown_fact(HIGHEST, why, basis=Basis.FIGURE, derived_from=under)
    highest, label, _ = max(rates, key=lambda rate: rate[0])
    value = Range(highest, 100.0 if missing else highest)
    note = "; ".join(part for part in (f"{label} {number(highest, '%')}", not_known) if part)
    return Fact(HIGHEST, value, Basis.FIGURE, origins, under, note, returned=True)
