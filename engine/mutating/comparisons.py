"""Every way in which one comparison of a rule could have been written wrongly."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from typing import Any

from engine.loading.files.yaml_lines import Path
from engine.mutating.edits import Edit, with_value
from engine.nouns.evidence.fact import FactSpec, Kind
from engine.nouns.policy.operators import OPERATORS, Op, RightForm, operators_of
from engine.nouns.policy.pack import Pack

_NEAREST = 3
"""So many other facts, words or parameters are tried, the nearest by name."""


def comparison_edits(pack: Pack, data: Mapping[str, Any], path: Path, here: Any) -> Iterator[Edit]:
    """Every mutant of the comparison that stands at a path."""
    [(fact, asked)] = here.items()
    [(op, right)] = asked.items()
    spec = pack.catalogue[fact]

    def edit(op_now: str, right_now: Any) -> Edit:
        what = f"{fact}: {_worded(op, right)} to {_worded(op_now, right_now)}"
        return Edit((*path, fact), what, with_value(data, path, {fact: {op_now: right_now}}))

    for op_now, right_now in _other_ops(pack, spec, op, right):
        yield edit(op_now, right_now)
    for right_now in _other_rights(pack, spec, op, right):
        yield edit(op, right_now)
    for name in _near(fact, [other.name for other in _like(pack, spec) if other.name != fact]):
        what = f"{fact} to {name}"
        yield Edit((*path, fact), what, with_value(data, path, {name: {op: right}}))
    yield Edit(path, f"not before {fact}", with_value(data, path, {"not": here}))


def _worded(op: str, right: Any) -> str:
    if isinstance(right, Mapping):
        [(sort, name)] = right.items()
        return f"{op} the {sort} {name}"
    if isinstance(right, bool):
        return f"{op} {'true' if right else 'false'}"
    return f"{op} {', '.join(right) if isinstance(right, list) else right}"


def _like(pack: Pack, spec: FactSpec) -> list[FactSpec]:
    return [
        other
        for other in pack.catalogue.values()
        if (other.kind, other.unit, other.words) == (spec.kind, spec.unit, spec.words)
    ]


def _near(name: str, others: list[str]) -> list[str]:
    return difflib.get_close_matches(name, others, n=_NEAREST, cutoff=0.0)


def _other_ops(pack: Pack, spec: FactSpec, op: str, right: Any) -> Iterator[tuple[str, Any]]:
    """The same fact compared in another way, as far as that way can be written at all."""
    if spec.kind is Kind.WORD:
        if spec.words:
            yield from _other_words(spec.words, op, right)
        return
    if spec.kind is Kind.YES_NO and op == Op.IS:
        yield op, not right
    for other in _NEIGHBOURS[spec.kind]:
        if other != op:
            yield from ((other.value, _right) for _right in _rights(pack, spec, other, right))


_NEIGHBOURS = {
    kind: sorted(operators_of(kind), key=lambda op: list(RightForm)[::-1].index(op.row.right))
    for kind in Kind
}
"""The operators of each kind of fact, those that ask for a number first."""


def _rights(pack: Pack, spec: FactSpec, op: Op, now: Any) -> Iterator[Any]:
    """What an operator could be given in the place of what stands there now."""
    match op.row.right:
        case RightForm.TRUE:
            yield True
        case RightForm.MONTHS:
            yield from [{"parameter": name} for name in _of_unit(pack, "months")[:1]]
        case RightForm.DATE:
            dates = [other.name for other in _like(pack, spec) if other.name != spec.name]
            yield from ({"fact": name} for name in _near(spec.name, dates)[:1] or [spec.name])
        case RightForm.NUMBER | RightForm.VALUE if spec.kind is Kind.NUMBER:
            yield 0 if isinstance(now, bool) else now
        case RightForm.VALUE:
            yield from (True, False)


def _of_unit(pack: Pack, unit: str) -> list[str]:
    return [parameter.name for parameter in pack.parameters.values() if parameter.unit == unit]


def _other_words(words: tuple[str, ...], op: str, right: Any) -> Iterator[tuple[str, Any]]:
    if op == Op.IS_RETURNED:
        yield from ((Op.IS.value, word) for word in words)
        return
    given = right if isinstance(right, list) else [right]
    others = [word for word in words if word not in given]
    yield Op.IS_RETURNED.value, True
    if op == Op.IS:
        yield from ((op, word) for word in others)
    for word in others:
        if len(given) + 1 < len(words) or op == Op.IS:
            yield Op.IS_ONE_OF.value, [*given, word]
    if op == Op.IS_ONE_OF:
        for word in given:
            left = [kept for kept in given if kept != word]
            yield (op, left) if len(left) > 1 else (Op.IS.value, left[0])


def _other_rights(pack: Pack, spec: FactSpec, op: str, right: Any) -> Iterator[Any]:
    """The same comparison with another number, parameter, fact or service."""
    if OPERATORS[op].row.right is RightForm.WORD:
        yield from _near(right, [word for word in spec.words or () if word != right])
    elif isinstance(right, Mapping) and "parameter" in right:
        name = right["parameter"]
        unit = pack.parameters[name].unit
        alike = _of_unit(pack, unit)
        for other in _near(name, [like for like in alike if like != name]):
            yield {"parameter": other}
        if OPERATORS[op].row.right is not RightForm.MONTHS:
            yield 0
    elif isinstance(right, Mapping):
        name = right["fact"]
        others = [spec.name for spec in _like(pack, pack.catalogue[name])]
        for other in _near(name, [other for other in others if other not in (name, spec.name)]):
            yield {"fact": other}
        yield 0
    elif right == 0 and not isinstance(right, bool):
        for other in (_of_unit(pack, spec.unit) or list(pack.parameters))[:_NEAREST]:
            yield {"parameter": other}
