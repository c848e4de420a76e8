"""The files that the paths on a command line stand for, and the name each is shown by."""

from __future__ import annotations

import errno
import os
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from engine.nouns.control_characters import CONTROL_CHARACTERS
from engine.nouns.evidence.fault import Fault, Severity, Stage
from engine.nouns.policy.vocabulary import AuditTerm
from evidence.nouns.columns import REGISTER, table_named
from evidence.privacy.nhs_numbers import without_nhs_numbers

WHAT_IS_READ = (
    "a workbook (xlsx, xlsm, xls or ods), or a folder of CSV files with one table in each"
)
PARQUET = ".parquet"
"""The one table that may come in Parquet."""
_CSV = (".csv", ".tsv")
_OBEYED = re.compile(f"[\x00-\x1f{CONTROL_CHARACTERS}]")
_IGNORED = ("thumbs.db", "desktop.ini")


@dataclass(frozen=True, slots=True)
class Source:
    """What may be one return: a file that may be a workbook, or a folder with CSV files."""

    path: Path
    name: str
    """As the reader knows it; no two sources of a run share it."""
    csv_files: tuple[Path, ...] = ()


def find_sources(
    paths: Sequence[Path], audit: AuditTerm
) -> tuple[tuple[Source, ...], tuple[Fault, ...]]:
    """Every return that the paths may hold, in order of name, and what is wrong with the paths.

    A path is a file, a folder of CSV files, or a folder of such at any depth. Hidden files and
    the lock files of Office are passed over; a file reached twice counts once. ``audit`` is what
    the audit is called, for tables that come as text files.
    """
    found: dict[Path, Source] = {}
    faults: list[Fault] = []
    for path in sorted(set(paths), key=lambda path: path.as_posix()):
        closed: list[Fault] = []
        try:
            sources = list(_sources_at(path, audit, closed))
        except OSError as error:
            faults.append(_cannot_open(path, error))
            continue
        faults += closed
        if not sources and not closed:
            to_do = "Put the returns into the folder, or name the folder that holds them."
            faults.append(_fault(path, "a folder with no returns in it", to_do))
        for source in sources:
            known = found.get(source.path)
            # The longer name, told from a folder further up, says more.
            if known is None or len(known.name) < len(source.name):
                found[source.path] = source
    return tuple(sorted(_distinct(list(found.values())), key=lambda s: s.name)), tuple(faults)


def _cannot_open(path: Path, error: OSError) -> Fault:
    found = f"a file or folder that cannot be opened: {error.strerror}"
    if not os.path.lexists(path):
        found = "no such file or folder"
    return _fault(path, found, "Check the name and the folder it is in.")


def _sources_at(path: Path, audit: AuditTerm, closed: list[Fault]) -> Iterator[Source]:
    """The sources at a path. What cannot be opened of the folders under it comes into ``closed``;
    raises OSError where the path itself cannot be."""
    try:
        whole = path.resolve(strict=True)
    except RuntimeError as error:
        raise OSError(errno.ELOOP, "links that lead in a circle") from error
    if whole.is_dir():
        yield from _in_folder(whole, whole, {whole}, audit, closed)
    elif whole.is_file():
        yield Source(whole, whole.name)
    else:
        raise OSError(errno.EINVAL, "a device or a pipe, not a file")


def _in_folder(
    folder: Path, top: Path, seen: set[Path], audit: AuditTerm, closed: list[Fault]
) -> Iterator[Source]:
    """The sources in a folder and under it; a folder linked into itself is entered once."""
    entries = [entry for entry in sorted(folder.iterdir()) if not _passed_over(entry)]
    files = [entry for entry in entries if entry.is_file()]
    csv_files = tuple(file for file in files if _is_csv(file, audit))
    if csv_files:
        yield Source(folder.resolve(), _relative(folder, top), csv_files)
    for file in files:
        if file not in csv_files:
            yield Source(file.resolve(), _relative(file, top))
    for entry in entries:
        if entry.is_dir() and entry.resolve() not in seen:
            seen.add(entry.resolve())
            try:
                yield from _in_folder(entry, top, seen, audit, closed)
            except OSError as error:
                closed.append(_cannot_open(entry, error))


def _passed_over(entry: Path) -> bool:
    return entry.name.startswith((".", "~$")) or entry.name.casefold() in _IGNORED


def _is_csv(file: Path, audit: AuditTerm) -> bool:
    suffix = file.suffix.casefold()
    table = table_named(file.stem, audit)
    return (
        suffix in _CSV
        or (suffix == ".txt" and table is not None)
        or (suffix == PARQUET and table == REGISTER)
    )


def showable(name: str) -> str:
    """A file's name as it may be shown, on one line: no NHS number, no bytes that are not text,
    and of what a terminal would obey the code."""
    return without_nhs_numbers(_OBEYED.sub(_code, name).encode("utf-8", "replace").decode())


def _code(match: re.Match[str]) -> str:
    return f"[U+{ord(match[0]):04X}]"


def files_of(sources: Sequence[Source]) -> dict[str, Path]:
    """Where each file of some sources is, by the name that the run shows it by."""
    return {
        name: file
        for source in sources
        for name, file in (
            [
                (f"{source.name}/{showable(csv_file.name)}", csv_file)
                for csv_file in source.csv_files
            ]
            or [(source.name, source.path)]
        )
    }


def is_lone_csv(source: Source, audit: AuditTerm) -> bool:
    """Whether a source is a single CSV file, given by itself."""
    return not source.csv_files and _is_csv(source.path, audit)


def _relative(path: Path, top: Path) -> str:
    return top.name or "returns" if path == top else path.relative_to(top).as_posix()


def _distinct(sources: list[Source]) -> list[Source]:
    """The sources with names that differ: parent folders are put before those that do not."""
    names = {source.path: source.name for source in sources}
    depths = {source.path: 0 for source in sources}
    while True:
        counts = Counter(names.values())
        alike = [source for source in sources if counts[names[source.path]] > 1]
        longer = [source for source in alike if depths[source.path] < len(source.path.parts)]
        if not longer:
            break
        for source in longer:
            own = len(Path(source.name).parts)
            depths[source.path] = max(depths[source.path], own) + 1
            parts = [part.strip("/\\:") for part in source.path.parts]
            names[source.path] = "/".join(parts[-depths[source.path] :])
    taken: Counter[str] = Counter()
    shown: list[Source] = []
    for source in sorted(sources, key=lambda source: source.path.as_posix()):
        name = showable(names[source.path])
        taken[name] += 1
        name = name if taken[name] == 1 else f"{name} ({taken[name]})"
        shown.append(Source(source.path, name, source.csv_files))
    return shown


def _fault(path: Path, found: str, to_do: str) -> Fault:
    name = showable(path.as_posix())
    return Fault(Severity.FILE, name, found, WHAT_IS_READ, to_do, stage=Stage.FILE)
