"""An assessment indexed the ways its reports read it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from engine.agenda import in_order_of_gravity
from engine.explaining.tree import reasoning_of
from engine.movements import direction, movements
from engine.nouns.evidence.decision import Decisions, Waiver
from engine.nouns.evidence.fact import Fact, Origin
from engine.nouns.evidence.organisation import Organisation, Submission
from engine.nouns.outcome.assessment import Assessment
from engine.nouns.outcome.closeness import Closeness
from engine.nouns.outcome.concern import Concern
from engine.nouns.outcome.finding import Finding
from engine.nouns.outcome.movement import Movement
from engine.nouns.outcome.past import PastFinding
from engine.nouns.outcome.reasoning import Reasoning
from engine.nouns.outcome.rulings import Judged, Ruling
from engine.nouns.outcome.trend import Trend
from engine.nouns.policy.clause import Clause
from engine.nouns.policy.pack import PolicyQuery
from engine.nouns.policy.rule import Rule
from engine.nouns.quarter import Quarter
from engine.nouns.verdict import Basis, Verdict
from engine.waivers import decisions_by_organisation, waivers_applied
from reports.briefs import Brief, Briefs, Gist

GAPS = (Verdict.NOT_MET, Verdict.CONFLICTING, Verdict.PARTLY_MET, Verdict.NO_EVIDENCE)
"""The verdicts that leave something to do or to show, the gravest first."""

REMEMBERED = "As an earlier run found it; the return is not among the files."


@dataclass(frozen=True)
class Lookup:
    """Finds findings, submissions, concerns and policy queries of one assessment."""

    assessment: Assessment
    submissions: Mapping[tuple[str, Quarter], Submission]
    concerns_on: Mapping[tuple[str, str, str], tuple[Concern, ...]]
    queries: Mapping[str, tuple[PolicyQuery, ...]]
    """The policy queries that each rule's reading rests on, by rule id."""
    near: Mapping[tuple[str, str, str], Closeness]
    """How near findings of the run's quarter are to another verdict; only those that are near."""
    remembered: Mapping[tuple[str, str, str], PastFinding] = field(default_factory=dict)
    """What earlier runs found, by the key of a finding."""
    waivers: Mapping[tuple[str, str], Waiver] = field(default_factory=dict)
    """The waiver laid over a cell of the quarter of the matrix, by rule and organisation."""
    decided: Mapping[str, Decisions] = field(default_factory=dict)
    """The decisions about each organisation that has any, by its code."""

    @classmethod
    def for_assessment(cls, assessment: Assessment, near: Collection[str] | None = None) -> Lookup:
        """The lookup; with ``near`` only findings of those codes are tried for closeness."""
        # Judging again wants numpy, which importing the reports does not.
        from engine.nearness import closeness_in

        concerns: dict[tuple[str, str, str], list[Concern]] = defaultdict(list)
        for concern in in_order_of_gravity(assessment.concerns):
            for key in concern.findings:
                concerns[(key.rule, key.organisation, key.period)].append(concern)
        pack = assessment.pack
        return cls(
            assessment,
            {
                (submission.organisation.code, submission.quarter): submission
                for submission in assessment.submissions
            },
            {key: tuple(found) for key, found in concerns.items()},
            {rule.id: pack.queries_on(rule) for rule in pack.rules.values()},
            closeness_in(assessment, near),
            {
                (finding.rule, finding.organisation, finding.period.label): finding
                for finding in assessment.past.findings
            },
            waivers_applied(assessment),
            decisions_by_organisation(assessment.decisions),
        )

    def waiver(self, finding: Judged) -> Waiver | None:
        """The waiver that is laid over a verdict; None over one of an earlier quarter."""
        if finding.period != self.assessment.run.period:
            return None
        return self.waivers.get((finding.rule, finding.organisation.code))

    def finding(self, rule: str, code: str, quarter: Quarter) -> Finding | None:
        """The finding of a rule on an organisation; None where it was not judged by it."""
        return self.assessment.findings.by_key((rule, code, quarter.label))

    def ruling(self, rule: str, code: str, quarter: Quarter) -> Ruling | None:
        """The same without its reasons, which is quicker."""
        return self.assessment.findings.ruling((rule, code, quarter.label))

    def brief(self, judged: Judged) -> Brief:
        """What lists show of a finding; none is made again for a list."""
        return self.briefs.for_ruling(judged)

    @cached_property
    def briefs(self) -> Briefs:
        """Every finding in short, as far as it was asked for."""
        return Briefs(self.assessment.findings, self.origins_of)

    def history(self, finding: Finding) -> tuple[Finding, ...]:
        """The findings of the same rule and organisation in earlier quarters, latest first.

        What an earlier run found, of a quarter whose return is not among the files, is given as
        a finding without its reasons.
        """
        earlier = (self._earlier(finding, quarter) for quarter in self._quarters(finding.period))
        return tuple(found for found in earlier if found is not None)

    def verdict_before(self, finding: Judged) -> tuple[Quarter, Verdict] | None:
        """The quarter before in which a duty was judged, and how it stood; None where none was."""
        rule, code = finding.rule, finding.organisation.code
        for quarter in self._quarters(finding.period):
            past = self.remembered.get((rule, code, quarter.label))
            if past is not None:
                return quarter, past.verdict
            ruling = self.ruling(rule, code, quarter)
            if ruling is not None:
                return quarter, ruling.verdict
        return None

    def _quarters(self, before: Quarter) -> Iterator[Quarter]:
        """The quarters known before one, latest first."""
        return (quarter for quarter in self._known_quarters if quarter < before)

    @cached_property
    def movements(self) -> tuple[Movement, ...]:
        """What became of each duty since the quarter before."""
        assessment = self.assessment
        period, past = assessment.run.period, assessment.past
        return movements(assessment.findings.rulings(), period, past)

    @cached_property
    def organisations(self) -> Mapping[str, Organisation]:
        """Every organisation by its code."""
        return {body.code: body for body in self.assessment.organisations}

    @cached_property
    def concerns(self) -> Mapping[str, Concern]:
        """Every concern by its id."""
        return {concern.id: concern for concern in self.assessment.concerns}

    @cached_property
    def concerns_of(self) -> Mapping[str, Sequence[Concern]]:
        """The concerns about each organisation, by its code."""
        found: dict[str, list[Concern]] = {}
        for concern in self.assessment.concerns:
            found.setdefault(concern.organisation, []).append(concern)
        return found

    @cached_property
    def gists(self) -> dict[str, Gist]:
        """What concerns come to in short, by their ids, as far as it has been read."""
        return {}

    @cached_property
    def concern_counts(self) -> Mapping[str, int]:
        """How many concerns there are about each organisation, except for parts of others."""
        return Counter(concern.organisation for concern in not_inside(self.assessment.concerns))

    @cached_property
    def fault_counts(self) -> Mapping[str, int]:
        """How many faults there are in the files of each organisation."""
        return Counter(fault.organisation for fault in self.assessment.faults)

    @cached_property
    def trends_of(self) -> Mapping[str, Sequence[Trend]]:
        """Every figure over the quarters, by the organisation's code."""
        # Working them out wants numpy, which importing the reports does not.
        from engine.trending import trends_of

        return trends_of(self.assessment)

    @cached_property
    def _known_quarters(self) -> tuple[Quarter, ...]:
        known = {*self.assessment.quarters, *self.assessment.past.quarters}
        return tuple(sorted(known, reverse=True))

    def _earlier(self, finding: Finding, quarter: Quarter) -> Finding | None:
        rule, code = finding.rule, finding.organisation.code
        past = self.remembered.get((rule, code, quarter.label))
        if past is None:
            return self.finding(rule, code, quarter)
        return Finding(
            rule,
            finding.title,
            finding.organisation,
            quarter,
            past.verdict,
            past.basis,
            finding.cites,
            trace=(),
            because=REMEMBERED,
            to_comply="",
            changes=(),
            question="",
        )

    def kinds_without_rules(self) -> tuple[Organisation, ...]:
        """The organisations of a kind that no rule of the pack binds."""
        bound = {kind for rule in self.assessment.pack.rules.values() for kind in rule.binds}
        return tuple(
            organisation
            for organisation in self.assessment.organisations
            if organisation.kind not in bound
        )

    def was_received(self, code: str, quarter: Quarter) -> bool:
        """Whether a return of the organisation came for the quarter."""
        submission = self.submissions.get((code, quarter))
        return submission is not None and submission.received

    def fact(self, finding: Finding, name: str) -> Fact | None:
        """A fact of the return that a finding was made from."""
        submission = self.submissions.get((finding.organisation.code, finding.period))
        return submission.facts.get(name) if submission is not None else None

    def origins_of(self, finding: Finding, fact: Fact) -> tuple[Origin, ...]:
        """The cells a fact rests on: its own, else those of the facts it was worked out from."""
        return tuple(dict.fromkeys(self._origins(finding, fact, {fact.name})))

    def _origins(self, finding: Finding, fact: Fact, seen: set[str]) -> Iterator[Origin]:
        if fact.origins:
            yield from fact.origins
            return
        for name in fact.derived_from:
            under = self.fact(finding, name)
            if under is not None and name not in seen:
                yield from self._origins(finding, under, seen | {name})


