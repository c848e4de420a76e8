"""What if a parameter were another: the cells of a quarter that would change."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np

from engine.evaluating.rule_order import with_parts
from engine.evaluating.settle import settle
from engine.judge import SettledGroup, settled_groups
from engine.kept.packed import remembering
from engine.nouns.evidence.fact import Fact
from engine.nouns.evidence.in_dispute import with_claims
from engine.nouns.evidence.organisation import Submission
from engine.nouns.outcome.assessment import Assessment
from engine.nouns.outcome.rulings import Judged
from engine.nouns.outcome.what_if import ChangedCell, WhatIf
from engine.nouns.policy.condition import facts_named
from engine.nouns.policy.pack import Pack
from engine.nouns.policy.verdict_fact import rule_read
from engine.nouns.verdict import Verdict
from engine.parameters import fact_parameters, in_force
from engine.roll_ups import roll_up

Verdicts = Mapping[tuple[str, str], Verdict]
"""By rule and organisation's code."""


def what_ifs(pack: Pack, submissions: Sequence[Submission], as_of: dt.date) -> tuple[WhatIf, ...]:
    """Each value worth trying of each parameter, with the cells that would change.

    The submissions are those of one quarter, judged on ``as_of``. Only the rules that read the
    parameter are settled again, on the same facts; a parameter that changes the facts
    themselves is passed over, and so is the value in force. Organisations with a value of their
    own keep it. Raises NotInForce where a parameter has no value on the day.
    """
    general = in_force(pack, as_of)
    fixed = fact_parameters(pack)
    codes = [submission.organisation.code for submission in submissions]
    tries = _Tries(pack, submissions, as_of)
    return tuple(
        WhatIf(used, value, tries.cells(name, value, kept), kept)
        for name, used in general.items()
        if name not in fixed and pack.parameters[name].what_if
        for kept in (codes_with_own_value(pack, name, as_of, codes),)
        for value in pack.parameters[name].what_if
        if value != used.value
    )


class _Tries:
    """The submissions of one quarter as they stand, for trying other values on."""

    def __init__(self, pack: Pack, submissions: Sequence[Submission], as_of: dt.date) -> None:
        self._pack, self._as_of = pack, as_of
        self._submissions = [_remembered(submission) for submission in submissions]
        self._resting = _resting(pack)
        commissioned = any(submission.commissions for submission in submissions)
        self._rolled = rolled_up_by(pack) if commissioned else frozenset[str]()
        self._counted = frozenset(counted_rules(pack)) if commissioned else frozenset[str]()
        every = {rule for rules in self._resting.values() for rule in rules}
        self._held = list(settled_groups(pack, submissions, as_of, every))
        self._places = (
            {rule: place for place, rule in enumerate(pack.rules)},
            {found.organisation.code: place for place, found in enumerate(submissions)},
        )

    def cells(self, name: str, value: float, kept: Sequence[str]) -> tuple[ChangedCell, ...]:
        """The cells that change where a parameter has another value for all but some."""
        resting = self._resting.get(name, frozenset())
        found = [
            cell for group in self._held for cell in _changed(group, resting, (name, value), kept)
        ]
        moved = self._counted_anew(found, resting) if name in self._rolled else frozenset[str]()
        if moved:
            again, anew = self._rolled_again({name: value}, resting, moved)
            found = [cell for cell in found if cell.organisation not in again] + list(anew)
        rule_place, code_place = self._places
        return tuple(
            sorted(found, key=lambda cell: (rule_place[cell.rule], code_place[cell.organisation]))
        )

    def _counted_anew(
        self, changed: Sequence[ChangedCell], resting: frozenset[str]
    ) -> frozenset[str]:
        """Whose verdicts roll-ups may count otherwise: a verdict that is counted changes, or is
        conflicting, when what it may be could change without it."""
        counted = self._counted & resting
        return frozenset(cell.organisation for cell in changed if cell.rule in counted) | {
            submission.organisation.code
            for group in self._held
            for rule in counted & group.settled.rows.keys()
            for place, submission in enumerate(group.submissions)
            if group.settled.verdict(group.settled.rows[rule], place) is Verdict.CONFLICTING
        }

    def _rolled_again(
        self, values: Mapping[str, float], resting: frozenset[str], moved: frozenset[str]
    ) -> tuple[frozenset[str], tuple[ChangedCell, ...]]:
        """The organisations of whose roll-ups those that moved are part, and their cells that
        change where what is rolled up changes as well."""
        other = pack_with_values(self._pack, values, self._as_of)
        own = [
            submission
            for submission in self._submissions
            if any(provider.code in moved for provider in submission.commissions or ())
        ]
        under = {provider.code for submission in own for provider in submission.commissions or ()}
        codes = frozenset(submission.organisation.code for submission in own)
        wanted = [
            submission
            for submission in self._submissions
            if submission.organisation.code in under | codes
        ]
        before, again, differing = [], [], set[str]()
        for rolled, was in zip(roll_up(other, wanted, self._as_of), wanted, strict=True):
            if was.organisation.code not in codes:
                continue
            facts = {name: _as_disputed(fact, was.facts) for name, fact in rolled.facts.items()}
            before.append(was)
            again.append(replace(rolled, facts=facts))
            differing |= {name for name, fact in facts.items() if fact != was.facts.get(name)}
        rules = resting | _reading(self._pack, differing)
        now = _verdicts_on(self._pack, before, self._as_of, rules)
        return codes, changed_cells(now, _verdicts_on(other, again, self._as_of, rules))


def _remembered(submission: Submission) -> Submission:
    """The same with what was read of its facts at hand: each value that is tried reads the same
    few of them again."""
    return replace(submission, facts=remembering(submission.facts))


