"""The register of contracts: what every contract says, and with which providers they are."""

from __future__ import annotations

from engine.nouns.evidence import fact_names
from engine.nouns.evidence.fact import Fact, Member, Range
from engine.nouns.evidence.organisation import Commissioned
from engine.nouns.evidence.share import share_facts
from engine.nouns.policy.vocabulary import ContractTerm
from engine.nouns.verdict import Basis
from evidence.cells.dates import add_months
from evidence.cells.values import CellAnswer, CellReading, not_applicable, read_date, read_yes_no
from evidence.facts.collector import LEFT_BLANK, FactCollector, cell_quoted
from evidence.facts.directory import Directory
from evidence.facts.remarks.titled_periods import ended_before
from evidence.nouns.cells import Cell, Row
from evidence.phrases import phrase_in
from evidence.text import match_key, shortened, single_spaced

_EXPECTED = {"yes_no": "yes or no", "date": "the day it was done, such as 31/03/2014, or “no”"}
_TO_DO = "Write what is asked for; if it is not known, leave the cell blank."


def gather_contracts(
    collector: FactCollector, directory: Directory
) -> tuple[Commissioned, ...] | None:
    """The share of contracts that keep each term, each breach named; and the providers.

    Returned are the providers that the register names, each once, or None where there is no
    register, or one that names nobody.
    """
    rows = [row for row in collector.rows("contracts") if row.is_filled]
    if not rows:
        return None
    origins = collector.whole_table(collector.submitted.tables.get("contracts"))
    collector.add(
        Fact(
            fact_names.CONTRACTS,
            Range.of_number(float(len(rows))),
            Basis.REGISTER,
            origins,
            returned=True,
        )
    )
    for term in collector.vocabulary.contract_terms.values():
        members = [_member(collector, term, row) for row in rows]
        name = fact_names.contract_term(term.key)
        for fact in share_facts(name, fact_names.CONTRACTS, "contracts", members, Basis.REGISTER):
            collector.add(fact)
    return _providers(collector, rows, directory) or None


def _name(row: Row) -> str:
    parts = [
        shortened(cell.text)
        for column in ("provider", "contract")
        if (cell := row.cells.get(column)) is not None and cell.text.strip()
    ]
    return ", ".join(parts) or f"the contract on line {row.number}"


def _member(collector: FactCollector, term: ContractTerm, row: Row) -> Member:
    cell = row.cells.get(term.key)
    origins = collector.origins([cell])
    keeps, words = _keeps(collector, term, cell)
    ended = _not_in_force(collector, row)
    if ended and keeps:
        return Member(_name(row), None, f"{words}, while {ended}", origins)
    return Member(_name(row), keeps, words, origins)


def _not_in_force(collector: FactCollector, row: Row) -> str:
    """Why a contract may be none, by its name; empty where nothing speaks against it."""
    cell = row.cells.get("contract")
    if cell is None or cell.unusable:
        return ""
    if phrase_in(cell.text, collector.vocabulary.phrasing.not_in_force):
        return f"its name is “{shortened(cell.text)}”"
    ended = ended_before(cell.text, collector.as_of)
    return f"by its name it was for {ended}" if ended else ""


def _keeps(
    collector: FactCollector, term: ContractTerm, cell: Cell | None
) -> tuple[bool | None, str]:
    """Whether one contract keeps a term, and what its cell says, in words."""
    facts = (fact_names.percent(fact_names.contract_term(term.key)),)
    read = _read(term, cell)
    if cell is None or read.answer is CellAnswer.BLANK:
        return None, LEFT_BLANK
    if read.answer is CellAnswer.NOT_APPLICABLE:
        # "N/A" takes no contract out of a duty that the policy lays on all of them.
        return None, cell_quoted(cell)
    why = collector.why_unknown(cell, read, _EXPECTED[term.value], _TO_DO, facts)
    if why:
        return None, why
    if isinstance(read.value, bool):
        return read.value, f"“{shortened(cell.text)}”"
    if day := collector.after_last_day(cell, read, facts):
        return None, f"{cell_quoted(cell)}, after {day}"
    kind = collector.vocabulary.kinds.get(collector.submitted.organisation.kind)
    # Contracts of the first year were drawn up in the year before.
    since = add_months(kind.since, -12) if kind is not None and kind.since is not None else None
    if since is not None and isinstance(read.value, Range) and read.value.high < since.toordinal():
        collector.log_at(cell).add_check(
            cell.text,
            f"a day from {since:%d/%m/%Y} on, a year before there was anybody to ask",
            "Check the day, and who asked whom.",
            facts=facts,
        )
        return None, f"{cell_quoted(cell)}, long before there was anybody to ask"
    if isinstance(read.value, Range) and read.value.high > collector.as_of.toordinal():
        return None, f"{cell_quoted(cell)}, which may be after the as-of date"
    return True, f"“{shortened(cell.text)}”"


def _read(term: ContractTerm, cell: Cell | None) -> CellReading:
    if term.value == "yes_no":
        return read_yes_no(cell)
    date = read_date(cell)
    if cell is not None and date.answer is CellAnswer.UNREADABLE:
        if (excused := not_applicable(cell.text)) is not None:
            return excused
        reading = read_yes_no(cell)
        if reading.value is False:
            return reading
    return date


def _providers(
    collector: FactCollector, rows: list[Row], directory: Directory
) -> tuple[Commissioned, ...]:
    found: dict[str, Commissioned] = {}
    for row in rows:
        cell = row.cells.get("provider")
        name = single_spaced(cell.text) if cell is not None else ""
        origins = collector.origins([cell])
        if cell is None or not match_key(name):
            _report_nameless(collector, row, cell)
            found[f"line {row.number}"] = Commissioned(_name(row), "", origins)
            continue
        code = directory.code_of(name)
        if not code:
            _report_near(collector, cell, directory.nearest(name))
        place = code or match_key(name)
        known = found.get(place, Commissioned(name, code))
        found[place] = Commissioned(known.name, code, known.origins + origins)
    return tuple(found.values())


def _report_nameless(collector: FactCollector, row: Row, cell: Cell | None) -> None:
    if cell is not None and cell.unusable:
        return
    at = cell or next(iter(row.cells.values()))
    collector.log_at(at).add_cell_fault(
        "nothing",
        "the name or code of the provider",
        f"Say which provider the contract on line {row.number} is with.",
        facts=(fact_names.COMMISSIONED,),
    )


def _report_near(collector: FactCollector, cell: Cell, near: str) -> None:
    """A name that is almost an organisation's of the run is most likely a slip of the pen."""
    if not near:
        return
    collector.log_at(cell).add_check(
        cell.text,
        f"the provider’s name as its own return has it; the nearest is “{near}”",
        f"If “{near}” is meant, write that or its code; until then its return is not taken for "
        "this provider’s.",
        facts=(fact_names.COMMISSIONED,),
    )
