"""A partition of an assessment: some organisations with all their quarters."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from clausewise.assessing import AssessmentRun
from engine.assess import as_of_in
from engine.nouns.evidence.decision import Decisions
from engine.nouns.evidence.organisation import Organisation, Submission
from engine.nouns.outcome.assessment import Assessment, Run
from engine.nouns.outcome.audience import Audience, NamesGiven
from engine.nouns.outcome.concern import Concern
from engine.nouns.outcome.findings import Findings
from engine.nouns.outcome.past import Past
from engine.nouns.outcome.trend import Trend
from engine.nouns.policy.pack import Pack
from engine.nouns.quarter import Quarter
from engine.on_demand import judge
from reports.briefs import Gist
from reports.content.gist import gist
from reports.lookup import Lookup
from reports.page.concerns import ConcernLine, concern_line
from reports.page.decisions import DecidedView
from reports.page.links import Addresses
from reports.page.organisations import StandingView
from reports.page.site import FrameView
from reports.page.write import Site


@dataclass(frozen=True, slots=True)
class SharedByAll:
    """What all partitions of a run share."""

    run: Run
    pack: Pack
    quarters: tuple[Quarter, ...]
    organisations: tuple[Organisation, ...]
    decisions: Decisions
    past: Past
    audience: Audience
    names: NamesGiven
    files: tuple[str, ...]
    """The names of all files of the run, in the order in which names are hidden in them."""
    addresses: Addresses
    frame: FrameView
    dataset: bool


@dataclass(frozen=True, slots=True)
class PartLists:
    """What the lists of the whole run show of the organisations of a partition, by their codes."""

    standings: Mapping[str, StandingView]
    concerns: Mapping[str, Sequence[tuple[int, str]]]
    """The place and the id of each concern in the ranked list."""
    decided: Mapping[str, Sequence[DecidedView]]
    trends: Mapping[str, Sequence[Trend]]
    gists: Mapping[str, Gist]
    """Of concerns that rest on findings of other organisations too."""


@dataclass(frozen=True, slots=True)
class Partition:
    """One partition, before its audience is thought of."""

    number: int
    organisations: tuple[Organisation, ...]
    submissions: tuple[Submission, ...]
    concerns: tuple[Concern, ...]
    """Those about it, whole, and those resting on findings of it, as far as these go."""
    lists: PartLists


@dataclass(frozen=True, slots=True)
class ListsOfPart:
    """The lists as its organisations' pages ask for them."""

    lookup: Lookup
    addresses: Addresses
    lists: PartLists

    def own_concerns(self, code: str) -> tuple[ConcernLine, ...]:
        """The lines of one organisation, by its code, with their places among all."""
        return tuple(
            concern_line(self.lookup, self.addresses, self.lookup.concerns[id], place)
            for place, id in self.lists.concerns.get(code, ())
        )

    def own_decided(self, name: str) -> Sequence[DecidedView]:
        """The decisions about one organisation, by the name of its page."""
        return self.lists.decided.get(name, ())

    def own_trends(self, code: str) -> Sequence[Trend]:
        """The figures of one organisation over the quarters, by its code."""
        return self.lists.trends.get(code, ())


def shared_by_all(run: AssessmentRun, site: Site, dataset: bool) -> SharedByAll:
    """What the workers are given of a whole run."""
    from engine.publishing.for_shared import files_of

    whole = run.whole
    hides = run.audience is Audience.SHARED
    return SharedByAll(
        whole.run,
        whole.pack,
        whole.quarters,
        whole.organisations,
        whole.decisions,
        whole.past,
        run.audience,
        run.evidence.names if hides else NamesGiven(frozenset(), frozenset()),
        tuple(files_of(whole)) if hides else (),
        site.addresses,
        site.frame,
        dataset,
    )


