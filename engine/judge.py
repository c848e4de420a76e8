"""Judging: the submissions of one quarter against the rules that bind each kind."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

import numpy as np

from engine.evaluating.columns import Floats, columns_of
from engine.evaluating.planes import Setting
from engine.evaluating.settle import Settled, settle
from engine.explaining.find import finding
from engine.explaining.steps import Case
from engine.nouns.evidence.fact import Fact
from engine.nouns.evidence.organisation import Submission
from engine.nouns.outcome.finding import Finding, ParameterUsed
from engine.nouns.policy.pack import Pack
from engine.nouns.policy.rule import Rule
from engine.parameters import in_force, in_force_for


def judge(pack: Pack, submissions: Sequence[Submission], as_of: dt.date) -> tuple[Finding, ...]:
    """The findings of every rule on the submissions of one quarter.

    In the order of the pack's rules, then of the submissions. Each organisation is judged by its
    own parameter values where it has any. Raises NotInForce where a parameter has no value on
    the as-of date.
    """
    codes = [submission.organisation.code for submission in submissions]
    parameters = in_force_for(pack, as_of, codes)
    by_rule: dict[str, list[Finding]] = {rule: [] for rule in pack.rules}
    for kind in dict.fromkeys(submission.organisation.kind for submission in submissions):
        rules = [rule for rule in pack.rules.values() if kind in rule.binds]
        bound = [submission for submission in submissions if submission.organisation.kind == kind]
        names = dict.fromkeys(name for rule in rules for name in rule.facts)
        columns = columns_of([submission.facts for submission in bound], names, pack.catalogue)
        own = [parameters[submission.organisation.code] for submission in bound]
        settled = settle(rules, columns, setting_of(own, as_of))
        for rule_place, rule in enumerate(rules):
            for place, submission in enumerate(bound):
                case = Case(
                    settled,
                    place,
                    submission.facts,
                    pack.catalogue,
                    own[place],
                    pack.vocabulary.wording.commissioner,
                )
                by_rule[rule.id].append(finding(rule_place, submission, case))
    order = {id(submission.organisation): n for n, submission in enumerate(submissions)}
    return tuple(
        one
        for findings in by_rule.values()
        for one in sorted(findings, key=lambda found: order[id(found.organisation)])
    )


def setting_of(parameters: Sequence[Mapping[str, ParameterUsed]], as_of: dt.date) -> Setting:
    """The setting for some organisations, given the parameters in force for each, in order.

    A parameter with one value for all of them is one number, which is quicker than many.
    """
    distinct = list({id(each): each for each in parameters}.values())
    values: dict[str, float | Floats] = {}
    for name, used in distinct[0].items():
        if all(each[name].value == used.value for each in distinct):
            values[name] = used.value
        else:
            values[name] = np.array([each[name].value for each in parameters], dtype=float)
    return Setting(values, as_of)


def settle_facts(
    pack: Pack,
    rules: Sequence[Rule],
    facts: Sequence[Mapping[str, Fact]],
    as_of: dt.date,
) -> Settled:
    """The verdicts of some rules on some facts, as of a day, by the values in force for all."""
    names = dict.fromkeys(name for rule in rules for name in rule.facts)
    columns = columns_of(facts, names, pack.catalogue)
    return settle(rules, columns, setting_of([in_force(pack, as_of)], as_of))
