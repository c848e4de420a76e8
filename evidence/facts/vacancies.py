"""Item 5: vacancy rates amongst key staff, in % of the establishment."""

from __future__ import annotations

from engine.nouns.evidence.fact import Fact, Range
from engine.nouns.evidence.fault import Severity
from engine.nouns.number_words import number
from engine.nouns.policy.vocabulary import Term
from engine.nouns.verdict import Basis
from evidence.cells.values import Answer, Read, read_wte
from evidence.facts.gathering import Gathering, quoted, unknown
from evidence.nouns.cells import Cell, Row
from evidence.terms import names
from evidence.text import listed, shortened

HIGHEST = "vacancies.highest_rate"
_ESTABLISHED = ".established"
NO_POSTS = "no posts are established, so there is no rate"
_EXPECTED = "whole-time equivalents, such as 3.5"
_TO_DO = "Write the figure; where it is not known, leave the cell blank."


def gather_vacancies(gathering: Gathering) -> None:
    """The vacancy rate of each role returned, and the highest of the roles that count."""
    known = names(
        f"a role of {gathering.vocabulary.where('vacancies')}",
        {role.key: (role.label, role.also) for role in gathering.vocabulary.vacancy_roles.values()},
    )
    lines: dict[str, list[Row]] = {}
    for row in gathering.rows("vacancies"):
        key = gathering.named(row, "role", known)
        if key is not None:
            lines.setdefault(key, []).append(row)
    for role in gathering.vocabulary.vacancy_roles.values():
        if role.key in lines:
            gathering.know(_rate(gathering, role, lines[role.key]))
            established = _established(gathering, role, lines[role.key])
            if established is not None:
                gathering.know(established)
    if any(name.endswith(_ESTABLISHED) for name in gathering.facts):
        gathering.know(_together(gathering))
    if gathering.asked_by_kind("vacancies") or lines:
        gathering.know(_highest(gathering))


def _established(gathering: Gathering, role: Term, rows: list[Row]) -> Fact | None:
    """The posts established in a role; None where they are not told, or differ."""
    name = f"vacancies.{role.key}{_ESTABLISHED}"
    cells = [row.cells.get("establishment_wte") for row in rows]
    values = {read_wte(cell).value for cell in cells} - {None}
    if len(values) != 1:
        return None
    [value] = values
    return Fact(name, value, Basis.FIGURE, gathering.origins(cells), returned=True)


def _together(gathering: Gathering) -> Fact:
    """The posts established in all the roles returned: at least so many, for one of them may be
    left out."""
    every = [fact for name, fact in gathering.facts.items() if name.endswith(_ESTABLISHED)]
    total = sum(fact.value.low for fact in every if isinstance(fact.value, Range))
    origins = tuple(origin for fact in every for origin in fact.origins)
    under = tuple(fact.name for fact in every)
    value = Range.exactly(round(total, 10))
    return Fact("vacancies.established", value, Basis.FIGURE, origins, under, returned=True)


def _reads(row: Row) -> tuple[Read, Read]:
    return read_wte(row.cells.get("vacant_wte")), read_wte(row.cells.get("establishment_wte"))


def _rate(gathering: Gathering, role: Term, rows: list[Row]) -> Fact:
    name = f"vacancies.{role.key}.rate"
    cells = [
        cell
        for row in rows
        for column in ("vacant_wte", "establishment_wte")
        if (cell := row.cells.get(column)) is not None
    ]
    origins = gathering.origins(cells)
    saying = [row for row in rows if any(r.answer is not Answer.BLANK for r in _reads(row))]
    if len(rows) > 1:
        same = all(_reads(row) == _reads(saying[0]) for row in saying)
        gathering.at(*[row.cells["role"] for row in rows]).add(
            Severity.CHECK if same else Severity.CELL,
            f"{role.label} on {len(rows)} lines",
            "each role once",
            "Keep the line that is right and clear the others.",
            facts=() if same else (name,),
        )
        if not same:
            said = listed([quoted(cell) for cell in cells], "and")
            why = f"it is given more than once, and not the same: {said}"
            return unknown(name, why, basis=Basis.FIGURE, origins=origins)
    return _rate_of_line(gathering, name, saying[0] if saying else rows[0])


