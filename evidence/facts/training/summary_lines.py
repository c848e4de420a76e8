"""The training summary: its lines by framework and level, each checked within itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from engine.nouns.english import number
from engine.nouns.evidence import fact_names
from engine.nouns.evidence.fact import Range
from engine.nouns.policy.vocabulary import Framework
from evidence.cells.figures import read_count, read_percent
from evidence.cells.values import CellAnswer, CellReading, read_level
from evidence.facts.collector import LEFT_BLANK, FactCollector, place
from evidence.nouns.cells import Cell, Row
from evidence.terms import TermMatcher, match_terms
from evidence.text import match_key

SUMMARY = "training_summary"
TOTALS = frozenset(
    {"total", "totals", "grandtotal", "overall", "allstaff", "allstaffgroups", "allgroups", "all"}
)
"""What a line of all staff groups together is called."""
_ROUNDING = 1.0
"""A percentage in whole numbers, rounded or cut off, lies within one point of the share."""


@dataclass(frozen=True, slots=True)
class SummaryLine:
    """One line: of how many staff of a group who need a level how many are trained to it."""

    row: Row
    framework: str
    level: int
    group: str
    """As typed; empty where the line names none."""
    required: Range | None
    compliant: Range | None
    """Both None where the line cannot be counted, and why is told."""
    why: str = ""

    @property
    def is_total(self) -> bool:
        return not self.group or match_key(self.group) in TOTALS

    @property
    def cells(self) -> list[Cell]:
        """The cells of its figures."""
        found = (self.row.cells.get(column) for column in ("required", "compliant", "percent"))
        return [cell for cell in found if cell is not None and (cell.text or cell.unusable)]


def summary_lines(collector: FactCollector) -> tuple[SummaryLine, ...]:
    """Every line of the summary that is about a known framework and level, in the table's order.

    A line with nothing in its figures says nothing and is left out.
    """
    frameworks = collector.vocabulary.frameworks
    known = match_terms(
        "a framework",
        {framework.key: (framework.label, framework.also) for framework in frameworks.values()},
    )
    return tuple(
        line
        for row in collector.rows(SUMMARY)
        if (line := _line(collector, row, known)) is not None
    )


def _line(collector: FactCollector, row: Row, known: TermMatcher) -> SummaryLine | None:
    if not any(row.text(column) for column in ("required", "compliant", "percent")):
        return None
    key = collector.named(row, "framework", known)
    if key is None:
        return None
    framework = collector.vocabulary.frameworks[key]
    level = _level(collector, row, framework)
    if level is None:
        return None
    name = fact_names.percent(fact_names.training_level(key, level))
    required, compliant = (
        read_count(row.cells.get(column)) for column in ("required", "compliant")
    )
    why = "; ".join(_whys(collector, row, name, (required, compliant)))
    of, done = required.value, compliant.value
    if why or not isinstance(of, Range) or not isinstance(done, Range):
        return SummaryLine(row, key, level, row.text("staff_group"), None, None, why or LEFT_BLANK)
    if done.low > of.low:
        why = _more_than_all(collector, row, name, of, done)
        return SummaryLine(row, key, level, row.text("staff_group"), None, None, why)
    done = _beside_percent(collector, row, of, done)
    return SummaryLine(row, key, level, row.text("staff_group"), of, done)


def _level(collector: FactCollector, row: Row, framework: Framework) -> int | None:
    """The level of a line; None, and a fault, where it tells none."""
    cell = row.cells.get("level")
    read = read_level(cell, framework.levels)
    if isinstance(read.value, Range) and read.value.low > 0:
        return int(read.value.low)
    if cell is not None and not cell.unusable:
        collector.at(cell).cell(
            cell.text or "nothing",
            f"a level from 1 to {framework.levels}",
            "Write the level that the line is about; until then the line is not read.",
        )
    return None


def _whys(
    collector: FactCollector, row: Row, name: str, reads: tuple[CellReading, CellReading]
) -> Iterator[str]:
    for column, read in zip(("required", "compliant"), reads, strict=True):
        why = collector.why_unknown(
            row.cells.get(column),
            read,
            "a whole number, 0 for none",
            "Write how many staff; where it is not known, leave the cell blank.",
            (name,),
        )
        if read.answer is CellAnswer.NOT_APPLICABLE:
            why = "given as not applicable, which is no number"
        if why:
            yield f"{column}: {why}"


def _more_than_all(collector: FactCollector, row: Row, name: str, of: Range, done: Range) -> str:
    collector.at(row.cells["compliant"], row.cells["required"]).cell(
        f"{done.low:g} compliant of {of.low:g} required",
        "no more compliant than required",
        "Check both figures and return the right ones.",
        facts=(name,),
    )
    return f"{done.low:g} compliant is more than the {of.low:g} required"


def _beside_percent(collector: FactCollector, row: Row, of: Range, done: Range) -> Range:
    """How many are compliant, within the bounds that the percentage beside it leaves."""
    cell = row.cells.get("percent")
    said = read_percent(cell).value
    if cell is None or not isinstance(said, Range) or of.low == 0:
        return done
    share = 100 * done.low / of.low
    if abs(share - said.low) <= _ROUNDING:
        return done
    collector.at(cell, row.cells["compliant"], row.cells["required"]).check(
        f"{number(said.low, '%')} ({place(cell)}), while {done.low:g} of {of.low:g} make "
        f"{number(round(share, 1), '%')}",
        "a percentage that agrees with its numbers",
        "Find out which is right, and correct the other; until then the share is only known to lie "
        "between the two.",
    )
    other = said.low * of.low / 100
    return Range(min(done.low, other), max(done.low, other))
