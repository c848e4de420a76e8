"""The dashboard: items 2 to 15.2 as facts, each figure with its cell."""

from __future__ import annotations

import re
from dataclasses import dataclass

from engine.nouns.english import listed
from engine.nouns.evidence import fact_names
from engine.nouns.evidence.fact import Fact, Range
from engine.nouns.evidence.fault import Severity
from engine.nouns.policy.vocabulary import Indicator
from engine.nouns.verdict import Basis
from evidence.cells.figures import read_count, read_percent
from evidence.cells.values import BLANK, CellAnswer, CellReading, is_placeholder, read_yes_no
from evidence.facts.collector import FactCollector, cell_quoted, unknown_fact
from evidence.facts.remarks.figure_notes import beside_note
from evidence.facts.remarks.figures_in_doubt import doubted_size
from evidence.nouns.cells import Cell, Row
from evidence.terms import TermMatcher, match_terms, unique_labels
from evidence.text import lower, match_key, shortened

READERS = {"percent": read_percent, "count": read_count, "yes_no": read_yes_no}
"""How the value of an indicator is read; an indicator of another kind has its own table."""

_EXPECTED = {
    "percent": "a percentage from 0 to 100, such as 98%",
    "count": "a whole number, 0 for none",
    "yes_no": "yes or no",
}
LARGEST_COUNT = "largest_count"
_WORDS_OF_A_LABEL = 3
"""A text of so many words is no number of an item."""
_TO_DO = "Write what is asked for; if it is not known, leave the cell blank."


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of the dashboard that is about a known fact."""

    row: Row
    read: CellReading

    @property
    def cell(self) -> Cell | None:
        return self.row.cells.get("value")

    @property
    def cells(self) -> list[Cell]:
        return [self.cell] if self.cell is not None else []


def gather_dashboard(collector: FactCollector) -> None:
    """Every figure of the dashboard as a fact, and whether it was given as not applicable."""
    lines: dict[str, list[_Line]] = {}
    items = _item_names(collector)
    for row in collector.rows("dashboard"):
        item = collector.term_named(row, "item", items)
        if item is None:
            continue
        indicator = collector.vocabulary.indicators[item]
        name = _fact_of(collector, row, indicator)
        if name is not None:
            read = _read(indicator, row.cells.get("value"))
            lines.setdefault(name, []).append(_Line(row, read))
    for indicator in collector.vocabulary.indicators.values():
        for name in indicator.facts:
            if name in lines:
                _settle(collector, indicator, name, lines[name])


def _read(indicator: Indicator, cell: Cell | None) -> CellReading:
    if indicator.value == "percent":
        return read_percent(cell, small=indicator.fewer_is_better)
    return READERS[indicator.value](cell)


def _item_names(collector: FactCollector) -> TermMatcher:
    indicators = collector.vocabulary.indicators.values()
    labels = unique_labels({indicator.item: indicator.label for indicator in indicators})
    terms = {
        indicator.item: (
            indicator.item,
            (
                indicator.clause,
                *indicator.also,
                *labels[indicator.item],
                f"{indicator.item} {indicator.label}",
            ),
        )
        for indicator in indicators
    }
    return match_terms("an item of the dashboard", terms, _same_item)


def _same_item(text: str) -> str:
    """What ways of writing an item have in common; in words only the letters and figures count."""
    if len(text.split()) >= _WORDS_OF_A_LABEL:
        return match_key(text)
    item = re.sub(r"^(?:item|no\.?|number)\s*", "", lower(text)).rstrip(".: ")
    return re.sub(r"^([0-9]+)\.0+$", r"\1", item)


def _fact_of(collector: FactCollector, row: Row, indicator: Indicator) -> str | None:
    """The fact that a line is about, None (and a fault) where its part is not known."""
    part, item = row.cells.get("part"), indicator.item
    text = part.text if part is not None else ""
    at = collector.log_at(part or row.cells["item"])
    if indicator.value not in READERS:
        _report_own_table(collector, row, indicator)
        return None
    if not indicator.parts:
        if is_placeholder(text):
            return indicator.facts[0]
        at.add_cell_fault(
            text,
            f"nothing: item {item} has no parts",
            "Clear the part, or check the item on this line.",
            facts=indicator.facts,
        )
        return None
    parts = match_terms(
        f"a part of item {item}",
        {part.key: (part.label, part.also) for part in indicator.parts},
    )
    if part is not None and part.unusable:
        return None
    found = parts.find(text)
    if found is None and not _is_silent(row):
        at.add_cell_fault(text or "nothing", parts.expected, parts.to_do(text))
    return None if found is None else fact_names.item(item, found)


def _report_own_table(collector: FactCollector, row: Row, indicator: Indicator) -> None:
    """Report a figure of an item that has a table of its own."""
    value, item = row.cells.get("value"), indicator.item
    if value is not None and value.text.strip():
        own = "named_professionals" if indicator.value == "named_professionals" else "vacancies"
        collector.log_at(value).add_cell_fault(
            value.text, f"item {item} on the {own} sheet", f"Return item {item} on the sheet {own}."
        )


def _is_silent(row: Row) -> bool:
    value = row.cells.get("value")
    return value is None or (not value.text.strip() and not value.unusable)


def _settle(collector: FactCollector, indicator: Indicator, name: str, lines: list[_Line]) -> None:
    """The fact of one item and part, from the line or lines about it."""
    basis = Basis.DECLARED if indicator.value == "yes_no" else Basis.FIGURE
    saying = [line for line in lines if line.read.answer is not CellAnswer.BLANK] or lines[:1]
    if len(lines) > 1 and not _agree(collector, indicator, name, lines, saying):
        quotes = listed([cell_quoted(cell) for line in saying for cell in line.cells])
        origins = collector.origins(cell for line in saying for cell in line.cells)
        why = f"it is given more than once, and not the same: {quotes}"
        collector.add(unknown_fact(name, why, basis=basis, origins=origins))
        return
    line = saying[0]
    read, origins = line.read, collector.origins(line.cells)
    noted = collector.note_of(line.row)
    beside = f"noted beside it: “{shortened(noted.text)}”" if noted is not None else ""
    note = "; ".join(part for part in (read.note, beside) if part)
    if read.answer is CellAnswer.NOT_APPLICABLE:
        _settle_not_applicable(collector, name, line, basis)
        return
    why = collector.why_unknown(line.cell, read, _EXPECTED[indicator.value], _TO_DO, (name,))
    returned = read.answer in (CellAnswer.VALUE, CellAnswer.WITHHELD)
    fact = Fact(name, read.value, basis, origins, (), note, why, returned)
    if line.cell is not None and _is_beyond_any(collector, indicator, fact):
        fact = doubted_size(collector, fact, line.cell)
    elif noted is not None and line.cell is not None:
        fact = beside_note(collector, indicator, line.cell, noted, fact)
    collector.add(fact)
    if returned:
        collector.add(
            Fact(fact_names.not_applicable(name), False, Basis.DECLARED, origins, returned=True)
        )


def _is_beyond_any(collector: FactCollector, indicator: Indicator, fact: Fact) -> bool:
    """Whether a count is larger than one organisation has in a quarter."""
    most = collector.limit(LARGEST_COUNT)
    if most is None or indicator.value != "count" or not isinstance(fact.value, Range):
        return False
    return fact.value.low > most


def _agree(
    collector: FactCollector,
    indicator: Indicator,
    name: str,
    lines: list[_Line],
    saying: list[_Line],
) -> bool:
    """Whether several lines about one fact say the same; reported as a fault either way."""
    same = all((line.read or BLANK) == saying[0].read for line in saying)
    collector.log_at(*(line.cell or line.row.cells["item"] for line in lines)).add(
        Severity.CHECK if same else Severity.CELL,
        listed([f"“{shortened(c.text)}”" for line in lines for c in line.cells]),
        f"item {indicator.item} once" + (" for each part" if indicator.parts else ""),
        "Keep the correct line and clear the others.",
        facts=() if same else (name,),
    )
    return same


def _settle_not_applicable(collector: FactCollector, name: str, line: _Line, basis: Basis) -> None:
    [cell], origins = line.cells, collector.origins(line.cells)
    why = collector.excuse(line.row, cell, line.read, (name,))
    collector.add(unknown_fact(name, why, basis=basis, origins=origins))
    reason = collector.reason_of(line.row, line.read)
    if reason:
        note = None if line.read.reason else collector.note_of(line.row)
        collector.add(
            Fact(
                fact_names.not_applicable(name),
                True,
                Basis.DECLARED,
                collector.origins([cell, note]),
                note=f"the reason given: “{shortened(reason)}”",
                returned=True,
            )
        )
