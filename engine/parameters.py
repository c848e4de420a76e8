"""The parameters in force on a day, for all organisations and for each, as a run uses them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence

from engine.nouns.evidence.errors import ClausewiseError
from engine.nouns.outcome.finding import ParameterUsed
from engine.nouns.policy.condition import parameters_named
from engine.nouns.policy.pack import Pack
from engine.nouns.policy.parameter import Parameter, ParameterValue
from engine.nouns.policy.vocabulary import Framework, Vocabulary

FIGURES_TOLERANCE = "figures_tolerance"
"""The parameter that the run itself reads, when comparing figures."""
COMMON_GAP = "common_gap"
"""The parameter that says how many organisations make a gap common; the run itself reads it."""
SMALL_NUMBER = "small_number"
"""The parameter that publishing reads: counts of people under it, but 0, are not published."""

CHANGE_BY_CHANCE = "change_by_chance"
"""The parameter that trends read, in %: how seldom chance alone may bring a change as large."""
WTE_OF_ONE_PERSON = "wte_of_one_person"
"""The parameter that says how much time in one post a person may have; without it, any."""
WTE_OF_A_TOKEN = "wte_of_a_token"
"""The parameter that says how little time in one post is none to speak of; without it, nothing."""
REVIEW_LONGEST = "review_longest_months"
"""The parameter that says how far ahead of its approval a document's review may be; else any."""
EVIDENCE_DATED = "evidence_dated_months"
"""The parameter that says how old what an answer rests on may be, before it is asked about."""
LARGEST_COUNT = "largest_count"
"""The parameter that says how large a count of cases may be, before it is asked about; else any."""
SMALLEST_SAMPLE = "smallest_sample"
"""The parameter that says how few were asked or looked at to tell of all; else any."""
NEAR_MARGIN = "near_margin"
"""The parameter that says how few people or cases make a verdict near another; one without it."""
NEAR_MARGIN_DAYS = "near_margin_days"
"""The parameter that says how few days do; none without it."""
RETURNS_DUE = "returns_due_days"
"""The parameter that says how many days after a quarter its returns are due; else nobody knows."""


class NotInForce(ClausewiseError):
    """Parameters that had no value yet on the day asked about."""

    def __init__(self, names: list[str], day: dt.date) -> None:
        self.names, self.day = tuple(names), day
        super().__init__(
            f"On {day.isoformat()} the policy's parameters were not yet in force "
            f"({', '.join(names)}). Assess a later quarter, or give values for that day in a "
            "parameters file."
        )


def as_used(pack: Pack, parameter: Parameter, value: ParameterValue) -> ParameterUsed:
    """One of a parameter's values, as a comparison uses it."""
    return ParameterUsed(
        parameter.name,
        parameter.meaning,
        value.value,
        parameter.unit,
        value.set_by.value,
        value.clause,
        value.in_force_from.isoformat(),
        value.note,
        value.overlaid_from,
        value.organisations,
        pack.vocabulary.wording.commissioner,
        value.narrowed_to.words,
        value.repeated_in,
        value.agreed,
    )


def in_force(pack: Pack, day: dt.date, code: str = "") -> Mapping[str, ParameterUsed]:
    """Every parameter of a pack as in force on a day for the organisation of that code.

    Without a code, as in force for all. Raises NotInForce where one is not.
    """
    used: dict[str, ParameterUsed] = {}
    missing: list[str] = []
    for parameter in pack.parameters.values():
        value = parameter.value_on(day, code)
        if value is None:
            missing.append(parameter.name)
            continue
        used[parameter.name] = as_used(pack, parameter, value)
    if missing:
        raise NotInForce(missing, day)
    return used


def in_force_for(
    pack: Pack, day: dt.date, codes: Iterable[str]
) -> Mapping[str, Mapping[str, ParameterUsed]]:
    """The parameters in force on a day by organisation's code.

    Organisations without values of their own share one mapping. Raises NotInForce where a
    parameter has no value for all on the day.
    """
    named, general = codes_named(pack), in_force(pack, day)
    return {
        code: in_force(pack, day, code) if code.casefold() in named else general for code in codes
    }


def codes_named(pack: Pack) -> frozenset[str]:
    """The codes, in small letters, of the organisations that any value is set for by name."""
    return frozenset(
        code.casefold()
        for parameter in pack.parameters.values()
        for value in (*parameter.values, *parameter.narrowed)
        for code in value.organisations
    )


def used_in_run(pack: Pack, day: dt.date, codes: Iterable[str]) -> tuple[ParameterUsed, ...]:
    """Every parameter as in force for all, each followed by those that judge some of the codes,
    and by those that judge some lines of a training register alone."""
    codes = tuple(codes)
    general = in_force(pack, day)
    own = list(
        {
            id(parameters): parameters for parameters in in_force_for(pack, day, codes).values()
        }.values()
    )
    return tuple(
        used_value
        for name, used in general.items()
        for used_value in dict.fromkeys(
            (used, *(parameters[name] for parameters in own), *_narrowed(pack, name, day, codes))
        )
    )


def _narrowed(pack: Pack, name: str, day: dt.date, codes: Sequence[str]) -> Iterator[ParameterUsed]:
    parameter = pack.parameters[name]
    for code in codes if parameter.narrowed else ():
        for value in parameter.narrowed_on(day, code):
            yield as_used(pack, parameter, value)


def refreshed_by(vocabulary: Vocabulary, name: str) -> dict[str, Framework]:
    """The frameworks, by key, whose training stays in date by a parameter."""
    frameworks = vocabulary.frameworks.items()
    return {key: framework for key, framework in frameworks if framework.refresh_parameter == name}


def fact_parameters(pack: Pack) -> frozenset[str]:
    """The parameters that facts or the run itself rest on: another value makes other facts."""
    frameworks, checks = pack.vocabulary.frameworks.values(), pack.vocabulary.checks.values()
    return frozenset(
        {
            COMMON_GAP,
            FIGURES_TOLERANCE,
            SMALL_NUMBER,
            CHANGE_BY_CHANCE,
            NEAR_MARGIN,
            NEAR_MARGIN_DAYS,
            RETURNS_DUE,
            WTE_OF_ONE_PERSON,
            WTE_OF_A_TOKEN,
            REVIEW_LONGEST,
            EVIDENCE_DATED,
            LARGEST_COUNT,
            SMALLEST_SAMPLE,
            *(framework.refresh_parameter for framework in frameworks),
            *(check.refresh_parameter for check in checks),
            *(
                name
                for rollup in pack.rollups.values()
                for name in parameters_named(rollup.kept_when)
            ),
        }
    )
