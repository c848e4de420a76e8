"""The concerns of the page: organisation by organisation, in order of rank, parts under wholes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from engine.chaining.chainers.signal_forms import AREA, SHARED_CAUSE
from engine.nouns.english import listed
from engine.nouns.outcome.assessment import Assessment
from engine.nouns.outcome.concern import Concern, FindingKey
from reports.content.found import MOST_PLACES, places_words
from reports.lookup import Lookup, clauses_of, in_order_of_gravity, not_inside
from reports.page.links import Anchors, Cited, Link, cited_view
from reports.words import kind_words


@dataclass(frozen=True, slots=True)
class SaidView:
    """Something that a concern rests on, and the cells it was read in."""

    label: str
    words: str
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ConcernView:
    """A concern, with what it rests on and what to ask."""

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
    """The concerns of one organisation."""

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


MOST_OPEN = 3
"""Of one organisation's concerns of one rule the page shows so many, and folds the others."""


def concerns_view(lookup: Lookup, anchors: Anchors) -> tuple[OrganisationConcerns, ...]:
    """The concerns of each organisation that has any; who has the gravest one now comes first."""
    assessment = lookup.assessment
    period = assessment.run.period.label
    ordered = not_inside(in_order_of_gravity(assessment.concerns))
    names = {organisation.code: organisation.name for organisation in assessment.organisations}
    names[AREA] = assessment.pack.vocabulary.wording.area
    current = [concern.organisation for concern in ordered if period in concern.periods]
    views: list[OrganisationConcerns] = []
    for code in dict.fromkeys((*current, *names, *(concern.organisation for concern in ordered))):
        own = [concern for concern in ordered if concern.organisation == code]
        if own:
            now = [concern for concern in own if period in concern.periods]
            past = [concern for concern in own if period not in concern.periods]
            views.append(
                OrganisationConcerns(
                    anchors.organisations.get(code, 0),
                    names.get(code, code),
                    len(own),
                    _groups(lookup, anchors, now),
                    _groups(lookup, anchors, past),
                )
            )
    return tuple(views)


def _groups(
    lookup: Lookup, anchors: Anchors, concerns: Iterable[Concern]
) -> tuple[ConcernGroup, ...]:
    by_rule: dict[str, list[Concern]] = {}
    for concern in concerns:
        by_rule.setdefault(concern.rule, []).append(concern)
    return tuple(_group(lookup, anchors, group) for group in by_rule.values())


def _group(lookup: Lookup, anchors: Anchors, group: list[Concern]) -> ConcernGroup:
    questions = {concern.question for concern in group}
    steps = {concern.next_step for concern in group}
    question = group[0].question if len(group) > 1 and len(questions) == 1 else ""
    step = group[0].next_step if len(group) > 1 and len(steps) == 1 else ""
    views = tuple(
        replace(
            _concern(lookup, anchors, concern),
            question="" if question else concern.question,
            next_step="" if step else concern.next_step,
        )
        for concern in group
    )
    kind, title = kind_words(group[0].kind), group[0].title
    return ConcernGroup(kind, title, views[:MOST_OPEN], views[MOST_OPEN:], question, step)


def _concern(lookup: Lookup, anchors: Anchors, concern: Concern) -> ConcernView:
    every = {concern.id: concern for concern in lookup.assessment.concerns}
    clauses = clauses_of(lookup, concern.cites)
    about = [clause.citation for clause in clauses[:2]] + ["others"] * (len(clauses) > 2)
    # What a shared cause rests on is told by its parts.
    said = () if concern.kind == SHARED_CAUSE else concern.said
    findings = () if concern.kind == SHARED_CAUSE else concern.findings
    return ConcernView(
        anchor=f"k{anchors.concerns[concern.id]}",
        about=listed(about),
        periods=listed(concern.periods),
        because=concern.because,
        said=tuple(
            SaidView(statement.label, statement.words, places_words(statement.origins, MOST_PLACES))
            for statement in said
        ),
        cited=cited_view(lookup, concern.cites),
        question=concern.question,
        next_step=concern.next_step,
        findings=tuple(_finding_link(lookup.assessment, anchors, concern, key) for key in findings),
        follows_from=tuple(
            Link(f"k{anchors.concerns[source]}", every[source].title)
            for source in concern.follows_from
            if source in every and source not in concern.parts
        ),
        kind=kind_words(concern.kind),
        title=concern.title,
        rank=concern.rank,
        stake=concern.stake,
        parts=tuple(
            replace(_concern(lookup, anchors, every[part]), rank=0)
            for part in concern.parts
            if part in every
        ),
    )


def _finding_link(
    assessment: Assessment, anchors: Anchors, concern: Concern, key: FindingKey
) -> Link:
    rule = assessment.pack.rules.get(key.rule)
    number = anchors.finding(key.rule, key.organisation)
    title = rule.title if rule is not None else key.rule
    if key.organisation != concern.organisation:
        names = {organisation.code: organisation.name for organisation in assessment.organisations}
        title = f"{names.get(key.organisation, key.organisation)}: {title}"
    return Link(f"f{number}" if number else "", f"{title}, {key.period}")
