"""What was found for a finding, fact by fact, and in which cells."""

from __future__ import annotations

from dataclasses import dataclass

from engine.nouns.english import counted, day_words, listed
from engine.nouns.evidence.fact import Fact, Member, Origin
from engine.nouns.outcome.finding import Finding
from reports.lookup import Lookup
from reports.words import fact_words, label_of, origin_words

MOST_PLACES = 8
"""How many cells the page shows under one fact; findings.json has them all."""


@dataclass(frozen=True, slots=True)
class MemberStanding:
    """How one of those that a share counts stands."""

    name: str
    how: str
    """"not so", "not known" or "so"."""
    words: str
    places: tuple[str, ...]

    @property
    def in_one_line(self) -> str:
        """How it stands, its name and the words for it, on one line."""
        return f"{self.how}: {self.name} ({self.words})"


@dataclass(frozen=True, slots=True)
class Found:
    """One fact as found: what it is, what it says, where it stands, what to know of it."""

    label: str
    words: str
    origins: tuple[Origin, ...]
    note: str
    members: tuple[MemberStanding, ...] = ()
    """Of a share, how each contract or provider that it counts stands; who breaks it first."""

    def places(self, most: int) -> tuple[str, ...]:
        """Its cells in words, at most this many (see ``places_words``)."""
        return places_words(self.origins, most)


def places_words(origins: tuple[Origin, ...], most: int) -> tuple[str, ...]:
    """The cells in words, ``file > sheet > cell = “text as typed”``, at most this many.

    Where there are more, a last line says how many more there are.
    """
    shown = tuple(origin_words(origin) for origin in origins[:most])
    more = len(origins) - len(shown)
    return (*shown, f"and {counted(more, 'more cell')}") if more > 0 else shown


def found_for(lookup: Lookup, finding: Finding) -> tuple[Found, ...]:
    """The facts that a finding's comparisons read, each once, in the order read."""
    catalogue = lookup.assessment.pack.catalogue
    seen: dict[str, Found] = {}
    for step in finding.trace:
        if step.fact.name not in seen:
            seen[step.fact.name] = _found(lookup, finding, step.fact, step.label, step.found)
        other = step.against
        if other is not None and other.name not in seen:
            label = label_of(lookup.assessment.pack, other.name)
            words = fact_words(other, catalogue.get(other.name))
            seen[other.name] = _found(lookup, finding, other, label, words)
    return tuple(seen.values())


def not_looked_at(finding: Finding) -> str:
    """Why nothing was looked at for a finding; empty where its quarter is judged."""
    if finding.asked_from is None:
        return ""
    return f"Not looked at: not asked until {day_words(finding.asked_from)}."


_HOW = {False: "not so", None: "not known", True: "so"}


def _standing(member: Member) -> MemberStanding:
    return MemberStanding(
        member.name, _HOW[member.keeps], member.words, places_words(member.origins, MOST_PLACES)
    )


def _found(lookup: Lookup, finding: Finding, fact: Fact, label: str, words: str) -> Found:
    notes = [fact.note] if fact.note and not fact.members else []
    if fact.why_unknown and fact.why_unknown not in words:
        notes.append(fact.why_unknown)
    if not fact.origins and fact.derived_from:
        under = [label_of(lookup.assessment.pack, name) for name in fact.derived_from]
        shown = under if len(under) <= 4 else [*under[:3], f"{len(under) - 3} others"]
        notes.append(f"Worked out from {listed(shown)}")
    members = tuple(_standing(member) for member in fact.members)
    return Found(label, words, lookup.origins_of(finding, fact), ". ".join(notes), members)


def in_one_text(found: tuple[Found, ...], most: int = 6) -> tuple[str, str]:
    """What was found, and where, as two texts of several lines for a table's cells."""
    words = "\n".join(
        line
        for item in found
        for line in (
            f"{item.label}: {item.words}",
            *(member.in_one_line for member in item.members),
        )
    )
    places = "\n".join(dict.fromkeys(place for item in found for place in item.places(most)))
    return words, places
