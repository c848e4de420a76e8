"""Firing: which checks find which returns odd, for all returns at once."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from engine.disputing.figures import figure_column
from engine.evaluating.columns import Bools, Column, Columns, NumberColumn
from engine.evaluating.ingest import columns_of
from engine.evaluating.planes import Setting, combine, compare
from engine.nouns.evidence.fact import Catalogue, Fact, Range
from engine.nouns.evidence.organisation import Submission
from engine.nouns.policy.condition import comparisons
from engine.nouns.policy.return_check import BEFORE, FIRST_DAY, LAST_DAY, ReturnCheck
from engine.nouns.quarter import Quarter

Facts = Mapping[str, Fact]


@dataclass(frozen=True, slots=True)
class Firing:
    """One check as it came out on some returns."""

    check: ReturnCheck
    fires: Bools
    silent: Bools
    """Where something it asks is definitely not so; where neither, that is not known."""
    figures: Mapping[str, NumberColumn]
    """The check's own figures, by name."""


def readable_facts(
    submission: Submission, before: Submission | None, only: Container[str] | None = None
) -> dict[str, Fact]:
    """What checks may read of a return: its facts, those of the one before, its quarter's days.

    With ``only`` those of the one before that have such a name.
    """
    return {**submission.facts, **facts_beside(submission.quarter, before, only)}


def facts_beside(
    quarter: Quarter, before: Submission | None = None, only: Container[str] | None = None
) -> dict[str, Fact]:
    """What checks may read beside a return's own facts."""
    earlier = before.facts if before is not None else {}
    days = {FIRST_DAY: quarter.first_day, LAST_DAY: quarter.last_day}
    return {
        **{
            named: replace(fact, name=named)
            for name, fact in earlier.items()
            if only is None or BEFORE + name in only
            for named in (BEFORE + name,)
        },
        **{name: Fact(name, Range.of_day(day), returned=True) for name, day in days.items()},
    }


def firings(
    checks: Sequence[ReturnCheck], facts: Sequence[Facts], catalogue: Catalogue, setting: Setting
) -> tuple[Firing, ...]:
    """How each check comes out on each return. ``catalogue`` is that of what checks may read.

    A check fires where all it asks is definitely so. A fact already in dispute is known only as
    far as its claims agree.
    """
    names = dict.fromkeys(name for check in checks for name in (*check.facts, *check.said))
    names = {name: None for name in names if name in catalogue}
    plain = [{name: _undisputed(given[name]) for name in names if name in given} for given in facts]
    columns = columns_of(plain, names, catalogue)
    return tuple(_firing(check, columns, setting) for check in checks)


_DOUBT = (None, False, "")
"""What words beside a figure claim where they only doubt it."""


def _undisputed(fact: Fact) -> Fact:
    """A fact as checks read it: what is only doubted, and not said otherwise, as it was returned.
    Else words that doubt one figure would silence the checks that hold another against it."""
    if not fact.claims:
        return fact
    own, *others = fact.claims
    doubted = all((other.value, other.returned, other.check) == _DOUBT for other in others)
    value = own.value if doubted else fact.value
    return replace(fact, value=value, returned=own.returned, claims=())


def _firing(check: ReturnCheck, columns: Columns, setting: Setting) -> Firing:
    figures = {figure.name: figure_column(figure, columns.of) for figure in check.figures}
    of: dict[str, Column] = {**columns.of, **figures}
    own = Columns(columns.length, of)
    fires, silent = np.ones(columns.length, dtype=bool), np.zeros(columns.length, dtype=bool)
    for condition in check.conditions:
        planes = {
            comparison: compare(comparison, own, setting)
            for comparison in dict.fromkeys(comparisons(condition))
        }
        found = combine(condition, planes)
        fires, silent = fires & found.true, silent | found.false
    return Firing(check, fires, silent, figures)
