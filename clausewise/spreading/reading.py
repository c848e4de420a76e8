"""Reading spread over workers: each file where it lies, then each partition's facts.

First every source is read by itself. Then the drafts are held to one another partition by
partition, a partition being some organisations with all that they sent: nothing that is settled
between two files is between those of two organisations. No table comes back, but its faults.
"""

from __future__ import annotations

import datetime as dt
import functools
import os
import platform
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from clausewise.packs import LoadedPack
from clausewise.returns import DecisionsRead, Evidence
from clausewise.spreading.executors import Executor, Workplace, in_order
from clausewise.spreading.same_software import check_same_software, software
from clausewise.spreading.scratch import read_scratch, write_scratch
from clausewise.yardstick import yardstick_by
from engine.assess import as_of_in
from engine.kept.packed import Shelf, pack
from engine.kept.store import Store
from engine.nouns.evidence.decision import Moderation
from engine.nouns.evidence.errors import ClausewiseError
from engine.nouns.evidence.fault import Fault
from engine.nouns.evidence.organisation import Organisation, Submission
from engine.nouns.evidence.resubmission import Superseded
from engine.nouns.outcome.audience import NamesGiven
from engine.nouns.policy.pack import Pack
from engine.nouns.quarter import Quarter
from evidence.files.sources import Source
from evidence.mapping.nouns import NO_MAPPINGS, MappingsGiven
from evidence.nouns.returns import Return, ReturnsRead
from evidence.privacy.names_given import names_given
from evidence.reading import (
    Progress,
    SourceRead,
    draft_reader,
    no_progress,
    reading_of,
    settle_drafts,
    sources_in,
)
from evidence.returns.draft import Draft
from evidence.submissions import RunContext, submissions

SOURCES, ORGANISATIONS = 25, 50
"""So many files, and so many organisations, are a task of a worker."""


@dataclass(frozen=True, slots=True)
class _ReadBy:
    """What all sources are read by."""

    pack: Pack
    mappings: MappingsGiven
    store: Store


@dataclass(frozen=True, slots=True)
class _FilesToRead:
    """Sources to read, each with its number among all."""

    folder: str
    software: str
    sources: tuple[tuple[int, Source], ...]


@dataclass(frozen=True, slots=True)
class _DraftsToSettle:
    """Drafts to hold to one another, by their numbers."""

    folder: str
    part: int
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _PartSettled:
    superseded: tuple[Superseded, ...]
    sources: tuple[tuple[int, SourceRead], ...]
    """By number, without any table."""
    names: NamesGiven


@dataclass(frozen=True, slots=True)
class _JudgedBy:
    """What all returns of a run are judged by."""

    organisations: tuple[Organisation, ...]
    moderations: tuple[Moderation, ...]
    period: Quarter
    as_of: dt.date


@dataclass(frozen=True, slots=True)
class _ReturnsToJudge:
    """The returns of a partition, of which the facts are wanted."""

    folder: str
    part: int
    judging: str
    """The name of the file that says what they are judged by: a worker reads it once, where a
    country's organisations in each task would have to go through the scheduler."""


@dataclass(frozen=True, slots=True)
class HeldElsewhere:
    """The tables of returns, which the workers hold in a folder."""

    executor: Executor
    folder: Path
    parts: int
    names: NamesGiven
    organisations: tuple[Organisation, ...] = field(repr=False)
    """Of every return, in the order of the returns."""

    def facts(
        self, period: Quarter, as_of: dt.date, moderations: Sequence[Moderation]
    ) -> tuple[tuple[Submission, ...], tuple[Fault, ...]]:
        """The facts of every return, partition by partition, in the order of the returns."""
        judging = f"judging-{secrets.token_hex(4)}.pickle"
        organisations = tuple(dict.fromkeys(self.organisations))
        write_scratch(
            self.folder / judging, _JudgedBy(organisations, tuple(moderations), period, as_of)
        )
        tasks = [_ReturnsToJudge(str(self.folder), part, judging) for part in range(self.parts)]
        shelf, gathered, faults = Shelf(), list[Submission](), list[Fault]()
        for path in in_order(self.executor, facts_of_part, tasks):
            found, wrong = read_scratch(Path(path))
            for sent, facts in found:
                training = shelf.packed_several(sent.training)
                held = replace(sent, facts=shelf.mapping_in(facts), training=training)
                gathered.append(held)
            faults += wrong
        gathered.sort(key=lambda sent: (sent.organisation.code, sent.quarter))
        return tuple(gathered), tuple(faults)


