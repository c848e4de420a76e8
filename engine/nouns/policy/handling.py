"""Handling: how a pack groups its concerns, escalates them, ranks them and passes them on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from engine.nouns.verdict import Verdict

REASON_GIVEN = "reason_given"
"""In place of a verdict: without evidence, for it was given as not applicable, with a reason."""
EVERY_RULE = "*"
"""In place of a rule's id: every rule that binds the organisation."""


@dataclass(frozen=True, slots=True)
class Raises:
    """A duty that gaps of those on an organisation's register of contracts leave open."""

    duty: str
    """The clause that the organisation with the register must keep."""
    gaps_in: tuple[str, ...]
    """The clauses of those on the register."""
    why: str


@dataclass(frozen=True, slots=True)
class Cause:
    """What several concerns of one organisation and quarter have in common."""

    id: str
    title: str
    clauses: tuple[str, ...]
    """A concern about one of these shares the cause, unless it is about the organisation."""
    concerns: tuple[str, ...]
    """The concern rules whose concerns share it whatever they are about."""
    because: str
    question: str
    next_step: str


@dataclass(frozen=True, slots=True)
class LadderStep:
    """A step of the contract's ladder."""

    id: str
    label: str
    words: str
    """What to do on this step."""


@dataclass(frozen=True, slots=True)
class Ladder:
    """The steps that concerns climb, one a quarter for as long as they stay."""

    set_by: str
    note: str
    """Told with every step: against what to confirm it."""
    binds: tuple[str, ...]
    """The kinds of organisation that it holds for."""
    enters: tuple[str, ...]
    """The kinds of concern that go on it."""
    steps: tuple[LadderStep, ...]


@dataclass(frozen=True, slots=True)
class Points:
    """Points, and why a concern gets them."""

    points: int
    why: str
    most: int | None = None
    """The most that are given, where they are given for each of several."""

    def for_each(self, number: int) -> int:
        """The points for so many, never more than the most."""
        given = self.points * max(number, 0)
        return given if self.most is None else min(given, self.most)


@dataclass(frozen=True, slots=True)
class Stake:
    """What is at stake where certain clauses are not kept."""

    label: str
    points: Points
    clauses: tuple[str, ...]
    """Of several concerns about the same, that about the clause named first stands for all."""
    first: tuple[Verdict, ...] = ()
    """The verdicts that, where they are new, come before everything else."""
    harm: bool = False
    """Whether a child may have come to harm: what is only silent never stands before it, and
    nothing unmet of it is called close to met."""


@dataclass(frozen=True, slots=True)
class RankingCase:
    """Two organisations, and which of their concerns a designated professional raises first.

    Each is told by the verdicts of its last quarters, the latest last, by rule; ``REASON_GIVEN``
    may stand for a verdict and ``EVERY_RULE`` for a rule.
    """

    name: str
    first: Mapping[str, tuple[str, ...]]
    then: Mapping[str, tuple[str, ...]]
    line: int
    """The line of ranking.yaml on which it stands."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """How concerns are ranked, set openly by the pack."""

    set_by: str
    note: str
    says: tuple[str, ...]
    """The rule in words, a sentence each."""
    kinds: Mapping[str, Points]
    """By kind of concern."""
    labels: Mapping[str, str]
    """What each kind of concern is called, by kind."""
    stakes: tuple[Stake, ...]
    """A concern gets the points of the highest one that it touches; what is new and comes before
    everything else comes in their order."""
    lasting: Points
    """For each quarter that it rests on beyond the first."""
    duties: Points
    """For each duty under it beyond the first, counted once for each organisation."""
    together: Points
    """For each concern that it takes in, beyond the first."""
    age: Points
    """Taken off for each quarter since it was last so."""
    cases: tuple[RankingCase, ...] = ()

    @property
    def harm_clauses(self) -> frozenset[str]:
        """The clauses that concern a child's death or harm, or who may cause it."""
        return frozenset(clause for stake in self.stakes if stake.harm for clause in stake.clauses)


@dataclass(frozen=True, slots=True)
class Handling:
    """How concerns are handled: what they raise, their causes, steps and ranks."""

    raises: tuple[Raises, ...] = ()
    causes: tuple[Cause, ...] = ()
    """In order: a concern is part of the first that it shares."""
    ladder: Ladder | None = None
    ranking: Ranking | None = None


NO_HANDLING = Handling()
