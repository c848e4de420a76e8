"""Running a pack's ranking cases: of two organisations, whose concern comes first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from engine.chaining import Chainer, derive_concerns
from engine.nouns.evidence.organisation import Organisation, Submission
from engine.nouns.outcome.concern import Concern
from engine.nouns.outcome.finding import Finding
from engine.nouns.outcome.findings import Findings
from engine.nouns.policy.handling import EVERY_RULE, REASON_GIVEN, RankingCase
from engine.nouns.policy.pack import Pack
from engine.nouns.policy.rule import Rule
from engine.nouns.quarter import Quarter
from engine.nouns.verdict import Basis, Verdict

FIRST, THEN = "FIRST", "THEN"
"""The codes of a case's two organisations."""
_NOW = Quarter(2014, 3)
"""The quarter that the last of a case's verdicts are of; any would do."""
_UNDECIDED = (Verdict.NO_EVIDENCE, Verdict.NOT_APPLICABLE, Verdict.CONFLICTING)


@dataclass(frozen=True, slots=True)
class RankingResult:
    """One case, and the first concern of each of its organisations."""

    case: RankingCase
    first: Concern | None
    """Of the organisation that should come first; None where nothing about it is a concern."""
    then: Concern | None

    @property
    def passed(self) -> bool:
        """Whether both have a concern, and the right one comes first."""
        return self.first is not None and self.then is not None and self.first.rank < self.then.rank


def run_ranking_cases(pack: Pack, chainer: Chainer | None = None) -> Iterator[RankingResult]:
    """Every case of the pack's ranking, in order, each with what came first.

    The verdicts of a case are taken as figures that the organisations returned; nothing is judged.
    Raises ChainingError where durable_rules itself fails.
    """
    ranking = pack.handling.ranking
    for case in ranking.cases if ranking is not None else ():
        findings: list[Finding] = []
        submissions: list[Submission] = []
        for code, history in ((FIRST, case.first), (THEN, case.then)):
            found = list(_findings(pack, code, history))
            findings += found
            submissions += _submissions(found)
        concerns, _ = derive_concerns(
            pack, Findings.from_findings(findings), submissions, 0, chainer
        )
        yield RankingResult(case, *(_first_of(concerns, code) for code in (FIRST, THEN)))


def _first_of(concerns: Sequence[Concern], code: str) -> Concern | None:
    return next((concern for concern in concerns if concern.organisation == code), None)


def _findings(pack: Pack, code: str, history: Mapping[str, Sequence[str]]) -> Iterator[Finding]:
    named = [pack.rules[rule] for rule in history if rule != EVERY_RULE]
    kind = next((rule.binds[0] for rule in named), next(iter(pack.vocabulary.kinds)))
    organisation = Organisation(code, code.capitalize(), kind)
    for rule_id, seen in history.items():
        every = [rule for rule in pack.rules.values() if kind in rule.binds]
        for rule in every if rule_id == EVERY_RULE else [pack.rules[rule_id]]:
            for ago, word in enumerate(reversed(seen)):
                yield _finding(rule, organisation, Quarter.of_index(_NOW.index - ago), word)


def _finding(rule: Rule, organisation: Organisation, quarter: Quarter, word: str) -> Finding:
    excused = word == REASON_GIVEN
    verdict = Verdict.NO_EVIDENCE if excused else Verdict(word)
    return Finding(
        rule.id,
        rule.title,
        organisation,
        quarter,
        verdict,
        None if verdict in _UNDECIDED else Basis.FIGURE,
        rule.cites,
        trace=(),
        because="",
        to_comply="",
        changes=(),
        question="",
        excused=excused,
    )


def _submissions(findings: Sequence[Finding]) -> Iterator[Submission]:
    """A return for each quarter of an organisation in which not all is silent."""
    silent = {finding.period: True for finding in findings}
    for finding in findings:
        if finding.verdict is not Verdict.NO_EVIDENCE or finding.excused:
            silent[finding.period] = False
    for quarter, nothing in silent.items():
        yield Submission(findings[0].organisation, quarter, received=not nothing)