def _reading(pack: Pack, facts: Container[str]) -> frozenset[str]:
    """The rules that rest on any of some facts, by themselves or by way of others' verdicts."""
    return frozenset(
        rule.id
        for rule in pack.rules.values()
        if any(name in facts for part in with_parts([rule], pack.rules) for name in part.facts)
    )


def _resting(pack: Pack) -> Mapping[str, frozenset[str]]:
    """The rules that rest on each parameter, by themselves or by way of others' verdicts."""
    found: dict[str, set[str]] = {}
    for rule in pack.rules.values():
        for under in with_parts([rule], pack.rules):
            for name in under.parameters:
                found.setdefault(name, set()).add(rule.id)
    return {name: frozenset(rules) for name, rules in found.items()}


def rolled_up_by(pack: Pack) -> frozenset[str]:
    """The parameters by which the verdicts that roll-ups count are reached."""
    rules = with_parts([pack.rules[name] for name in counted_rules(pack)], pack.rules)
    return frozenset(name for rule in rules for name in rule.parameters)


def counted_rules(pack: Pack) -> Sequence[str]:
    """The rules whose verdicts roll-ups count, by id, in the order of the pack."""
    counted = {
        rule_read(name)
        for rollup in pack.rollups.values()
        for name in facts_named(rollup.kept_when)
    }
    return [rule for rule in pack.rules if rule in counted]


def _verdicts_on(
    pack: Pack,
    submissions: Sequence[Submission],
    as_of: dt.date,
    only: Collection[str] | None = None,
) -> Verdicts:
    return {
        (rule.id, submission.organisation.code): group.settled.verdict(row, place)
        for group in settled_groups(pack, submissions, as_of, only)
        for row, rule in enumerate(group.settled.rules)
        for place, submission in enumerate(group.submissions)
    }


def _as_disputed(fact: Fact, before: Mapping[str, Fact]) -> Fact:
    """A fact rolled up again, with the claims that were raised against it before."""
    was = before.get(fact.name)
    if was is None or not was.in_dispute or fact.in_dispute:
        return fact
    return with_claims(fact, was.claims[1:], was.why_unknown or "in dispute")


def pack_with_values(pack: Pack, values: Mapping[str, float], day: dt.date) -> Pack:
    """The pack with other values in place of those in force for all on a day.

    Values that are set for named organisations stay as they are.
    """
    parameters = dict(pack.parameters)
    for name, value in values.items():
        held = parameters[name]
        now = held.value_on(day)
        others = tuple(
            replace(setting, value=value) if setting is now else setting for setting in held.values
        )
        parameters[name] = replace(held, values=others)
    return replace(pack, parameters=parameters)


def compare_assessments(
    now: Assessment, then: Assessment, values: Mapping[str, float]
) -> tuple[tuple[WhatIf, ...], tuple[ChangedCell, ...]]:
    """Each value tried, and the cells that differ in another assessment where all of them hold.

    Both assessments are of the same quarter; each of the first part tells who keeps a value of
    their own and holds no cells, since the values were tried together.
    """
    run = now.run
    codes = [organisation.code for organisation in now.organisations]
    used = {
        parameter.name: parameter
        for parameter in run.parameters
        if not parameter.organisations and not parameter.narrowed_to
    }
    before, after = (
        verdicts_of(assessment.findings.rulings(run.period)) for assessment in (now, then)
    )
    tries = tuple(
        WhatIf(used[name], value, (), codes_with_own_value(now.pack, name, run.as_of, codes))
        for name, value in values.items()
    )
    return tries, changed_cells(before, after)


def codes_with_own_value(
    pack: Pack, name: str, day: dt.date, codes: Sequence[str]
) -> tuple[str, ...]:
    """The codes of the organisations that are judged by a value of their own."""
    parameter = pack.parameters[name]
    values = ((code, parameter.value_on(day, code)) for code in codes)
    return tuple(code for code, value in values if value is not None and value.organisations)


def verdicts_of(findings: Iterable[Judged]) -> Verdicts:
    """The verdicts of one quarter's findings."""
    return {(finding.rule, finding.organisation.code): finding.verdict for finding in findings}


def changed_cells(now: Verdicts, then: Verdicts) -> tuple[ChangedCell, ...]:
    """The cells whose verdict would be another, in the order of ``now``."""
    return tuple(
        ChangedCell(rule, code, verdict, then[rule, code])
        for (rule, code), verdict in now.items()
        if then.get((rule, code), verdict) is not verdict
    )


def _changed(
    group: SettledGroup, wanted: Container[str], tried_value: tuple[str, float], kept: Sequence[str]
) -> Iterator[ChangedCell]:
    """The cells of some rules that change where a parameter has another value for all but some."""
    name, value = tried_value
    among = {rule.id: rule for rule in group.settled.rules}
    rules = with_parts([rule for rule in among.values() if rule.id in wanted], among)
    if not rules:
        return
    codes = [submission.organisation.code for submission in group.submissions]
    keeps = np.isin(codes, list(kept)) if kept else np.zeros(len(codes), dtype=bool)
    held = group.setting.parameters[name]
    other = np.where(keeps, held, value) if keeps.any() else float(value)
    setting = replace(group.setting, parameters={**group.setting.parameters, name: other})
    then = settle(rules, group.columns, setting)
    rows = [group.settled.rows[rule.id] for rule in rules]
    for row, column in np.argwhere(then.verdicts != group.settled.verdicts[rows]).tolist():
        now = group.settled.verdict(rows[row], column)
        yield ChangedCell(rules[row].id, codes[column], now, then.verdict(row, column))
