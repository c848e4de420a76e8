"""Claiming: the facts of a return with the claims of the checks that fired on it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from engine.disputing.firing import Firing, firings, readable_facts
from engine.evaluating.columns import NumberColumn
from engine.explaining.wording import found_in_words
from engine.judge import setting_of
from engine.kept.packed import like
from engine.nouns.evidence.contradiction import Contradiction
from engine.nouns.evidence.fact import Catalogue, Claim, Fact, FactSpec, Origin, Range
from engine.nouns.evidence.in_dispute import with_claims
from engine.nouns.evidence.organisation import Submission
from engine.nouns.policy.pack import Pack
from engine.nouns.policy.return_check import (
    FIGURES,
    AnyValue,
    AsFact,
    Claimed,
    ReturnCheck,
    ThisValue,
    WordAdded,
    checkable,
)
from engine.parameters import in_force_for

_AT_ONCE = 100
"""So many returns are held to the checks at once: all that is read of them lies open then."""


def with_disputes(
    pack: Pack,
    submissions: Sequence[Submission],
    before: Mapping[str, Submission],
    as_of: dt.date,
    of_others: bool,
) -> tuple[Submission, ...]:
    """The returns of one quarter with their facts in dispute, and why they are.

    ``before`` holds the returns of the quarter before by organisation's code. Checks that read
    what is rolled up of others come after that is known: ``of_others`` says which are asked.
    Raises NotInForce where a parameter has no value on the as-of date.
    """
    checks = sorted(
        (check for check in pack.checks if check.reads_others == of_others),
        key=lambda return_check: return_check.id,
    )
    if not checks or not submissions:
        return tuple(submissions)
    catalogue = checkable(pack.catalogue)
    return tuple(
        held
        for start in range(0, len(submissions), _AT_ONCE)
        for held in _held_to(
            checks, pack, catalogue, (submissions[start : start + _AT_ONCE], before, as_of)
        )
    )


def _held_to(
    checks: Sequence[ReturnCheck],
    pack: Pack,
    catalogue: Catalogue,
    sent: tuple[Sequence[Submission], Mapping[str, Submission], dt.date],
) -> Iterator[Submission]:
    """Some returns with what the checks find of them."""
    submissions, before, as_of = sent
    named = frozenset(name for check in checks for name in check.names)
    facts = [
        readable_facts(submission, before.get(submission.organisation.code), named)
        for submission in submissions
    ]
    codes = [submission.organisation.code for submission in submissions]
    own = in_force_for(pack, as_of, codes)
    setting = setting_of([own[code] for code in codes], as_of)
    every = firings(checks, facts, catalogue, setting)
    for place, submission in enumerate(submissions):
        fired = tuple(_fired(every, submission, place))
        reading = _ReadReturn(catalogue, facts[place], place, fired)
        yield _disputed(submission, reading) if fired else submission


def _fired(every: Sequence[Firing], submission: Submission, place: int) -> Iterator[Firing]:
    kind = submission.organisation.kind
    for firing in every:
        binds = firing.check.binds
        if submission.received and firing.fires[place] and (not binds or kind in binds):
            yield firing


@dataclass(frozen=True, slots=True)
class _ReadReturn:
    """One return as checks read it, and the checks that fired on it."""

    catalogue: Catalogue
    facts: Mapping[str, Fact]
    place: int
    fired: tuple[Firing, ...]

    def fact(self, name: str, firing: Firing) -> Fact:
        """A fact, or a figure of the check; unknown where nothing is known of it."""
        if name.startswith(FIGURES):
            return _of_column(name, firing.figures[name], self.place)
        known = self.facts.get(name)
        return known or Fact(name, None, why_unknown="nothing was returned")


def _disputed(submission: Submission, reading: _ReadReturn) -> Submission:
    claims: dict[str, list[Claim]] = {}
    whys: dict[str, list[str]] = {}
    contradictions = []
    for firing in reading.fired:
        contradiction = _contradiction(firing, reading)
        contradictions.append(contradiction)
        for dispute in firing.check.disputes:
            for name in dispute.facts:
                claim = _claim(dispute.claim, reading.facts.get(name), firing, reading)
                claims.setdefault(name, []).append(replace(claim, origins=contradiction.origins))
                whys.setdefault(name, []).append(contradiction.words)
    facts = dict(submission.facts)
    for name, others in claims.items():
        held = facts.get(name) or _unreturned(reading.catalogue[name])
        why = "what was returned contradicts itself: " + " ".join(dict.fromkeys(whys[name]))
        now = with_claims(held, others, why)
        if now.in_dispute:
            facts[name] = now
    before = submission.contradictions
    return replace(
        submission,
        facts=like(facts, submission.facts),
        contradictions=(*before, *contradictions),
    )


def _unreturned(spec: FactSpec) -> Fact:
    why = f"nothing was returned for {spec.where}"
    return Fact(spec.name, None, spec.basis, why_unknown=why)


def _claim(claimed: Claimed, held: Fact | None, firing: Firing, reading: _ReadReturn) -> Claim:
    """What a check claims of a fact, beside what the return itself says of it."""
    check = firing.check.id
    nothing = Claim(None, returned=False, check=check)
    match claimed:
        case AnyValue():
            return nothing
        case ThisValue(value):
            return Claim(value, check=check)
        case AsFact(name):
            other = reading.fact(name, firing)
            return replace(nothing, value=other.value, returned=other.returned)
        case WordAdded(word, present):
            words = held.value if held is not None else None
            if not isinstance(words, frozenset):
                return nothing
            return Claim(words | {word} if present else words - {word}, check=check)


def _of_column(name: str, column: NumberColumn, place: int) -> Fact:
    low, high = float(column.low[place]), float(column.high[place])
    known = bool(np.isfinite(low) or np.isfinite(high))
    return Fact(name, Range(low, high) if known else None, returned=known)


def _contradiction(firing: Firing, reading: _ReadReturn) -> Contradiction:
    check = firing.check
    shown = [name for name in check.said if not name.startswith(FIGURES)]
    read = [name for name in check.facts if name not in shown]
    cells = [origin for name in (*shown, *read) for origin in reading.fact(name, firing).origins]
    return Contradiction(
        check.id,
        check.title,
        _said(check, firing, reading),
        check.question,
        tuple(dict.fromkeys(name for dispute in check.disputes for name in dispute.facts)),
        tuple(dict.fromkeys(cells)),
    )


def _said(check: ReturnCheck, firing: Firing, reading: _ReadReturn) -> str:
    """The check's words, with what was returned in the place of each fact."""

    def shown(braced: re.Match[str]) -> str:
        name = braced.group(1)
        return _shown(reading.fact(name, firing), reading.catalogue.get(name))

    return re.sub(r"\{([^{}]+)\}", shown, check.says)


def _shown(fact: Fact, spec: FactSpec | None) -> str:
    """A fact as typed, where it is one cell; else in words."""
    typed = _typed(fact.origins)
    if typed:
        return f"“{typed}”"
    if spec is None and isinstance(fact.value, Range):
        return _number(fact.value)
    return found_in_words(spec, fact) if spec is not None else "not known"


def _number(value: Range) -> str:
    if value.is_exact:
        return f"{value.low:g}"
    return f"between {value.low:g} and {value.high:g}"


def _typed(origins: Sequence[Origin]) -> str:
    return origins[0].text if len(origins) == 1 else ""
