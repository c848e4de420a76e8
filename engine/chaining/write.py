"""Writing a concern: its id, what it cites, its findings and its texts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from engine.chaining.signal import THE_ORGANISATION, Signal, quarter_of
from engine.chaining.signals import Answers, Figures, Pair, Signals, Source
from engine.chaining.tell import Teller, listed, register_words
from engine.chaining.template import fill
from engine.nouns.concern import Concern, ConcernRule, FindingKey, Said
from engine.nouns.finding import Finding
from engine.nouns.organisation import Submission
from engine.nouns.pack import Pack
from engine.nouns.quarter import Quarter
from engine.nouns.verdict import Verdict


class Writer:
    """Writes the concerns of one organisation."""

    def __init__(
        self,
        pack: Pack,
        findings: Sequence[Finding],
        submissions: Sequence[Submission],
        signals: Signals,
    ) -> None:
        self._pack = pack
        self._sources = signals.sources
        self._findings = findings
        latest = max(submissions, key=lambda one: one.quarter, default=None)
        last = max(findings, key=lambda one: one.period, default=None)
        named = latest or last
        if named is None:
            raise ValueError("an organisation without a finding or a submission")
        self._organisation = named.organisation
        by_quarter = {submission.quarter: submission for submission in submissions}
        self._teller = Teller(pack.catalogue, by_quarter)
        self._reading: dict[tuple[Quarter, str], list[Finding]] | None = None

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
        said = self._teller.said(grounds)
        values = self._values(key, quarters, grounds, said)
        return Concern(
            id=self._id(key),
            rule=rule.id,
            kind=rule.kind,
            title=rule.title,
            organisation=self._organisation.code,
            periods=tuple(quarter.label for quarter in quarters),
            cites=self._cites(key, grounds, findings),
            findings=tuple(FindingKey(*finding.key) for finding in findings),
            said=said,
            because=fill(rule.because, values),
            question=fill(rule.question, values),
            next_step=fill(rule.next_step, values),
            follows_from=tuple(sorted(self._id(signal) for signal in follows_from)),
        )

    def _id(self, key: Signal) -> str:
        """``self-audit-contradicted/RQX/2014-15-Q2/S6.p11.c``."""
        quarter = Quarter.of_index(quarter_of(key)).label.replace(" ", "-")
        return f"{key[1]}/{self._organisation.code}/{quarter}/{key[2]}"

    def _findings_of(self, grounds: Sequence[tuple[Quarter, Source]]) -> list[Finding]:
        """The findings under a concern, and those that read a figure it doubts."""
        found: dict[tuple[str, str, str], Finding] = {}
        for quarter, source in grounds:
            match source:
                case Finding():
                    found[source.key] = source
                case Figures():
                    names = (source.measure, source.declared.name)
                    found.update(self._that_read(quarter, names))
                case Pair(part, total):
                    found.update(self._that_read(quarter, (part.name, total.name)))
        return sorted(found.values(), key=lambda finding: (finding.period, finding.rule))

    def _that_read(
        self, quarter: Quarter, names: Iterable[str]
    ) -> Iterable[tuple[tuple[str, str, str], Finding]]:
        if self._reading is None:
            self._reading = {}
            for finding in self._findings:
                if finding.verdict is not Verdict.NOT_APPLICABLE:
                    for name in _facts_read(finding):
                        self._reading.setdefault((finding.period, name), []).append(finding)
        for name in names:
            for finding in self._reading.get((quarter, name), ()):
                yield finding.key, finding

    def _cites(
        self,
        key: Signal,
        grounds: Sequence[tuple[Quarter, Source]],
        findings: Sequence[Finding],
    ) -> tuple[str, ...]:
        """The clause the concern is about first, then the others, each once."""
        cites = [str(key[2])] if key[2] in self._pack.clauses else []
        for _, source in grounds:
            match source:
                case Answers(clause):
                    cites.append(clause)
                case Figures():
                    cites.append(source.clause)
                case Pair():
                    cites += source.clauses
        cites += [clause for finding in findings for clause in finding.cites]
        return tuple(dict.fromkeys(clause for clause in cites if clause))

    def _values(
        self,
        key: Signal,
        quarters: Sequence[Quarter],
        grounds: Sequence[tuple[Quarter, Source]],
        said: Sequence[Said],
    ) -> dict[str, str]:
        found = self._teller.said(one for one in grounds if not isinstance(one[1], Answers))
        findings = {
            (source.rule, source.period): source
            for _, source in grounds
            if isinstance(source, Finding)
        }
        titles = dict.fromkeys(finding.title for finding in findings.values())
        values = {
            "organisation": self._organisation.name,
            "quarter": quarters[-1].label,
            "quarters": _and([quarter.label for quarter in quarters]),
            "subject": self._subject(str(key[2])),
            "said": listed([_words(one) for one in said]),
            "found": listed([_words(one) for one in found]),
            "count": str(len({rule for rule, _ in findings})),
            "rule_title": listed(list(titles)),
            "clause": self._clauses(key, grounds),
        }
        for _, source in grounds:
            match source:
                case Figures():
                    values["measure"] = self._teller.label(source.measure)
                    values["declared"] = self._teller.figure(source.declared)
                    values["register"] = register_words(source)
                case Pair(part, total):
                    values["part"] = self._named(part.name, self._teller.figure(part))
                    values["total"] = self._named(total.name, self._teller.figure(total))
        return values

    def _named(self, name: str, figure: str) -> str:
        return f"{self._teller.label(name)} ({figure})"

    def _clauses(self, key: Signal, grounds: Sequence[tuple[Quarter, Source]]) -> str:
        """The clause it is about, as a citation; else each clause that was answered or cited."""
        if key[2] in self._pack.clauses:
            return self._citation(str(key[2]))
        clauses: dict[str, None] = {}
        for _, source in grounds:
            match source:
                case Answers(clause):
                    clauses[clause] = None
                case Finding():
                    clauses.update(dict.fromkeys(source.cites))
        return listed([self._citation(clause) for clause in clauses])

    def _citation(self, clause: str) -> str:
        known = self._pack.clauses.get(clause)
        return known.citation if known else clause

    def _subject(self, subject: str) -> str:
        """What the concern is about, in the reader's words."""
        if subject == THE_ORGANISATION:
            return self._organisation.name
        if subject in self._pack.clauses:
            return self._citation(subject)
        if subject in self._pack.rules:
            return self._pack.rules[subject].title
        return self._teller.label(subject)


def _words(said: Said) -> str:
    return f"{said.label}: {said.words}"


def _and(items: Sequence[str]) -> str:
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}"


def _facts_read(finding: Finding) -> set[str]:
    names: set[str] = set()
    for step in finding.trace:
        for fact in (step.fact, step.against):
            if fact is not None:
                names.add(fact.name)
                names.update(fact.derived_from)
    return names
