"""What if a parameter were another: the cells of a quarter that would change."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from engine.evaluating.columns import Columns, columns_of
from engine.evaluating.planes import Setting
from engine.evaluating.settle import Settled, settle
from engine.judge import setting_of
from engine.nouns.evidence.organisation import Submission
from engine.nouns.outcome.assessment import Assessment
from engine.nouns.outcome.finding import Finding
from engine.nouns.outcome.what_if import ChangedCell, WhatIf
from engine.nouns.policy.pack import Pack
from engine.nouns.verdict import Verdict
from engine.parameters import fact_parameters, in_force, in_force_for

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
    codes = [one.organisation.code for one in submissions]
    kinds = dict.fromkeys(one.organisation.kind for one in submissions)
    bound = [_Bound.of(pack, kind, submissions, as_of) for kind in kinds]
    rule_place, code_place = (
        {one: place for place, one in enumerate(each)} for each in (pack.rules, codes)
    )
    return tuple(
        WhatIf(
            used,
            value,
            tuple(
                sorted(
                    (cell for each in bound for cell in each.changed(name, value, kept)),
                    key=lambda cell: (rule_place[cell.rule], code_place[cell.organisation]),
                )
            ),
            kept,
        )
        for name, used in general.items()
        if name not in fixed and pack.parameters[name].what_if
        for kept in (keepers(pack, name, as_of, codes),)
        for value in pack.parameters[name].what_if
        if value != used.value
    )


def tried(pack: Pack, values: Mapping[str, float], day: dt.date) -> Pack:
    """The pack with other values in place of those in force for all on a day.

    Values that are set for named organisations stay as they are.
    """
    parameters = dict(pack.parameters)
    for name, value in values.items():
        held = parameters[name]
        now = held.on(day)
        others = tuple(replace(one, value=value) if one is now else one for one in held.values)
        parameters[name] = replace(held, values=others)
    return replace(pack, parameters=parameters)


def compared(
    now: Assessment, then: Assessment, values: Mapping[str, float]
) -> tuple[tuple[WhatIf, ...], tuple[ChangedCell, ...]]:
    """Each value tried, and the cells that differ in another assessment where all of them hold.

    Both assessments are of the same quarter; each of the first part tells who keeps a value of
    their own and holds no cells, since the values were tried together.
    """
    run = now.run
    codes = [one.code for one in now.organisations]
    used = {
        one.name: one for one in run.parameters if not one.organisations and not one.narrowed_to
    }
    before, after = (
        verdicts_of([one for one in each.findings if one.period == run.period])
        for each in (now, then)
    )
    tries = tuple(
        WhatIf(used[name], value, (), keepers(now.pack, name, run.as_of, codes))
        for name, value in values.items()
    )
    return tries, changed_cells(before, after)


def keepers(pack: Pack, name: str, day: dt.date, codes: Sequence[str]) -> tuple[str, ...]:
    """The codes of the organisations that are judged by a value of their own."""
    parameter = pack.parameters[name]
    values = ((code, parameter.on(day, code)) for code in codes)
    return tuple(code for code, value in values if value is not None and value.organisations)


def verdicts_of(findings: Sequence[Finding]) -> Verdicts:
    """The verdicts of one quarter's findings."""
    return {(one.rule, one.organisation.code): one.verdict for one in findings}


def changed_cells(now: Verdicts, then: Verdicts) -> tuple[ChangedCell, ...]:
    """The cells whose verdict would be another, in the order of ``now``."""
    return tuple(
        ChangedCell(rule, code, verdict, then[rule, code])
        for (rule, code), verdict in now.items()
        if then.get((rule, code), verdict) is not verdict
    )


@dataclass(frozen=True, slots=True)
class _Bound:
    """The organisations of one kind, and the rules with parameters that bind them, as settled."""

    codes: tuple[str, ...]
    columns: Columns
    setting: Setting
    settled: Settled

    @classmethod
    def of(cls, pack: Pack, kind: str, submissions: Sequence[Submission], as_of: dt.date) -> _Bound:
        rules = [rule for rule in pack.rules.values() if kind in rule.binds and rule.parameters]
        own = [one for one in submissions if one.organisation.kind == kind]
        codes = tuple(one.organisation.code for one in own)
        names = dict.fromkeys(name for rule in rules for name in rule.facts)
        columns = columns_of([one.facts for one in own], names, pack.catalogue)
        parameters = in_force_for(pack, as_of, codes)
        setting = setting_of([parameters[code] for code in codes], as_of)
        return cls(codes, columns, setting, settle(rules, columns, setting))

    def changed(self, name: str, value: float, kept: Sequence[str]) -> Iterator[ChangedCell]:
        """The cells that change where a parameter has another value for all but ``kept``."""
        rows = [row for row, rule in enumerate(self.settled.rules) if name in rule.parameters]
        if not rows:
            return
        rules = [self.settled.rules[row] for row in rows]
        keeps = np.isin(self.codes, list(kept)) if kept else np.zeros(len(self.codes), dtype=bool)
        held = self.setting.parameters[name]
        other = np.where(keeps, held, value) if keeps.any() else float(value)
        setting = replace(self.setting, parameters={**self.setting.parameters, name: other})
        then = settle(rules, self.columns, setting)
        for row, column in np.argwhere(then.verdicts != self.settled.verdicts[rows]).tolist():
            now = self.settled.verdict(rows[row], column)
            yield ChangedCell(rules[row].id, self.codes[column], now, then.verdict(row, column))
