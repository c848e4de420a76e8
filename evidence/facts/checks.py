"""Checks on staff that have to be repeated: how many are done and not due again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from engine.nouns.evidence import fact_names
from engine.nouns.evidence.fact import Fact, Range
from engine.nouns.policy.vocabulary import Check
from engine.nouns.verdict import Basis
from evidence.cells.dates import earliest_still_good
from evidence.cells.values import CellAnswer, read_date
from evidence.facts.collector import FactCollector, unknown_fact
from evidence.nouns.cells import Row
from evidence.terms import match_terms
from evidence.text import folded, match_key

_NEVER = frozenset({"none", "never", "no", "not done", "outstanding", "nil"})
_EXPECTED = "the day of the last check, such as 31/03/2014, or “never”"
_TO_DO = "Write the date; if it is not known, leave the cell blank."


@dataclass(slots=True)
class _Staff:
    """The members of staff who need one check, by reference: whether each has it in date."""

    standing: dict[str, bool | None] = field(default_factory=dict)
    had: dict[str, bool | None] = field(default_factory=dict)
    """Whether each has ever had it."""

    def add(self, ref: str, in_date: bool | None, had: bool | None) -> None:
        """One line about a person; of several the best counts, an unreadable one before none."""
        for known, new in ((self.standing, in_date), (self.had, had)):
            if known.get(ref, False) is False or new is True:
                known[ref] = new

    def count(self, standing: bool | None) -> int:
        return sum(state is standing for state in self.standing.values())


def gather_checks(collector: FactCollector) -> None:
    """For each check of the pack: who needs it, who has it in date, and the share of them."""
    rows = collector.rows("checks")
    if not rows:
        return
    checks = collector.vocabulary.checks
    known = match_terms(
        "a check", {check.key: (check.label, check.also) for check in checks.values()}
    )
    staff = {name: _Staff() for name in checks}
    strangers = 0
    for row in rows:
        name = collector.term_named(row, "check", known)
        if name is None:
            strangers += row.is_filled
            continue
        ref = row.cells.get("staff_ref")
        person = match_key(ref.text) if ref is not None else ""
        in_date, had = _in_date(collector, checks[name], row)
        staff[name].add(person or f"line {row.number}", in_date, had)
    for name, check in checks.items():
        _know(collector, check, staff[name], strangers)


def _in_date(collector: FactCollector, check: Check, row: Row) -> tuple[bool | None, bool | None]:
    """Whether the check of a line is in date, and whether it was ever made."""
    cell = row.cells.get("checked_on")
    if cell is not None and not cell.unusable and folded(cell.text) in _NEVER:
        return False, False
    read = read_date(cell)
    facts = (fact_names.percent(fact_names.check(check.key)),)
    collector.why_unknown(cell, read, _EXPECTED, _TO_DO, facts)
    if cell is None or read.answer is not CellAnswer.VALUE or not isinstance(read.value, Range):
        return None, None
    if collector.after_last_day(cell, read, facts):
        return None, None
    months = int(collector.parameter(check.refresh_parameter))
    since = earliest_still_good(collector.as_of, months).toordinal()
    over = read.value.high <= collector.as_of.toordinal()
    if read.value.low >= since:
        return (True, True) if over else (None, None)
    return (False if read.value.high < since else None), (True if over else None)


def _know(collector: FactCollector, check: Check, staff: _Staff, strangers: int) -> None:
    """The facts of one check; lines whose check cannot be read leave them within bounds."""
    name = fact_names.check(check.key)
    origins = collector.whole_table(collector.submitted.tables.get("checks"))
    of, done, doubtful = len(staff.standing), staff.count(True), staff.count(None)
    if not of:
        why = f"the register has nobody who certainly needs a {check.label}"
        collector.add(
            unknown_fact(fact_names.percent(name), why, basis=Basis.REGISTER, origins=origins)
        )
        return
    had = set(staff.had.values())
    ever = False if False in had else True if had == {True} and not strangers else None
    why = "" if ever is not None else "for some people on the register it is not known"
    fact = Fact(fact_names.ever_done(name), ever, Basis.REGISTER, origins, (), "", why, True)
    collector.add(fact)
    most, highest = of + strangers, done + doubtful + strangers
    note = _note({"not done or due again": staff.count(False), "not known": doubtful})
    for part, value in (
        (fact_names.staff(name), Range(float(of), float(most))),
        (fact_names.in_date(name), Range(float(done), float(highest))),
    ):
        collector.add(Fact(part, value, Basis.REGISTER, origins, returned=True))
    collector.add(
        Fact(
            fact_names.percent(name),
            Range(100 * done / most, 100 * highest / most),
            Basis.REGISTER,
            origins,
            (fact_names.in_date(name), fact_names.staff(name)),
            f"from the register: {done} of {of} in date{note}",
            returned=True,
        )
    )


def _note(counts: Mapping[str, int]) -> str:
    return "".join(f", {count} {words}" for words, count in counts.items() if count)
