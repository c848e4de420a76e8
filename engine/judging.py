"""Judging: the submissions of one quarter against the rules that bind each kind."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from engine.evaluating.columns import columns_of
from engine.evaluating.planes import Setting
from engine.evaluating.settle import Settled, settle
from engine.explaining.find import finding
from engine.explaining.steps import Case
from engine.nouns.fact import Fact
from engine.nouns.finding import Finding
from engine.nouns.organisation import Submission
from engine.nouns.pack import Pack
from engine.nouns.rule import Rule
from engine.parameters import in_force


def judge(pack: Pack, submissions: Sequence[Submission], as_of: dt.date) -> tuple[Finding, ...]:
    """The findings of every rule on the submissions of one quarter.

    In the order of the pack's rules, then of the submissions. Raises NotInForce where a
    parameter has no value on the as-of date.
    """
    parameters = in_force(pack, as_of)
    by_rule: dict[str, list[Finding]] = {rule: [] for rule in pack.rules}
    for kind in dict.fromkeys(submission.organisation.kind for submission in submissions):
        rules = [rule for rule in pack.rules.values() if kind in rule.binds]
        bound = [submission for submission in submissions if submission.organisation.kind == kind]
        settled = settle_facts(pack, rules, [submission.facts for submission in bound], as_of)
        for rule_place, rule in enumerate(rules):
            for place, submission in enumerate(bound):
                case = Case(
                    settled,
                    place,
                    submission.facts,
                    pack.catalogue,
                    parameters,
                    pack.vocabulary.wording.commissioner,
                )
                by_rule[rule.id].append(finding(rule_place, submission, case))
    order = {id(submission.organisation): n for n, submission in enumerate(submissions)}
    return tuple(
        one
        for findings in by_rule.values()
        for one in sorted(findings, key=lambda found: order[id(found.organisation)])
    )


def settle_facts(
    pack: Pack,
    rules: Sequence[Rule],
    facts: Sequence[Mapping[str, Fact]],
    as_of: dt.date,
) -> Settled:
    """The verdicts of some rules on the facts of some organisations, as of a day."""
    names = dict.fromkeys(name for rule in rules for name in rule.facts)
    values = {name: used.value for name, used in in_force(pack, as_of).items()}
    columns = columns_of(facts, names, pack.catalogue)
    return settle(rules, columns, Setting(values, as_of))
