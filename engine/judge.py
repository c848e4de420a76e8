"""Judging: the submissions of one quarter against the rules that bind each kind."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from engine.evaluating.columns import Columns, Floats
from engine.evaluating.ingest import columns_of
from engine.evaluating.planes import Setting
from engine.evaluating.rule_order import rules_read, with_parts
from engine.evaluating.settle import Settled, settle
from engine.explaining.steps import Case
from engine.kept.packed import over
from engine.nouns.evidence.fact import Fact
from engine.nouns.evidence.organisation import Submission
from engine.nouns.outcome.finding import ParameterUsed
from engine.nouns.policy.clause import Start
from engine.nouns.policy.condition import All, Comparison, Literal, WordList
from engine.nouns.policy.operators import Op
from engine.nouns.policy.pack import Pack
from engine.nouns.policy.rule import Rule
from engine.nouns.policy.verdict_fact import verdict_fact
from engine.nouns.verdict import Verdict
from engine.parameters import in_force, in_force_for

KIND = "organisation.kind"
"""The fact that says which rules bind an organisation."""
_OUTSIDE = Verdict.NOT_APPLICABLE.value
"""What the verdict of a rule is to an organisation that it does not bind."""


@dataclass(frozen=True, slots=True)
class SettledGroup:
    """Submissions of organisations that the same rules bind, settled together."""

    submissions: tuple[Submission, ...]
    facts: tuple[Mapping[str, Fact], ...]
    parameters: tuple[Mapping[str, ParameterUsed], ...]
    columns: Columns
    setting: Setting
    settled: Settled
    sentences: dict[tuple[Comparison, int], str] = field(default_factory=dict, compare=False)
    """What comparisons ask in words, shared by all cases."""

    def case(self, pack: Pack, place: int) -> Case:
        """One of the submissions, with all that its findings are made from."""
        return Case(
            self.settled,
            place,
            self.facts[place],
            pack.catalogue,
            self.parameters[place],
            pack.vocabulary.wording.commissioner,
            self.submissions[place].contradictions,
            self.sentences,
        )


def settled_groups(
    pack: Pack,
    submissions: Sequence[Submission],
    as_of: dt.date,
    only: Collection[str] | None = None,
) -> Iterator[SettledGroup]:
    """The submissions of one quarter, settled together as far as the same rules bind them.

    ``only`` names the rules wanted; those whose verdicts they rest on are settled with them.
    Raises NotInForce where a parameter has no value on the as-of date.
    """
    parameters = in_force_for(
        pack, as_of, [submission.organisation.code for submission in submissions]
    )
    wanted = _wanted(pack, submissions, only)
    by_kinds: dict[tuple[str, ...], list[Submission]] = {}
    for submission in submissions:
        by_kinds.setdefault(kinds_claimed(pack, submission), []).append(submission)
    for kinds, bound in by_kinds.items():
        rules = [
            rule for written in pack.rules.values() for rule in _binding(written, kinds, wanted)
        ]
        outside = _outside(rules)
        facts = [
            over(submission.facts, outside) if outside else submission.facts for submission in bound
        ]
        names = dict.fromkeys(name for rule in rules for name in rule.facts)
        own = [parameters[submission.organisation.code] for submission in bound]
        columns = columns_of(facts, names, pack.catalogue)
        setting = setting_of(own, as_of)
        settled = settle(rules, columns, setting)
        yield SettledGroup(tuple(bound), tuple(facts), tuple(own), columns, setting, settled)


def _wanted(
    pack: Pack, submissions: Sequence[Submission], only: Collection[str] | None
) -> Mapping[str, Rule]:
    """The rules to settle in the quarter of the submissions, with those that they rest on."""
    named = pack.rules if only is None else [name for name in only if name in pack.rules]
    return {
        rule.id: rule
        for rule in with_parts([pack.rules[name] for name in named], pack.rules)
        if not any(_is_not_yet(pack, rule, submission) for submission in submissions[:1])
    }


def _outside(rules: Sequence[Rule]) -> dict[str, Fact]:
    """The verdicts that some rules read of rules that are not among them."""
    among = {rule.id for rule in rules}
    return {
        verdict_fact(name): Fact(verdict_fact(name), _OUTSIDE, returned=True)
        for name in dict.fromkeys(read for rule in rules for read in rules_read(rule))
        if name not in among
    }


def not_yet_asked(pack: Pack, submission: Submission) -> Iterator[tuple[Rule, Start]]:
    """The rules that bind an organisation and whose clause was not asked for in its quarter."""
    kinds = kinds_claimed(pack, submission)
    for rule in pack.rules.values():
        start = pack.start_of(rule)
        if start is not None and _is_not_yet(pack, rule, submission) and {*kinds} & {*rule.binds}:
            yield rule, start


def _is_not_yet(pack: Pack, rule: Rule, submission: Submission) -> bool:
    start = pack.start_of(rule)
    return start is not None and start.is_before_it(submission.quarter.first_day)


def kinds_claimed(pack: Pack, submission: Submission) -> tuple[str, ...]:
    """The kinds that an organisation may be of: its own alone, unless that is in dispute."""
    own = submission.organisation.kind
    fact = submission.facts.get(KIND)
    claimed = [claim.value for claim in fact.claims] if fact is not None else []
    if None in claimed:
        return tuple(dict.fromkeys((own, *pack.vocabulary.kinds)))
    return tuple(dict.fromkeys((own, *(str(value) for value in claimed))))


def _binding(rule: Rule, kinds: Sequence[str], wanted: Container[str]) -> Iterator[Rule]:
    """The rule where it binds one of some kinds; where not all, it asks for the kind too."""
    bound = [kind for kind in kinds if kind in rule.binds]
    if not bound or rule.id not in wanted:
        return
    if len(bound) == len(kinds):
        yield rule
        return
    right = Literal(bound[0]) if len(bound) == 1 else WordList(tuple(bound))
    asked = Comparison(KIND, Op.IS if len(bound) == 1 else Op.IS_ONE_OF, right)
    scope = rule.applies_when
    yield replace(rule, applies_when=asked if scope is None else All((asked, scope)))


def verdict_facts(
    pack: Pack, submissions: Sequence[Submission], rules: Collection[str], as_of: dt.date
) -> Mapping[str, Mapping[str, Fact]]:
    """The verdicts of some rules as facts, by organisation's code; not applicable where unbound.

    Raises NotInForce where a parameter has no value on the as-of date.
    """
    found: dict[str, Mapping[str, Fact]] = {}
    names = {rule: verdict_fact(rule) for rule in rules if rule in pack.rules}
    for group in settled_groups(pack, submissions, as_of, rules) if rules else ():
        rows = group.settled.rows
        for place, submission in enumerate(group.submissions):
            case = group.case(pack, place)
            found[submission.organisation.code] = {
                name: case.fact(name) if rule in rows else Fact(name, _OUTSIDE, returned=True)
                for rule, name in names.items()
            }
    return found


def setting_of(parameters: Sequence[Mapping[str, ParameterUsed]], as_of: dt.date) -> Setting:
    """The setting for some organisations, given the parameters in force for each, in order.

    A parameter with one value for all of them is one number, which is quicker than many.
    """
    distinct = list({id(parameter): parameter for parameter in parameters}.values())
    values: dict[str, float | Floats] = {}
    for name, used in distinct[0].items():
        if all(own[name].value == used.value for own in distinct):
            values[name] = used.value
        else:
            values[name] = np.array(
                [parameter[name].value for parameter in parameters], dtype=float
            )
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
