"""The training summary: its lines by framework and level, each checked within itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from engine.nouns.english import number
from engine.nouns.evidence import fact_names
from engine.nouns.evidence.fact import Range
from evidence.cells.figures import read_count, read_percent
from evidence.cells.values import CellAnswer, CellReading, is_placeholder, read_level
from evidence.facts.collector import LEFT_BLANK, FactCollector, cell_place
from evidence.nouns.cells import Cell, Row
from evidence.terms import TermMatcher, match_terms
from evidence.text import folded, match_key

SUMMARY = "training_summary"
TOTALS = frozenset(
    {"total", "totals", "grandtotal", "overall", "allstaff", "allstaffgroups", "allgroups", "all"}
)
"""What a line of all staff groups together is called."""
_SUMS = frozenset({"total", "overall", "sum", "subtotal", "combined", "average", "mean"})
_OF_ALL = frozenset(
    {"all", "every", "grand", "staff", "group", "organisation", "organization", "trust", "whole"}
    | {"trustwide", "wide", "provider", "hospital", "practice", "the", "of", "for", "in", "and"}
    | {"workforce", "employee", "compliance", "level"}
)
"""Words beside that of a sum which leave it the sum of everybody."""
_PART = re.compile(r"\b(?:of which|of whom|of these|of those|including|incl|inc|subset)\b")
_STOP = frozenset({"and", "the", "of", "in", "for", "other", "staff", "group", "all"})
_ROUNDING = 1.0
"""A percentage in whole numbers, rounded or cut off, lies within one point of the share."""


@dataclass(frozen=True)
class SummaryLine:
    """One line: of how many staff of a group who need a level how many are trained to it."""

    row: Row
    framework: str
    """Empty where the line does not say which training it is about."""
    level: int
    """0 where the line does not say it."""
    group: str
    """As typed; empty where the line names none."""
    required: Range | None
    compliant: Range | None
    """Both None where the line cannot be counted, and why is told."""
    why: str = ""

    is_open: bool = False
    """Whether the framework or the level may be another: blank, or not a word of the pack."""
    denies_itself: bool = False
    """Whether it cannot be counted because its own figures cannot both be right."""

    @cached_property
    def _said(self) -> tuple[str, ...]:
        words = re.findall(r"[a-z0-9]+", folded(self.group).replace("sub-total", "subtotal"))
        said = " ".join(words).replace("sub total", "subtotal").split()
        return tuple(word.removesuffix("s") if len(word) > 3 else word for word in said)

    @property
    def is_total(self) -> bool:
        """Whether it is the line of all staff."""
        words = frozenset(self._said)
        named = match_key(self.group) in TOTALS or bool(words & _SUMS)
        return named and "subtotal" not in words and words <= _SUMS | _OF_ALL

    @property
    def is_nameless(self) -> bool:
        """Whether it does not say which staff group it is about."""
        return not self.group

    @property
    def adds_up(self) -> bool:
        """Whether it says that it adds up some of the groups."""
        return not self.is_total and bool(_SUMS & frozenset(self._said))

    @property
    def is_part(self) -> bool:
        """Whether it says that it is part of another group."""
        return bool(_PART.search(folded(self.group)))

    @cached_property
    def words(self) -> frozenset[str]:
        """The words that distinguish its group from others."""
        return frozenset(self._said) - _STOP

    @property
    def cells(self) -> list[Cell]:
        """The cells of its figures."""
        found = (self.row.cells.get(column) for column in ("required", "compliant", "percent"))
        return [cell for cell in found if cell is not None and (cell.text or cell.unusable)]


def summary_lines(collector: FactCollector) -> tuple[SummaryLine, ...]:
    """Every line of the summary that is or may be about a framework, in the table's order.

    A line with nothing in its figures says nothing and is left out, unless it names its group.
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
    is_blank = not any(row.text(column) for column in ("required", "compliant", "percent"))
    if is_blank and not (row.text("staff_group") and row.text("level")):
        return None
    key, is_sure = _framework(collector, row, known)
    if key is None:
        return None
    framework = collector.vocabulary.frameworks.get(key)
    highest = max(f.levels for f in collector.vocabulary.frameworks.values())
    level = _level(collector, row, framework.levels if framework is not None else highest)
    is_open = not (is_sure and level)
    if is_open and is_blank:
        return None
    figures = _figures(collector, row, key, level)
    return SummaryLine(row, key, level, row.text("staff_group"), *figures[:3], is_open, figures[3])


