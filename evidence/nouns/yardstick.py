"""What the evidence of a run is judged by: the days, and the parameters in force on them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from engine.nouns.policy.parameter import ParameterValue
from engine.nouns.quarter import Quarter


@dataclass(frozen=True, slots=True)
class Yardstick:
    """How a run judges each quarter: on which day, and with which parameters."""

    as_of: Callable[[Quarter], dt.date]
    """The day on which a quarter is judged."""
    parameter: Callable[[str, Quarter, str], float]
    """The value of a parameter, by name, in force on that day for the organisation of a code."""
    narrowed: Callable[[str, Quarter, str], Sequence[ParameterValue]] = lambda *_: ()
    """The same parameter's values for some lines of a register alone, the one to be taken before
    the others first."""
