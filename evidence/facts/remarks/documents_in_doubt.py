"""Documents whose title or day of review leaves open whether they are what is asked for."""

from __future__ import annotations

import datetime as dt

from engine.nouns.evidence import fact_names
from engine.nouns.evidence.fact import Fact, Range
from engine.nouns.policy.vocabulary import DocumentTerm
from evidence.cells.dates import add_months
from evidence.facts.collector import FactCollector, cell_quoted
from evidence.facts.remarks.titled_bodies import other_body
from evidence.facts.remarks.titled_periods import ended_before, other_period
from evidence.facts.remarks.titled_years import other_year
from evidence.facts.remarks.words_beside import in_words_too
from evidence.nouns.cells import Row
from evidence.phrases import phrase_in
from evidence.text import shortened

REVIEW_LONGEST = "review_longest_months"
_YEAR = 12


def hold_to_title(collector: FactCollector, kind: DocumentTerm, row: Row) -> None:
    """Dispute the approval of a document whose title is of another year, quarter or month, or of
    something else."""
    name = fact_names.approved_on(fact_names.document(kind.key))
    title, cell, fact = row.cells.get("title"), row.cells["approved_on"], collector.facts[name]
    if title is None or title.unusable or not isinstance(fact.value, Range):
        return
    period = other_year(title.text, fact.value) if kind.yearly else ""
    if fact.value.high >= add_months(collector.as_of, -_YEAR).toordinal():
        # What is older has lapsed, whatever it tells of.
        period = period or other_period(title.text, kind.covers, fact.value)
    phrasing, own = collector.vocabulary.phrasing, collector.submitted.organisation.name
    subject = phrase_in(title.text, phrasing.other_subject) or other_body(
        title.text, own, phrasing.bodies, phrasing.known
    )
    if not (period or subject):
        return
    collector.log_at(title, cell).add_cell_fault(
        f"“{shortened(title.text)}” approved on {cell.text.strip()}",
        f"the document of the {kind.covers or 'year'} that was over then, or of the one before"
        if period
        else f"the {kind.label[:1].lower()}{kind.label[1:]}",
        "Return the latest one, or correct its title or the day.",
        facts=(name,),
    )
    why = f"{cell_quoted(title)}, and {cell_quoted(cell)}: the title is of {period or subject}"
    collector.add(in_words_too(fact, None, why, returned=False))


def doubtful_review(collector: FactCollector, row: Row, approved: Range | None, due: Fact) -> str:
    """Why a day of review may not say until when a document is in force: it is further ahead than
    any review is, or the title says that it ended before. Empty where nothing speaks against it."""
    title, cell = row.cells.get("title"), row.cells["review_due"]
    if not isinstance(due.value, Range) or due.value.high < collector.as_of.toordinal():
        return ""
    ended = ended_before(title.text, collector.as_of) if title is not None else ""
    if ended and title is not None:
        collector.log_at(title, cell).add_check(
            f"“{shortened(title.text)}” due for review {cell.text.strip()}",
            "a title of years that are not over, or a review in them",
            "Say until when it is in force.",
            facts=(due.name,),
        )
        return f"and {cell_quoted(title)}: by its title it was for {ended}"
    most = collector.limit(REVIEW_LONGEST)
    if most is None or approved is None:
        return ""
    furthest = add_months(dt.date.fromordinal(int(approved.high)), int(most))
    if due.value.low <= furthest.toordinal():
        return ""
    collector.log_at(cell).add_check(
        cell.text,
        f"a review within {most:g} months of the approval, no later than {furthest:%d/%m/%Y}",
        "Check the day; what is not reviewed until then is hardly in force for that long.",
        facts=(due.name,),
    )
    return f"more than {most:g} months after the approval"
