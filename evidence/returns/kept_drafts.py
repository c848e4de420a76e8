"""Drafts stored from one run to the next, by the SHA-256 of their files and what read them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from engine.kept.store import LARGEST, Store, fingerprint
from engine.nouns.evidence.fault import Fault, Stage
from engine.nouns.policy.pack import Pack
from evidence.fault_log import FaultLog
from evidence.files.sources import Source, showable
from evidence.mapping.nouns import MappingsGiven
from evidence.nouns.cells import Cell, SheetNote, Table
from evidence.nouns.register import Register
from evidence.nouns.stored_forms import written_nouns
from evidence.returns.draft import Draft
from evidence.tables.identity import Identity


@dataclass(frozen=True, slots=True)
class KeptDraft:
    """What a draft holds once its file is read, before it is held to others."""

    csv: bool
    private: str
    faults: tuple[Fault, ...]
    stage: Stage
    sha256: Mapping[str, str]
    used_files: frozenset[str]
    identity: Identity | None
    tables: Mapping[str, Table]
    register: Register | None
    identity_given: bool
    refused: bool
    stated_in: Mapping[str, str]
    notes: tuple[SheetNote, ...]
    rivals: Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class DraftKeeper:
    """Where drafts are kept, and what they are read by."""

    store: Store
    read_by: str
    """The fingerprint of the pack and the mappings that they are read by."""

    @classmethod
    def for_run(cls, store: Store, pack: Pack, mappings: MappingsGiven) -> DraftKeeper:
        """The keeper of a run."""
        quarter = mappings.quarter.label if mappings.quarter is not None else ""
        files = [(file.name, file.sha256) for file in mappings.files]
        return cls(store, fingerprint(pack.digest, files, quarter, mappings.code, mappings.kind))

    def draft(self, source: Source, read: Callable[[], Draft]) -> Draft:
        """What a source holds: as it was kept, or read now, and then kept.

        Nothing is kept of files that cannot be opened, are very large, or change meanwhile.
        """
        if self.store.folder is None:
            return read()
        written_nouns()
        fingerprints = _fingerprints(source)
        if fingerprints is None:
            return read()
        key = ("draft", self.read_by, source.name, fingerprint(sorted(fingerprints.items())))
        found = self.store.get(key, KeptDraft)
        if found is not None and found.sha256 == fingerprints:
            return _draft(source.name, found)
        draft = read()
        if draft.sha256 == fingerprints:
            self.store.put(key, KeptDraft, _kept(draft))
        return draft


def _fingerprints(source: Source) -> dict[str, str] | None:
    """The SHA-256 of each file of a source, by the name that its draft shows it by; None where
    that is not known, or a name is not shown as it is."""
    files = source.csv_files or (source.path,)
    names = [showable(file.name) for file in files]
    if names != [file.name for file in files]:
        return None
    shown = [f"{source.name}/{name}" for name in names] if source.csv_files else [source.name]
    try:
        if sum(file.stat().st_size for file in files) > LARGEST:
            return None
        return dict(zip(shown, map(_sha256, files), strict=True))
    except OSError:
        return None


def _sha256(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _kept(draft: Draft) -> KeptDraft:
    return KeptDraft(
        draft.log.csv,
        draft.log.private,
        tuple(draft.log.faults),
        draft.log.stage,
        draft.sha256,
        frozenset(draft.used_files),
        draft.identity,
        draft.tables,
        draft.register,
        draft.identity_given,
        draft.refused,
        draft.stated_in,
        draft.notes,
        draft.rivals,
    )


def _draft(name: str, kept: KeptDraft) -> Draft:
    log = FaultLog(name, kept.csv, kept.private, list(kept.faults), kept.stage)
    return Draft(
        name,
        log,
        dict(kept.sha256),
        set(kept.used_files),
        kept.identity,
        kept.tables,
        kept.register,
        kept.identity_given,
        kept.refused,
        kept.stated_in,
        kept.notes,
        kept.rivals,
    )
