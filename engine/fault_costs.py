"""What faults cost: the clauses whose verdict cannot be known because of each fault."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache, partial
from typing import overload

from engine.nouns.evidence.cell_refs import CellRefs
from engine.nouns.evidence.fact import Fact
from engine.nouns.evidence.fault import Fault, Severity
from engine.nouns.evidence.organisation import Submission
from engine.nouns.outcome.finding import Finding
from engine.nouns.outcome.findings import Findings
from engine.nouns.verdict import Truth, Verdict

_Key = tuple[str, str]
"""An organisation's code and a quarter's label."""


class CostedFaults(Sequence[Fault]):
    """Faults, each with what it costs, which is worked out when somebody reads it: that takes the
    findings of its organisation with their reasons, and one finding explained asks for few."""

    __slots__ = ("_cost", "_costed", "_faults")

    def __init__(self, faults: Sequence[Fault], cost: Callable[[Fault], Fault]) -> None:
        self._faults, self._cost = tuple(faults), cost
        self._costed: dict[int, Fault] = {}

    def about_organisation(self, code: str) -> tuple[Fault, ...]:
        """Those of an organisation's files, and of files that do not say whose they are."""
        return tuple(
            self._at(place)
            for place, fault in enumerate(self._faults)
            if fault.organisation in ("", code)
        )

    def _at(self, place: int) -> Fault:
        if place not in self._costed:
            self._costed[place] = self._cost(self._faults[place])
        return self._costed[place]

    @overload
    def __getitem__(self, place: int) -> Fault: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Fault, ...]: ...
    def __getitem__(self, place: int | slice) -> Fault | tuple[Fault, ...]:
        places = range(len(self._faults))[place]
        return self._at(places) if isinstance(places, int) else tuple(map(self._at, places))

    def __len__(self) -> int:
        return len(self._faults)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, CostedFaults | tuple) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return repr(tuple(self))

    def __reduce__(self) -> tuple[type[tuple[Fault, ...]], tuple[tuple[Fault, ...]]]:
        """Another process has them with what they cost: what works it out stays here."""
        return tuple, (tuple(self),)


def with_clauses(
    faults: Sequence[Fault], findings: Findings, submissions: Iterable[Submission]
) -> CostedFaults:
    """The faults, each with the clauses left without evidence because of it.

    A fault costs a clause where a duty of that organisation and quarter is without evidence, or
    its being met in full is not known, and rests on a fact that the fault left unknown, or that
    was worked out from such a one; one of a cell that names no fact, what comes from that cell. One
    that bars a table, or tells that it is missing, costs all that rests on facts of that table, and
    one that tells of a missing column, what comes of no cell of it; one
    that bars the file, all that is without evidence. What only asks to be checked costs what the
    facts it names cost, and where that is anything, costs evidence. Where the organisation or
    quarter is not told no clause can be named.
    """

    # Faults come file by file, so that the duties of one return at a time are enough.
    @lru_cache(maxsize=8)
    def duties(key: _Key) -> tuple[Finding, ...]:
        return tuple(_open(findings, *key))

    facts = {
        (submission.organisation.code, submission.quarter.label): submission.facts
        for submission in submissions
    }

    def cost(fault: Fault) -> Fault:
        key = (fault.organisation, fault.period)
        return _with(fault, _clauses(fault, partial(duties, key), facts.get(key, {})))

    return CostedFaults(faults, cost)


def _open(findings: Findings, code: str, period: str) -> Iterator[Finding]:
    for ruling in findings.rulings_of(code):
        is_open = ruling.verdict is Verdict.NO_EVIDENCE or ruling.may_yet_be_met
        if is_open and ruling.period.label == period:
            finding = findings.by_key(ruling.key)
            if finding is not None:
                yield finding


def _with(fault: Fault, clauses: tuple[str, ...]) -> Fault:
    lost = bool(clauses) and fault.severity is Severity.CHECK
    return replace(fault, severity=Severity.LOST if lost else fault.severity, clauses=clauses)


def _clauses(
    fault: Fault, duties: Callable[[], Sequence[Finding]], facts: Mapping[str, Fact]
) -> tuple[str, ...]:
    """``duties`` gives the findings on the duties that are open."""
    if fault.severity is Severity.FILE:
        costs = list(duties())
    elif fault.severity is Severity.CHECK and fault.tables:
        absent = _with_derived(_without_cells(fault.tables, facts), facts)
        costs = [finding for finding in duties() if _unknown_in(finding) & absent]
    elif fault.severity is Severity.TABLE or fault.tables:
        tables = {_plain(name) for name in fault.tables or (fault.sheet,)}
        costs = [finding for finding in duties() if _rests_on_one_of(tables, finding, facts)]
    elif names := fault.facts or _in_its_cells(fault, facts):
        lost = _with_derived(names, facts)
        costs = [finding for finding in duties() if _unknown_in(finding) & lost]
    else:
        return ()
    return tuple(dict.fromkeys(clause for cost in costs for clause in cost.cites))


def _in_its_cells(fault: Fault, facts: Mapping[str, Fact]) -> tuple[str, ...]:
    """The unknown facts that come from the cells of a fault for which they cannot be used."""
    if fault.severity is not Severity.CELL or not fault.cell:
        return ()
    cells, place = CellRefs.parse(fault.cell), (fault.file, fault.sheet.strip())
    return tuple(
        name
        for name, fact in facts.items()
        if fact.value is None
        and any(
            (origin.file, origin.sheet.strip()) == place and origin.cell in cells
            for origin in fact.origins
        )
    )


def _without_cells(tables: Iterable[str], facts: Mapping[str, Fact]) -> set[str]:
    """The unknown facts of some tables that come from no cell, since their column is not there."""
    named = {_plain(table) for table in tables}
    return {
        name
        for name, fact in facts.items()
        if fact.value is None
        and not fact.origins
        and not fact.derived_from
        and _plain(name.split(".", 1)[0]) in named
    }


def _unknown_in(finding: Finding) -> set[str]:
    """The facts of the comparisons of a finding that could not be told."""
    open_steps = [step for step in finding.trace if step.truth is Truth.UNKNOWN]
    facts = [step.fact for step in open_steps]
    facts += [step.against for step in open_steps if step.against is not None]
    return {fact.name for fact in facts}


def _with_derived(names: Iterable[str], facts: Mapping[str, Fact]) -> set[str]:
    """Some facts, and those worked out from them, through any number of steps."""
    lost = set(names)
    while True:
        more = {
            name
            for name, fact in facts.items()
            if name not in lost and lost.intersection(fact.derived_from)
        }
        if not more:
            return lost
        lost |= more


def _rests_on_one_of(tables: set[str], finding: Finding, facts: Mapping[str, Fact]) -> bool:
    names = _unknown_in(finding)
    under = {part for name in names if name in facts for part in facts[name].derived_from}
    return any(_plain(name.split(".", 1)[0]) in tables for name in names | under)


def _plain(name: str) -> str:
    """A sheet's or CSV file's name as it compares with the first word of a fact's name."""
    return "".join(sign for sign in name.casefold().removesuffix(".csv") if sign.isalnum())
