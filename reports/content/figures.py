"""The figures that verdicts rest on, as reports show them: value, source, and for whom."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.nouns.english import listed
from engine.nouns.outcome.finding import Finding, ParameterUsed
from engine.nouns.outcome.rulings import Ruling
from reports.briefs import parameters_of
from reports.lookup import Lookup
from reports.text import policy_words
from reports.words import parameter_source, parameter_value

if TYPE_CHECKING:
    pass

OTHERS = "all others"


def sourced_parameter(parameter: ParameterUsed, whose: str = "") -> Sourced:
    """A parameter with its value and source in words, and for whom where that differs."""
    return Sourced(
        parameter.name,
        parameter.meaning,
        parameter_value(parameter),
        parameter_source(parameter),
        policy_words(parameter.note),
        whose,
    )


def figures_of(lookup: Lookup, rulings: Sequence[Ruling]) -> tuple[Sourced, ...]:
    """The figures that findings of one rule were judged by, each once.

    Where organisations were judged by values of their own, each value says by name whom it
    judged, and the value for all says that it judged all others.
    """
    judged: dict[str, dict[ParameterUsed, list[str]]] = {}
    for ruling in rulings:
        for parameter in lookup.brief(ruling).parameters:
            by_value = judged.setdefault(parameter.name, {})
            by_value.setdefault(parameter, []).append(ruling.organisation.name)
    shown: list[Sourced] = []
    for by_value in judged.values():
        for parameter in in_order(by_value):
            others = OTHERS if len(by_value) > 1 else ""
            shown.append(
                sourced_parameter(
                    parameter, listed(by_value[parameter]) if parameter.organisations else others
                )
            )
    return tuple(shown)


def own_figures(finding: Finding) -> tuple[Sourced, ...]:
    """The figures that were set for the organisation of a finding, not for all."""
    return tuple(
        sourced_parameter(parameter)
        for parameter in parameters_of(finding)
        if parameter.organisations
    )


def run_figures(parameters: Sequence[ParameterUsed]) -> tuple[Sourced, ...]:
    """Every figure of a run; one set for some says for whom by code, the others' says so."""
    set_for_some = {
        parameter.name
        for parameter in parameters
        if parameter.organisations or parameter.narrowed_to
    }
    return tuple(
        sourced_parameter(
            parameter, _whose(parameter) or (OTHERS if parameter.name in set_for_some else "")
        )
        for parameter in parameters
    )


def _whose(parameter: ParameterUsed) -> str:
    return ": ".join(
        part for part in (listed(parameter.organisations), parameter.narrowed_to) if part
    )


def in_order(parameters: Iterable[ParameterUsed]) -> list[ParameterUsed]:
    """The value for all first, then those for some."""
    return sorted(parameters, key=lambda parameter: parameter.organisations)


@dataclass(frozen=True, slots=True)
class Sourced:
    """A parameter's value and who set it."""

    name: str
    meaning: str
    value: str
    source: str
    note: str
    whose: str = ""
    """Whom it judged, where not all were judged by the same value."""