def read_spread(  # noqa: PLR0913 - as read_whatever
    paths: Sequence[Path],
    policy: LoadedPack,
    decisions: DecisionsRead | None,
    place: Workplace,
    on_progress: Progress = no_progress,
    mappings: MappingsGiven = NO_MAPPINGS,
) -> Evidence:
    """As ``read_whatever``, by the workers of a place, where they prepare what they read."""
    executor, folder = place.executor, place.folder
    leave_out = decisions.book.path if decisions is not None else None
    sources, faults = sources_in(paths, policy.pack, leave_out, mappings)
    write_scratch(folder / "reading.pickle", _ReadBy(policy.pack, mappings, policy.cache))
    codes = _read(executor, folder, sources, on_progress)
    parts = _partitions(codes)
    tasks = [_DraftsToSettle(str(folder), part, numbers) for part, numbers in enumerate(parts)]
    found = in_order(executor, settle_part, tasks)
    every = sorted((pair for part in found for pair in part.sources), key=lambda pair: pair[0])
    superseded = sorted(
        (former for part in found for former in part.superseded),
        key=lambda former: (former.organisation, former.period, former.file),
    )
    reading = reading_of(faults, tuple(superseded), [source for _, source in every])
    names = NamesGiven(
        frozenset().union(*(part.names.names for part in found)),
        frozenset().union(*(part.names.places for part in found)),
    )
    organisations = tuple(sent.organisation for sent in reading.returns)
    held = HeldElsewhere(executor, folder, len(parts), names, organisations)
    return Evidence(policy, tuple(paths), reading, decisions, mappings, held)


def _read(
    executor: Executor, folder: Path, sources: Sequence[Source], on_progress: Progress
) -> dict[int, str]:
    """Have every source read; the code of the organisation that each is of, by its number."""
    numbered = list(enumerate(sources))
    starts = range(0, len(numbered), SOURCES)
    tasks = [
        _FilesToRead(str(folder), software(), tuple(numbered[start : start + SOURCES]))
        for start in starts
    ]
    codes: dict[int, str] = {}
    for number, found in executor.run(read_files, tasks):
        codes.update(found)
        on_progress(tasks[number].sources[-1][1].name, len(codes), len(sources))
    return codes


def _partitions(codes: dict[int, str]) -> list[tuple[int, ...]]:
    """The numbers of the drafts of each partition, in order of the organisations' codes."""
    by_code: dict[str, list[int]] = {}
    for number in sorted(codes):
        by_code.setdefault(codes[number], []).append(number)
    ordered = sorted(by_code)
    return [
        tuple(sorted(n for code in ordered[start : start + ORGANISATIONS] for n in by_code[code]))
        for start in range(0, len(ordered), ORGANISATIONS)
    ]


def read_files(task: _FilesToRead) -> dict[int, str]:
    """Read some sources and keep their drafts; the organisation's code of each by its number."""
    check_same_software(task.software)
    folder, codes = Path(task.folder), dict[int, str]()
    drafted = _drafting(folder)
    for number, source in task.sources:
        if not os.path.lexists(source.path):
            raise ClausewiseError(
                f"The worker on {platform.node()} does not see {source.path}. The returns and the "
                "folder of the outputs must be at the same place for every worker, as on a shared "
                "disk. Nothing is written."
            )
        draft = drafted(source)
        write_scratch(_draft_at(folder, number), draft)
        codes[number] = draft.code
    return codes


def settle_part(task: _DraftsToSettle) -> _PartSettled:
    """Hold the drafts of a partition to one another, and keep its returns for their facts."""
    folder = Path(task.folder)
    superseded, sources = settle_drafts(
        [read_scratch(_draft_at(folder, number)) for number in task.numbers]
    )
    write_scratch(_returns_at(folder, task.part), reading_of((), superseded, sources).returns)
    without = [replace(source, found=_bare(source.found), sent=None) for source in sources]
    names = names_given([source.sent for source in sources if source.sent is not None])
    return _PartSettled(superseded, tuple(zip(task.numbers, without, strict=True)), names)


def _bare(sent: Return | None) -> Return | None:
    return replace(sent, tables={}, register=None) if sent is not None else None


def facts_of_part(task: _ReturnsToJudge) -> str:
    """The facts of a partition's returns and the faults of their cells, into a file; its path."""
    folder = Path(task.folder)
    policy = _context(folder).pack
    by, run_context = _judging(folder, task.judging)
    judged = yardstick_by(policy, functools.partial(as_of_in, period=by.period, as_of=by.as_of))
    reading = ReturnsRead(read_scratch(_returns_at(folder, task.part)))
    codes = {sent.organisation.code for sent in reading.returns}
    own = [score for score in by.moderations if score.organisation in codes]
    found, faults = submissions(reading, policy, judged, own, run_context)
    # The run itself holds them packed, and unpacks those of an organisation when it reads them.
    packed = [(replace(sent, facts={}), pack(dict(sent.facts))) for sent in found]
    path = folder / "facts" / f"{task.part:05}.pickle"
    write_scratch(path, (packed, faults))
    return str(path)


@functools.lru_cache(maxsize=1)
def _context(folder: Path) -> _ReadBy:
    context: _ReadBy = read_scratch(folder / "reading.pickle")
    return context


@functools.lru_cache(maxsize=1)
def _judging(folder: Path, name: str) -> tuple[_JudgedBy, RunContext]:
    """What returns are judged by, and the whole run, of a file that the run itself wrote."""
    by: _JudgedBy = read_scratch(folder / name)
    context = _context(folder)
    return by, RunContext.for_organisations(by.organisations, context.pack, context.store)


@functools.lru_cache(maxsize=1)
def _drafting(folder: Path) -> Callable[[Source], Draft]:
    context = _context(folder)
    return draft_reader(context.pack, context.mappings, context.store)


def _draft_at(folder: Path, number: int) -> Path:
    return folder / "drafts" / f"{number // 1_000:04}" / f"{number:07}.pickle"


def _returns_at(folder: Path, part: int) -> Path:
    return folder / "returns" / f"{part:05}.pickle"
