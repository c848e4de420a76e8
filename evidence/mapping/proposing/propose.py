"""Proposing: how a foreign workbook answers the pack, and what of it answers nothing known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from engine.nouns.policy.pack import Pack
from engine.nouns.policy.vocabulary import Vocabulary
from evidence.mapping.foreign_sheet import MOST_COLUMNS, ForeignSheet, row_and_column
from evidence.mapping.nouns import MappedSheet, Mapping, Proposal, SenderLayout, SenderScale
from evidence.mapping.proposing.heading_roles import Role
from evidence.mapping.proposing.headings import Band, bands_of, pairs_of
from evidence.mapping.proposing.identity import TABLE as ORGANISATION
from evidence.mapping.proposing.identity import identity_of
from evidence.mapping.proposing.list_rows import list_of
from evidence.mapping.proposing.lists import ListProposer
from evidence.mapping.proposing.registers import RegisterHeading, columns_of, register_of
from evidence.mapping.proposing.summaries import is_summary, summary_of
from evidence.mapping.proposing.targets import targets_of
from evidence.mapping.proposing.turning import turned_back, turned_scale
from evidence.mapping.proposing.words import Matcher
from evidence.nouns.grid import cell_reference, column_letters

_MOST_OF_A_SHEET = 0.75
_ENOUGH_ROWS = 3


def propose(
    foreign_sheets: Sequence[ForeignSheet], pack: Pack, file: str, kind: str = ""
) -> Mapping:
    """What is proposed of a workbook; nothing of it is confirmed.

    Without ``kind`` the rows are held to what every kind of organisation is asked, and then, where
    most of those that are plain are of one kind, to what that one is asked.
    """
    matchers = _Matchers(pack)
    found = _sheets(foreign_sheets, matchers.of(kind), pack.vocabulary)
    if not kind and (likely := _kind_of(found, pack.vocabulary)):
        found = _sheets(foreign_sheets, matchers.of(likely), pack.vocabulary)
    found = [_scales_once(sheet, scales) for sheet, scales in found]
    scales = tuple(scale for _, of_sheet in found for scale in of_sheet)
    sheets = _each_layout_once([sheet for sheet, _ in found if sheet.proposals])
    stated = {"kind": kind} if kind else {}
    return _each_once(Mapping(pack.id, file, sheets, scales, stated))


def _each_layout_once(sheets: Sequence[MappedSheet]) -> tuple[MappedSheet, ...]:
    """The sheets, of several in one layout the last: there is one for each quarter or year."""
    last = {sheet.layout.fingerprint: sheet for sheet in sheets}
    return tuple(sheet for sheet in sheets if last[sheet.layout.fingerprint] is sheet)


class _Matchers:
    def __init__(self, pack: Pack) -> None:
        self._pack = pack

    def of(self, kind: str) -> Matcher:
        return Matcher(targets_of(self._pack.vocabulary, kind), self._pack.title, kind)


def _sheets(
    foreign_sheets: Sequence[ForeignSheet], matcher: Matcher, vocabulary: Vocabulary
) -> list[tuple[MappedSheet, list[SenderScale]]]:
    return [_sheet(foreign, matcher, vocabulary) for foreign in foreign_sheets if foreign.cells]


def _sheet(
    foreign: ForeignSheet, matcher: Matcher, vocabulary: Vocabulary
) -> tuple[MappedSheet, list[SenderScale]]:
    heading = register_of(foreign, vocabulary, matcher.kind)
    if heading is not None:
        return _register(foreign, heading, vocabulary)
    if foreign.is_long:
        return MappedSheet(SenderLayout(foreign.lasting_name, {}), ()), []
    straight = _upright(foreign, matcher, vocabulary)
    if any(map(_answers_the_pack, straight[0].proposals)) or len(foreign.rows) > MOST_COLUMNS:
        return straight
    sheet, scales = _upright(foreign.transposed, matcher, vocabulary)
    if not any(map(_answers_the_pack, sheet.proposals)):
        return straight
    return turned_back(foreign, sheet), [turned_scale(scale) for scale in scales]


def _register(
    foreign: ForeignSheet, heading: RegisterHeading, vocabulary: Vocabulary
) -> tuple[MappedSheet, list[SenderScale]]:
    found = list(identity_of(foreign, heading.row, vocabulary))
    columns, scales = columns_of(foreign, heading, vocabulary)
    found += columns
    refs = {rest.cell for proposal in found for rest in proposal.rests_on if rest.cell}
    refs |= {
        cell_reference(column, heading.row)
        for column in foreign.columns
        if foreign.text(heading.row, column)
    }
    layout = SenderLayout(foreign.lasting_name, foreign.words_of((), refs))
    return MappedSheet(layout, tuple(found)), scales


def _answers_the_pack(proposal: Proposal) -> bool:
    return proposal.is_chosen and proposal.table != ORGANISATION


def _upright(
    foreign: ForeignSheet, matcher: Matcher, vocabulary: Vocabulary
) -> tuple[MappedSheet, list[SenderScale]]:
    """What is proposed of a sheet whose rows each answer something."""
    bands = bands_of(foreign)
    first = bands[0].first if bands else foreign.rows[-1] + 1
    found = list(identity_of(foreign, first, vocabulary))
    bands = bands or pairs_of(foreign)
    scales: list[SenderScale] = []
    labels: set[int] = set()
    proposer = ListProposer(matcher, vocabulary)
    for band in bands:
        if is_summary(band) and not _lists_percentages(band):
            rows: list[Proposal] = list(summary_of(foreign, band, vocabulary))
            labels |= {row_and_column(r.places["staff_group"].cells[0])[1] for r in rows}
        else:
            listed = list_of(foreign, band, vocabulary.audit.table)
            if listed is None:
                continue
            rows, needed = proposer.proposals_for(listed)
            rows = [row for row in rows if not _repeats(row, found)]
            if not band.first and not any(row.is_chosen for row in rows):
                continue
            scales += needed
            labels |= (
                {listed.label, *(h.column for h in band.with_roles(Role.REFERENCE))}
                if rows
                else set()
            )
        found += rows
    return MappedSheet(_layout(foreign, bands, labels, found), tuple(found)), scales


def _repeats(proposal: Proposal, found: Sequence[Proposal]) -> bool:
    """Whether nothing is proposed of a row that was taken for who the sender is."""
    cells = {cell for known in found for at in known.places.values() for cell in at.cells}
    return not proposal.is_chosen and any(
        cell in cells for at in proposal.places.values() for cell in at.cells
    )


def _scales_once(
    sheet: MappedSheet, scales: list[SenderScale]
) -> tuple[MappedSheet, list[SenderScale]]:
    """The same scale of several blocks as one."""
    first: dict[tuple[object, ...], SenderScale] = {}
    called: dict[str, str] = {}
    for scale in scales:
        same = first.setdefault((*sorted(scale.answers.items()), scale.because), scale)
        called[scale.id] = same.id
    proposals = tuple(
        replace(proposal, scale=called[proposal.scale]) if proposal.scale else proposal
        for proposal in sheet.proposals
    )
    return replace(sheet, proposals=proposals), list(first.values())


def _lists_percentages(band: Band) -> bool:
    """Whether numerator and denominator stand beside the percentages of a list, as no staff group
    has them."""
    return not band.with_roles(Role.GROUP) and bool(band.with_roles(Role.LABEL, Role.REFERENCE))


def _layout(
    foreign: ForeignSheet, bands: Iterable[Band], labels: set[int], found: Sequence[Proposal]
) -> SenderLayout:
    """The words that have to be the same for the places to mean the same."""
    refs = {rest.cell for proposal in found for rest in proposal.rests_on if rest.cell}
    refs |= {heading.ref for band in bands for heading in band.headings if heading.ref}
    return SenderLayout(
        foreign.lasting_name,
        foreign.words_of(labels, refs),
        tuple(column_letters(column) for column in sorted(labels)),
    )


def _kind_of(found: Sequence[tuple[MappedSheet, list[SenderScale]]], vocabulary: Vocabulary) -> str:
    """The kind of organisation that most rows are asked of; empty where that is not plain."""
    asked = {
        tuple(target.row.items()): target.kinds
        for target in targets_of(vocabulary)
        if len(target.kinds) == 1
    }
    kinds = Counter(
        asked[key][0]
        for sheet, _ in found
        for proposal in sheet.proposals
        if (key := tuple(proposal.row.items())) in asked
    )
    if kinds.total() < _ENOUGH_ROWS:
        return ""
    [(kind, count)] = kinds.most_common(1)
    return kind if count >= _MOST_OF_A_SHEET * kinds.total() else ""


def _each_once(mapping: Mapping) -> Mapping:
    """The mapping without the proposals that answer the same: a person has to say which does."""
    answered: dict[tuple[object, ...], list[str]] = {}
    for sheet in mapping.sheets:
        for proposal in sheet.proposals:
            for key in _answers(proposal):
                answered.setdefault(key, []).append(f"{sheet.layout.sheet} {_where(proposal)}")

    def settled(proposal: Proposal) -> Proposal:
        rivals = {at for key in _answers(proposal) for at in answered[key]}
        if len(rivals) < 2:
            return proposal
        why = f"several rows could answer it: {', '.join(sorted(rivals))}"
        return replace(proposal, table="", row={}, confidence=0, why_not=why)

    sheets = tuple(
        replace(sheet, proposals=tuple(map(settled, sheet.proposals))) for sheet in mapping.sheets
    )
    return replace(mapping, sheets=sheets)


def _answers(proposal: Proposal) -> list[tuple[object, ...]]:
    """What a proposal answers: its row and column of the pack, and of a summary the staff group."""
    if not proposal.is_chosen:
        return []
    about = tuple(proposal.row.items())
    group = proposal.places.get("staff_group")
    return [(proposal.table, about, group.cells if group else column) for column in proposal.places]


def _where(proposal: Proposal) -> str:
    return proposal.rests_on[0].cell if proposal.rests_on else ""
