"""Trends, movements and what is remembered, as findings.json gives them."""

from __future__ import annotations

from collections.abc import Iterator

from engine.movements import movements
from engine.nouns.evidence.fact import Range
from engine.nouns.outcome.assessment import Assessment
from engine.nouns.outcome.movement import Movement
from engine.nouns.outcome.past import PastReturn
from engine.nouns.outcome.trend import Change, Limits, Point, Trend
from engine.trending import trends
from reports.findings_json.facts import (
    list_of,
    number_text,
    object_of,
    origin_text,
    text_of,
    truth_of,
)


def trend_texts(assessment: Assessment) -> Iterator[str]:
    """Each trend as a JSON object."""
    return map(_trend, trends(assessment))


def movement_texts(assessment: Assessment) -> Iterator[str]:
    """Each movement of the run's quarter as a JSON object."""
    return map(_movement, movements(assessment.findings, assessment.run.period, assessment.past))


def remembered_texts(assessment: Assessment) -> Iterator[str]:
    """From which run each remembered quarter of an organisation is, as JSON objects."""
    return map(_return, assessment.past.returns)


def absent_texts(assessment: Assessment) -> Iterator[str]:
    """The last return of each organisation that only earlier runs know of, as JSON objects."""
    return map(_return, assessment.past.absent)


def _trend(one: Trend) -> str:
    return object_of(
        {
            "organisation": text_of(one.organisation),
            "fact": text_of(one.fact),
            "label": text_of(one.label),
            "unit": text_of(one.unit),
            "clauses": list_of(map(text_of, one.clauses)),
            "better": text_of(one.better.name.lower()),
            "threshold": _number(one.threshold),
            "threshold_name": text_of(one.threshold_name),
            "points": list_of(map(_point, one.points)),
            "change": _change(one.change) if one.change is not None else "null",
            "limits": _limits(one.limits) if one.limits is not None else "null",
            "without_limits": text_of(one.without_limits),
        }
    )


def _point(one: Point) -> str:
    return object_of(
        {
            "period": text_of(one.quarter.label),
            "value": _range(one.value),
            "done": _range(one.done),
            "of": _range(one.of),
            "remembered": truth_of(one.remembered),
            "why_unknown": text_of(one.why_unknown),
            "origins": list_of(map(origin_text, one.origins)),
        }
    )


def _change(one: Change) -> str:
    return object_of(
        {
            "before": text_of(one.before.label),
            "now": text_of(one.now.label),
            "by": _number(one.by),
            "chance": text_of(one.chance.name.lower()),
            "words": text_of(one.words),
        }
    )


def _limits(one: Limits) -> str:
    return object_of(
        {
            "mean": _number(one.mean),
            "lower": _number(one.lower),
            "upper": _number(one.upper),
            "signs": list_of(
                object_of(
                    {
                        "sign": text_of(sign.name.lower()),
                        "periods": list_of(text_of(each.label) for each in quarters),
                    }
                )
                for sign, quarters in one.signs
            ),
            "note": text_of(one.note),
        }
    )


def _movement(one: Movement) -> str:
    return object_of(
        {
            "rule": text_of(one.rule),
            "organisation": text_of(one.organisation),
            "period": text_of(one.period.label),
            "turn": text_of(one.turn.name.lower()),
            "before": text_of(one.before.value),
            "now": text_of(one.now.value),
            "since": text_of(one.since.label),
            "silent_between": list_of(text_of(each.label) for each in one.silent_between),
            "remembered": list_of(text_of(each.label) for each in one.remembered),
        }
    )


def _return(one: PastReturn) -> str:
    return object_of(
        {
            "organisation": text_of(one.organisation),
            "period": text_of(one.period.label),
            "received": truth_of(one.received),
            "run": text_of(one.run),
            "pack_version": text_of(one.pack_version),
            "same_pack": truth_of(one.same_pack),
        }
    )


def _range(value: Range | None) -> str:
    if value is None:
        return "null"
    if value.is_exact:
        return number_text(value.low)
    edges = {"at_least": number_text(value.low), "at_most": number_text(value.high)}
    return object_of(edges)


def _number(value: float | None) -> str:
    return "null" if value is None else number_text(value)
