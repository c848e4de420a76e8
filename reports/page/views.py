"""What the page shows, as plain data for its templates: no template computes anything."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.nouns.verdict import Verdict
from reports.content.figures import Sourced
from reports.content.found import Found
from reports.page.links import Cited, Link
from reports.page.tree import ReasonView

if TYPE_CHECKING:
    from reports.page.clause_views import ClausesOfSection


@dataclass(frozen=True, slots=True)
class Earlier:
    """The verdict of an earlier quarter."""

    quarter: str
    short: str
    words: str
    because: str


@dataclass(frozen=True, slots=True)
class Contradicted:
    """What a return says in two places that cannot both be so, with the question to put."""

    words: str
    places: tuple[str, ...]
    question: str


@dataclass(frozen=True, slots=True)
class FindingView:
    """One cell of the matrix, and what it opens to."""

    number: str
    """``12-3``: the duty's and the organisation's number, for anchors."""
    organisation: str
    code: str
    column: int
    verdict: Verdict
    change: str
    because: str
    basis: str
    by_own_word: bool
    """Whether it is met or partly met by nothing but the organisation's own word."""
    found: tuple[Found, ...]
    tree: tuple[ReasonView, ...]
    """How each part of the rule's conditions came out; empty where that is not told."""
    to_comply: tuple[str, ...]
    question: str
    earlier: tuple[Earlier, ...]
    concerns: tuple[Link, ...]
    is_silent: bool
    """Whether no return of the organisation came at all."""
    figures: tuple[Sourced, ...] = ()
    """The figures that were set for this organisation, not for all."""
    is_waived: bool = False
    """Whether a waiver is laid over the verdict, which stays what it is."""
    decided: tuple[str, ...] = ()
    """What was decided about it: waivers, applied or not, and actions."""
    near: str = ""
    """"fragile" or "near miss"; empty where it is neither."""
    near_words: str = ""
    contradictions: tuple[Contradicted, ...] = ()
    """Where the return contradicts itself about what the rule reads."""


@dataclass(frozen=True, slots=True)
class DecidedView:
    """One decision in the list of all of them."""

    sort: str
    """"Waiver", "Action" or "Moderated score"."""
    whose: str
    about: Link
    """The finding that it is about; text alone where the matrix has none."""
    words: str
    place: str
    """Where it was read."""


@dataclass(frozen=True, slots=True)
class QueryView:
    id: str
    clauses: str
    words: str
    reading: str
    consequence: str


@dataclass(frozen=True, slots=True)
class DutyView:
    """One rule: what its findings share, and the findings."""

    number: int
    rule: str
    title: str
    cited: tuple[Cited, ...]
    note: str
    parameters: tuple[Sourced, ...]
    queries: tuple[QueryView, ...]
    findings: tuple[FindingView, ...]


@dataclass(frozen=True, slots=True)
class ColumnView:
    """An organisation as a column of a matrix and a row of the summary."""

    number: int
    name: str
    code: str
    kind: str
    received: bool
    counts: tuple[tuple[Verdict, int], ...]
    own_word: int
    """How many of those met are met by the organisation's own word alone."""
    not_testable: int
    """How many duties nothing submitted can test: no verdict, and in no count of verdicts."""
    worse: int
    better: int
    concerns: int
    faults: int


@dataclass(frozen=True, slots=True)
class RowView:
    duty: DutyView
    cells: tuple[FindingView | None, ...]
    """One a column; None where nothing was assessed."""


@dataclass(frozen=True, slots=True)
class UntestedView:
    """A duty that nothing submitted can test, as a row of its own."""

    cited: Cited
    reason: str


@dataclass(frozen=True, slots=True)
class SectionView:
    number: int
    title: str
    rows: tuple[RowView | UntestedView, ...]


@dataclass(frozen=True, slots=True)
class MatrixView:
    """The matrix of one kind of organisation."""

    kind: str
    columns: tuple[ColumnView, ...]
    sections: tuple[SectionView, ...]


