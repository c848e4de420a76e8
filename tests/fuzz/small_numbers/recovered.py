"""Figures that are not shown, and what can be worked out of them: a solver tries.

``python -m tests.fuzz.small_numbers.recovered --cases 300`` draws rounds of returns, publishes
each, writes all that the outputs for the public say as an integer programme, and asks of each
count that is not shown, and of each difference between a part and its total, how low and how high
it can be. The same number draws the same round.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from clausewise.assessing import assess, publish
from clausewise.packs import LoadedPack
from clausewise.places import DEFAULT_PACK
from clausewise.returns import read_returns
from engine.assess import as_of_in
from engine.evaluating.planes import Setting
from engine.evaluating.rule_order import with_parts
from engine.loading import load_pack
from engine.nouns.evidence.fact import Range
from engine.nouns.outcome.assessment import Assessment
from engine.nouns.outcome.audience import Audience
from engine.nouns.outcome.finding import Finding
from engine.nouns.policy.condition import comparisons
from engine.nouns.policy.pack import Pack
from engine.nouns.policy.return_check import AnyValue, ReturnCheck
from engine.nouns.verdict import Truth as Kleene
from engine.nouns.verdict import Verdict
from engine.parameters import SMALL_NUMBER, in_force_for
from engine.publishing.mask import IN_DISPUTE
from tests.fuzz.small_numbers.attacked import Figures, Place, Secret
from tests.fuzz.small_numbers.conditions import Conditions, Truth
from tests.fuzz.small_numbers.drawn import Round, drawn_round
from tests.fuzz.small_numbers.programme import Linear, total

VERDICT = "the verdict would tell a small number of people"
CLOSED = "how each comparison came out would tell a small number of people"


@cache
def pack() -> Pack:
    """The pack with those of its rules alone that rest on a figure, by any number of steps."""
    whole = load_pack(DEFAULT_PACK)
    figures = ("dashboard.", "training.", "commissioned.")
    resting = [
        rule
        for rule in whole.rules.values()
        if any(fact.startswith(figures) for fact in rule.facts)
    ]
    kept = {rule.id for rule in with_parts(resting, whole.rules)}
    return replace(whole, rules={name: rule for name, rule in whole.rules.items() if name in kept})


@dataclass(frozen=True, slots=True)
class Told:
    """A secret of which too little is left open."""

    secret: Secret
    low: float
    high: float
    missing: tuple[int, ...] = ()
    """The small values that it cannot have, where it can have no others."""


class Contradictory(Exception):
    """Nothing can be as it is published: the programme says what is not so."""


def published(returns: Round) -> Assessment:
    """What anybody may see of a round."""
    with tempfile.TemporaryDirectory() as home:
        returns.write(Path(home))
        run = assess(read_returns(Path(home), LoadedPack(pack(), DEFAULT_PACK)))
        return publish(run, Audience.PUBLIC).shown


class Attack:
    """Everything published of an assessment, as an integer programme."""

    def __init__(self, public: Assessment) -> None:
        self.public = public
        days = {
            place: as_of_in(place[1], public.run.period, public.run.as_of)
            for submission in public.submissions
            for place in ((submission.organisation.code, submission.quarter),)
        }
        codes = [organisation.code for organisation in public.organisations]
        used = {
            place: in_force_for(public.pack, day, codes)[place[0]] for place, day in days.items()
        }
        limit = max(int(own[SMALL_NUMBER].value) for own in used.values())
        self.figures = Figures(public, limit)
        settings = {
            place: Setting({name: own.value for name, own in used[place].items()}, day)
            for place, day in days.items()
        }
        self.findings = {
            (finding.organisation.code, finding.period, finding.rule): finding
            for finding in public.findings
        }
        self.conditions = Conditions(self.figures, settings, self._told)
        self._verdicts()
        self._checks()
        self._shares()

    def _reason(self, place: Place, about: str) -> str:
        return self.figures.hidden[place].get(about, "")

    def _told(self, place: Place, rule: str) -> Verdict | None:
        finding = self.findings.get((*place, rule))
        if finding is None or self._reason(place, rule) == VERDICT:
            return None
        return finding.verdict

    def _verdicts(self) -> None:
        """Each verdict that is told is what its rule makes of the figures, step by step."""
        for (code, quarter, name), finding in self.findings.items():
            place, rule = (code, quarter), self.public.pack.rules[name]
            told = self._told(place, name)
            hidden = any(self.figures.is_hidden(place, fact) for fact in rule.facts)
            if told in (None, Verdict.CONFLICTING) or finding.asked_from or not hidden:
                continue
            self.figures.programme.keep(self.conditions.verdicts_of(place, rule)[told], low=1)
            if self._reason(place, name) != CLOSED:
                self._steps(place, finding)

    def _steps(self, place: Place, finding: Finding) -> None:
        rule = self.public.pack.rules[finding.rule]
        for role in ("applies_when", "met_when", "partly_met_when"):
            asked = list(comparisons(getattr(rule, role)))
            steps = [step for step in finding.trace if step.role == role]
            if [step.fact.name for step in steps] != [comparison.fact for comparison in asked]:
                continue
            for comparison, step in zip(asked, steps, strict=True):
                if self.figures.is_hidden(place, comparison.fact):
                    self._came_out(self.conditions.comparison(place, comparison, {}), step.truth)

    def _came_out(self, truth: Truth, kleene: Kleene) -> None:
        keep = self.figures.programme.keep
        keep(truth.so, *((1, 1) if kleene is Kleene.TRUE else (0, 0)))
        keep(truth.not_so, *((1, 1) if kleene is Kleene.FALSE else (0, 0)))

    def _checks(self) -> None:
        """A check that is told has fired; and what is in dispute tells which others have."""
        for submission in self.public.submissions:
            place = (submission.organisation.code, submission.quarter)
            told = {contradiction.check for contradiction in submission.contradictions}
            firing: dict[str, list[Linear]] = {}
            for check in self._asked(place, submission.organisation.kind):
                reads = any(self.figures.is_hidden(place, name) for name in check.facts)
                fires = (
                    self.conditions.fires(place, check).so
                    if reads
                    else Linear(constant=float(check.id in told))
                )
                if reads and check.id in told:
                    self.figures.programme.keep(fires, low=1)
                for dispute in check.disputes:
                    if isinstance(dispute.claim, AnyValue):
                        for name in dispute.facts:
                            firing.setdefault(name, []).append(fires)
            for name, some in firing.items():
                self._disputed(place, name, some)

    def _asked(self, place: Place, kind: str) -> Iterator[ReturnCheck]:
        for check in self.public.pack.checks:
            if (not check.binds or kind in check.binds) and not check.reads_others:
                yield check

    def _disputed(self, place: Place, name: str, firing: list[Linear]) -> None:
        """What is shown of a fact tells whether a check that disputes it fired."""
        fact = self.figures.facts[place].get(name)
        if fact is None or name in self.figures.hidden[place]:
            return
        if fact.why_unknown == IN_DISPUTE and not self._may_be_doubted(name):
            self.figures.programme.keep(total(firing), low=1)
        elif isinstance(fact.value, Range) and fact.value.is_exact:
            for fires in firing:
                self.figures.programme.keep(fires, high=0)

    def _may_be_doubted(self, name: str) -> bool:
        """Whether a figure is in dispute with another of its return without a check of the pack."""
        return any(name in pair for pair in self.figures.relations.percents)

    def _shares(self) -> None:
        """A share of providers that is shown tells how many of them keep it."""
        rollups = {rollup.fact: rollup for rollup in self.public.pack.rollups.values()}
        for submission in self.public.submissions:
            place = (submission.organisation.code, submission.quarter)
            for name, rollup in rollups.items():
                fact = self.figures.facts[place].get(name)
                if fact is None or not isinstance(fact.value, Range):
                    continue
                providers = [(one.code, place[1]) for one in submission.commissions or ()]
                kept = [
                    self.conditions.of(provider, rollup.kept_when).so
                    for provider in providers
                    if provider in self.figures.facts
                ]
                number = round(fact.value.low / 100 * len(providers))
                self.figures.programme.keep(total(kept), number, number)

    def told(self) -> Iterator[Told]:
        """The secrets of which too little is left open. Raises Contradictory."""
        if not self.figures.programme.can_be_at_all():
            raise Contradictory
        for secret in self.figures.secrets:
            reach = self.figures.programme.reach(secret.linear)
            if reach is None:
                raise Contradictory(secret.place, secret.name)
            low, high = reach
            if secret.may_be_none and high <= 0:
                continue
            if low == high:
                yield Told(secret, low, high)
            elif low >= 1 and high < self.figures.limit:
                missing = tuple(
                    value
                    for value in range(1, self.figures.limit)
                    if not self.figures.programme.can_be(secret.linear, value)
                )
                if missing:
                    yield Told(secret, low, high, missing)


@dataclass(frozen=True, slots=True)
class Tried:
    """What became of one round."""

    secrets: int
    verdicts: int
    """Verdicts told that rest on a figure that is not shown."""
    solved: int
    told: tuple[Told, ...]


def tried(number: int, publishing: Callable[[Round], Assessment] = published) -> Tried:
    """Draw a round by its number and attack what is published of it."""
    chance = random.Random(number)
    attack = Attack(publishing(drawn_round(chance, chance.randint(1, 3))))
    told = tuple(attack.told())
    resting = sum(
        attack._told(place, rule.id) not in (None, Verdict.CONFLICTING)
        and any(attack.figures.is_hidden(place, fact) for fact in rule.facts)
        for place in attack.figures.facts
        for rule in attack.public.pack.rules.values()
    )
    return Tried(len(attack.figures.secrets), resting, attack.figures.programme.solved, told)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=300)
    parser.add_argument("--from", dest="first", type=int, default=0)
    words = parser.parse_args()
    began, secrets, verdicts, solved, failed = time.process_time(), 0, 0, 0, 0
    for number in range(words.first, words.first + words.cases):
        try:
            found = tried(number)
        except Contradictory as contradictory:
            failed += 1
            print(f"round {number}: cannot be: {contradictory}")
            continue
        secrets, verdicts = secrets + found.secrets, verdicts + found.verdicts
        solved += found.solved
        for told in found.told:
            failed += 1
            print(f"round {number}: {told.secret.place} {told.secret.name}: {told}")
    print(
        f"{words.cases} rounds, {secrets} secrets, {verdicts} verdicts told that rest on them, "
        f"{solved} programmes, {time.process_time() - began:.0f} s of a processor: "
        f"{failed} told"
    )
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main())
