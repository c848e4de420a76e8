"""Recording: a run as its manifest records it for its audience."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from engine.nouns.outcome.assessment import Assessment, InputFile
from engine.nouns.outcome.audience import Audience
from engine.nouns.outcome.finding import ParameterUsed
from engine.nouns.outcome.manifest import (
    FORMAT,
    FileRecord,
    InputRecord,
    Manifest,
    OptionsRecord,
    PackRecord,
    ParameterRecord,
    SoftwareRecord,
)
from engine.verifying.places import Places
from engine.verifying.remembered import past_record
from engine.verifying.sealing import file_record, size_of


@dataclass(frozen=True, slots=True)
class GivenFile:
    """A file beside the returns that the run was given: parameters, and whatever comes to it."""

    role: str
    name: str
    """As the run's reports show it."""
    path: Path


@dataclass(frozen=True, slots=True)
class RunMaterials:
    """What a run was made from, beyond what its assessment says."""

    roots: Sequence[str | None]
    """The files and folders of returns, as the manifest gives their places."""
    files: Mapping[str, Path]
    """Where each submitted file is, by its true name in the run."""
    given: Sequence[GivenFile]
    pack_path: str | None
    pack_files: Sequence[FileRecord]
    python: str
    libraries: Mapping[str, str]
    identity_given: tuple[str, str, str] = ("", "", "")
    """The quarter, code and kind of the returns that do not say them."""
    single: tuple[str, ...] = ()
    """The codes of the organisations of which a page that stands alone is made."""
    dataset: bool = False
    """Whether the findings are written as a data set too."""


def manifest_of(
    true: Assessment,
    shown: Assessment,
    made: RunMaterials,
    places: Places,
    outputs: Sequence[FileRecord],
) -> Manifest:
    """The manifest of a run, with no more of its inputs than its audience may see.

    ``true`` is the assessment and ``shown`` the one written. A file has the name that the
    reports show. For the public no submitted file has a fingerprint or a size, for anyone
    who guesses a figure could check the guess by it; and no file beside them a name or a place.
    """
    run, pack = shown.run, shown.pack
    inputs = [
        _submitted(own, file.name, made.files.get(own.name), shown.audience, places)
        for own, file in zip(true.run.inputs, run.inputs, strict=True)
    ]
    inputs += _beside(made.given, shown.audience, places)
    return Manifest(
        FORMAT,
        SoftwareRecord(run.software, made.python, dict(made.libraries), run.chained_by),
        _options(shown, made),
        tuple(made.roots),
        tuple(sorted(inputs, key=lambda file: (file.role, file.name))),
        PackRecord(pack.id, pack.version, pack.digest, made.pack_path, tuple(made.pack_files)),
        tuple(map(parameter_record, run.parameters)),
        tuple(outputs),
        past_record(shown.past),
    )


def _options(shown: Assessment, made: RunMaterials) -> OptionsRecord:
    return OptionsRecord(
        shown.run.period.label,
        shown.run.as_of.isoformat(),
        shown.audience.value,
        shown.audience is Audience.INTERNAL,
        *made.identity_given,
        made.single,
        made.dataset,
    )


def _beside(
    given: Sequence[GivenFile], audience: Audience, places: Places
) -> Iterator[InputRecord]:
    """The files beside the returns; for the public by their number alone."""
    public = audience is Audience.PUBLIC
    for number, file in enumerate(given, 1):
        name = f"{number}, name not shown" if public else file.name
        seal = file_record(file.path, name)
        place = None if public else places.recorded_place(file.path)
        yield InputRecord(file.role, name, seal.sha256, seal.size, place, used=True)


def _submitted(
    own: InputFile, shown: str, path: Path | None, audience: Audience, places: Places
) -> InputRecord:
    """A submitted file, with the fingerprint of the bytes that were assessed."""
    if audience is Audience.PUBLIC or path is None:
        return InputRecord(own.role, shown, None, None, None, own.used)
    # What was read has its fingerprint from the reading; what was not is looked at here.
    seal = FileRecord(shown, own.sha256, size_of(path)) if own.sha256 else file_record(path, shown)
    place = places.recorded_place(path) if shown == own.name else None
    return InputRecord(own.role, shown, seal.sha256, seal.size, place, own.used)


def parameter_record(parameter: ParameterUsed) -> ParameterRecord:
    """A parameter as the manifest keeps it."""
    return ParameterRecord(
        parameter.name,
        float(parameter.value),
        parameter.unit,
        parameter.set_by,
        parameter.clause,
        parameter.in_force_from,
        parameter.overlaid_from,
        parameter.organisations,
    )
