"""Which of several moderated scores of one audit answer counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from engine.nouns.english import listed
from engine.nouns.evidence import fact_names
from engine.nouns.evidence.decision import Moderation
from engine.nouns.evidence.fact import Fact, Origin, Range
from engine.nouns.evidence.fault import Severity, Stage
from engine.nouns.verdict import Basis
from evidence.cells.values import CellAnswer, CellReading, read_score
from evidence.facts.collector import FactCollector
from evidence.fault_log import PlacedLog
from evidence.nouns.cells import Cell
from evidence.text import shortened


@dataclass(frozen=True, slots=True)
class Moderated:
    """An answer as moderated: what it says, and on which day that was decided."""

    fact: Fact
    on: Range | None
    """The day, as an exact Range; None where it is not given."""


def which_counts(collector: FactCollector, name: str, declared: Fact) -> Fact | None:
    """The moderated answer that counts, None where nobody moderated it.

    ``name`` is the fact of the question. Of scores that differ the one moderated later counts, and
    the clash is reported. Where their days leave open which is later, neither counts and the
    answer is unknown.
    """
    question = name.removeprefix(collector.vocabulary.audit.fact(""))
    given = collector.moderations.get(question, [])
    every = [_moderated(collector, name, moderation) for moderation in given]
    for moderation in given:
        _report_own_score(collector, moderation, declared)
    if not every:
        return None
    if len({score.fact.value for score in every}) == 1:
        return max(every, key=lambda score: score.on.low if score.on else 0.0).fact
    days = [score.on.low for score in every if score.on is not None]
    latest = max(days, default=0.0)
    all_dated = len(days) == len(every)
    of_that_day = [score for score in every if score.on is not None and score.on.low == latest]
    if all_dated and len({score.fact.value for score in of_that_day}) == 1:
        _report_clash(collector, every, (), "The one moderated later counts. Check that it should.")
        return of_that_day[0].fact
    _report_clash(
        collector,
        every,
        (name, fact_names.moderated(name)),
        "Remove the score that does not count, or give each the day it was moderated on; until "
        "then the answer is unknown.",
    )
    why = f"it is moderated more than once, and not the same: {_scores(every)}"
    origins = tuple(origin for score in every for origin in score.fact.origins)
    return Fact(fact_names.moderated(name), None, Basis.MODERATED, origins, why_unknown=why)


def report_unused(collector: FactCollector, name: str) -> None:
    """Report the moderated scores of an answer that a return gives on lines that differ."""
    question = name.removeprefix(collector.vocabulary.audit.fact(""))
    for moderation in collector.moderations.get(question, []):
        _at(collector, moderation.origin).add_check(
            f"a moderated score of {question}, which the return answers on lines that differ",
            "one line for each question on the return",
            "The answer stays unknown, whatever its score here. Ask for a corrected return.",
        )


def _moderated(collector: FactCollector, name: str, moderation: Moderation) -> Moderated:
    read = score_read(moderation.score, collector.vocabulary.scale.answers)
    whom = f"by {shortened(moderation.by)}" if moderation.by else ""
    when = f"on {moderation.on:%d/%m/%Y}" if moderation.on else ""
    note = " ".join(part for part in ("moderated", whom, when) if part)
    if moderation.on and moderation.on > collector.as_of:
        note += f", after {collector.as_of:%d/%m/%Y}, the day the quarter is judged on"
    if moderation.reason:
        note += f": {shortened(moderation.reason)}"
    returned = read.answer is CellAnswer.VALUE
    why = "" if returned else f"moderated as “{shortened(moderation.score)}”, which {read.trouble}"
    fact = Fact(
        fact_names.moderated(name),
        read.value,
        Basis.MODERATED,
        (moderation.origin,),
        (),
        note if returned else "",
        why,
        returned,
    )
    return Moderated(fact, Range.of_day(moderation.on) if moderation.on else None)


def score_read(text: str, answers: Mapping[str, str]) -> CellReading:
    """A moderated score as typed, as the scale has it: VALUE, or UNREADABLE with its trouble."""
    read = read_score(Cell(text, text, "", ""), answers)
    if read.answer in (CellAnswer.VALUE, CellAnswer.UNREADABLE):
        return read
    return CellReading(CellAnswer.UNREADABLE, trouble="is not a moderated score")


def _report_own_score(collector: FactCollector, moderation: Moderation, declared: Fact) -> None:
    """Report where the organisation's own score is no longer the one that the assessor saw."""
    seen = read_score(
        Cell(moderation.own_score, moderation.own_score, "", ""), collector.vocabulary.scale.answers
    )
    if seen.answer is CellAnswer.VALUE and seen.value != declared.value:
        now = str(declared.value).replace("_", " ") if declared.value else "not told"
        _at(collector, moderation.origin).add_check(
            f"moderated beside the organisation’s own score of {moderation.own_score}, "
            f"which is now {now}",
            "the same own score as when it was moderated",
            "The moderated score counts. Check that it still should.",
        )


def _report_clash(
    collector: FactCollector, every: Sequence[Moderated], facts: tuple[str, ...], to_do: str
) -> None:
    at = _at(collector, *(origin for score in every for origin in score.fact.origins))
    at.add(
        Severity.CELL if facts else Severity.CHECK,
        f"moderated {len(every)} times, and not the same: {_scores(every)}",
        "one moderated score for each answer",
        to_do,
        facts=facts,
    )


def _scores(every: Sequence[Moderated]) -> str:
    return listed(
        (
            f"“{shortened(origin.text)}” in {origin.file}"
            for score in every
            for origin in score.fact.origins
        ),
        "and",
    )


def _at(collector: FactCollector, *origins: Origin) -> PlacedLog:
    """The log bound to a cell that may be in the file of decisions; the last says where."""
    last = origins[-1]
    return PlacedLog(
        collector.log,
        last.file,
        last.sheet,
        last.cell,
        {
            "organisation": collector.submitted.organisation.code,
            "period": collector.submitted.quarter.label,
            "stage": Stage.TOGETHER,
        },
    )
