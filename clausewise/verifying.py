"""Holding what is there to a manifest, and making its run again."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

from clausewise.locating import Located
from clausewise.options import stop
from clausewise.recording import Asked, manifest_for, run, submitted
from engine.loading import PackError, load_pack
from engine.loading.files.folder import pack_files
from engine.nouns.outcome.difference import About, Difference, How
from engine.nouns.outcome.manifest import DECISIONS, PARAMETERS, RETURN, FileRecord, Manifest
from engine.verifying.compare import files_compared, findings_compared, runs_compared
from engine.verifying.parts import same_parts
from engine.verifying.remembered import past_from
from engine.verifying.sealing import sealed, sealed_all
from engine.verifying.told import concerns_compared, findings_told
from reports import CannotWrite
from reports.files import write_made
from reports.write import made_reports

FINDINGS = "findings.json"


def held(recorded: Manifest, where: Located, asked: Asked) -> list[Difference]:
    """What of the parameters files, the rules and the outputs is not as recorded.

    Returns and decisions are compared when the run is made again.
    """
    rules = pack_files(where.pack_path)
    outputs = {one.name: where.folder / one.name for one in recorded.outputs}
    there = {name: path for name, path in outputs.items() if os.path.isfile(path)}
    own = {one.name: one.path for one in asked.given}
    return [
        *files_compared(About.INPUT, _recorded(recorded, PARAMETERS), sealed_all(own, own)),
        *files_compared(About.PACK, recorded.pack.files, sealed_all(rules, rules)),
        *files_compared(About.OUTPUT, recorded.outputs, sealed_all(there, there)),
    ]


def returns_held(recorded: Manifest, where: Located) -> list[Difference]:
    """Which submitted file is not as recorded, told without assessing any; none where the rules
    cannot be used."""
    try:
        files = submitted(where.returns, load_pack(where.pack_path))
    except PackError:
        return []
    return list(files_compared(About.INPUT, _recorded(recorded, RETURN), sealed_all(files, files)))


def _recorded(recorded: Manifest, role: str) -> list[FileRecord]:
    return [
        FileRecord(one.name, one.sha256, one.size) for one in recorded.inputs if one.role == role
    ]


def made_again(
    recorded: Manifest, where: Located, asked: Asked, out: Path | None
) -> list[Difference]:
    """What differs in the run made again: numbers, software, outputs, verdicts and concerns.

    Ends the run where it cannot be made again, having said why.
    """
    # It is given what it remembered then, whatever its history holds now.
    remembered = past_from(recorded.past)
    true, shown = run(asked, lambda _: remembered)
    made = made_reports(shown)
    now = manifest_for(asked, true, shown, made, where.folder)
    if out is not None:
        try:
            write_made(made, out)
        except CannotWrite as error:
            stop(str(error))
    differences = [
        *files_compared(About.INPUT, _recorded(recorded, RETURN), _recorded(now, RETURN)),
        *files_compared(About.INPUT, _recorded(recorded, DECISIONS), _recorded(now, DECISIONS)),
        *runs_compared(recorded, now),
    ]
    for one in recorded.outputs:
        content = made.get(one.name)
        if content is None:
            differences.append(
                Difference(About.REMADE, How.MISSING, one.name, "this version writes no such file")
            )
            continue
        again = next(each for each in now.outputs if each.name == one.name)
        if again.sha256 == one.sha256:
            continue
        differences += _remade(one, again, content, where.folder / one.name)
    return differences + _verdicts(recorded, made, where.folder)


def _remade(one: FileRecord, again: FileRecord, content: bytes, beside: Path) -> list[Difference]:
    """An output that came out with other bytes than recorded."""
    (told,) = files_compared(About.REMADE, [one], [again])
    as_written = os.path.isfile(beside) and sealed(beside, one.name).sha256 == one.sha256
    if as_written and same_parts(beside.read_bytes(), content):
        told = replace(told, words="packed otherwise; each part within is the same as recorded")
    return [told]


def _verdicts(recorded: Manifest, made: dict[str, bytes], folder: Path) -> list[Difference]:
    """The verdicts and concerns that came out differently, by the findings.json beside it."""
    beside = folder / FINDINGS
    if FINDINGS not in made or not os.path.isfile(beside):
        return []
    before = beside.read_bytes()
    if before == made[FINDINGS]:
        return []
    try:
        return [
            *findings_compared(findings_told(before), findings_told(made[FINDINGS])),
            *concerns_compared(before, made[FINDINGS]),
        ]
    except ValueError:
        return []


def notes_on(recorded: Manifest, folder: Path) -> list[str]:
    """What a reader of the differences should know of what they were told from."""
    notes = []
    if any(one.role == RETURN and one.sha256 is None for one in recorded.inputs):
        notes.append(
            "This manifest has no fingerprint of some files read: they are compared by name, and "
            "by what comes of them."
        )
    seal = next((one for one in recorded.outputs if one.name == FINDINGS), None)
    now = sealed(folder / FINDINGS, FINDINGS)
    if seal is not None and now.sha256 is None:
        notes.append(f"{FINDINGS} is not beside the manifest: which verdicts differ is not known.")
    elif seal is not None and now.sha256 != seal.sha256:
        notes.append(
            f"{FINDINGS} beside the manifest is not the one that the run wrote: a verdict called "
            "“recorded” is the one that this file tells."
        )
    return notes
