"""Writing an assessment's reports, with the manifest by which anybody can make them again."""

from __future__ import annotations

import platform
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from clausewise.assessing import AssessmentRun
from clausewise.libraries import LIBRARIES, check_parquet, version_of
from clausewise.names import distinct, file_stem, organisation_named
from clausewise.packs import FilePath
from clausewise.places import DEFAULT_PACK, EXAMPLE_DECISIONS, EXAMPLES
from clausewise.returns import Evidence
from clausewise.use_cases.submitted import check_folder
from engine.loading.file_names import distinct_names, pack_files
from engine.nouns.evidence.organisation import Organisation
from engine.nouns.outcome.audience import Audience
from engine.nouns.outcome.manifest import (
    DECISIONS,
    MAPPING,
    PARAMETERS,
    SHIPPED,
    SHIPPED_DECISIONS,
    SHIPPED_RULES,
    FileRecord,
    Manifest,
)
from engine.nouns.policy.pack import Pack
from engine.verifying.manifest_form import manifest_bytes
from engine.verifying.places import Places
from engine.verifying.record import GivenFile, RunMaterials, manifest_of
from engine.verifying.sealing import file_record, record_of_bytes
from evidence.files.sources import files_of, find_sources
from reports.file_parts import Content, MeasuredParts, WrittenFile, joined_content
from reports.files import SITE, write_made
from reports.write import has_dataset, made_reports

if TYPE_CHECKING:
    from clausewise.spreading.executors import Workplace
    from reports.write import Begin

MANIFEST = "manifest.json"
SINGLE = f"{SITE}/single"
"""The folder of the outputs that holds the pages of organisations that stand alone."""


def write_reports(
    run: AssessmentRun,
    out: FilePath,
    single: Sequence[str] = (),
    dataset: bool = False,
    place: Workplace | None = None,
) -> tuple[Path, ...]:
    """Write a run's reports and its manifest into a folder, all or none; returns their paths.

    As the run's audience may see it. ``single`` names organisations, by code or name, of each of
    which a page that stands alone is written too; with ``dataset`` the findings are written as
    Parquet files too, by quarter and kind. With a ``place``, as ``workplace_beside`` gives it,
    its workers write what is of organisations alone: the same bytes. The folder is made where it is
    missing. Raises CannotWrite, UnknownName where there is no such organisation, LibraryMissing
    where a data set is wanted without pyarrow, and ArgumentError where an output would take the
    place of what was submitted.
    """
    if dataset:
        check_parquet()
    folder = Path(out)
    policy, decisions = run.evidence.policy, run.evidence.decisions
    beside = [decisions.path] if decisions is not None else []
    check_folder(folder, (*run.evidence.paths, policy.path, *policy.parameters, *beside))
    return write_made(made_outputs(run, folder, single, dataset, place), folder)


def made_outputs(
    run: AssessmentRun,
    out: Path,
    single: Sequence[str] = (),
    dataset: bool = False,
    place: Workplace | None = None,
) -> Iterator[tuple[str, Content]]:
    """All that a run writes into a folder, each file by its name; the manifest last.

    One at a time, so that not all are held at once. The same run gives the same bytes.
    """
    seals = []
    alone, dataset = single_pages(run, single), has_dataset(run.shown, dataset)
    begin = _begin(run, place) if place is not None else None
    for name, content in made_reports(run.shown, alone, dataset, begin):
        if isinstance(content, bytes):
            seals.append(record_of_bytes(name, content))
            yield name, content
            continue
        if isinstance(content, WrittenFile):
            seals.append(FileRecord(name, content.sha256, content.size))
            yield name, content
            continue
        measured = MeasuredParts(content)
        yield name, measured
        # It has been written by now, and so it is known what it was; else it is made for that.
        if not measured.sha256:
            joined_content(measured)
        seals.append(FileRecord(name, measured.sha256, measured.size))
    yield MANIFEST, manifest_bytes(manifest_for(run, seals, out, alone, dataset))


def _begin(run: AssessmentRun, place: Workplace) -> Begin | None:
    """What has workers draft a run's reports; None where all are made in one place."""
    # What spreads work is imported where it is asked for.
    from clausewise.spreading.writing import can_spread, drafted_by_workers

    return partial(drafted_by_workers, run, place) if can_spread(run) else None


