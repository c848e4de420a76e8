"""Parameters from ``parameters.yaml``, and a run's own values laid over them."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from pathlib import Path

from engine.loading.shapes import OverlayShape, ParameterShape, ParameterValueShape
from engine.loading.shaping import shaped
from engine.loading.yaml_places import Document, read_yaml
from engine.nouns.fault import PackFault
from engine.nouns.pack import Pack
from engine.nouns.parameter import Parameter, ParameterValue, SetBy


class OverlayError(Exception):
    """A run's own parameters file that cannot be used; ``faults`` tells why."""

    def __init__(self, faults: list[PackFault]) -> None:
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = tuple(sorted(faults))


def parameters_of(
    document: Document, clauses: Mapping[str, object]
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
        faults.extend(_sources(document, (name,), shape.values, clauses))
        values = _values(shape.values, None)
        parameters[name] = Parameter(name, shape.meaning, shape.unit, values, tuple(shape.judges))
    return parameters, faults


def load_overlay(path: Path, pack: Pack) -> Pack:
    """The pack with a run's own parameter values laid over its defaults.

    The file names parameters and gives each ``values`` as in ``parameters.yaml``. From the first
    day of a parameter's own values on, they replace the pack's. Raises OverlayError with every
    fault of the file.
    """
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "not UTF-8 text"
        fault = PackFault(path.name, 1, reason, "a parameters file", "Check the path.")
        raise OverlayError([fault]) from None
    document, faults = read_yaml(text, path.name)
    if document is None:
        raise OverlayError(faults)
    if not isinstance(document.data, dict):
        fault = document.fault((), "no mapping", "parameters by name", "Name each parameter.")
        raise OverlayError([fault])
    overlaid = dict(pack.parameters)
    for name, data in document.data.items():
        if name not in pack.parameters:
            faults.append(
                document.fault(
                    (name,),
                    f"the parameter “{name}”",
                    "a parameter of the pack",
                    "See “clausewise rules show parameters” for those there are.",
                )
            )
            continue
        shape, wrong = shaped(document, OverlayShape, data, (name,))
        faults.extend(wrong)
        if shape is None:
            continue
        faults.extend(_sources(document, (name,), shape.values, pack.clauses))
        own = _values(shape.values, path.name)
        base = pack.parameters[name]
        kept = tuple(v for v in base.values if v.in_force_from < own[0].in_force_from)
        overlaid[name] = dataclasses.replace(base, values=kept + own)
    if faults:
        raise OverlayError(faults)
    return dataclasses.replace(pack, parameters=overlaid)


def _values(
    shapes: list[ParameterValueShape], overlaid_from: str | None
) -> tuple[ParameterValue, ...]:
    values = [
        ParameterValue(
            float(shape.value),
            shape.in_force_from,
            SetBy(shape.set_by),
            shape.clause,
            shape.note,
            overlaid_from,
        )
        for shape in shapes
    ]
    return tuple(sorted(values, key=lambda value: value.in_force_from))


def _sources(
    document: Document,
    path: tuple[str | int, ...],
    shapes: list[ParameterValueShape],
    clauses: Mapping[str, object],
) -> list[PackFault]:
    """A value the policy sets needs its clause; one a commissioner sets needs a note."""
    faults: list[PackFault] = []
    for place, shape in enumerate(shapes):
        at = (*path, "values", place)
        if shape.set_by == "policy" and shape.clause not in clauses:
            faults.append(
                document.fault(
                    at,
                    f"set_by: policy with the clause “{shape.clause}”",
                    "the id of the clause whose words give the number",
                    "Name the clause, or say set_by: commissioner.",
                )
            )
        if shape.set_by == "commissioner" and (shape.clause or not shape.note.strip()):
            faults.append(
                document.fault(
                    at,
                    "set_by: commissioner" + (" with a clause" if shape.clause else " and no note"),
                    "a note that tells where the number comes from, and no clause",
                    "Write the note; only the policy's own numbers carry a clause.",
                )
            )
    days = [shape.in_force_from for shape in shapes]
    if len(set(days)) < len(days):
        faults.append(
            document.fault(path, "two values from the same day", "one a day", "Remove one.")
        )
    return faults
