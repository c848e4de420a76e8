"""What a value, a parameter, a place or a comparison is called in the reports' prose."""

from __future__ import annotations

import datetime as dt
import math

from engine.explaining import wording
from engine.nouns import english
from engine.nouns.english import day_words, listed
from engine.nouns.evidence.fact import Fact, FactSpec, Kind, Origin, Range
from engine.nouns.outcome.finding import ParameterUsed, Step
from engine.nouns.outcome.reasoning import Gate
from engine.nouns.place import in_file
from engine.nouns.policy.pack import Pack
from engine.nouns.verdict import Truth
from reports.text import quoted

ROLE_WORDS = {
    "applies_when": "Applies when",
    "met_when": "Met when",
    "partly_met_when": "Partly met when",
}

NOT_TESTABLE = "Not testable"
"""What is shown in place of a verdict of a duty that nothing submitted can test. It is none."""

TRUTH_WORDS = {Truth.TRUE: "yes", Truth.FALSE: "no", Truth.UNKNOWN: "not known"}


def iso_day_words(text: str) -> str:
    """The same for a date written ``2014-09-30``; other text is given back as it is."""
    try:
        return day_words(dt.date.fromisoformat(text))
    except ValueError:
        return text


def fact_words(fact: Fact, spec: FactSpec | None) -> str:
    """What a fact says, in words, or why it says nothing usable."""
    spec = spec or FactSpec(fact.name, Kind.NUMBER, fact.name)
    value = fact.value
    if isinstance(value, Range) and math.isinf(value.low) and math.isinf(value.high):
        return "any number"
    if isinstance(value, Range) and math.isinf(value.high):
        return f"at least {_edge(value.low, spec)}"
    if isinstance(value, Range) and math.isinf(value.low):
        return f"at most {_edge(value.high, spec)}"
    return wording.found_in_words(spec, fact)


def _edge(edge: float, spec: FactSpec) -> str:
    return wording.day_in_words(edge) if spec.kind is Kind.DATE else english.number(edge, spec.unit)


def label_of(pack: Pack, name: str) -> str:
    """A fact's label; its name where the catalogue has none."""
    spec = pack.catalogue.get(name)
    return spec.label if spec is not None else name


def place_of(origin: Origin) -> str:
    """``orwell-q2.xlsx > dashboard > C9``."""
    return in_file(origin.file, origin.sheet, origin.cell)


def origin_words(origin: Origin) -> str:
    """``orwell-q2.xlsx > dashboard > C9 = “61%”``; the place alone where there is no text.

    A cell without text is not called blank: its text may have been withheld.
    """
    return f"{place_of(origin)} = {quoted(origin.text)}" if origin.text else place_of(origin)


def parameter_value(parameter: ParameterUsed) -> str:
    """``95 %``."""
    return wording.threshold_in_words(parameter)


def parameter_source(parameter: ParameterUsed) -> str:
    """``set by the policy since 1 November 2013, clause S4.2.6.p01.b``.

    A number that only the pack proposes in the commissioner's place, and that no file of the run
    sets, is a ``default, not agreed (since 1 November 2013)``.
    """
    since = f"since {iso_day_words(parameter.in_force_from)}"
    if parameter.is_proposed:
        words = f"default, not agreed ({since})"
    else:
        words = f"set by the {parameter.set_by_words} {since}"
    if parameter.clause:
        words += f", clause {parameter.clause}"
    if parameter.agreed:
        words += f", agreed in {parameter.agreed}"
    if parameter.organisations:
        words += f", for {listed(parameter.organisations)}"
    if parameter.narrowed_to:
        words += f", for {parameter.narrowed_to} alone"
    if parameter.overlaid_from:
        words += f", from the run’s own parameters file {parameter.overlaid_from}"
    return words


def step_words(step: Step) -> str:
    """``Met when: Level 3 training is at least 95 %: no (this decided it)``."""
    decided = " (this decided it)" if step.decisive else ""
    role = ROLE_WORDS.get(step.role, step.role)
    return f"{role}: {step.asked}: {TRUTH_WORDS[step.truth]}{decided}"


def kind_words(kind: str) -> str:
    """``Contradiction``; what a kind's name does not say plainly is put in other words."""
    return _KINDS.get(kind) or kind.replace("_", " ").capitalize()


_KINDS = {
    "first_failure": "Unmet for the first time",
    "shared_cause": "Several concerns together",
    "roll_up": "Gaps of others",
}


GATE_WORDS = {
    Gate.ALL: "all of these",
    Gate.ANY: "any of these",
    Gate.NOT: "not this",
}