def _framework(collector: FactCollector, row: Row, known: TermMatcher) -> tuple[str | None, bool]:
    """The framework of a line and whether that is sure: "" where the line does not say it, None
    where it is about another training."""
    key = collector.term_named(row, "framework", known)
    if key is not None:
        return key, True
    typed = row.text("framework")
    if not typed:
        return "", False
    near = known.nearest(typed)
    return next((key for key, label in known.labels.items() if label == near), None), False


def _figures(
    collector: FactCollector, row: Row, framework: str, level: int
) -> tuple[Range | None, Range | None, str, bool]:
    """How many are required and compliant, within bounds; None and why where not to be counted,
    and whether that is because they deny each other."""
    name = fact_names.percent(fact_names.training_level(framework, level))
    names = (name,) if framework and level else ()
    required, compliant = (
        read_count(row.cells.get(column)) for column in ("required", "compliant")
    )
    why = "; ".join(_whys(collector, row, names, (required, compliant)))
    of, done = required.value, compliant.value
    if why or not isinstance(of, Range) or not isinstance(done, Range):
        return None, None, why or LEFT_BLANK, False
    if done.low > of.low:
        return None, None, _more_than_all(collector, row, names, of, done), True
    return of, _beside_percent(collector, row, of, done), "", False


def _level(collector: FactCollector, row: Row, highest: int) -> int:
    """The level of a line; 0, and a fault, where it gives none."""
    cell = row.cells.get("level")
    read = read_level(cell, highest)
    if isinstance(read.value, Range) and read.value.low > 0:
        return int(read.value.low)
    if cell is not None and not cell.unusable:
        collector.log_at(cell).add_cell_fault(
            cell.text or "nothing",
            f"a level from 1 to {highest}",
            "Write the level that the line is about; until then it may be of any.",
        )
    return 0


def _whys(
    collector: FactCollector,
    row: Row,
    names: tuple[str, ...],
    reads: tuple[CellReading, CellReading],
) -> Iterator[str]:
    for column, read in zip(("required", "compliant"), reads, strict=True):
        why = collector.why_unknown(
            row.cells.get(column),
            read,
            "a whole number, 0 for none",
            "Write how many staff; if it is not known, leave the cell blank.",
            names,
        )
        if read.answer is CellAnswer.NOT_APPLICABLE:
            why = "given as not applicable, which is no number"
        if why:
            yield f"{column}: {why}"


def _more_than_all(
    collector: FactCollector, row: Row, names: tuple[str, ...], of: Range, done: Range
) -> str:
    collector.log_at(row.cells["compliant"], row.cells["required"]).add_cell_fault(
        f"{done.low:g} compliant of {of.low:g} required",
        "no more compliant than required",
        "Check both figures and return the right ones.",
        facts=names,
    )
    return f"{done.low:g} compliant is more than the {of.low:g} required"


def _beside_percent(collector: FactCollector, row: Row, of: Range, done: Range) -> Range:
    """How many are compliant, within the bounds that the percentage beside it leaves."""
    cell = row.cells.get("percent")
    read = read_percent(cell)
    stated = read.value
    if cell is not None and read.answer is CellAnswer.UNREADABLE and not is_placeholder(cell.text):
        collector.log_at(cell).add_check(
            cell.text,
            "a percentage, such as 95%",
            "It is not read; its two numbers are. Correct it, or leave it out.",
        )
    if cell is None or not isinstance(stated, Range) or of.low == 0:
        return done
    share = 100 * done.low / of.low
    if abs(share - stated.low) <= _ROUNDING:
        return done
    collector.log_at(cell, row.cells["compliant"], row.cells["required"]).add_check(
        f"{number(stated.low, '%')} ({cell_place(cell)}), while {done.low:g} of {of.low:g} make "
        f"{number(round(share, 1), '%')}",
        "a percentage that agrees with its numbers",
        "Find out which is right, and correct the other; until then the share is only known to lie "
        "between the two.",
    )
    other = stated.low * of.low / 100
    return Range(min(done.low, other), max(done.low, other))
