"""Facts, findings and faults as anybody may see them: no text as typed, no hidden figure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from engine.explaining.find import explanation_of
from engine.explaining.wording import found_in_words
from engine.nouns.evidence.contradiction import Contradiction
from engine.nouns.evidence.fact import Catalogue, Fact, FactSpec, Kind, Member
from engine.nouns.evidence.fault import Fault
from engine.nouns.evidence.organisation import Commissioned, Submission
from engine.nouns.outcome.finding import Change, Finding, Step
from engine.nouns.outcome.rulings import Ruling
from engine.nouns.policy.rule import Rule
from engine.nouns.verdict import Truth, Verdict
from engine.publishing.disclosure import Disclosure
from engine.publishing.shown_facts import ShownFacts
from engine.publishing.shown_places import ShownPlaces

NOT_SHOWN = "not shown (small number)"
AS_TYPED = "words as typed, not shown"
AT_SOURCE = "suppressed at source"
IN_DISPUTE = "in dispute: what was returned contradicts itself"
NOTHING = "nothing usable was returned"
NO_NAME = "one on the register, name not shown"
WITHHELD = "The verdict is not shown: it would tell a small number of people."


@dataclass(slots=True)
class Mask:
    """What is taken out of one return, and how much is shown of each rule."""

    catalogue: Catalogue
    names: Mapping[str, str]
    """The names of the organisations of the run, by code."""
    hidden: Mapping[str, str]
    disclosures: Mapping[str, Disclosure]
    places: ShownPlaces
    untold: frozenset[str] = frozenset()
    """The checks that read a hidden figure: whether they fired is not shown."""
    _facts: ShownFacts = field(init=False)

    def __post_init__(self) -> None:
        self._facts = ShownFacts(self._fact)

    def submission(self, true: Submission) -> Submission:
        """A return with its facts masked and without what only names its providers."""
        commissions = true.commissions
        if commissions is not None:
            commissions = tuple(
                Commissioned(
                    self._name(commission.code),
                    commission.code,
                    self.places.origins(commission.origins),
                )
                for commission in commissions
            )
        facts = {name: self.fact(fact) for name, fact in true.facts.items()}
        # A table of small groups would reveal what its facts hide, so none of it is shown.
        return replace(
            true,
            facts=facts,
            files=tuple(map(self.places.file, true.files)),
            commissions=commissions,
            training=(),
            contradictions=self._contradictions(true.contradictions),
        )

    def _contradictions(self, some: tuple[Contradiction, ...]) -> tuple[Contradiction, ...]:
        """What is odd by its title alone: the words quote what was typed."""
        return tuple(
            replace(
                contradiction,
                words=f"{contradiction.title}.",
                origins=self.places.origins(contradiction.origins),
            )
            for contradiction in some
            if contradiction.check not in self.untold
        )

    def fact(self, true: Fact) -> Fact:
        """A return's fact masked; the same one each time for the same one."""
        return self._facts.shown(true)

    def _fact(self, fact: Fact) -> Fact:
        spec = self.catalogue.get(fact.name)
        typed = spec is None or (spec.kind is Kind.WORD and spec.words is None)
        value, why = fact.value, ""
        if fact.value is None and fact.in_dispute:
            why = IN_DISPUTE
        elif fact.value is None:
            why = AT_SOURCE if fact.returned else NOTHING
        elif fact.name in self.hidden:
            value, why = None, NOT_SHOWN
        elif typed:
            value, why = None, AS_TYPED
        members = () if fact.name in self.hidden else tuple(map(self._member, fact.members))
        return Fact(
            fact.name,
            value,
            fact.basis,
            self.places.origins(fact.origins),
            fact.derived_from,
            "",
            why,
            fact.returned,
            members,
        )

    def _member(self, member: Member) -> Member:
        words = {True: "so", False: "not so", None: "not known"}[member.keeps]
        name = self._name(member.organisation)
        return Member(
            name, member.keeps, words, self.places.origins(member.origins), member.organisation
        )

    def _name(self, code: str) -> str:
        return self.names.get(code, NO_NAME)

    def finding(self, true: Finding, rule: Rule | None, submission: Submission) -> Finding:
        """A finding as far as it is shown; its words are the rule's and those of masked facts."""
        disclosure = self.disclosures.get(true.rule, Disclosure.OPEN)
        if disclosure is Disclosure.WITHHELD:
            return replace(
                true,
                verdict=Verdict.NO_EVIDENCE,
                basis=None,
                trace=(),
                because=WITHHELD,
                to_comply="",
                changes=(),
                question="",
                may_yet_be_met=False,
                contradictions=(),
                excused=False,
            )
        steps = tuple(self._step(step, disclosure) for step in true.trace)
        words = rule.words.for_verdict(true.verdict) if rule is not None else ""
        if disclosure is Disclosure.CLOSED:
            true = replace(true, basis=None, may_yet_be_met=False, excused=False)
        odd = self._contradictions(true.contradictions)
        return replace(
            true,
            trace=steps,
            because=explanation_of(words, true.verdict, steps, submission, odd),
            contradictions=odd,
            changes=self._changes(true),
        )

    def holds_back(self, finding: Finding | None) -> bool:
        """Whether a finding rests on what is hidden, or is not shown in full."""
        return finding is not None and (
            finding.rule in self.disclosures
            or any(
                fact.name in self.hidden
                for step in finding.trace
                for fact in (step.fact, step.against)
                if fact is not None
            )
        )

    def ruling(self, true: Ruling) -> Ruling:
        """How a duty stands as far as it is shown: where not all is, no mark that would reveal how
        its comparisons came out, such as that all it lacks was excused."""
        disclosure = self.disclosures.get(true.rule, Disclosure.OPEN)
        if disclosure is Disclosure.OPEN:
            return true
        withheld = disclosure is Disclosure.WITHHELD
        return replace(
            true,
            verdict=Verdict.NO_EVIDENCE if withheld else true.verdict,
            basis=None,
            may_yet_be_met=False,
            excused=False,
        )

    def _step(self, step: Step, disclosure: Disclosure) -> Step:
        fact, against = self._facts.shown_as_read(step.fact), step.against
        shown_against = self._facts.shown_as_read(against) if against is not None else None
        closed = disclosure is Disclosure.CLOSED
        reads = fact.name in self.hidden or (against is not None and against.name in self.hidden)
        return replace(
            step,
            truth=Truth.UNKNOWN if closed and reads else step.truth,
            decisive=step.decisive and not closed,
            fact=fact,
            found=found_in_words(self._spec(fact), fact),
            against=shown_against,
            against_found=found_in_words(self._spec(shown_against), shown_against)
            if shown_against
            else "",
        )

    def _spec(self, fact: Fact) -> FactSpec:
        return self.catalogue.get(fact.name) or FactSpec(fact.name, Kind.NUMBER, fact.name)

    def _changes(self, finding: Finding) -> tuple[Change, ...]:
        """The changes, where their words can quote nothing that is not shown."""
        facts = {
            fact.name: fact for step in finding.trace for fact in (step.fact, step.against) if fact
        }
        if self.hidden.keys() & facts.keys() or not all(map(self._is_plain, facts.values())):
            return ()
        return tuple(change for change in finding.changes if change.fact in facts)

    def _is_plain(self, fact: Fact) -> bool:
        """Whether all that words can quote of a fact is shown: its value, or that none came."""
        if fact.members:
            return False
        return (
            not fact.returned
            if fact.value is None
            else self._facts.shown_as_read(fact).value is not None
        )


def fault_of(fault: Fault) -> Fault:
    """A fault with its place and its cost alone: its words quote what was typed."""
    return replace(
        fault,
        found=AS_TYPED,
        expected="what that place asks for",
        to_do="The full words are told to those who may see the returns.",
    )
