"""Recording a run: what it was asked for, and the manifest that goes beside what it made."""

from __future__ import annotations

import datetime as dt
import platform
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from clausewise.options import usable_pack
from clausewise.pipeline import assessment_for
from clausewise.places import DEFAULT_PACK, EXAMPLE_DECISIONS, EXAMPLES
from engine.loading.files.folder import pack_files
from engine.loading.overlays import told_apart
from engine.nouns.outcome.assessment import Assessment
from engine.nouns.outcome.audience import Audience
from engine.nouns.outcome.manifest import (
    DECISIONS,
    PARAMETERS,
    SHIPPED,
    SHIPPED_DECISIONS,
    SHIPPED_RULES,
    Manifest,
)
from engine.nouns.outcome.past import Past
from engine.nouns.policy.pack import Pack
from engine.nouns.quarter import Quarter
from engine.verifying.places import Places
from engine.verifying.record import Given, Made, manifest_of
from engine.verifying.sealing import sealed, sealed_bytes
from evidence.files.sources import files_of, find_sources

MANIFEST = "manifest.json"
_DECIDING = (
    *("durable_rules", "defusedxml", "jinja2", "lxml", "markupsafe", "numpy", "openpyxl"),
    *("pandas", "pyarrow", "pydantic", "python-calamine", "pyyaml", "xlrd", "xlsxwriter"),
)
"""The libraries on which verdicts, concerns or the bytes of the reports depend."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A run as asked for; all of it is told in the manifest."""

    returns: tuple[Path, ...]
    pack_path: Path
    overlay: tuple[Path, ...]
    period: Quarter | None
    as_of: dt.date | None
    audience: Audience
    decisions: Path | None = None

    @property
    def given(self) -> tuple[Given, ...]:
        """The files beside the returns that the run reads, each with its role."""
        names = told_apart(self.overlay)
        return tuple(
            Given(PARAMETERS, name, path) for name, path in zip(names, self.overlay, strict=True)
        )


def run(
    asked: Asked, recall: Callable[[Assessment], Past] | None = None
) -> tuple[Assessment, Assessment]:
    """The true assessment of a run, and the one that its audience may see.

    ``recall`` tells what earlier runs found.
    """
    pack = usable_pack(asked.pack_path, asked.overlay)
    return assessment_for(
        asked.audience, asked.returns, pack, asked.period, asked.as_of, recall, asked.decisions
    )


def manifest_for(
    asked: Asked,
    true: Assessment,
    shown: Assessment,
    outputs: Mapping[str, bytes],
    out: Path,
) -> Manifest:
    """The manifest of a run whose outputs are about to be written into a folder."""
    roots = tuple(dict.fromkeys(path.resolve() for path in asked.returns))
    # What the run was given beside the returns is told by name alone, where it is far off.
    places = Places(out.resolve(), asked.audience is not Audience.INTERNAL, roots)
    files = submitted(asked.returns, shown.pack)
    if asked.decisions is not None:
        files = {**files, **submitted([asked.decisions], shown.pack)}
    hidden = {
        files[own.name].resolve()
        for own, one in zip(true.run.inputs, shown.run.inputs, strict=True)
        if own.name != one.name and own.name in files
    }
    made = Made(
        tuple(sorted((_root(one, places, hidden) for one in roots), key=lambda one: one or "")),
        files,
        asked.given,
        SHIPPED_RULES if asked.pack_path.resolve() == DEFAULT_PACK else places.of(asked.pack_path),
        tuple(sealed(path, name) for name, path in pack_files(asked.pack_path).items()),
        platform.python_version(),
        {name: _version(name) for name in _DECIDING},
    )
    manifest = manifest_of(true, shown, made, places, sealed_bytes(outputs))
    if asked.decisions is None or asked.decisions.resolve() != EXAMPLE_DECISIONS:
        return manifest
    inputs = (
        replace(one, path=SHIPPED_DECISIONS) if one.role == DECISIONS else one
        for one in manifest.inputs
    )
    return replace(manifest, inputs=tuple(inputs))


def _root(root: Path, places: Places, hidden: set[Path]) -> str | None:
    """A given path as the manifest tells it; None where it would show what is hidden."""
    if root == EXAMPLES:
        return SHIPPED
    return None if any(path.is_relative_to(root) for path in hidden) else places.of(root)


def submitted(returns: Sequence[Path], pack: Pack) -> dict[str, Path]:
    """Where each submitted file is, by its name in the run."""
    sources, _ = find_sources(returns, pack.vocabulary.audit)
    return files_of(sources)


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
