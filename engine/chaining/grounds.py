"""The grounds of a concern: each statement and figure in words, with its cells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from engine.chaining.make_signals import (
    Answers,
    Common,
    Elsewhere,
    Figures,
    PartAndTotal,
    Source,
    findings_in,
)
from engine.nouns.english import counted, number
from engine.nouns.evidence import fact_names
from engine.nouns.evidence.fact import Fact, Origin, Range
from engine.nouns.evidence.organisation import Submission
from engine.nouns.outcome.concern import Statement
from engine.nouns.outcome.finding import Finding, Step
from engine.nouns.outcome.findings import Findings
from engine.nouns.outcome.rulings import Judged, Key, Ruling
from engine.nouns.policy.pack import Pack
from engine.nouns.quarter import Quarter
from engine.nouns.verdict import Verdict

_SHOWN = 5
"""So many titles are named in a sentence; the others are counted."""


Place = tuple[str, Quarter]
"""An organisation's code, and a quarter."""


class GroundsNarrator:
    """Puts the sources of one organisation's signals into the reader's words.

    What another organisation's return says is given with that organisation's name before it.
    """

    def __init__(
        self,
        pack: Pack,
        submissions: Mapping[Place, Submission],
        findings: Findings,
        code: str,
    ) -> None:
        self._catalogue = pack.catalogue
        self._clauses = pack.clauses
        self._submissions = submissions
        self._findings = findings
        self._code = code
        self._made: dict[int, tuple[Source, tuple[Statement, ...]]] = {}
        self._of_others: dict[Key, tuple[Statement, ...]] = {}

    def foresee(self, sources: Iterable[Source]) -> None:
        """Tell what is found of other organisations one organisation after the other: to go from
        duty to duty would read what each returned again for each."""
        rulings = {
            ruling.key: ruling
            for source in sources
            if isinstance(source, Common | Elsewhere)
            for ruling in findings_in(source)
            if ruling.verdict is not Verdict.NO_EVIDENCE
        }
        for key in sorted(rulings, key=lambda key: (key[1], key)):
            self._of_others[key] = tuple(self._of_one(rulings[key]))

    def statements(self, sources: Iterable[tuple[Quarter, Source]]) -> tuple[Statement, ...]:
        """Every statement under a concern, each once; duties on which nothing was returned are
        stated together, quarter by quarter."""
        statements: dict[tuple[object, ...], Statement] = {}
        silent: dict[tuple[str, Quarter], dict[str, Ruling]] = {}
        for quarter, source in sources:
            found = findings_in(source)
            quiet = [finding for finding in found if finding.verdict is Verdict.NO_EVIDENCE]
            for finding in quiet:
                silent.setdefault((self._whose(finding), quarter), {})[finding.title] = finding
            if found and len(quiet) == len(found):
                continue
            for statement in self._once(quarter, source):
                cells = [(origin.file, origin.sheet, origin.cell) for origin in statement.origins]
                statements[statement.label, statement.words, *cells] = statement
        return (
            *statements.values(),
            *(
                _silence(*where, [self._with_reasons(duty) for duty in duties.values()])
                for where, duties in silent.items()
            ),
        )

    def _with_reasons(self, ruling: Ruling) -> Finding:
        """A finding with its reasons."""
        finding = self._findings.by_key(ruling.key)
        assert finding is not None
        return finding

    def _whose(self, finding: Judged) -> str:
        """The name to put before a finding, where it is another organisation's."""
        other = finding.organisation.code != self._code
        return f"{finding.organisation.name}: " if other else ""

    def _once(self, quarter: Quarter, source: Source) -> tuple[Statement, ...]:
        """What a source says, stated once however many concerns rest on it."""
        known = self._made.get(id(source))
        if known is None:
            known = self._made[id(source)] = (source, tuple(self._of(quarter, source)))
        return known[1]

    def _of(self, quarter: Quarter, source: Source) -> Iterator[Statement]:
        match source:
            case Ruling():
                yield from self._of_one(source)
            case Elsewhere() | Common():
                for ruling in findings_in(source):
                    known = self._of_others.get(ruling.key)
                    yield from self._of_one(ruling) if known is None else known
            case Answers(clause, facts):
                for fact in facts:
                    cited = self._clauses[clause].citation if clause in self._clauses else clause
                    label = f"The organisation’s own audit score on {cited}, {quarter}"
                    yield Statement(label, _typed(fact), fact.origins, quarter.label)
            case Figures():
                label = self.label(source.measure)
                yield Statement(
                    f"{label}, declared, {quarter}",
                    self.figure(source.declared),
                    source.declared.origins,
                    quarter.label,
                )
                yield Statement(
                    f"{label}, from the register, {quarter}",
                    register_words(source),
                    self.origins((self._code, quarter), source.register),
                    quarter.label,
                )
            case PartAndTotal(part, total):
                for fact in (part, total):
                    yield Statement(
                        f"{self.label(fact.name)}, {quarter}",
                        self.figure(fact),
                        fact.origins,
                        quarter.label,
                    )

    def _of_one(self, ruling: Ruling) -> Iterator[Statement]:
        return self._finding(self._with_reasons(ruling))

    def _finding(self, finding: Finding) -> Iterator[Statement]:
        """The comparisons that decided a finding, with whose word or figure decided it.

        Its reason in words where no comparison is named.
        """
        verdict, whose = finding.verdict.words.lower(), self._whose(finding)
        by = f", by {finding.basis.words}" if finding.basis is not None else ""
        decisive = [step for step in finding.trace if step.decisive and step.fact.is_known]
        asked = [step for step in decisive if step.role == "met_when"]
        for step in asked or decisive:
            yield Statement(
                f"{whose}{step.label}, {finding.period}",
                f"{_found(step)} (verdict: {verdict}{by})",
                self._step_origins((finding.organisation.code, finding.period), step),
                finding.period.label,
                finding.verdict,
                _in_short(step),
            )
        if not decisive:
            label = f"{whose}{finding.title}, {finding.period}"
            words = f"{verdict}: {finding.because}" if finding.because else verdict
            period = finding.period.label
            yield Statement(label, words, (), period, finding.verdict, verdict)

    def _step_origins(self, place: Place, step: Step) -> tuple[Origin, ...]:
        origins = self.origins(place, step.fact)
        if step.against is not None:
            origins += self.origins(place, step.against)
        return tuple(dict.fromkeys(origins))

    def origins(self, place: Place, fact: Fact) -> tuple[Origin, ...]:
        """The cells of a fact; for a derived one without any, those of the facts under it."""
        found: dict[Origin, None] = {}
        facts = self._submissions[place].facts if place in self._submissions else {}
        waiting, seen = [fact], {fact.name}
        while waiting:
            under = waiting.pop(0)
            found.update(dict.fromkeys(under.origins))
            for name in under.derived_from if not under.origins else ():
                if name in facts and name not in seen:
                    seen.add(name)
                    waiting.append(facts[name])
        return tuple(found)

    def label(self, name: str) -> str:
        """A fact's label in the reader's words, or its name where the catalogue has none."""
        spec = self._catalogue.get(name)
        return spec.label if spec else name

    def figure(self, fact: Fact) -> str:
        """A fact's number with its unit: "61 %", "14", "between 60 % and 66.6 %"."""
        spec = self._catalogue.get(fact.name)
        return in_words(fact, spec.unit if spec else "")


