"""The policy's own numbers: a run's parameters may tighten them but never loosen them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import IntEnum

from engine.loading.files.yaml_lines import Path, YamlDocument
from engine.nouns.english import number
from engine.nouns.evidence.fault import PackFault
from engine.nouns.policy.condition import All, Any, Comparison, Condition, Not, ParameterRef
from engine.nouns.policy.operators import Op
from engine.nouns.policy.pack import Pack
from engine.nouns.policy.parameter import Parameter, ParameterValue, SetBy

_MOST_WORDS = 240
"""A clause is quoted up to so many characters."""


class Stricter(IntEnum):
    """Which way a number asks more of those who are judged by it."""

    HIGHER = 1
    LOWER = -1
    NEITHER = 0
    """Both ways, as where rules compare with it in opposite ways: then no other value will do."""


def stricter_directions(pack: Pack) -> Mapping[str, Stricter]:
    """Which way each parameter of a pack is stricter, as far as anything rests on it."""
    found: dict[str, set[int]] = {}
    for name, way in _uses(pack):
        found.setdefault(name, set()).add(way)
    return {
        name: Stricter(next(iter(ways))) if len(ways) == 1 else Stricter.NEITHER
        for name, ways in found.items()
    }


def _uses(pack: Pack) -> Iterator[tuple[str, int]]:
    for rule in pack.rules.values():
        yield from _ways(rule.met_when, 1)
        if rule.partly_met_when is not None:
            yield from _ways(rule.partly_met_when, 1)
        if rule.applies_when is not None:
            # Where more falls under a duty, more is asked.
            yield from _ways(rule.applies_when, -1)
    for rollup in pack.rollups.values():
        yield from _ways(rollup.kept_when, 1)
    vocabulary = pack.vocabulary
    for framework in vocabulary.frameworks.values():
        yield framework.refresh_parameter, -1
    for check in vocabulary.checks.values():
        yield check.refresh_parameter, -1


def _ways(condition: Condition, sign: int) -> Iterator[tuple[str, int]]:
    match condition:
        case Comparison(_, op, ParameterRef(name)):
            yield name, sign * (-1 if op is Op.IS_WITHIN else op.row.better)
        case Comparison():
            return
        case Not(part):
            yield from _ways(part, -sign)
        case All(parts) | Any(parts):
            for part in parts:
                yield from _ways(part, sign)


def loosening_faults(
    document: YamlDocument, at: Path, parameter: Parameter, value: ParameterValue, pack: Pack
) -> Iterator[PackFault]:
    """A run's value that asks less than the policy's own words do, from its day on."""
    way = stricter_directions(pack).get(parameter.name, Stricter.NEITHER)
    for own in _in_force_from(parameter, value):
        if own.set_by is not SetBy.POLICY or not _is_looser(value.value, own.value, way):
            continue
        clause = pack.clauses.get(own.clause or "")
        words = clause.words if clause is not None else ""
        if len(words) > _MOST_WORDS:
            words = words[: _MOST_WORDS - 1] + "…"
        cited = f" ({clause.citation})" if clause is not None else ""
        asked, given = (number(compared.value, parameter.unit) for compared in (own, value))
        yield document.fault(
            at,
            f"{given} for “{parameter.name}”, which the policy sets at {asked}",
            f"{asked}, or stricter: the policy says “{words}”{cited}",
            "A run may ask more than the policy, and never less. Remove the value.",
        )


def _in_force_from(parameter: Parameter, value: ParameterValue) -> Iterator[ParameterValue]:
    """The pack's own values that one of the run would replace or stand beside."""
    now = parameter.value_on(value.in_force_from)
    if now is not None:
        yield now
    yield from (later for later in parameter.values if later.in_force_from > value.in_force_from)


def _is_looser(value: float, own: float, way: Stricter) -> bool:
    return value != own if way is Stricter.NEITHER else (value - own) * way < 0
