"""What all tests share: each pack, each reading of returns and each assessment is made once.

All of them are frozen, and what a run finds depends on its files and options alone. So whoever
asks again, with no file changed since, is given what was made before. Tests of reading and of
judging call ``evidence.reading`` and ``engine.assess`` themselves, which keep nothing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import engine.loading
import engine.loading.pack
from engine.kept.store import NOTHING_KEPT, Store
from engine.nouns.policy.pack import Pack
from engine.nouns.quarter import Quarter
from evidence.mapping.nouns import NO_MAPPINGS, MappingsGiven
from evidence.reading import Progress, no_progress

if TYPE_CHECKING:
    from clausewise.assessing import AssessmentRun, Recall
    from clausewise.returns import Evidence
    from evidence.nouns.returns import ReturnsRead

KEPT = 8
"""The readings and the assessments that are kept, the latest asked for."""

Read = Callable[..., "ReturnsRead"]
Assess = Callable[..., "AssessmentRun"]


def everything_once() -> None:
    """Put the three in place, before any test or any room above imports them."""
    engine.loading.pack.load_pack = engine.loading.load_pack = pack_once(engine.loading.load_pack)
    import clausewise.assessing
    import clausewise.returns

    clausewise.returns.returns_in = returns_once(clausewise.returns.returns_in)
    clausewise.assessing.assess = assessment_once(clausewise.assessing.assess)


def files_of(*paths: Path) -> tuple[object, ...]:
    """All files in some folders, or some files, with what changes when they do."""
    files = [file for path in paths for file in sorted([path, *path.rglob("*")]) if file.exists()]
    stats = [(file.resolve(), file.stat()) for file in files]
    return (*paths, *((file, stat.st_mtime_ns, stat.st_size) for file, stat in stats))


def pack_once(load_pack: Callable[[Path], Pack]) -> Callable[[Path], Pack]:
    kept: dict[object, Pack] = {}

    def load(path: Path) -> Pack:
        seen = files_of(path)
        if seen not in kept:
            kept[seen] = load_pack(path)
        return kept[seen]

    return load


def returns_once(read_returns: Read) -> Read:
    kept: dict[object, tuple[Pack, ReturnsRead]] = {}

    def read(
        paths: Sequence[Path],
        pack: Pack,
        on_progress: Progress = no_progress,
        leave_out: Path | None = None,
        mappings: MappingsGiven = NO_MAPPINGS,
        kept_on_disk: Store = NOTHING_KEPT,
    ) -> ReturnsRead:
        if on_progress is not no_progress or mappings.files or kept_on_disk.folder is not None:
            return read_returns(paths, pack, on_progress, leave_out, mappings, kept_on_disk)
        given = mappings.quarter, mappings.code, mappings.kind
        seen = id(pack), leave_out, given, files_of(*paths)
        made = kept.pop(seen, None)
        if made is None:
            made = pack, read_returns(paths, pack, on_progress, leave_out, mappings)
        _keep(kept, seen, made)
        return made[1]

    return read


def assessment_once(assess: Assess) -> Assess:
    kept: dict[object, AssessmentRun] = {}

    def assessed(
        evidence: Evidence,
        period: Quarter | str | None = None,
        as_of: dt.date | None = None,
        recall: Recall | None = None,
    ) -> AssessmentRun:
        if recall is not None:
            return assess(evidence, period, as_of, recall)
        seen = id(evidence.reading), id(evidence.policy.pack), id(evidence.decisions), period, as_of
        made = kept.pop(seen, None) or assess(evidence, period, as_of)
        _keep(kept, seen, made)
        return replace(made, evidence=evidence)

    return assessed


def _keep(kept: dict[object, Any], seen: object, made: object) -> None:
    kept[seen] = made
    if len(kept) > KEPT:
        del kept[next(iter(kept))]