@dataclass(frozen=True, slots=True)
class SaidView:
    label: str
    words: str
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ConcernView:
    anchor: str
    about: str
    """The clauses it is about, in words, to tell it from others of its rule."""
    periods: str
    because: str
    said: tuple[SaidView, ...]
    cited: tuple[Cited, ...]
    question: str
    next_step: str
    findings: tuple[Link, ...]
    follows_from: tuple[Link, ...]
    """The concerns that it follows from and that are not among its parts."""
    kind: str = ""
    title: str = ""
    rank: int = 0
    """Its place among all concerns; 0 for a part, which is told under its whole."""
    stake: str = ""
    """Why it stands at its rank."""
    parts: tuple[ConcernView, ...] = ()
    """The concerns that it takes in; they are shown here and nowhere else."""


@dataclass(frozen=True, slots=True)
class ConcernGroup:
    """Concerns of one organisation that one concern rule derived."""

    kind: str
    title: str
    shown: tuple[ConcernView, ...]
    folded: tuple[ConcernView, ...]
    question: str
    """What to ask of all of them; empty where each has a question of its own."""
    next_step: str
    """The next step for all of them; empty where each has its own."""

    @property
    def count(self) -> int:
        return len(self.shown) + len(self.folded)


@dataclass(frozen=True, slots=True)
class OrganisationConcerns:
    number: int
    name: str
    count: int
    groups: tuple[ConcernGroup, ...]
    """Those that reach into the quarter of the matrix."""
    past: tuple[ConcernGroup, ...]
    """Those of earlier quarters alone."""

    @property
    def past_count(self) -> int:
        return sum(group.count for group in self.past)


@dataclass(frozen=True, slots=True)
class ClauseView:
    id: str
    citation: str
    section: str
    bearers: str
    force: str
    reason: str


@dataclass(frozen=True, slots=True)
class FaultView:
    severity: str
    place: str
    found: str
    expected: str
    to_do: str
    whose: str
    kind_found: str
    clauses: str
    """Those left without evidence because of it, by id."""


@dataclass(frozen=True, slots=True)
class CellView:
    """One cell that would change."""

    finding: Link
    """To the finding, by the organisation's name."""
    duty: str
    now: Verdict
    then: Verdict


@dataclass(frozen=True, slots=True)
class TriedView:
    """A figure at one other value."""

    instead: str
    changes: str
    cells: tuple[CellView, ...]


@dataclass(frozen=True, slots=True)
class TriedFigureView:
    """A figure and the values tried in its place."""

    name: str
    meaning: str
    tried: tuple[TriedView, ...]
    kept: str
    """The organisations that keep a value of their own, by name; empty where there are none."""


@dataclass(frozen=True, slots=True)
class WhatIfsView:
    about: str
    figures: tuple[TriedFigureView, ...]
    """Those of which a value would change a cell."""
    idle: tuple[tuple[str, str], ...]
    """Meaning of each of the others, and the values tried."""


@dataclass(frozen=True, slots=True)
class PageView:
    """The whole page."""

    title: str
    policy: str
    period: str
    as_of: str
    before: str
    """The quarter assessed before, empty where there is none."""
    columns: tuple[ColumnView, ...]
    """Every organisation that a matrix shows, matrix by matrix."""
    unruled: tuple[tuple[str, str], ...]
    """Name and kind of each organisation whose kind no rule binds."""
    concerns: tuple[OrganisationConcerns, ...]
    concern_count: int
    matrices: tuple[MatrixView, ...]
    what_ifs: WhatIfsView | None
    """None where the pack lists no values worth trying."""
    duties: tuple[DutyView, ...]
    faults: tuple[FaultView, ...]
    queries: tuple[QueryView, ...]
    clause_count: int
    untested: tuple[ClauseView, ...]
    parameters: tuple[Sourced, ...]
    not_shown: tuple[tuple[str, ...], ...]
    """Whose, when, what, its name and why of each thing that is not shown."""
    inputs: tuple[tuple[str, str, str, str], ...]
    resubmissions: tuple[tuple[str, tuple[str, ...]], ...]
    """Each return that gave place to a later one, and what changed, in words."""
    """Name, whose and when, whether used, and SHA-256 of each file."""
    made_of: tuple[tuple[str, str], ...]
    """Name and value of what else the run consisted of."""
    clauses: tuple[ClausesOfSection, ...] = ()
    """Every clause with a rule, and what stands under it."""
    decided: tuple[DecidedView, ...] = ()
    """Every decision of the run, applied or not."""
