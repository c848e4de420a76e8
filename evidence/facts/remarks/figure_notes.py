"""The note beside a figure or a yes of the dashboard, and what it leaves of it."""

from __future__ import annotations

from dataclasses import replace

from engine.nouns.evidence.fact import Fact, Range, Value
from engine.nouns.policy.phrasing import Phrasing
from engine.nouns.policy.vocabulary import Indicator
from evidence.denials import denial_in
from evidence.facts.collector import FactCollector, cell_quoted
from evidence.facts.remarks.counts_said import (
    counted_in_all,
    fewest_asked,
    of_another_quarter,
    some_late_or_owed,
)
from evidence.facts.remarks.figures_in_doubt import doubtful_fact, is_some_after_all, why_in_doubt
from evidence.facts.remarks.not_understood import not_understood
from evidence.facts.remarks.words_beside import (
    bounds_beside,
    denied_by,
    in_words_too,
    report_denied,
    report_not_understood,
)
from evidence.nouns.cells import Cell
from evidence.text import shortened

SMALLEST_SAMPLE = "smallest_sample"


def beside_note(
    collector: FactCollector, indicator: Indicator, cell: Cell, noted: Cell, fact: Fact
) -> Fact:
    """What a cell says in view of the note beside it: in dispute where the note denies it."""
    value = fact.value
    both = replace(fact, origins=collector.origins([cell, noted]))
    if value is True and denied_by(collector, [noted], more=True) is not None:
        why = report_denied(collector, cell, noted, (fact.name,), "a yes")
        return in_words_too(both, False, why)
    if value is True and (strange := not_understood(noted.text, collector.vocabulary.phrasing)):
        why = report_not_understood(collector, cell, noted, strange)
        return in_words_too(both, None, why)
    if isinstance(value, Range) and indicator.value == "percent":
        bounds, how = bounds_beside(collector, indicator, value, noted.text)
        if how:
            report_denied(collector, cell, noted, (), "the percentage")
            return in_words_too(both, bounds, how)
    if not fact.returned or value is False:
        return fact
    phrasing, quarter = collector.vocabulary.phrasing, collector.submitted.quarter
    doubt = why_in_doubt(noted.text, phrasing, quarter) or _by_counts(
        collector, indicator, value, noted
    )
    if doubt:
        return doubtful_fact(collector, both, cell, noted, doubt)
    return _without_other_quarters(collector, indicator, cell, noted, both) or fact


def _by_counts(
    collector: FactCollector, indicator: Indicator, value: Value | None, noted: Cell
) -> str:
    """Why a figure is not what is asked for, by the counts in the note; empty where it may be."""
    if not isinstance(value, Range):
        return ""
    if value == Range.of_number(0.0) and _is_no_nought(
        indicator, noted, collector.vocabulary.phrasing
    ):
        return "is not a count of all"
    if indicator.share and some_late_or_owed(noted.text, collector.vocabulary.phrasing.counting):
        return "is not of all in time"
    in_all, least = counted_in_all(noted.text), collector.limit(SMALLEST_SAMPLE)
    if indicator.value == "count" and in_all is not None and in_all > value.high:
        return "is not a count of all"
    asked = fewest_asked(noted.text) if indicator.value == "percent" else None
    return "is of too few to tell" if asked and least is not None and asked < least else ""


def _without_other_quarters(
    collector: FactCollector, indicator: Indicator, cell: Cell, noted: Cell, fact: Fact
) -> Fact | None:
    """A part of a total in dispute, where the note says that some of it are of another quarter;
    None where it does not. A count that is no part of a total shows no duty, and stays."""
    if indicator.share is None or not isinstance(fact.value, Range):
        return None
    own = collector.submitted.quarter.number
    others = list(of_another_quarter(noted.text, own))
    if not others:
        return None
    without = max(fact.value.low - sum(filter(None, others)), 0.0)
    claim = None if None in others else Range.of_number(without)
    collector.log_at(cell, noted).add_check(
        f"“{shortened(cell.text)}” beside “{shortened(noted.text)}”",
        "what is counted of the quarter alone",
        "Give those of the quarter, and say in the note what came of earlier ones.",
        facts=(fact.name,),
    )
    why = (
        f"{cell_quoted(cell)}, and {cell_quoted(noted)}: by these words some are of another quarter"
    )
    return in_words_too(fact, claim, why)


def _is_no_nought(indicator: Indicator, noted: Cell, phrasing: Phrasing) -> bool:
    """Whether the words beside a nought count something after all, or, where a nought is what is
    wished for, speak against it."""
    return is_some_after_all(noted.text) or (
        indicator.fewer_is_better and bool(denial_in(noted.text, phrasing.denials))
    )
