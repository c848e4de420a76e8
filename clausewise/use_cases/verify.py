"""Verifying: a run held to its manifest, and made again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from clausewise.assessing import AssessmentRun, assess, publish
from clausewise.errors import CannotMakeAgain, ManifestUnusable
from clausewise.libraries import check_parquet
from clausewise.packs import FilePath, load_pack
from clausewise.places import DEFAULT_PACK, EXAMPLE_DECISIONS, EXAMPLES
from clausewise.returns import read_mappings, read_returns
from clausewise.use_cases.write_reports import (
    files_under,
    given_beside,
    manifest_for,
    single_pages,
)
from engine.loading import PackError
from engine.loading import load_pack as pack_in
from engine.loading.file_names import pack_files
from engine.loading.regular_files import regular_bytes
from engine.nouns.evidence.errors import ClausewiseError
from engine.nouns.outcome.audience import Audience
from engine.nouns.outcome.difference import About, Difference
from engine.nouns.outcome.manifest import MAPPING, PARAMETERS, FileRecord, Manifest
from engine.nouns.quarter import Quarter
from engine.verifying.compare import runs_compared
from engine.verifying.locating import Hints, Located, Shipped, Unlocated, locate
from engine.verifying.manifest_form import UnreadableError, manifest_from
from engine.verifying.recorded_files import (
    differences_in_files,
    inputs_compared,
    notes_on,
    outputs_compared,
    returns_held,
)
from engine.verifying.remembered import past_from
from engine.verifying.sealing import record_of_bytes
from evidence.reading import Progress, no_progress
from reports.file_parts import Content, joined_content
from reports.files import write_made
from reports.write import made_reports

SHIPPED = Shipped(EXAMPLES, DEFAULT_PACK, EXAMPLE_DECISIONS)


@dataclass(frozen=True, slots=True)
class RunHeld:
    """A run as recorded, beside what is there and what comes of it now."""

    recorded: Manifest
    differences: tuple[Difference, ...]
    """In order of what they are about; none where everything is the same."""
    notes: tuple[str, ...]
    """What a reader of the differences should know of what they were told from."""


class CannotLocate(ManifestUnusable):
    """A run whose things cannot be found again; ``missing`` lists all of them."""

    def __init__(self, missing: Sequence[Unlocated]) -> None:
        self.missing = tuple(missing)
        lines = "".join(f"\n  {missed.words}." for missed in missing)
        super().__init__(f"The run cannot be made again.{lines}")


@dataclass(slots=True)
class Remade:
    """The outputs made again: each one's fingerprint, and what is compared part by part."""

    seals: list[FileRecord] = field(default_factory=list)
    contents: dict[str, bytes] = field(default_factory=dict)
    """Of the pages of the site and the data set nothing is kept: their fingerprints tell enough."""

    def taking(self, made: Iterable[tuple[str, Content]]) -> Iterator[tuple[str, bytes]]:
        """The same files, each taken note of as it passes."""
        for name, parts in made:
            content = joined_content(parts)
            self.seals.append(record_of_bytes(name, content))
            if not name.endswith((".html", ".parquet")):
                self.contents[name] = content
            yield name, content


def read_manifest(path: FilePath) -> Manifest:
    """The manifest in a file. Raises ManifestUnusable where it is none, or of another version."""
    try:
        recorded = manifest_from(regular_bytes(Path(path)))
        Quarter.parse(recorded.options.period)
        dt.date.fromisoformat(recorded.options.as_of)
        Audience(recorded.options.audience)
        if recorded.options.quarter_given:
            Quarter.parse(recorded.options.quarter_given)
        past_from(recorded.past)
    except OSError as error:
        raise ManifestUnusable(
            f"{path} cannot be opened: {error.strerror or error}. Check the name and the folder."
        ) from None
    except UnreadableError as error:
        raise ManifestUnusable(f"{path} cannot be used as a manifest. {error}") from None
    except ValueError as error:
        raise ManifestUnusable(
            f"{path} cannot be used as a manifest. Its options cannot be read: {error}"
        ) from None
    return recorded


def located(recorded: Manifest, folder: FilePath, hints: Hints | None = None) -> Located:
    """Where everything is that a manifest in a folder names; ``hints`` go before what it says.

    Raises CannotLocate with all that cannot be found.
    """
    found = locate(recorded, Path(folder).resolve(), hints or Hints(), SHIPPED)
    if not isinstance(found, Located):
        raise CannotLocate(found)
    return found


def verify(
    recorded: Manifest,
    where: Located,
    out: Path | None = None,
    on_progress: Progress = no_progress,
) -> RunHeld:
    """Hold what is there to a manifest, and make its run again.

    With ``out`` the outputs made again are written into that folder; nothing is written
    otherwise. Raises CannotMakeAgain where it cannot be made again, with what differs all the same.
    """
    beside: dict[str, dict[str, Path]] = {PARAMETERS: {}, MAPPING: {}}
    for given in given_beside(where.parameters, where.mappings):
        beside[given.role][given.name] = given.path
    differences = differences_in_files(recorded, where.folder, beside, pack_files(where.pack))
    notes = tuple(notes_on(recorded, where.folder))
    try:
        again = _run_again(recorded, where, on_progress)
        remade = Remade()
        options = recorded.options
        if options.dataset:
            check_parquet()
        alone = single_pages(again, options.single)
        made = remade.taking(made_reports(again.shown, alone, options.dataset))
        if out is not None:
            write_made(made, out)
        for _ in made:
            pass
        now = manifest_for(again, remade.seals, where.folder, alone, options.dataset)
    except ClausewiseError as error:
        raise CannotMakeAgain(error, [*differences, *_returns_held(recorded, where)]) from error
    differences += inputs_compared(recorded, now)
    differences += runs_compared(recorded, now)
    differences += outputs_compared(recorded, now, remade.contents, where.folder)
    differences.sort(key=lambda difference: tuple(About).index(difference.about))
    return RunHeld(recorded, tuple(differences), notes)


def _run_again(recorded: Manifest, where: Located, on_progress: Progress) -> AssessmentRun:
    """The run that a manifest records, from where its things are now."""
    # It is given what it remembered then, whatever its history holds now.
    remembered = past_from(recorded.past)
    options = recorded.options
    policy = load_pack(where.pack, where.parameters)
    given = Quarter.parse(options.quarter_given) if options.quarter_given else None
    mappings = read_mappings(where.mappings, policy, given, options.code_given, options.kind_given)
    evidence = read_returns(where.returns, policy, where.decisions, on_progress, mappings)
    as_of = dt.date.fromisoformat(options.as_of)
    run = assess(evidence, Quarter.parse(options.period), as_of, lambda _: remembered)
    return publish(run, Audience(options.audience))


def _returns_held(recorded: Manifest, where: Located) -> list[Difference]:
    """Which submitted file is not as recorded; none where the rules cannot be used."""
    try:
        return returns_held(recorded, files_under(where.returns, pack_in(where.pack)))
    except PackError:
        return []
