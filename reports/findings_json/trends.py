"""Trends, movements and what is remembered, as findings.json gives them."""

from __future__ import annotations

from engine.nouns.outcome.movement import Movement
from engine.nouns.outcome.past import PastReturn
from engine.nouns.outcome.trend import Limits, Point, Trend, TrendChange
from reports.findings_json.values import JsonObject, number_value, origin_object, range_value


def trend_object(trend: Trend) -> JsonObject:
    """The course of one figure of one organisation."""
    return {
        "organisation": trend.organisation,
        "fact": trend.fact,
        "label": trend.label,
        "unit": trend.unit,
        "clauses": list(trend.clauses),
        "better": trend.better.name.lower(),
        "threshold": number_value(trend.threshold),
        "threshold_name": trend.threshold_name,
        "points": [_point(point) for point in trend.points],
        "change": _change(trend.change) if trend.change is not None else None,
        "limits": _limits(trend.limits) if trend.limits is not None else None,
        "without_limits": trend.without_limits,
    }


def movement_object(movement: Movement) -> JsonObject:
    """How a verdict of the run's quarter moved since an earlier one."""
    return {
        "rule": movement.rule,
        "organisation": movement.organisation,
        "period": movement.period.label,
        "turn": movement.turn.name.lower(),
        "before": movement.before.value,
        "now": movement.now.value,
        "since": movement.since.label,
        "silent_between": [quarter.label for quarter in movement.silent_between],
        "remembered": [quarter.label for quarter in movement.remembered],
    }


def past_return_object(past: PastReturn) -> JsonObject:
    """From which run a quarter of an organisation is known."""
    return {
        "organisation": past.organisation,
        "period": past.period.label,
        "received": past.received,
        "run": past.run,
        "pack_version": past.pack_version,
        "same_pack": past.same_pack,
    }


def _point(point: Point) -> JsonObject:
    return {
        "period": point.quarter.label,
        "value": range_value(point.value),
        "done": range_value(point.done),
        "of": range_value(point.of),
        "remembered": point.remembered,
        "why_unknown": point.why_unknown,
        "origins": [origin_object(origin) for origin in point.origins],
    }


def _change(change: TrendChange) -> JsonObject:
    return {
        "before": change.before.label,
        "now": change.now.label,
        "by": number_value(change.by),
        "chance": change.chance.name.lower(),
        "words": change.words,
    }


def _limits(limits: Limits) -> JsonObject:
    return {
        "mean": number_value(limits.mean),
        "lower": number_value(limits.lower),
        "upper": number_value(limits.upper),
        "signs": [
            {"sign": sign.name.lower(), "periods": [quarter.label for quarter in quarters]}
            for sign, quarters in limits.signs
        ],
        "note": limits.note,
    }