def _rate_of_line(gathering: Gathering, name: str, row: Row) -> Fact:
    reads = _reads(row)
    cells = (row.cells.get("vacant_wte"), row.cells.get("establishment_wte"))
    origins = gathering.origins(cells)
    whys = [
        f"{what}: {why}"
        for what, cell, read in zip(("vacant", "establishment"), cells, reads, strict=True)
        if (why := _why_unknown(gathering, name, row, cell, read))
    ]
    vacant, established = (read.value for read in reads)
    if whys or not isinstance(vacant, Range) or not isinstance(established, Range):
        return unknown(name, "; ".join(whys), basis=Basis.FIGURE, origins=origins)
    if vacant.low > established.low:
        gathering.at(*[cell for cell in cells if cell is not None]).cell(
            f"{vacant.low:g} WTE vacant of {established.low:g} WTE established",
            "no more vacant than established",
            "Check both figures and return the right ones.",
            facts=(name,),
        )
        why = f"{vacant.low:g} WTE vacant is more than the {established.low:g} WTE established"
        return unknown(name, why, basis=Basis.FIGURE, origins=origins)
    if established.low == 0:
        return unknown(name, NO_POSTS, basis=Basis.FIGURE, origins=origins, returned=True)
    rate = Range.exactly(round(100 * vacant.low / established.low, 10))
    note = f"{vacant.low:g} of {established.low:g} WTE are vacant"
    beside = gathering.beside(row)
    if beside is not None:
        note += f"; noted beside it: “{shortened(beside.text)}”"
    return Fact(name, rate, Basis.FIGURE, origins, note=note, returned=True)


def _why_unknown(gathering: Gathering, name: str, row: Row, cell: Cell | None, read: Read) -> str:
    """Why a figure is unknown. One given as not applicable is, whatever the reason: the role
    stays among those that are called for, and the reason is shown."""
    if cell is not None and read.answer is Answer.NOT_APPLICABLE:
        return gathering.why_excused(row, cell, read, (name,))
    return gathering.why_unknown(cell, read, _EXPECTED, _TO_DO, (name,))


def _is_given(gathering: Gathering, role: Term) -> bool:
    """Whether a service that calls for the role is given, so that somebody must do its work."""
    return bool(role.services) and gathering.calls_for(role.services) is True


def _highest(gathering: Gathering) -> Fact:
    """The highest rate of the roles called for by the services, and of any other returned.

    A role that is called for, or may be, and has no known rate could be wholly vacant; so could one
    with no posts established for a service that is given.
    """
    roles = gathering.vocabulary.vacancy_roles.values()
    rates: list[tuple[float, str, Fact]] = []
    missing: list[str] = []
    for role in roles:
        fact = gathering.facts.get(f"vacancies.{role.key}.rate")
        if fact is not None and isinstance(fact.value, Range):
            rates.append((fact.value.low, role.label, fact))
        elif fact is not None and fact.returned and not _is_given(gathering, role):
            continue
        elif fact is not None or gathering.calls_for(role.services) is not False:
            missing.append(role.label)
    under = tuple(fact.name for _, _, fact in rates)
    origins = tuple(origin for _, _, fact in rates for origin in fact.origins)
    not_told = f"not known for {listed(missing, 'and')}" if missing else ""
    if not rates:
        why = not_told or "no posts are established in any key role"
        return unknown(HIGHEST, why, basis=Basis.FIGURE, derived_from=under)
    highest, label, _ = max(rates, key=lambda each: each[0])
    value = Range(highest, 100.0 if missing else highest)
    note = "; ".join(part for part in (f"{label} {number(highest, '%')}", not_told) if part)
    return Fact(HIGHEST, value, Basis.FIGURE, origins, under, note, returned=True)
