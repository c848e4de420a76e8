"""Parameters from ``parameters.yaml``, and what is asked of any parameter's values."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence

from engine.loading.files.shapes import OverlayValueShape, ParameterShape, ParameterValueShape
from engine.loading.files.validate import shaped
from engine.loading.files.yaml_lines import YamlDocument
from engine.nouns.evidence.fault import PackFault
from engine.nouns.policy.narrowing import Narrowing
from engine.nouns.policy.parameter import Parameter, ParameterValue, SetBy


def parameters_of(
    document: YamlDocument, clauses: Mapping[str, object]
) -> tuple[dict[str, Parameter], list[PackFault]]:
    """The parameters of a pack, by name, and every fault in them.

    A faulty one is there without values, so that what names it is not called unknown as well.
    """
    if not isinstance(document.data, dict):
        fault = document.fault((), "no mapping", "parameters by name", "Name each parameter.")
        return {}, [fault]
    parameters: dict[str, Parameter] = {}
    faults: list[PackFault] = []
    for name, data in document.data.items():
        shape, wrong = shaped(document, ParameterShape, data, (name,))
        faults.extend(wrong)
        if shape is None:
            unit = str(data.get("unit", "")) if isinstance(data, dict) else ""
            parameters[name] = Parameter(name, "", unit, ())
            continue
        faults.extend(value_faults(document, name, shape.values, shape.unit, clauses))
        faults.extend(_twice(document, name, shape.values))
        faults.extend(_tries(document, name, shape))
        values = sorted(map(value_of, shape.values), key=lambda value: value.in_force_from)
        general = tuple(value for value in values if not value.narrowed_to)
        narrowed = tuple(value for value in values if value.narrowed_to)
        if not general:
            faults.append(
                document.fault(
                    (name, "values"),
                    "values for some lines alone",
                    "a value for all, beside which some lines may have another",
                    "Add one without frameworks, levels and staff groups.",
                )
            )
        tries = tuple(shape.what_if)
        judges = tuple(shape.judges)
        parameters[name] = Parameter(
            name, shape.meaning, shape.unit, general, judges, tries, narrowed
        )
    return parameters, faults


def value_of(shape: ParameterValueShape, overlaid_from: str | None = None) -> ParameterValue:
    """A value as written, codes in capitals; ``overlaid_from`` is the run's own file, if any."""
    named = (shape.organisations or []) if isinstance(shape, OverlayValueShape) else []
    return ParameterValue(
        float(shape.value),
        shape.in_force_from,
        SetBy(shape.set_by),
        shape.clause,
        shape.note,
        overlaid_from,
        tuple(dict.fromkeys(code.strip().upper() for code in named)),
        Narrowing(
            tuple(dict.fromkeys(shape.frameworks or ())),
            tuple(sorted(set(shape.levels or ()))),
            tuple(dict.fromkeys(" ".join(group.split()) for group in shape.staff_groups or ())),
        ),
        tuple(shape.repeated_in),
        " ".join(shape.agreed.split()),
    )


def expected_of(unit: str, value: float) -> str:
    """What a value of that unit must be; empty where this one is. Guards against slips."""
    most = 100 if unit in ("%", "percentage points") else 1200 if unit == "months" else 1_000_000
    whole = unit == "months"
    if math.isfinite(value) and 0 <= value <= most and (not whole or value == int(value)):
        return ""
    return f"a {'whole ' if whole else ''}number from 0 to {most:,}"


def value_faults(
    document: YamlDocument,
    name: str,
    shapes: Sequence[ParameterValueShape],
    unit: str,
    clauses: Mapping[str, object],
) -> list[PackFault]:
    """A value must be possible; what the policy sets needs its clause, a commissioner's a note.

    Nobody agrees to what the policy says itself.
    """
    faults: list[PackFault] = []
    for place, shape in enumerate(shapes):
        at = (name, "values", place)
        expected = expected_of(unit, shape.value)
        if expected:
            found = f"the value {shape.value:g} {unit}"
            faults.append(document.fault(at, found, expected, "Correct “value”."))
        said = _of_the_policy if shape.set_by == "policy" else _of_a_commissioner
        faults.extend(document.fault(at, *wrong) for wrong in said(shape, clauses))
    return faults


_Wrong = tuple[str, str, str]
"""What was found, what was expected, what to do."""


def _of_the_policy(shape: ParameterValueShape, clauses: Mapping[str, object]) -> Iterator[_Wrong]:
    for clause in (shape.clause, *shape.repeated_in):
        if clause not in clauses:
            yield (
                f"set_by: policy with the clause “{clause}”",
                "the id of the clause whose words give the number",
                "Name the clause, or say set_by: commissioner.",
            )
    if shape.agreed:
        yield (
            "set_by: policy and where it was agreed",
            "where it was agreed only of a number that the commissioner sets",
            "Remove “agreed”, or say set_by: commissioner.",
        )


def _of_a_commissioner(
    shape: ParameterValueShape, clauses: Mapping[str, object]
) -> Iterator[_Wrong]:
    named = bool(shape.clause or shape.repeated_in)
    if named or not shape.note.strip():
        yield (
            "set_by: commissioner" + (" with a clause" if named else " and no note"),
            "a note that tells where the number comes from, and no clause",
            "Write the note; only the policy's own numbers carry a clause.",
        )


def _twice(
    document: YamlDocument, name: str, shapes: Sequence[ParameterValueShape]
) -> list[PackFault]:
    taken = [
        (shape.in_force_from, *lines)
        for shape in shapes
        for lines in value_of(shape).narrowed_to.combinations
    ]
    if len(set(taken)) == len(taken):
        return []
    return [document.fault((name,), "two values from the same day", "one a day", "Remove one.")]


def _tries(document: YamlDocument, name: str, shape: ParameterShape) -> list[PackFault]:
    """Values to try must be possible, each once, and none the value in force."""
    general = [value for value in shape.values if not value_of(value).narrowed_to] or shape.values
    newest = max(
        general, key=lambda parameter_value_shape: parameter_value_shape.in_force_from
    ).value
    faults: list[PackFault] = []
    for place, value in enumerate(shape.what_if):
        expected = expected_of(shape.unit, value)
        if value == newest or value in shape.what_if[:place]:
            expected = "values other than the one in force, each once"
        if expected:
            at, found = (name, "what_if", place), f"{value:g} under “what_if”"
            faults.append(document.fault(at, found, expected, "Correct or remove it."))
    return faults