def by_own_word(finding: Judged) -> bool:
    """Whether a duty counts as met by nothing but the organisation's own word.

    It is what “own word only” means in every report, in a mark and in a count.
    """
    return finding.verdict is Verdict.MET and finding.basis is Basis.DECLARED


def not_inside(concerns: Iterable[Concern]) -> tuple[Concern, ...]:
    """The concerns that are part of no other, in the order given."""
    every = tuple(concerns)
    inside = {part for concern in every for part in concern.parts}
    return tuple(concern for concern in every if concern.id not in inside)


def change_since(finding: Judged, before: Verdict | None) -> str:
    """What became of a verdict since an earlier one: "worse", "better", "evidence stopped", ...

    Empty where nothing changed or nothing can be compared.
    """
    moved = direction(before, finding.verdict) if before is not None else None
    return moved.value if moved is not None else ""


def rules_for(lookup: Lookup, kind: str) -> tuple[Rule, ...]:
    """The rules that bind a kind of organisation, in the policy's order."""
    return tuple(rule for rule in lookup.assessment.pack.rules.values() if kind in rule.binds)


def clauses_of(lookup: Lookup, cites: tuple[str, ...]) -> tuple[Clause, ...]:
    """The clauses cited that the pack registers, in the order cited."""
    clauses = lookup.assessment.pack.clauses
    return tuple(clauses[cited] for cited in cites if cited in clauses)


def section_of(lookup: Lookup, rule: Rule) -> str:
    """The heading of the policy that a rule is shown under: that of its first clause."""
    clauses = clauses_of(lookup, rule.cites)
    return clauses[0].section if clauses else "Other duties"


def citation_of(lookup: Lookup, cites: tuple[str, ...]) -> str:
    """``Section 6, paragraph 8(b) (S6.p08.b); Appendix 1, item 1 (A1.1)``."""
    clauses = lookup.assessment.pack.clauses
    return "; ".join(
        f"{clauses[cited].citation} ({cited})" if cited in clauses else cited for cited in cites
    )


def reasoning_in(lookup: Lookup, finding: Finding) -> tuple[Reasoning, ...]:
    """How a finding's rule came out, part by part, and the rules under it as they did.

    Empty where that is not shown.
    """
    rules = lookup.assessment.pack.rules

    def under(name: str) -> tuple[Finding, Rule] | None:
        found = lookup.finding(name, finding.organisation.code, finding.period)
        return (found, rules[name]) if found is not None and name in rules else None

    rule = rules.get(finding.rule)
    return reasoning_of(finding, rule, under) if rule is not None else ()
