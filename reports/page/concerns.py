"""The concerns: one ranked list of all, and a page each with what it rests on and what to ask."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from engine.agenda import in_order_of_gravity
from engine.chaining.chainers.signal_forms import AREA, SHARED_CAUSE
from engine.nouns.english import listed
from engine.nouns.outcome.concern import Concern, FindingKey
from reports.content.found import MOST_PLACES, places_words
from reports.content.gist import figure_words, gist, headline
from reports.lookup import Lookup, not_inside
from reports.page.links import Address, Addresses, Cited, Link, cited_view
from reports.words import kind_words


@dataclass(frozen=True, slots=True)
class StatementView:
    """Something that a concern rests on, and the cells it was read in."""

    label: str
    words: str
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ConcernLine:
    """A concern in the ranked list."""

    place: int
    """1 is the first to look at; they run without a gap."""
    concern: Link
    whose: Link
    name: str
    """The name of the organisation's page, which filters call it by; empty for all together."""
    kind: str
    periods: str
    sentence: str
    said: tuple[StatementView, ...]
    """The two figures that say most."""
    question: str
    stake: str
    is_past: bool
    """Whether it is about earlier quarters alone."""


@dataclass(frozen=True, slots=True)
class ConcernView:
    """A concern, with what it rests on and what to ask."""

    anchor: str
    title: str
    kind: str
    periods: str
    because: str
    said: tuple[StatementView, ...]
    cited: tuple[Cited, ...]
    question: str
    next_step: str
    findings: tuple[Link, ...]
    follows_from: tuple[Link, ...]
    """The concerns that it follows from and that are not told under it."""
    stake: str
    """Why it stands at its place."""
    under: tuple[ConcernView, ...]
    """The concerns that it takes in; they are told here and nowhere else."""
    other: Link | None = None
    """Whose it is, where that is another organisation's than the concern that takes it in."""


@dataclass(frozen=True, slots=True)
class ConcernPage:
    """A concern's own page, between its neighbours in the ranked list."""

    address: Address
    line: ConcernLine
    concern: ConcernView
    count: int
    """How many concerns there are in the list."""
    before: Link | None
    after: Link | None


def ranked_concerns(lookup: Lookup) -> tuple[Concern, ...]:
    """The concerns that stand on their own, those of the quarter first, in order of gravity."""
    assessment = lookup.assessment
    period = assessment.run.period.label
    ordered = not_inside(in_order_of_gravity(assessment.concerns))
    return tuple(sorted(ordered, key=lambda concern: period not in concern.periods))


class ConcernLines:
    """The ranked list, each line made once, when it is first read: it reads the findings under its
    concern, which are at hand while its organisation is written."""

    def __init__(self, lookup: Lookup, addresses: Addresses) -> None:
        self._lookup, self._addresses = lookup, addresses
        self._ranked = ranked_concerns(lookup)
        self._lines: dict[int, ConcernLine] = {}
        self._places: dict[str, list[int]] = {}
        for place, concern in enumerate(self._ranked, 1):
            self._places.setdefault(concern.organisation, []).append(place)

    def all_lines(self) -> tuple[ConcernLine, ...]:
        """The whole list."""
        return tuple(self._line(place) for place in range(1, len(self._ranked) + 1))

    def places(self, code: str) -> list[tuple[int, str]]:
        """The place and the id of each concern of one organisation."""
        return [(place, self._ranked[place - 1].id) for place in self._places.get(code, ())]

    def of_organisation(self, code: str) -> tuple[ConcernLine, ...]:
        """The lines of one organisation, by its code."""
        return tuple(map(self._line, self._places.get(code, ())))

    def _line(self, place: int) -> ConcernLine:
        line = self._lines.get(place)
        if line is None:
            concern = self._ranked[place - 1]
            line = self._lines[place] = concern_line(self._lookup, self._addresses, concern, place)
        return line


def concern_pages(
    lookup: Lookup, addresses: Addresses, lines: Sequence[ConcernLine]
) -> Iterator[ConcernPage]:
    """The page of each concern of the ranked list, in its order; ``lines`` are the list."""
    every = lookup.concerns
    for place, concern in enumerate(ranked_concerns(lookup), 1):
        yield ConcernPage(
            addresses.concern(concern.id),
            lines[place - 1],
            _concern(lookup, addresses, concern, every),
            len(lines),
            lines[place - 2].concern if place > 1 else None,
            lines[place].concern if place < len(lines) else None,
        )


def whose_concern(lookup: Lookup, addresses: Addresses, code: str) -> Link:
    """The organisation that a concern is about, or all of them together."""
    if code == AREA:
        return Link(None, lookup.assessment.pack.vocabulary.wording.area)
    known = lookup.organisations.get(code)
    return Link(addresses.organisation(code), known.name if known is not None else code)


def concern_line(lookup: Lookup, addresses: Addresses, concern: Concern, place: int) -> ConcernLine:
    """A concern in the ranked list, at its place."""
    period, short = lookup.assessment.run.period.label, gist(lookup, concern)
    return ConcernLine(
        place,
        Link(addresses.concern(concern.id), headline(lookup, concern)),
        whose_concern(lookup, addresses, concern.organisation),
        addresses.organisations.get(concern.organisation, ""),
        kind_words(concern.kind),
        listed(concern.periods),
        short.sentence,
        tuple(
            StatementView(figure.label, _brief(figure_words(figure)), ())
            for figure in short.figures
        ),
        concern.question,
        concern.stake,
        period not in concern.periods,
    )


def _concern(
    lookup: Lookup, addresses: Addresses, concern: Concern, every: Mapping[str, Concern]
) -> ConcernView:
    # What a concern that only takes in others rests on is told by these.
    gathers = concern.kind == SHARED_CAUSE
    return ConcernView(
        anchor=addresses.concern(concern.id).anchor,
        title=headline(lookup, concern),
        kind=kind_words(concern.kind),
        periods=listed(concern.periods),
        because=concern.because,
        said=tuple(
            StatementView(
                statement.label, statement.words, places_words(statement.origins, MOST_PLACES)
            )
            for statement in (() if gathers else concern.statements)
        ),
        cited=cited_view(lookup, addresses, concern.cites),
        question=concern.question,
        next_step=concern.next_step,
        findings=tuple(
            _finding_link(lookup, addresses, concern, key)
            for key in (() if gathers else concern.findings)
        ),
        follows_from=tuple(
            Link(addresses.concern(source), headline(lookup, every[source]))
            for source in concern.follows_from
            if source in every and source not in concern.parts
        ),
        stake=concern.stake,
        under=tuple(
            replace(
                _concern(lookup, addresses, part, every),
                other=whose_concern(lookup, addresses, part.organisation)
                if part.organisation != concern.organisation
                else None,
            )
            for part in (every[id] for id in concern.parts if id in every)
        ),
    )


def _finding_link(lookup: Lookup, addresses: Addresses, concern: Concern, key: FindingKey) -> Link:
    assessment = lookup.assessment
    rule = assessment.pack.rules.get(key.rule)
    title = rule.title if rule is not None else key.rule
    if key.organisation != concern.organisation:
        title = f"{whose_concern(lookup, addresses, key.organisation).text}: {title}"
    return Link(addresses.finding(key.rule, key.organisation), f"{title}, {key.period}")


def _brief(words: str) -> str:
    """A statement without the list of what it counts, where that is long."""
    return words.partition(": ")[0] if len(words) > _LONG else words


_LONG = 120
"""A statement of more characters is told without its list; its concern's own page has all of it."""
