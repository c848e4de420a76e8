"""Reading returns: files in, the returns they hold out, and all that is wrong with them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from engine.kept.packed import Shelf
from engine.kept.store import NOTHING_KEPT, Store
from engine.nouns.evidence.fault import Fault
from engine.nouns.evidence.resubmission import Superseded
from engine.nouns.outcome.assessment import InputFile
from engine.nouns.policy.pack import Pack
from evidence.fault_log import FaultLog
from evidence.files.sources import PARQUET, WHAT_IS_READ, Source, find_sources, is_lone_csv
from evidence.mapping.nouns import NO_MAPPINGS, MappingsGiven
from evidence.nouns.returns import Return, ReturnsRead, SubmittedTables
from evidence.returns.draft import Draft, ReadingContext
from evidence.returns.kept_drafts import DraftKeeper
from evidence.returns.repeats import report_repeated
from evidence.returns.resubmissions import settle_resubmissions
from evidence.tables.made_for import pack_mark
from evidence.tables.table import terms_by_table

MOST_HELD = 200
"""The tables of more returns are packed as soon as they are read."""
_AT_HAND = 16
"""Of so many returns read last the tables lie open: those of an organisation."""
Progress = Callable[[str, int, int], None]
"""Told of each file once it is read: its name, how many are done, of how many."""


def no_progress(name: str, done: int, of: int) -> None:
    """Progress that is not shown."""


def read_returns(  # noqa: PLR0913 - all that returns are read by
    paths: Sequence[Path],
    pack: Pack,
    on_progress: Progress = no_progress,
    leave_out: Path | None = None,
    mappings: MappingsGiven = NO_MAPPINGS,
    store: Store = NOTHING_KEPT,
) -> ReturnsRead:
    """Read every return that the paths hold.

    A path is a workbook, a folder of CSV files that is one return, or a folder that holds
    either at any depth. Nothing wrong in a file raises: it is a fault of the reading, and all
    faults of all files come at once. The order of the paths changes nothing. ``leave_out`` is a
    file or folder that is known to be no return, such as the run's file of decisions. A workbook
    in the layout of one of the ``mappings`` is read through it. What the ``store`` holds of the
    same files, read by the same pack and mappings, is taken from there.
    """
    sources, faults = sources_in(paths, pack, leave_out, mappings)
    drafted = draft_reader(pack, mappings, store)
    drafts: list[Draft] = []
    shelf = Shelf(_AT_HAND) if len(sources) > MOST_HELD else None
    for done, source in enumerate(sources, start=1):
        drafts.append(drafted(source))
        if shelf is not None:
            drafts[-1].pack(shelf)
        on_progress(source.name, done, len(sources))
    return reading_of(faults, *settle_drafts(drafts))


def sources_in(
    paths: Sequence[Path], pack: Pack, leave_out: Path | None, mappings: MappingsGiven
) -> tuple[tuple[Source, ...], tuple[Fault, ...]]:
    """What may be a return in some paths, in order of name, and what is wrong with the paths."""
    sources, faults = find_sources(paths, pack.vocabulary.audit)
    beside = {path.resolve() for path in (leave_out, *mappings.paths) if path is not None}
    return tuple(source for source in sources if source.path.resolve() not in beside), faults


def draft_reader(pack: Pack, mappings: MappingsGiven, store: Store) -> Callable[[Source], Draft]:
    """A function that reads one source by itself, whatever the others hold."""
    context = ReadingContext(
        pack.vocabulary, terms_by_table(pack.vocabulary), pack_mark(pack), mappings
    )
    keeper = DraftKeeper.for_run(store, pack, mappings)
    return lambda source: keeper.draft(source, partial(_draft, source, context))


@dataclass(frozen=True, slots=True)
class SourceRead:
    """What came of one source, once it is held to the others of the same organisation."""

    faults: tuple[Fault, ...]
    inputs: tuple[InputFile, ...]
    found: Return | None
    sent: SubmittedTables | None
    identity_given: bool


def settle_drafts(drafts: list[Draft]) -> tuple[tuple[Superseded, ...], list[SourceRead]]:
    """What counts of some drafts, among which all of each organisation are."""
    superseded = settle_resubmissions(drafts)
    report_repeated(drafts)
    return superseded, [
        SourceRead(
            tuple(draft.log.faults_for(draft.code, draft.period)),
            draft.inputs(),
            draft.as_return(),
            SubmittedTables(draft.name, draft.sha256, draft.tables, draft.stated_in)
            if draft.tables
            else None,
            draft.identity_given,
        )
        for draft in drafts
    ]


def reading_of(
    faults: tuple[Fault, ...], superseded: tuple[Superseded, ...], sources: Sequence[SourceRead]
) -> ReturnsRead:
    """The returns of what was read, one of an organisation and quarter, beside other faults."""
    found = (source.found for source in sources if source.found is not None)
    return ReturnsRead(
        returns=tuple(sorted(found, key=lambda sent: (sent.organisation.code, sent.quarter))),
        faults=faults + tuple(fault for source in sources for fault in source.faults),
        inputs=tuple(file for source in sources for file in source.inputs),
        superseded=superseded,
        sent=tuple(source.sent for source in sources if source.sent is not None),
        identity_given=any(source.identity_given for source in sources),
    )


def _draft(source: Source, context: ReadingContext) -> Draft:
    context = replace(context, mappings=context.mappings.for_return(source.path.name))
    # What reads files is imported where there is one of which nothing was kept.
    if source.csv_files:
        from evidence.returns.csv_folder import read_csv_folder

        return read_csv_folder(source, context)
    if is_lone_csv(source, context.vocabulary.audit):
        from evidence.returns.mapped_csv import read_mapped_csv

        mapped = read_mapped_csv(source, context) if context.mappings.files else None
        if mapped is not None:
            return mapped
        draft = Draft(source.name, FaultLog(source.name))
        draft.sha256[source.name] = ""
        draft.refuse(
            f"one {_kind_of(source)} file by itself",
            WHAT_IS_READ,
            "Name the folder that holds it and the other tables, or give its mapping if it is in "
            "a sender’s own layout.",
        )
        return draft
    from evidence.returns.workbook import read_workbook

    return read_workbook(source, context)


def _kind_of(source: Source) -> str:
    return "Parquet" if source.path.suffix.casefold() == PARQUET else "CSV"
