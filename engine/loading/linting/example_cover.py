"""What a rule's examples must show: every verdict, and both sides of every threshold."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from engine.evaluating.numbers import months_before
from engine.loading.linting.principles import lays_no_duty
from engine.loading.parts.rules import verdicts_of
from engine.nouns.evidence.fact import FactSpec, Range
from engine.nouns.evidence.fault import PackFault
from engine.nouns.policy.condition import Comparison, Literal, ParameterRef, comparisons
from engine.nouns.policy.operators import DATED_OPS, RightForm
from engine.nouns.policy.pack import Pack
from engine.nouns.policy.return_check import CheckExample
from engine.nouns.policy.rollup import RollupExample
from engine.nouns.policy.rule import Example, Rule
from engine.nouns.verdict import Verdict

AnyExample = Example | CheckExample | RollupExample


def example_faults(pack: Pack, rule: Rule) -> Iterator[PackFault]:
    """What the examples of a rule leave unshown."""
    shown = {example.expect for example in rule.examples}
    for verdict in verdicts_of(rule):
        if verdict is Verdict.NOT_MET and lays_no_duty(pack, rule):
            continue
        if verdict not in shown:
            yield PackFault(
                rule.file,
                rule.examples[0].line,
                f"no example that expects “{verdict.value}”",
                "an example for every verdict that the rule can give",
                "Add one.",
            )
    wanted = dict.fromkeys(
        comparison for part in rule.conditions for comparison in comparisons(part)
    )
    for comparison in wanted:
        place = (rule.file, rule.examples[0].line)
        yield from threshold_faults(pack, place, rule.examples, comparison)


def threshold_faults(
    pack: Pack,
    place: tuple[str, int],
    examples: Sequence[AnyExample],
    comparison: Comparison,
) -> Iterable[PackFault]:
    """Whether examples stand at a comparison's threshold and one step beyond it.

    ``place`` is the file and line of the examples.
    """
    spec = pack.catalogue[comparison.fact]
    if not _has_threshold(comparison):
        return
    sides: set[str] = set()
    for example in examples:
        sides |= _sides(pack, comparison, spec, example)
    for side in sorted({"at", "beyond"} - sides):
        where = (
            "exactly at the threshold"
            if side == "at"
            else "beyond the threshold, no more than one step"
        )
        yield PackFault(
            *place,
            f"no example with “{comparison.fact}” {where} of “{comparison.op.value}”",
            "examples exactly at each threshold and one step beyond it",
            f"Add one (a step is {_step(spec)}).",
        )


def _has_threshold(comparison: Comparison) -> bool:
    if comparison.op in DATED_OPS:
        return True
    return comparison.op.row.beyond != 0 and isinstance(comparison.right, ParameterRef | Literal)


def _step(spec: FactSpec) -> str:
    return "0.1" if spec.unit == "WTE" else "1 day" if spec.kind == "date" else "1"


def _sides(pack: Pack, comparison: Comparison, spec: FactSpec, example: AnyExample) -> set[str]:
    """On which sides of a comparison's threshold an example's figure stands."""
    fact = example.given.get(comparison.fact)
    if fact is None or not isinstance(fact.value, Range) or not fact.value.is_exact:
        return set()
    limit = _limit(pack, comparison, example.as_of)
    if limit is None:
        return set()
    gap = fact.value.low - limit
    if gap == 0:
        return {"at"}
    step = 0.1 if spec.unit == "WTE" else 1.0
    outward = gap * comparison.op.row.beyond > 0
    return {"beyond"} if outward and abs(gap) <= step + 1e-9 else set()


def _limit(pack: Pack, comparison: Comparison, as_of: dt.date) -> float | None:
    if isinstance(comparison.right, Literal):
        if comparison.op in DATED_OPS:
            return float(as_of.toordinal())
        return float(comparison.right.value)
    if not isinstance(comparison.right, ParameterRef):
        return None
    value = pack.parameters[comparison.right.name].value_on(as_of)
    if value is None:
        return None
    if comparison.op.row.right is RightForm.MONTHS:
        return float(months_before(as_of, int(value.value)).toordinal())
    return value.value
