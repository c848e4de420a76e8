"""Links within the page, the anchors they lead to, and clauses as the page quotes them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from engine.nouns.policy.clause import Clause
from reports.lookup import Lookup, clauses_of, section_of


@dataclass(frozen=True, slots=True)
class Link:
    """A link within the page; without ``anchor`` it is text."""

    anchor: str
    text: str


@dataclass(frozen=True, slots=True)
class Cited:
    """A clause as quoted beside a duty or a concern."""

    id: str
    citation: str
    words: str
    replaced: tuple[str, ...] = ()
    """What of its words has been replaced, a name each: the reader's notes, folded."""
    notes: tuple[str, ...] = ()
    """The same told in full."""
    relied: str = ""
    """The words of it that the duty rests on."""
    anchor: str = ""
    """Of the clause's own place on the page, where it has one."""

    @property
    def split(self) -> tuple[str, str, str]:
        """Its words before those that the duty rests on, those, and the words after them."""
        before, relied, after = self.words.partition(self.relied) if self.relied else ("", "", "")
        return (before, relied, after) if relied else (self.words, "", "")


@dataclass(frozen=True, slots=True)
class Anchors:
    """The numbers that the page's anchors are made of, so that no typed text becomes an id."""

    rules: Mapping[str, int]
    organisations: Mapping[str, int]
    concerns: Mapping[str, int]
    sections: Mapping[str, int]
    shown: frozenset[tuple[str, str]]
    """Rule and organisation of each finding that the matrix shows."""

    @classmethod
    def of(cls, lookup: Lookup) -> Anchors:
        assessment = lookup.assessment
        rules = assessment.pack.rules
        sections = dict.fromkeys(section_of(lookup, rule) for rule in rules.values())
        sections |= dict.fromkeys(clause.section for clause in assessment.pack.clauses.values())
        kinds = {organisation.code: organisation.kind for organisation in assessment.organisations}
        return cls(
            {rule: number for number, rule in enumerate(rules, 1)},
            {
                organisation.code: number
                for number, organisation in enumerate(assessment.organisations, 1)
            },
            {concern.id: number for number, concern in enumerate(assessment.concerns, 1)},
            {title: number for number, title in enumerate(sections, 1)},
            frozenset(
                (finding.rule, finding.organisation.code)
                for finding in assessment.findings
                if finding.period == assessment.run.period
                and finding.rule in rules
                and kinds.get(finding.organisation.code) in rules[finding.rule].binds
            ),
        )

    def finding(self, rule: str, code: str) -> str:
        """``12-3``; empty where the matrix has no such cell."""
        if (rule, code) not in self.shown:
            return ""
        return f"{self.rules[rule]}-{self.organisations[code]}"


def cited_view(lookup: Lookup, cites: tuple[str, ...]) -> tuple[Cited, ...]:
    """The clauses cited, quoted; one the pack does not register is named by its id."""
    known = {clause.id: clause for clause in clauses_of(lookup, cites)}
    return tuple(
        clause_view(lookup, known[cited]) if cited in known else Cited(cited, cited, "")
        for cited in cites
    )


def clause_view(lookup: Lookup, clause: Clause) -> Cited:
    """A clause quoted, with what has replaced what its words name."""
    replaced = lookup.assessment.pack.successions_on(clause.id)
    return Cited(
        clause.id,
        clause.citation,
        clause.words,
        tuple(succession.was for succession in replaced),
        tuple(succession.sentence for succession in replaced),
        anchor=lookup.clause_anchors.get(clause.id, ""),
    )
