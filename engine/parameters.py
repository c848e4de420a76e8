"""The parameters in force on a day, as a run uses them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from engine.nouns.finding import ParameterUsed
from engine.nouns.pack import Pack


class NotInForce(Exception):
    """Parameters that had no value yet on the day asked about."""

    def __init__(self, names: list[str], day: dt.date) -> None:
        self.names, self.day = tuple(names), day
        super().__init__(
            f"On {day.isoformat()} the policy's parameters were not yet in force "
            f"({', '.join(names)}). Assess a later quarter, or give values for that day in a "
            "parameters file."
        )


def in_force(pack: Pack, day: dt.date) -> Mapping[str, ParameterUsed]:
    """Every parameter of a pack as in force on a day. Raises NotInForce where one is not."""
    used: dict[str, ParameterUsed] = {}
    missing: list[str] = []
    for parameter in pack.parameters.values():
        value = parameter.on(day)
        if value is None:
            missing.append(parameter.name)
            continue
        used[parameter.name] = ParameterUsed(
            parameter.name,
            parameter.meaning,
            value.value,
            parameter.unit,
            value.set_by.value,
            value.clause,
            value.in_force_from.isoformat(),
            value.note,
            value.overlaid_from,
            pack.vocabulary.wording.commissioner,
        )
    if missing:
        raise NotInForce(missing, day)
    return used
