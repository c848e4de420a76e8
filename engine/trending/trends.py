"""The trends of an assessment: every figure followed, by organisation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from engine.kept.packed import Shelf
from engine.nouns.outcome.assessment import Assessment
from engine.nouns.outcome.finding import ParameterUsed
from engine.nouns.outcome.trend import Better, Trend
from engine.parameters import CHANGE_BY_CHANCE, in_force_for
from engine.trending.change import change_of
from engine.trending.limits import limits_of
from engine.trending.measures import Asked, Measure, asked_of, measures
from engine.trending.points import FiguresKnown, figures_known, points_of

MOST_HELD = 200
"""The trends of more organisations are packed until they are read."""
_NOT_ASKED = Asked((), Better.NEITHER, ())


def trends(assessment: Assessment) -> tuple[Trend, ...]:
    """Every measured figure of every organisation of which anything is known, over the quarters:
    those of ``trends_of`` one after the other."""
    return tuple(trend for own in trends_of(assessment).values() for trend in own)


def trends_of(assessment: Assessment) -> Mapping[str, Sequence[Trend]]:
    """The same by the organisation's code; packed until they are read, where there are many.

    In the order of the assessment's organisations, then of the pack's catalogue of facts. A pure
    function of what the assessment holds: a figure that its audience may not see is a gap, and
    says why.
    """
    pack, run = assessment.pack, assessment.run
    followed = measures(pack)
    kinds = {organisation.kind for organisation in assessment.organisations}
    asked = {kind: asked_of(pack, kind) for kind in kinds}
    figures = figures_known(assessment)
    parameters = in_force_for(pack, run.as_of, figures)
    shelf = Shelf() if len(assessment.organisations) > MOST_HELD else None
    found: dict[str, Sequence[Trend]] = {}
    for organisation in assessment.organisations:
        code, of_kind = organisation.code, asked[organisation.kind]
        own = tuple(_of_one(code, figures[code], followed, of_kind, parameters[code]))
        found[code] = own if shelf is None else shelf.packed_several(own)
    return found


def _of_one(
    code: str,
    figures: FiguresKnown,
    followed: tuple[Measure, ...],
    asked: Mapping[str, Asked],
    parameters: Mapping[str, ParameterUsed],
) -> Iterator[Trend]:
    for measure in followed:
        points = points_of(figures, measure)
        if not points:
            continue
        spec = measure.spec
        rules = asked.get(spec.name, _NOT_ASKED)
        threshold = _threshold(rules, parameters)
        limits, why = limits_of(points, spec.unit == "%")
        yield Trend(
            code,
            spec.name,
            spec.label,
            spec.unit,
            rules.clauses,
            rules.better,
            threshold.value if threshold is not None else None,
            threshold.name if threshold is not None else "",
            points,
            change_of(points, measure, parameters.get(CHANGE_BY_CHANCE)),
            limits,
            why,
        )


def _threshold(asked: Asked, parameters: Mapping[str, ParameterUsed]) -> ParameterUsed | None:
    """The parameter that a figure must reach to be met; the strictest where rules name several."""
    used = [parameters[name] for name in asked.parameters if name in parameters]
    if not used or asked.better is Better.NEITHER:
        return None
    return (max if asked.better is Better.HIGHER else min)(
        used, key=lambda parameter: parameter.value
    )
