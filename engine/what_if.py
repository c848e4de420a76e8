"""What if a parameter were another: the cells of a quarter that would change."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

from engine.evaluating.columns import Columns, columns_of
from engine.evaluating.settle import settle
from engine.judging import setting_of
from engine.nouns.finding import Finding
from engine.nouns.organisation import Submission
from engine.nouns.pack import Pack
from engine.nouns.rule import Rule
from engine.nouns.verdict import Verdict
from engine.nouns.what_if import ChangedCell, WhatIf
from engine.parameters import fact_parameters, in_force, in_force_for

Verdicts = Mapping[tuple[str, str], Verdict]
"""By rule and organisation's code."""


def what_ifs(
    pack: Pack, submissions: Sequence[Submission], findings: Sequence[Finding], as_of: dt.date
) -> tuple[WhatIf, ...]:
    """Each value worth trying of each parameter, with the cells that would change.

    ``findings`` are those of the same submissions, all of one quarter, judged on ``as_of``. Only
    the rules that read the parameter are settled again, on the same facts; a parameter that
    changes the facts themselves is passed over, and so is the value in force. Organisations with
    a value of their own keep it. Raises NotInForce where a parameter has no value on the day.
    """
    now = verdicts_of(findings)
    general = in_force(pack, as_of)
    bound = [_Bound.of(pack, kind, submissions) for kind in _kinds(submissions)]
    found: list[WhatIf] = []
    for name, used in general.items():
        if name in fact_parameters(pack):
            continue
        kept = keepers(pack, name, as_of, [one.organisation.code for one in submissions])
        for value in pack.parameters[name].what_if:
            if value == used.value:
                continue
            other = tried(pack, {name: value}, as_of)
            then = {
                cell: verdict
                for each in bound
                for cell, verdict in each.settled(other, name, as_of)
            }
            found.append(WhatIf(used, value, changed_cells(now, then), kept))
    return tuple(found)


def tried(pack: Pack, values: Mapping[str, float], day: dt.date) -> Pack:
    """The pack with other values in place of those in force for all on a day.

    Values that are set for named organisations stay as they are.
    """
    parameters = dict(pack.parameters)
    for name, value in values.items():
        held = parameters[name]
        now = held.on(day)
        others = tuple(
            dataclasses.replace(one, value=value) if one is now else one for one in held.values
        )
        parameters[name] = dataclasses.replace(held, values=others)
    return dataclasses.replace(pack, parameters=parameters)


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


def _kinds(submissions: Sequence[Submission]) -> Sequence[str]:
    return tuple(dict.fromkeys(one.organisation.kind for one in submissions))


@dataclasses.dataclass(frozen=True, slots=True)
class _Bound:
    """The organisations of one kind, with the rules that bind them and the facts as columns."""

    rules: tuple[Rule, ...]
    codes: tuple[str, ...]
    columns: Columns

    @classmethod
    def of(cls, pack: Pack, kind: str, submissions: Sequence[Submission]) -> _Bound:
        rules = tuple(
            rule for rule in pack.rules.values() if kind in rule.binds and rule.parameters
        )
        own = [one for one in submissions if one.organisation.kind == kind]
        names = dict.fromkeys(name for rule in rules for name in rule.facts)
        columns = columns_of([one.facts for one in own], names, pack.catalogue)
        return cls(rules, tuple(one.organisation.code for one in own), columns)

    def settled(
        self, pack: Pack, name: str, as_of: dt.date
    ) -> Iterator[tuple[tuple[str, str], Verdict]]:
        """The verdicts of the rules that read a parameter, by the values of the pack given."""
        rules = [rule for rule in self.rules if name in rule.parameters]
        if not rules:
            return
        parameters = in_force_for(pack, as_of, self.codes)
        setting = setting_of([parameters[code] for code in self.codes], as_of)
        settled = settle(rules, self.columns, setting)
        for row, rule in enumerate(rules):
            for column, code in enumerate(self.codes):
                yield (rule.id, code), settled.verdict(row, column)
