"""Writing spread over workers: what each partition's organisations say in every report.

A worker judges a partition again from its facts, for the run's audience, so that no finding with
its reasons crosses a process; what is of the whole run (names of pages, ranked lists) it is told.
It writes pages and data set as they will stand, and the rows and lines that the other reports are
put together from.
"""

from __future__ import annotations

import functools
import hashlib
from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from clausewise.assessing import AssessmentRun
from clausewise.spreading.executors import Workplace
from clausewise.spreading.partition import (
    ListsOfPart,
    Partition,
    SharedByAll,
    partitions,
    shared_by_all,
    shown_part,
)
from clausewise.spreading.same_software import check_same_software, software
from clausewise.spreading.scratch import folder_whole, read_scratch, write_scratch
from engine.kept.packed import several_like
from engine.nouns.evidence.organisation import Organisation
from engine.nouns.outcome.audience import Audience
from engine.nouns.outcome.manifest import FileRecord
from engine.nouns.outcome.rulings import Key
from reports.briefs import Brief, Gist
from reports.content.rows import finding_row
from reports.dataset.write import part_files, parts_of
from reports.drafts import Drafts
from reports.file_parts import WrittenFile
from reports.findings_json.findings import FindingTexts
from reports.lookup import Lookup
from reports.page.site import views_of
from reports.page.write import Site, page_files

_ROWS, _LINES, _SHARED = "rows", "lines", "run.pickle"


@dataclass(frozen=True, slots=True)
class PartToWrite:
    """A partition that a worker is to write, by its number."""

    folder: str
    number: int
    software: str


@dataclass(frozen=True, slots=True)
class PartWritten:
    """What a worker wrote of a partition."""

    pages: tuple[FileRecord, ...]
    dataset: tuple[FileRecord, ...]
    columns: tuple[str, ...]
    rows: array[int]
    """The size of the row of each finding, organisation by organisation."""
    lines: array[int]
    briefs: Mapping[Key, Brief]
    gists: Mapping[str, Gist]


def can_spread(run: AssessmentRun) -> bool:
    """Whether a run's reports can be made partition by partition.

    What may not be published of one organisation hangs on figures of others: for the public all
    are made in one place.
    """
    return run.audience is not Audience.PUBLIC


def drafted_by_workers(  # noqa: PLR0913 - the run and where it is done, then as reports ask for it
    run: AssessmentRun,
    workplace: Workplace,
    lookup: Lookup,
    site: Site,
    drafts: Drafts,
    dataset: bool,
) -> Iterator[tuple[str, WrittenFile]]:
    """Have workers draft what is of organisations alone, and give the files of the data set.

    Raises what a worker raises, and WorkersLost.
    """
    folder, parts = workplace.folder, parts_of(run.whole.organisations)
    write_scratch(folder / _SHARED, shared_by_all(run, site, dataset))
    for part in partitions(run.whole, lookup, site, parts):
        write_scratch(_place(folder, part.number), part)
    tasks = [PartToWrite(str(folder), number, software()) for number in range(len(parts))]
    files: dict[int, PartWritten] = {}
    # What a partition says is taken when it is done, so that none waits for the others.
    for number, own in workplace.executor.run(write_part, tasks):
        _take(drafts, _home(folder, number), own, parts[number])
        lookup.briefs.add(own.briefs)
        _take_gists(lookup, own.gists)
        files[number] = replace(own, rows=array("Q"), lines=array("Q"), briefs={}, gists={})
    for number in range(len(parts)):
        drafts.take_pages(files[number].columns, _laid(_home(folder, number), files[number].pages))
    for number in range(len(parts)):
        yield from _laid(_home(folder, number), files[number].dataset)


def _take_gists(lookup: Lookup, gists: Mapping[str, Gist]) -> None:
    for id, own in gists.items():
        figures = several_like(own.figures, lookup.concerns[id].statements)
        lookup.gists[id] = replace(own, figures=figures)


def _take(
    drafts: Drafts, home: Path, own: PartWritten, organisations: Sequence[Organisation]
) -> None:
    sizes = zip(own.rows, own.lines, strict=True)
    with (home / _ROWS).open("rb") as rows, (home / _LINES).open("rb") as lines:
        drafted = ((rows.read(row), lines.read(line)) for row, line in sizes)
        for organisation in organisations:
            drafts.take(organisation.code, drafted)


def _laid(home: Path, files: Sequence[FileRecord]) -> Iterator[tuple[str, WrittenFile]]:
    for file in files:
        assert file.sha256 is not None
        assert file.size is not None
        yield file.name, WrittenFile(home / file.name, file.sha256, file.size)


def write_part(task: PartToWrite) -> PartWritten:
    """Write what is of the organisations of one partition into a folder of its own."""
    check_same_software(task.software)
    folder = Path(task.folder)
    common: SharedByAll = _shared(folder)
    part: Partition = read_scratch(_place(folder, task.number))
    lookup = Lookup.for_assessment(shown_part(common, part))
    lookup.gists.update(part.lists.gists)
    drafts = _drafts(common, part, lookup)
    with folder_whole(_home(folder, task.number)) as draft:
        pages = tuple(_write(draft, name, content) for name, content in _of_pages(drafts))
        dataset = tuple(
            _write(draft, name, content)
            for name, content in (
                part_files(lookup, part.number, part.organisations) if common.dataset else ()
            )
        )
        rows, lines = _write_drafts(draft, drafts, part)
    columns = tuple(drafts.columns)
    return PartWritten(
        pages, dataset, columns, rows, lines, dict(lookup.briefs.known), dict(lookup.gists)
    )


def _drafts(common: SharedByAll, part: Partition, lookup: Lookup) -> Drafts:
    drafts, lists = Drafts(lookup), ListsOfPart(lookup, common.addresses, part.lists)

    def pages(code: str) -> Iterator[tuple[str, bytes]]:
        standing = part.lists.standings[code]
        views = views_of(lookup, common.addresses, standing, lists)
        yield from page_files(lookup, common.frame, views)

    codes = [organisation.code for organisation in part.organisations]
    drafts.make(codes, partial(finding_row, lookup), FindingTexts(lookup).line, pages)
    return drafts


def _of_pages(drafts: Drafts) -> Iterator[tuple[str, bytes]]:
    for name, content in drafts.pages():
        assert isinstance(content, bytes)
        yield name, content


def _write_drafts(draft: Path, drafts: Drafts, part: Partition) -> tuple[array[int], array[int]]:
    """Write the rows and the lines one after another; the sizes of each."""
    rows, lines = array("Q"), array("Q")
    with (draft / _ROWS).open("wb") as of_rows, (draft / _LINES).open("wb") as of_lines:
        for organisation in part.organisations:
            for row, line in drafts.drafted(organisation.code):
                rows.append(of_rows.write(row))
                lines.append(of_lines.write(line))
    return rows, lines


def _write(folder: Path, name: str, content: bytes) -> FileRecord:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return FileRecord(name, hashlib.sha256(content).hexdigest(), len(content))


@functools.lru_cache(maxsize=1)
def _shared(folder: Path) -> SharedByAll:
    common: SharedByAll = read_scratch(folder / _SHARED)
    return common


def _place(folder: Path, number: int) -> Path:
    return folder / "parts" / f"{number:05}.pickle"


def _home(folder: Path, number: int) -> Path:
    return folder / "written" / f"{number:05}"
