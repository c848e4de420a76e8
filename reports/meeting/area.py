"""The area pack: all organisations of a kind side by side, what they share, who does better."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from engine.chaining.chainers.signal_forms import AREA
from engine.nouns.english import capitalised, counted, day_words, listed
from engine.nouns.evidence.organisation import Organisation
from engine.nouns.outcome.finding import Finding
from engine.nouns.verdict import BASES_STRONGEST_FIRST, Verdict
from reports.content.rows import kind_label, kinds_with_rules
from reports.document.blocks import (
    Block,
    Bullets,
    Chapter,
    Document,
    Heading,
    Picture,
    Style,
    TableBlock,
    Words,
    plain,
)
from reports.lookup import Lookup, by_own_word, citation_of, in_order_of_gravity, rules_for
from reports.meeting.status import OrganisationStatus, alike, status_of
from reports.own_forms import AREA_PACK
from reports.pictures.drawing import wrapped_words
from reports.pictures.heat import heat_map, heat_table

MOST_CONCERNS = 6
_SHARED_BY = 2
"""A gap is common where at least so many have it."""
_UNMET = (Verdict.NOT_MET, Verdict.PARTLY_MET)
_MISSING = {
    Verdict.NOT_MET: "Not met",
    Verdict.PARTLY_MET: "Partly met",
    Verdict.CONFLICTING: "Conflicting",
    Verdict.NO_EVIDENCE: "Not evidenced",
}
_WIDE = 172
_LONG = 260


def area_pack(lookup: Lookup) -> Document:
    """What a commissioner needs of all organisations in the quarter assessed."""
    assessment = lookup.assessment
    period = assessment.run.period.label
    title = f"{assessment.pack.title}: area pack, {period}"
    kinds = kinds_with_rules(lookup)
    statuses = {
        kind: tuple(
            status_of(lookup, organisation)
            for organisation in assessment.organisations
            if organisation.kind == kind
        )
        for kind in kinds
    }
    side_by_side: list[Block] = []
    for kind in kinds:
        side_by_side += _heat(lookup, kind)
    return Document(
        title,
        f"{assessment.pack.title}: organisations side by side, common gaps, who does better",
        assessment.run.as_of,
        title,
        (
            Chapter(tuple(_front(lookup, statuses))),
            Chapter(tuple(side_by_side)),
            Chapter(tuple(_common(lookup, statuses)), landscape=True),
        ),
        AREA_PACK,
    )


def _front(lookup: Lookup, statuses: Mapping[str, Sequence[OrganisationStatus]]) -> Iterator[Block]:
    assessment = lookup.assessment
    yield Heading(f"All organisations: {assessment.run.period.label}", 1)
    day = day_words(assessment.run.as_of)
    yield plain(f"{assessment.pack.title}. Judged as of {day}.", Style.SMALL)
    header = ("Organisation", *(verdict.words for verdict in Verdict), "Own word only")
    rows = [
        _counts(organisation_status, kind_label(lookup, kind))
        for kind, those in statuses.items()
        for organisation_status in those
    ]
    caption = "Duties by verdict, with the change since the quarter before"
    yield TableBlock(caption, header, tuple(rows), (7, *(2 for _ in header[1:])), small=True)
    silent = [
        organisation_status.organisation.name
        for those in statuses.values()
        for organisation_status in those
        if not lookup.was_received(
            organisation_status.organisation.code, organisation_status.quarter
        )
    ]
    if silent:
        yield plain(f"No return came from {listed(silent)}: every duty is without evidence.")
    yield Heading("What matters most", 2)
    yield from _concerns(lookup)


def _counts(status: OrganisationStatus, kind: str) -> tuple[str, ...]:
    """The counts of an organisation, each with its change since the quarter before."""
    now = status.counts(status.quarter)
    then = status.counts(status.before) if status.before is not None else None
    cells = []
    for verdict in Verdict:
        change = now[verdict] - then[verdict] if then is not None and any(then.values()) else 0
        cells.append(f"{now[verdict]} ({change:+d})" if change else str(now[verdict]))
    return (f"{status.organisation.name}\n{kind}", *cells, str(status.on_own_word))


def _concerns(lookup: Lookup) -> Iterator[Block]:
    assessment = lookup.assessment
    names = {organisation.code: organisation.name for organisation in assessment.organisations}
    names[AREA] = capitalised(assessment.pack.vocabulary.wording.area)
    parts = {part for concern in assessment.concerns for part in concern.parts}
    now = [
        concern
        for concern in in_order_of_gravity(assessment.concerns)
        if assessment.run.period.label in concern.periods and concern.id not in parts
    ]
    if not now:
        yield plain("Nothing that follows from the findings taken together.")
        return
    groups = alike(now)
    yield Bullets(
        tuple(
            (
                Words(
                    f"{names.get(concern.organisation, concern.organisation)}: {concern.title}. ",
                    True,
                ),
                *(Words(line) for line in wrapped_words(concern.because, _LONG, 1)),
                *([Words(f" And {counted(others, 'other')} like it.")] if others else ()),
            )
            for concern, others in groups[:MOST_CONCERNS]
        ),
        numbered=True,
    )
    more = len(now) - sum(1 + others for _, others in groups[:MOST_CONCERNS])
    if more > 0:
        words = counted(more, "more concern")
        yield plain(f"{words} in the organisations’ own packs and in the matrix.", Style.SMALL)


def _heat(lookup: Lookup, kind: str) -> Iterator[Block]:
    table = heat_table(lookup, kind)
    if not table.organisations:
        return
    drawn = heat_map(table)
    yield Heading(f"{table.kind}: side by side", 1, new_page=True)
    width = min(_WIDE, 120 + 12 * len(table.organisations))
    yield Picture(drawn.svg, drawn.alternative, width, drawn.title)
    widths = (5, *(2 for _ in table.organisations))
    yield TableBlock(f"{drawn.title}, in figures", drawn.header, drawn.rows, widths, small=True)


def _common(
    lookup: Lookup, statuses: Mapping[str, Sequence[OrganisationStatus]]
) -> Iterator[Block]:
    yield Heading("Common gaps, and who is better at them", 1, new_page=True)
    yield plain(
        f"A gap is common where {_SHARED_BY} or more organisations of a kind have it. Who meets "
        "the duty is named beside it, with what that rests on: whoever has figures comes before "
        "whoever has only their own word.",
        keep_with_next=True,
    )
    some = False
    for kind, those in statuses.items():
        rows = _gap_rows(
            lookup, kind, [organisation_status.organisation for organisation_status in those]
        )
        if rows:
            some = True
            yield TableBlock(
                f"{kind_label(lookup, kind)}: {counted(len(rows), 'common gap')}",
                ("Duty and clause", *_MISSING.values(), "Who meets it"),
                rows,
                (34, 20, 20, 20, 20, 34),
                small=True,
            )
    if not some:
        yield plain("No gap is common to several organisations.")


def _gap_rows(
    lookup: Lookup, kind: str, organisations: Sequence[Organisation]
) -> tuple[tuple[str, ...], ...]:
    """One row for each duty that several miss; those that most miss come first."""
    period = lookup.assessment.run.period
    rows: list[tuple[int, tuple[str, ...]]] = []
    for rule in rules_for(lookup, kind):
        found = [
            lookup.finding(rule.id, organisation.code, period) for organisation in organisations
        ]
        known = [finding for finding in found if finding is not None]
        missing = sum(finding.verdict in _UNMET for finding in known)
        if missing >= _SHARED_BY:
            row = (
                f"{rule.title}\n{citation_of(lookup, rule.cites)}",
                *(_names(known, verdict) for verdict in _MISSING),
                _better(known),
            )
            rows.append((missing, row))
    return tuple(row for _, row in sorted(rows, key=lambda row: -row[0]))


def _names(findings: Sequence[Finding], verdict: Verdict) -> str:
    return "\n".join(
        finding.organisation.name for finding in findings if finding.verdict is verdict
    )


def _better(findings: Sequence[Finding]) -> str:
    met = [finding for finding in findings if finding.verdict is Verdict.MET]
    order = {basis: place for place, basis in enumerate(BASES_STRONGEST_FIRST)}
    met.sort(key=lambda finding: order[finding.basis] if finding.basis is not None else len(order))
    return (
        "\n".join(f"{finding.organisation.name} ({_rests_on(finding)})" for finding in met)
        or "Nobody"
    )


def _rests_on(finding: Finding) -> str:
    if by_own_word(finding):
        return "own word only"
    return finding.basis.words if finding.basis is not None else "no evidence decided it"