def _found(step: Step) -> str:
    """What a comparison found, with what it was compared with and how the figure came about."""
    against = f", where {step.against_label} is {step.against_found}" if step.against else ""
    note = f", {step.fact.note}" if step.fact.note else ""
    return f"{step.found}{against}{note}"


def _in_short(step: Step) -> str:
    """What a comparison found and what was asked for; of a share also what it is of what."""
    against = f", where {step.against_label} is {step.against_found}" if step.against else ""
    asked = f", required: {step.threshold_words}" if step.parameter is not None else ""
    counted_from = f", {step.fact.note}" if step.fact.note and _is_share(step.fact) else ""
    return f"{step.found}{counted_from}{against}{asked}"


def _is_share(fact: Fact) -> bool:
    """Whether a fact is the share of one count in another, which its note tells: "1 of 4"."""
    return fact.name in {fact_names.share(name) for name in fact.derived_from}


def _silence(whose: str, quarter: Quarter, findings: list[Finding]) -> Statement:
    """Duties without evidence, with the cells in which something stands that cannot be used."""
    words = counted(len(findings), "duty", "duties", zero="0")
    cells = dict.fromkeys(
        origin
        for finding in findings
        for step in finding.trace
        for fact in (step.fact, step.against)
        if fact is not None and not fact.is_known
        for origin in fact.origins
    )
    return Statement(
        f"{whose}No evidence, {quarter}",
        f"{words}: {first_few([finding.title for finding in findings])}",
        tuple(cells),
        quarter.label,
        Verdict.NO_EVIDENCE,
        words,
    )


def in_words(fact: Fact, unit: str = "") -> str:
    """A fact's number, or the bounds it lies between."""
    if not isinstance(fact.value, Range):
        return fact.why_unknown or "not known"
    if fact.value.is_exact:
        return number(fact.value.low, unit)
    return f"between {number(fact.value.low, unit)} and {number(fact.value.high, unit)}"


def register_words(figures: Figures) -> str:
    """What a register shows: "60 of 90 in date, 66.6 %"."""
    percent = in_words(figures.register, "%")
    if figures.in_date is None or not figures.in_date.is_known:
        return percent
    return f"{in_words(figures.in_date)} of {in_words(figures.staff)} in date, {percent}"


def first_few(items: list[str]) -> str:
    """Items in one line, the first few by name: "a; b; c; and 4 more"."""
    shown = items[:_SHOWN]
    if len(items) > _SHOWN:
        shown.append(f"and {len(items) - _SHOWN} more")
    return "; ".join(shown)


def _typed(fact: Fact) -> str:
    """An audit score as typed, with what it means: "3 (met)"."""
    meaning = str(fact.value).replace("_", " ")
    typed = fact.origins[0].text if fact.origins else ""
    return f"{typed} ({meaning})" if typed and typed.lower() != meaning else meaning
