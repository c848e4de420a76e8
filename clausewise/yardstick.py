"""How evidence is read in a run: by the day of its quarter and the parameters in force on it."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable, Mapping, Sequence

from engine.nouns.outcome.finding import ParameterUsed
from engine.nouns.policy.pack import Pack
from engine.nouns.policy.parameter import ParameterValue
from engine.nouns.quarter import Quarter
from engine.parameters import codes_named, in_force
from evidence.nouns.yardstick import Yardstick


def yardstick_by(pack: Pack, as_of: Callable[[Quarter], dt.date]) -> Yardstick:
    """How evidence is read by the day of a quarter and the parameters in force on it."""

    named = codes_named(pack)

    @functools.cache
    def used(quarter: Quarter, code: str) -> Mapping[str, ParameterUsed]:
        return in_force(pack, as_of(quarter), code)

    def parameter(name: str, quarter: Quarter, code: str) -> float:
        return used(quarter, code if code.casefold() in named else "")[name].value

    def narrowed(name: str, quarter: Quarter, code: str) -> Sequence[ParameterValue]:
        return pack.parameters[name].narrowed_on(as_of(quarter), code)

    return Yardstick(as_of, parameter, narrowed)
