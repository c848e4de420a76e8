"""Figures beside their totals: shares, and parts that exceed the whole."""

from __future__ import annotations

from dataclasses import replace

from engine.nouns.evidence import fact_names
from engine.nouns.evidence.fact import Claim, Fact, Range
from engine.nouns.evidence.in_dispute import with_claims
from engine.nouns.policy.vocabulary import Indicator
from engine.nouns.verdict import Basis
from evidence.facts.collector import FactCollector, cell_place
from evidence.nouns.cells import Cell

_FEW = 10
"""Of more, joiners and leavers within the quarter may make up for what does not come out."""
_ROUNDED = 1.0
"""How far a percentage may be from the one that it was rounded, or cut, from."""


def gather_shares(collector: FactCollector) -> None:
    """Each indicator that is a share of another, in %, where both figures are known."""
    for indicator in collector.vocabulary.indicators.values():
        if indicator.share is not None and indicator.facts[0] in collector.facts:
            collector.add(_share(collector, indicator, indicator.share.total))


def doubt_shares_of_few(collector: FactCollector) -> None:
    """Put a percentage in dispute that no number of so few can be: 96 % of 5 people."""
    for indicator in collector.vocabulary.indicators.values():
        whole = collector.facts.get(indicator.percent_of)
        share = collector.facts.get(indicator.facts[0]) if indicator.facts else None
        if whole is None or share is None:
            continue
        of, percent = _exact(whole), _exact(share)
        if of is None or percent is None or not 0 < of <= _FEW or _may_be(percent, int(of)):
            continue
        why = f"{percent:g} % of {of:g} is no whole number of people"
        for fact in (share, whole):
            claim = Claim(None, fact.returned, (*share.origins, *whole.origins))
            doubted = with_claims(fact, [claim], why)
            note = "; ".join(part for part in (fact.note, why) if part)
            collector.add(replace(doubted, note=note))


def _may_be(percent: float, of: int) -> bool:
    """Whether a percentage may be that of a whole number of so many, as people round it."""
    nearest = round(percent * of / 100)
    return abs(percent - 100 * nearest / of) <= _ROUNDED


def check_totals(collector: FactCollector) -> None:
    """Tell every part that is more than the total it belongs to."""
    for indicator in collector.vocabulary.indicators.values():
        total = collector.facts.get(indicator.never_more_than)
        for name in indicator.facts:
            part = collector.facts.get(name)
            if total is None or part is None or part.name == total.name:
                continue
            parts, all_of_them = _exact(part), _exact(total)
            if parts is not None and all_of_them is not None and parts > all_of_them:
                _report_more_than_all(collector, part, parts, total, all_of_them)


def _share(collector: FactCollector, indicator: Indicator, total_name: str) -> Fact:
    name, part_name = fact_names.share(fact_names.item(indicator.item)), indicator.facts[0]
    part, total = collector.facts[part_name], collector.facts.get(total_name)
    under = (part_name, total_name)
    origins = part.origins + (total.origins if total else ())
    returned = part.returned and total is not None and total.returned
    done, of = _exact(part), _exact(total)
    why = _why_no_share(part, total, done, of)
    if why or done is None or of is None:
        return Fact(name, None, Basis.FIGURE, origins, under, "", why, returned)
    note = f"{done:g} of {of:g}"
    value = Range.of_number(100 * done / of)
    return Fact(name, value, Basis.FIGURE, origins, under, note, returned=True)


def _why_no_share(part: Fact, total: Fact | None, done: float | None, of: float | None) -> str:
    if done is None:
        return part.why_unknown or "the figure is not known exactly"
    if of is None:
        why = total.why_unknown if total else "not returned"
        return f"the total it is a share of is not known: {why}"
    if of == 0:
        return "the total is 0, so there is no share of it"
    return f"{done:g} is more than the total of {of:g}" if done > of else ""


def _report_more_than_all(
    collector: FactCollector, part: Fact, parts: float, total: Fact, of: float
) -> None:
    cells = [
        Cell(None, origin.text, origin.sheet, origin.cell)
        for fact in (part, total)
        for origin in fact.origins[:1]
    ]
    items = [_in_words(collector, fact.name) for fact in (part, total)]
    collector.log_at(*cells).add_check(
        f"{items[0]} is {parts:g} ({cell_place(cells[0])}), more than {items[1]}, "
        f"which is {of:g} ({cell_place(cells[-1])})",
        f"{items[0]} no more than {items[1]}, of which it is a part",
        "Check both figures and return the right ones.",
    )


def _in_words(collector: FactCollector, name: str) -> str:
    """An item and part as a reader knows them: "10.1, total births"."""
    for indicator in collector.vocabulary.indicators.values():
        if name in indicator.facts:
            labels = [part.label for part in indicator.parts]
            part = labels[indicator.facts.index(name)] if labels else ""
            return ", ".join(words for words in (indicator.item, part) if words)
    return name


def _exact(fact: Fact | None) -> float | None:
    value = fact.value if fact else None
    return value.low if isinstance(value, Range) and value.is_exact else None
