"""A run's own parameters files laid over the pack's parameters, for all or for some."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Sequence
from itertools import product
from pathlib import Path

from engine.loading.file_names import distinct_names
from engine.loading.files.shapes import OverlayShape
from engine.loading.files.validate import shaped
from engine.loading.files.yaml_lines import YamlDocument, read_yaml
from engine.loading.parts.narrowing import narrowing_faults
from engine.loading.parts.parameters import value_faults, value_of
from engine.loading.regular_files import regular_bytes
from engine.loading.tightening import loosening_faults
from engine.nouns.evidence.fault import PackFault
from engine.nouns.policy.pack import Pack
from engine.nouns.policy.parameter import ParameterValue

Taken = dict[tuple[str, dt.date, str, str, int, str], str]
"""Where the value of a parameter from a day stands, by the organisation's code in small letters
(empty where it is for all), and by framework, level and staff group."""


class OverlayError(Exception):
    """Parameters files of a run that cannot be used; ``faults`` says why."""

    def __init__(self, faults: list[PackFault]) -> None:
        super().__init__("\n".join(str(fault) for fault in sorted(faults)))
        self.faults = tuple(sorted(faults))


def load_overlays(paths: Sequence[Path], pack: Pack) -> Pack:
    """The pack with the values of a run's own parameters files laid over its defaults.

    A file names parameters and gives each ``values`` as in ``parameters.yaml``; a value may
    carry ``organisations``, the codes of those it is for. From the first day of a parameter's
    own values for all on, they replace the pack's. Two values of a parameter from the same day
    for the same organisation are a fault, in one file or in two. A value for some frameworks,
    levels or staff groups alone stands beside those for all. Raises OverlayError with every
    fault of every file.
    """
    faults: list[PackFault] = []
    own: dict[str, list[ParameterValue]] = {}
    taken: Taken = {}
    for path, name in zip(paths, distinct_names(paths), strict=True):
        document, wrong = _read(path, name)
        faults.extend(wrong)
        if document is not None:
            faults.extend(_lay(document, pack, own, taken))
    if faults:
        raise OverlayError(faults)
    if not own:
        return pack
    parameters = dict(pack.parameters)
    for name, values in own.items():
        base = parameters[name]
        wide = [value for value in values if not value.narrowed_to]
        first = min(
            (value.in_force_from for value in wide if not value.organisations), default=None
        )
        kept = [value for value in base.values if first is None or value.in_force_from < first]
        laid = sorted([*kept, *wide], key=lambda value: value.in_force_from)
        narrow = [*base.narrowed, *(value for value in values if value.narrowed_to)]
        parameters[name] = dataclasses.replace(
            base,
            values=tuple(laid),
            narrowed=tuple(sorted(narrow, key=lambda value: value.in_force_from)),
        )
    return dataclasses.replace(pack, parameters=parameters)


def _read(path: Path, name: str) -> tuple[YamlDocument | None, list[PackFault]]:
    try:
        text = regular_bytes(path).decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "not UTF-8 text"
        return None, [PackFault(name, 1, reason, "a parameters file", "Check the path.")]
    return read_yaml(text, name)


def _lay(
    document: YamlDocument, pack: Pack, own: dict[str, list[ParameterValue]], taken: Taken
) -> list[PackFault]:
    """Adds one file's values to the run's own; returns what is wrong with them."""
    if not isinstance(document.data, dict):
        return [document.fault((), "no mapping", "parameters by name", "Name each parameter.")]
    faults: list[PackFault] = []
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
        unit = pack.parameters[name].unit
        faults.extend(value_faults(document, name, shape.values, unit, pack.clauses))
        values = [value_of(value, document.file) for value in shape.values]
        for place, value in enumerate(values):
            at = (name, "values", place)
            faults.extend(narrowing_faults(document, at, name, value, pack.vocabulary))
            faults.extend(_twice(document, name, place, value, taken))
            faults.extend(loosening_faults(document, at, pack.parameters[name], value, pack))
        own.setdefault(name, []).extend(values)
    return faults


def _twice(
    document: YamlDocument, name: str, place: int, value: ParameterValue, taken: Taken
) -> list[PackFault]:
    """Two values from the same day for the same organisation, or for all."""
    at, day = (name, "values", place), value.in_force_from
    faults: list[PackFault] = []
    for code, lines in product(value.organisations or ("",), value.narrowed_to.combinations):
        key = (name, day, code.casefold(), *lines)
        if key in taken:
            alone = value.narrowed_to.words
            whom = (code or "all organisations") + (f", {alone}" if alone else "")
            faults.append(
                document.fault(
                    at,
                    f"two values from the same day, {day}, for {whom}",
                    "one a day for each organisation, in all the files together",
                    f"Remove one; the other is at {taken[key]}.",
                )
            )
        taken.setdefault(key, f"{document.file}:{document.line(at)}")
    return faults