def single_pages(run: AssessmentRun, wanted: Iterable[str]) -> dict[str, Organisation]:
    """The organisations of which a page that stands alone is wanted, by its file's name.

    Raises UnknownName.
    """
    named = {who.code: who for who in (organisation_named(run.shown, name) for name in wanted)}
    found = [named[code] for code in sorted(named)]
    stems = distinct(map(file_stem, found))
    return {f"{SINGLE}/{stem}.html": who for stem, who in zip(stems, found, strict=True)}


def manifest_for(
    run: AssessmentRun,
    outputs: Iterable[FileRecord],
    out: Path,
    single: Mapping[str, Organisation] | None = None,
    dataset: bool = False,
) -> Manifest:
    """The manifest of a run whose outputs are about to be written into a folder."""
    policy, evidence = run.evidence.policy, run.evidence
    roots = tuple(dict.fromkeys(path.resolve() for path in evidence.paths))
    # What the run was given beside the returns is told by name alone, where it is far off.
    places = Places(out.resolve(), run.audience is not Audience.INTERNAL, roots)
    files = submitted_files(evidence)
    hidden = _hidden(run, files)
    made = RunMaterials(
        tuple(sorted((_root(root, places, hidden) for root in roots), key=lambda at: at or "")),
        files,
        given_beside(policy.parameters, evidence.mappings.paths),
        SHIPPED_RULES
        if policy.path.resolve() == DEFAULT_PACK
        else places.recorded_place(policy.path),
        tuple(file_record(path, name) for name, path in pack_files(policy.path).items()),
        platform.python_version(),
        {name: version_of(name) for name in LIBRARIES},
        _identity_given(evidence),
        tuple(organisation.code for organisation in (single or {}).values()),
        dataset,
    )
    manifest = manifest_of(
        run.whole, run.shown, made, places, tuple(sorted(outputs, key=lambda seal: seal.name))
    )
    decisions = evidence.decisions
    if decisions is None or decisions.path.resolve() != EXAMPLE_DECISIONS:
        return manifest
    inputs = (
        replace(file, path=SHIPPED_DECISIONS) if file.role == DECISIONS else file
        for file in manifest.inputs
    )
    return replace(manifest, inputs=tuple(inputs))


def _identity_given(evidence: Evidence) -> tuple[str, str, str]:
    """The quarter, code and kind that a run was given for returns without them."""
    given = evidence.mappings
    if not (given.paths or evidence.reading.identity_given):
        return "", "", ""
    return given.quarter.label if given.quarter is not None else "", given.code, given.kind


def given_beside(
    parameters: Sequence[Path], mappings: Sequence[Path] = ()
) -> tuple[GivenFile, ...]:
    """The files beside the returns that a run reads, each with its role."""
    return tuple(
        GivenFile(role, name, path)
        for role, paths in ((PARAMETERS, parameters), (MAPPING, mappings))
        for name, path in zip(distinct_names(paths), paths, strict=True)
    )


def submitted_files(evidence: Evidence) -> dict[str, Path]:
    """Where each submitted file is, and each of the decisions, by its name in the run."""
    files = files_under(evidence.paths, evidence.policy.pack)
    if evidence.decisions is not None:
        files |= files_under((evidence.decisions.path,), evidence.policy.pack)
    return files


def files_under(paths: Sequence[Path], pack: Pack) -> dict[str, Path]:
    """Where each file of some files and folders is, by the name a run shows it by."""
    sources, _ = find_sources(paths, pack.vocabulary.audit)
    return files_of(sources)


def _hidden(run: AssessmentRun, files: Mapping[str, Path]) -> set[Path]:
    """The files whose own name the run's audience does not see."""
    pairs = zip(run.whole.run.inputs, run.shown.run.inputs, strict=True)
    return {
        files[own.name].resolve()
        for own, shown in pairs
        if own.name != shown.name and own.name in files
    }


def _root(root: Path, places: Places, hidden: set[Path]) -> str | None:
    """A given path as the manifest gives it; None where it would show what is hidden."""
    if root == EXAMPLES:
        return SHIPPED
    return (
        None if any(path.is_relative_to(root) for path in hidden) else places.recorded_place(root)
    )
