"""Writing a concern: its id, what it cites, its findings and its texts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from engine.chaining.chainers.signal_forms import AREA, THE_ORGANISATION, Signal, quarter_of
from engine.chaining.grounds import GroundsNarrator, Place, first_few, register_words
from engine.chaining.make_signals import (
    Answers,
    Elsewhere,
    Figures,
    PartAndTotal,
    Signals,
    Source,
    findings_in,
)
from engine.chaining.placeholders import fill, places_in
from engine.nouns.english import listed
from engine.nouns.evidence.organisation import Organisation, Submission
from engine.nouns.outcome.concern import Concern, FindingKey, Statement
from engine.nouns.outcome.finding import Finding
from engine.nouns.outcome.findings import Findings
from engine.nouns.outcome.rulings import Ruling
from engine.nouns.policy.concern_rule import ConcernRule
from engine.nouns.policy.pack import Pack
from engine.nouns.policy.verdict_fact import rule_read
from engine.nouns.quarter import Quarter
from engine.nouns.verdict import Verdict

Ground = tuple[Quarter, Source]
"""One thing a concern rests on, and the quarter it is of."""


class Writer:
    """Writes the concerns of one organisation, or of all together."""

    def __init__(
        self,
        pack: Pack,
        organisation: Organisation,
        findings: Findings,
        submissions: Mapping[Place, Submission],
        signals: Signals,
    ) -> None:
        """``findings`` and ``submissions`` are those of all."""
        self._pack = pack
        self._sources = signals.sources
        self._findings = findings
        self._organisation = organisation
        self._teller = GroundsNarrator(pack, submissions, findings, organisation.code)
        self._labels: dict[Quarter, str] = {}
        self._places: dict[str, set[str]] = {}
        self._submissions = submissions
        self._reading: dict[str, list[Ruling]] = {}

    def foresee(self, signals: Iterable[Signal]) -> None:
        """Have what other organisations' findings say told, of signals that concerns rest on."""
        self._teller.foresee(self._sources[signal] for signal in signals)

    def concern(
        self,
        rule: ConcernRule,
        key: Signal,
        signals: Iterable[Signal],
        follows_from: Iterable[Signal],
    ) -> Concern:
        """One concern: ``key`` is its ``concern`` signal, ``signals`` what it rests on."""
        grounds = [
            (Quarter.of_index(quarter_of(signal)), self._sources[signal]) for signal in signals
        ]
        quarters = sorted({quarter for quarter, _ in grounds})
        findings = self._findings_of(grounds)
        statements = self._teller.statements(grounds)
        if rule.id not in self._places:
            texts = (rule.because, rule.question, rule.next_step)
            self._places[rule.id] = {place for text in texts for place in places_in(text)}
        places = self._places[rule.id]
        values = {place: self._value(place, key, quarters, grounds, statements) for place in places}
        return Concern(
            id=self._id(key),
            rule=rule.id,
            kind=rule.kind,
            title=rule.title,
            organisation=self._organisation.code,
            periods=tuple(self._label(quarter) for quarter in quarters),
            cites=self._cites(key, grounds, findings),
            findings=tuple(
                FindingKey(finding.rule, finding.organisation.code, self._label(finding.period))
                for finding in findings
            ),
            statements=statements,
            because=fill(rule.because, values),
            question=fill(rule.question, values),
            next_step=fill(rule.next_step, values),
            follows_from=tuple(sorted(self._id(signal) for signal in follows_from)),
        )

    def _label(self, quarter: Quarter) -> str:
        if quarter not in self._labels:
            self._labels[quarter] = quarter.label
        return self._labels[quarter]

    def _id(self, key: Signal) -> str:
        return concern_id(key, self._organisation.code)

    def _findings_of(self, grounds: Sequence[Ground]) -> list[Ruling]:
        """The findings under a concern, and those that read a figure it doubts."""
        found: dict[tuple[Quarter, str, str], Ruling] = {}
        for quarter, source in grounds:
            under: Iterable[Ruling] = findings_in(source)
            match source:
                case Figures():
                    under = self._that_read(quarter, (source.measure, source.declared.name))
                case PartAndTotal(part, total):
                    under = self._that_read(quarter, (part.name, total.name))
            for finding in under:
                found[finding.period, finding.rule, finding.organisation.code] = finding
        return [found[key] for key in sorted(found)]

    def _that_read(self, quarter: Quarter, names: Iterable[str]) -> Iterable[Ruling]:
        for name in names:
            if name not in self._reading:
                self._reading[name] = [
                    ruling
                    for ruling in self._findings.rulings_of(self._organisation.code)
                    if self._may_read(ruling, name) and self._reads(ruling, name)
                ]
            yield from (ruling for ruling in self._reading[name] if ruling.period == quarter)

    def _may_read(self, ruling: Ruling, name: str) -> bool:
        """Whether a rule may rest on a fact, by what it names: to make its finding takes longer."""
        if ruling.verdict is Verdict.NOT_APPLICABLE:
            return False
        rule = self._pack.rules.get(ruling.rule)
        sent = self._submissions.get((ruling.organisation.code, ruling.period))
        if rule is None or sent is None or any(rule_read(own) for own in rule.facts):
            return True
        facts = (sent.facts.get(own) for own in rule.facts)
        return name in rule.facts or any(fact and name in fact.derived_from for fact in facts)

    def _reads(self, ruling: Ruling, name: str) -> bool:
        finding = self._findings.by_key(ruling.key)
        return finding is not None and name in _facts_read(finding)

    def _cites(
        self,
        key: Signal,
        grounds: Sequence[Ground],
        findings: Sequence[Ruling],
    ) -> tuple[str, ...]:
        """The clause the concern is about first, then the others, each once."""
        cites = [str(key[2])] if key[2] in self._pack.clauses else []
        for _, source in grounds:
            match source:
                case Answers(clause) | Elsewhere(clause):
                    cites.append(clause)
                case Figures():
                    cites.append(source.clause)
                case PartAndTotal():
                    cites += source.clauses
        cites += [clause for finding in findings for clause in finding.cites]
        return tuple(dict.fromkeys(clause for clause in cites if clause))

    def _value(  # noqa: C901 - a case a placeholder
        self,
        place: str,
        key: Signal,
        quarters: Sequence[Quarter],
        grounds: Sequence[Ground],
        statements: Sequence[Statement],
    ) -> str:
        """What one named place of the texts is filled with."""
        sources = [source for _, source in grounds]
        under = [finding for source in sources for finding in findings_in(source)]
        match place:
            case "organisation":
                return self._organisation.name
            case "quarter":
                return self._label(quarters[-1])
            case "quarters":
                return listed([self._label(quarter) for quarter in quarters])
            case "subject":
                return self._subject(str(key[2]))
            case "said":
                return first_few([_words(statement) for statement in statements])
            case "found":
                others = [ground for ground in grounds if not isinstance(ground[1], Answers)]
                return first_few(
                    [_words(statement) for statement in self._teller.statements(others)]
                )
            case "count":
                return str(len({finding.rule for finding in under}))
            case "rule_title":
                return first_few(list(dict.fromkeys(finding.title for finding in under)))
            case "organisations":
                return listed(self._others(under))
            case "clause":
                return self._clauses(key, sources)
        figures = dict.fromkeys(self._figure(place, source) for source in sources)
        return first_few([figure for figure in figures if figure])

    def _others(self, under: Iterable[Ruling]) -> list[str]:
        """The names of the other organisations whose findings it rests on."""
        own = self._organisation.code
        names = {
            finding.organisation.code: finding.organisation.name
            for finding in sorted(under, key=lambda finding: finding.period)
            if finding.organisation.code != own
        }
        return sorted(names.values())

    def _figure(self, place: str, source: Source) -> str:
        """A place that only clashing figures, or a part and its total, can fill."""
        match source, place:
            case Figures(), "measure":
                return self._teller.label(source.measure)
            case Figures(), "declared":
                return self._teller.figure(source.declared)
            case Figures(), "register":
                return register_words(source)
            case PartAndTotal(), "part":
                return self._named(source.part.name, self._teller.figure(source.part))
            case PartAndTotal(), "total":
                return self._named(source.total.name, self._teller.figure(source.total))
        return ""

    def _named(self, name: str, figure: str) -> str:
        return f"{self._teller.label(name)} ({figure})"

    def _clauses(self, key: Signal, sources: Sequence[Source]) -> str:
        """The clause it is about, as a citation; else each clause that was answered or cited."""
        if key[2] in self._pack.clauses:
            return self._citation(str(key[2]))
        clauses: dict[str, None] = {}
        for source in sources:
            match source:
                case Answers(clause) | Elsewhere(clause):
                    clauses[clause] = None
                case Ruling():
                    clauses.update(dict.fromkeys(source.cites))
        return first_few([self._citation(clause) for clause in clauses])

    def _citation(self, clause: str) -> str:
        known = self._pack.clauses.get(clause)
        return known.citation if known else clause

    def about(self, key: Signal) -> tuple[str, tuple[str, ...]]:
        """What a concern is about in words, and the clauses that it is about.

        No clauses where it is about a figure or the organisation as a whole.
        """
        subject = str(key[2])
        if subject in self._pack.clauses:
            clauses: tuple[str, ...] = (subject,)
        else:
            rule = self._pack.rules.get(subject)
            clauses = rule.cites if rule is not None else ()
        return self._subject(subject), clauses

    def _subject(self, subject: str) -> str:
        """What the concern is about, in the reader's words."""
        if subject == THE_ORGANISATION:
            return self._organisation.name
        if subject in self._pack.clauses:
            return self._citation(subject)
        if subject in self._pack.rules:
            return self._pack.rules[subject].title
        return self._teller.label(subject)


def concern_id(key: Signal, code: str) -> str:
    """``self-audit-contradicted/RQX/2014-15-Q2/S6.p11.c``; a star stands for all together."""
    quarter = Quarter.of_index(quarter_of(key)).label.replace(" ", "-")
    return f"{key[1]}/{code if code != AREA else '*'}/{quarter}/{key[2]}"


def _words(statement: Statement) -> str:
    return f"{statement.label}: {statement.words}"


def _facts_read(finding: Finding) -> set[str]:
    names: set[str] = set()
    for step in finding.trace:
        for fact in (step.fact, step.against):
            if fact is not None:
                names.add(fact.name)
                names.update(fact.derived_from)
    return names