def partitions(
    whole: Assessment, lookup: Lookup, site: Site, parts: Sequence[Sequence[Organisation]]
) -> Iterator[Partition]:
    """An assessment in partitions, each for itself; ``lookup`` is of the one that is shown."""
    submissions: dict[str, list[Submission]] = {}
    for submission in whole.submissions:
        submissions.setdefault(submission.organisation.code, []).append(submission)
    reach = ConcernReach.of(whole.concerns)
    for number, part in enumerate(parts):
        codes = frozenset(organisation.code for organisation in part)
        abroad = [
            concern
            for code in codes
            for concern in lookup.concerns_of.get(code, ())
            if not reach.codes[concern.id] <= codes
        ]
        yield Partition(
            number,
            tuple(part),
            tuple(sent for who in part for sent in submissions.get(who.code, ())),
            reach.of_part(codes),
            _lists(site, part, {concern.id: gist(lookup, concern) for concern in abroad}),
        )


@dataclass(frozen=True, slots=True)
class ConcernReach:
    """Which organisations each concern of a run is about or rests on."""

    concerns: Sequence[Concern]
    places: Mapping[str, int]
    """The place of each concern among all, by id."""
    codes: Mapping[str, frozenset[str]]
    """The codes of its organisations, with those of all that it takes in, by id."""
    touching: Mapping[str, Sequence[str]]
    """The ids of the concerns about an organisation or resting on findings of it, by code."""

    @classmethod
    def of(cls, concerns: Sequence[Concern]) -> ConcernReach:
        """That of all concerns of a run."""
        own = {concern.id: _own_codes(concern) for concern in concerns}
        every = {concern.id: concern for concern in concerns}
        touching: dict[str, list[str]] = {}
        for id, codes in own.items():
            for code in codes:
                touching.setdefault(code, []).append(id)
        return cls(
            concerns,
            {concern.id: place for place, concern in enumerate(concerns)},
            {id: frozenset().union(*(own[part] for part in _below(id, every))) for id in every},
            touching,
        )

    def of_part(self, codes: frozenset[str]) -> tuple[Concern, ...]:
        """The concerns that a partition is given, in their order: whole where they are about one
        of its organisations, else by what they say of these alone. A concern of a whole area takes
        in those of everybody, and would else be sent with all of them to each partition."""
        wanted = {id for code in codes for id in self.touching.get(code, ())}
        in_order = (self.concerns[place] for place in sorted(self.places[id] for id in wanted))
        return tuple(
            concern
            if concern.organisation in codes or self.codes[concern.id] <= codes
            else _as_seen_from(codes, concern)
            for concern in in_order
        )


def _own_codes(concern: Concern) -> frozenset[str]:
    return frozenset({concern.organisation, *(key.organisation for key in concern.findings)} - {""})


def _as_seen_from(codes: frozenset[str], concern: Concern) -> Concern:
    """A concern of others with the findings of some organisations alone, for their lists of it."""
    own = tuple(key for key in concern.findings if key.organisation in codes)
    return replace(concern, findings=own, statements=(), follows_from=(), parts=())


def _below(id: str, every: Mapping[str, Concern]) -> set[str]:
    """A concern itself and all that it takes in, however deep, by id."""
    found, left = set[str](), [id]
    while left:
        id = left.pop()
        if id not in found and id in every:
            found.add(id)
            left += every[id].parts
    return found


def _lists(site: Site, part: Sequence[Organisation], gists: Mapping[str, Gist]) -> PartLists:
    lists, names = site.views.lists, site.addresses.organisations
    codes = [organisation.code for organisation in part]
    return PartLists(
        {organisation.code: site.views.standing(organisation) for organisation in part},
        {code: lists.own_places(code) for code in codes},
        {names[code]: tuple(lists.own_decided(names[code])) for code in codes},
        {code: tuple(lists.own_trends(code)) for code in codes},
        gists,
    )


def shown_part(common: SharedByAll, part: Partition) -> Assessment:
    """A partition judged again, as the run's audience may see it."""
    findings = [
        judge(
            common.pack,
            [sent for sent in part.submissions if sent.quarter == quarter],
            as_of_in(quarter, common.run.period, common.run.as_of),
        )
        for quarter in reversed(common.quarters)
    ]
    whole = Assessment(
        common.run,
        common.pack,
        common.quarters,
        common.organisations,
        part.submissions,
        Findings.concatenated(findings),
        part.concerns,
        (),
        decisions=common.decisions,
        past=common.past,
    )
    if common.audience is Audience.INTERNAL:
        return whole
    from engine.publishing.for_shared import NAME_NOT_SHOWN, without_names

    return without_names(whole, common.names, NAME_NOT_SHOWN, common.files)
