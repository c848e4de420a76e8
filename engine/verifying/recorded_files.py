"""Holding: what is there now beside what a manifest records, file by file."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from engine.nouns.outcome.difference import About, Difference, How
from engine.nouns.outcome.manifest import (
    DECISIONS,
    RETURN,
    FileRecord,
    Manifest,
)
from engine.verifying.compare import files_compared, findings_compared
from engine.verifying.findings_file import concerns_compared, findings_in_file
from engine.verifying.parts import same_parts
from engine.verifying.sealing import file_record, file_records

FINDINGS, LINES = "findings.json", "findings.jsonl"
_PAGES_NAMED = 10
"""So many pages that are not as recorded are named; the others are counted."""


def differences_in_files(
    recorded: Manifest,
    folder: Path,
    beside: Mapping[str, Mapping[str, Path]],
    rules: Mapping[str, Path],
) -> list[Difference]:
    """What of the parameters files, the mappings, the rules and the outputs is not as recorded.

    ``folder`` is the manifest's own; the files are given by their name in the run, those ``beside``
    the returns by their role. Returns and
    decisions are compared when the run is made again.
    """
    outputs = {output.name: folder / output.name for output in recorded.outputs}
    there = {name: path for name, path in outputs.items() if is_beside(path, folder)}
    return [
        *(
            difference
            for role, given in beside.items()
            for difference in files_compared(
                About.INPUT, recorded_files(recorded, role), file_records(given, given)
            )
        ),
        *files_compared(About.PACK, recorded.pack.files, file_records(rules, rules)),
        *_pages_counted(
            [
                *files_compared(About.OUTPUT, recorded.outputs, file_records(there, there)),
                *_not_recorded(recorded, folder),
            ]
        ),
    ]


def _not_recorded(recorded: Manifest, folder: Path) -> Iterator[Difference]:
    """The files in the folders of the outputs that the manifest does not have: laid there since,
    or taken out of it."""
    names = {output.name for output in recorded.outputs}
    for top in sorted({name.split("/")[0] for name in names if "/" in name}):
        if not (folder / top).resolve().is_relative_to(folder.resolve()):
            continue
        for home, _, files in sorted(os.walk(folder / top)):
            for name in sorted(Path(home, file).relative_to(folder).as_posix() for file in files):
                if name not in names:
                    words = "not recorded: laid there since, or taken out of the manifest"
                    yield Difference(About.OUTPUT, How.EXTRA, name, words)


def is_beside(path: Path, folder: Path) -> bool:
    """Whether an output is there: a file in the manifest's own folder, not a link that leads out
    of it."""
    return os.path.isfile(path) and path.resolve().is_relative_to(folder.resolve())


def returns_held(recorded: Manifest, files: Mapping[str, Path]) -> list[Difference]:
    """Which submitted file is not as recorded, found without assessing any."""
    returns = recorded_files(recorded, RETURN)
    return list(files_compared(About.INPUT, returns, file_records(files, files)))


def recorded_files(recorded: Manifest, role: str) -> list[FileRecord]:
    """The files that a run read in a role, as they were."""
    return [
        FileRecord(file.name, file.sha256, file.size)
        for file in recorded.inputs
        if file.role == role
    ]


def inputs_compared(recorded: Manifest, now: Manifest) -> list[Difference]:
    """The returns and decisions of a run and of the run made again."""
    return [
        difference
        for role in (RETURN, DECISIONS)
        for difference in files_compared(
            About.INPUT, recorded_files(recorded, role), recorded_files(now, role)
        )
    ]


def outputs_compared(
    recorded: Manifest, now: Manifest, made: Mapping[str, bytes], folder: Path
) -> list[Difference]:
    """The outputs that came out with other bytes, and the verdicts and concerns in them.

    ``made`` holds those that are worth comparing part by part; ``now`` the seals of all.
    """
    differences: list[Difference] = []
    seals = {output.name: output for output in now.outputs}
    for output in recorded.outputs:
        if output.name not in seals:
            words = "this version writes no such file"
            differences.append(Difference(About.REMADE, How.MISSING, output.name, words))
        elif seals[output.name].sha256 != output.sha256:
            content = made.get(output.name, b"")
            differences.append(_remade(output, seals[output.name], content, folder))
    new = sorted(set(seals) - {output.name for output in recorded.outputs})
    words = "not recorded; this version writes it"
    differences += (Difference(About.REMADE, How.EXTRA, name, words) for name in new)
    return [*_pages_counted(differences), *_verdicts(made, folder)]


def _pages_counted(differences: Iterable[Difference]) -> list[Difference]:
    """Differences of outputs; of pages in a folder of their own the first few by name."""
    every = list(differences)
    pages = [difference for difference in every if "/" in difference.name]
    rest = pages[_PAGES_NAMED:]
    if not rest:
        return every
    more = Difference(rest[0].about, How.CHANGED, f"{len(rest)} more pages", "as those above")
    return [difference for difference in every if difference not in rest] + [more]


def _remade(file: FileRecord, again: FileRecord, content: bytes, folder: Path) -> Difference:
    """An output that came out with other bytes than recorded."""
    (difference,) = files_compared(About.REMADE, [file], [again])
    beside = folder / file.name
    as_written = is_beside(beside, folder) and file_record(beside, file.name).sha256 == file.sha256
    if as_written and same_parts(beside.read_bytes(), content):
        words = "packed otherwise; each part within is the same as recorded"
        return replace(difference, words=words)
    return difference


def _verdicts(made: Mapping[str, bytes], folder: Path) -> list[Difference]:
    """The verdicts and concerns that came out differently, by the findings.json beside it, or
    by its lines."""
    if FINDINGS not in made or not is_beside(folder / FINDINGS, folder):
        return []
    before = (folder / FINDINGS).read_bytes()
    lines = (folder / LINES).read_bytes() if is_beside(folder / LINES, folder) else b""
    now = made.get(LINES, b"")
    if (before, lines) == (made[FINDINGS], now):
        return []
    try:
        return [
            *findings_compared(
                findings_in_file(before, lines), findings_in_file(made[FINDINGS], now)
            ),
            *concerns_compared(before, made[FINDINGS]),
        ]
    except ValueError:
        return []


def notes_on(recorded: Manifest, folder: Path) -> list[str]:
    """What a reader of the differences should know of what they were found from."""
    notes = []
    if any(file.role == RETURN and file.sha256 is None for file in recorded.inputs):
        notes.append(
            "This manifest has no fingerprint of some files read: they are compared by name, and "
            "by what comes of them."
        )
    seal = next((output for output in recorded.outputs if output.name == FINDINGS), None)
    now = file_record(folder / FINDINGS, FINDINGS)
    if seal is not None and now.sha256 is None:
        notes.append(f"{FINDINGS} is not beside the manifest: which verdicts differ is not known.")
    elif seal is not None and now.sha256 != seal.sha256:
        notes.append(
            f"{FINDINGS} beside the manifest is not the one that the run wrote: a verdict called "
            "“recorded” is the one that this file tells."
        )
    return notes
