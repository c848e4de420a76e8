"""Evidence: the returns and decisions that were given, read against a policy pack."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from clausewise.errors import DecisionsUnusable, MappingUnusable, ReturnsUnusable
from clausewise.packs import FilePath, LoadedPack, load_pack, paths_of
from engine.loading.file_names import distinct_names
from engine.nouns.english import counted
from engine.nouns.evidence.fault import Fault, PackFault
from engine.nouns.evidence.organisation import Submission
from engine.nouns.outcome.audience import NamesGiven
from engine.nouns.policy.pack import Pack
from engine.nouns.quarter import Quarter
from evidence.mapping.nouns import NO_MAPPINGS, MappingFile, MappingsGiven
from evidence.nouns.returns import ReturnsRead
from evidence.privacy.names_given import names_given
from evidence.reading import Progress, no_progress
from evidence.reading import read_returns as returns_in

if TYPE_CHECKING:
    from engine.chaining.kept_concerns import ConcernKeeper
    from engine.nouns.evidence.decision import Moderation
    from evidence.decisions.file import DecisionBook


@dataclass(frozen=True, slots=True)
class DecisionsRead:
    """A file of decisions that can be used."""

    path: Path
    """As given."""
    book: DecisionBook


class HoldsTables(Protocol):
    """What read the returns in other processes, where their tables are."""

    @property
    def names(self) -> NamesGiven:
        """Who is named in the returns, and in which cells."""

    def facts(
        self, period: Quarter, as_of: dt.date, moderations: Sequence[Moderation]
    ) -> tuple[tuple[Submission, ...], tuple[Fault, ...]]:
        """The facts of every return, as ``Evidence.facts``."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What there is to assess, not yet interpreted."""

    policy: LoadedPack
    paths: tuple[Path, ...]
    """The files and folders given."""
    reading: ReturnsRead
    """The returns in them, with all that is wrong with them."""
    decisions: DecisionsRead | None = None
    """What people decided about findings; None where no file of it was given."""
    mappings: MappingsGiven = NO_MAPPINGS
    """The mappings through which workbooks in their senders' own layouts were read."""
    elsewhere: HoldsTables | None = None
    """The workers that read the returns and hold their tables; None where they are here."""

    @property
    def quarters(self) -> tuple[Quarter, ...]:
        """The quarters returned, earliest first."""
        return tuple(sorted({sent_return.quarter for sent_return in self.reading.returns}))

    @property
    def names(self) -> NamesGiven:
        """Who is named in the returns or in the file of decisions, and in which cells."""
        books = [self.decisions.book] if self.decisions is not None else []
        here = names_given([*self.reading.sent, *books])
        if self.elsewhere is None:
            return here
        there = self.elsewhere.names
        return NamesGiven(here.names | there.names, here.places | there.places)

    def facts(
        self, period: Quarter, as_of: dt.date, moderations: Sequence[Moderation]
    ) -> tuple[tuple[Submission, ...], tuple[Fault, ...]]:
        """The facts of every return as judged in a run, and what was wrong with their cells."""
        if self.elsewhere is not None:
            return self.elsewhere.facts(period, as_of, moderations)
        # What judges is imported where something is judged.
        from clausewise.yardstick import yardstick_by
        from engine.assess import as_of_in
        from evidence.submissions import RunContext, submissions

        pack = self.policy.pack
        judged = yardstick_by(pack, partial(as_of_in, period=period, as_of=as_of))
        organisations = [submitted.organisation for submitted in self.reading.returns]
        context = RunContext.for_organisations(organisations, pack, self.policy.cache)
        return submissions(self.reading, pack, judged, moderations, context)

    def keeper(
        self, period: Quarter, as_of: dt.date, moderations: Sequence[Moderation]
    ) -> ConcernKeeper:
        """Where the concerns that follow from the facts judged in a run are kept."""
        from engine.assess import as_of_in
        from engine.chaining.kept_concerns import NO_KEEPER, ConcernKeeper
        from engine.kept.store import fingerprint
        from evidence.kept_facts import FactKeeper

        if self.elsewhere is not None:
            return NO_KEEPER
        returns, store = self.reading.returns, self.policy.cache
        keeper = FactKeeper.for_run(store, self.policy.pack, [own.organisation for own in returns])
        facts = keeper.run_fingerprint(
            returns, partial(as_of_in, period=period, as_of=as_of), moderations
        )
        if not facts:
            return NO_KEEPER
        return ConcernKeeper(store, fingerprint(facts, period.label, as_of.isoformat()))


def read_returns(
    returns: FilePath | Sequence[FilePath],
    policy: LoadedPack | None = None,
    decisions: FilePath | None = None,
    on_progress: Progress = no_progress,
    mappings: MappingsGiven = NO_MAPPINGS,
) -> Evidence:
    """Read returns: workbooks, folders of CSV files, or folders of both.

    ``policy`` is that of ``load_pack()`` where it is not given; ``decisions`` a workbook or
    folder of decisions, which is left out of the returns where it lies among them; ``mappings`` are
    those of ``read_mappings()`` for workbooks in their senders' own layouts.
    ``on_progress`` is told of each file once it is read. Raises DecisionsUnusable where the
    decisions cannot be used, and ReturnsUnusable where no return can; what is wrong with some
    of several is in ``reading.faults``.
    """
    policy = policy or load_pack()
    read = read_decisions(decisions, policy.pack) if decisions is not None else None
    return usable(read_whatever(returns, policy, read, on_progress, mappings))


def usable(evidence: Evidence) -> Evidence:
    """The evidence itself. Raises ReturnsUnusable where none of its returns can be used."""
    faults = evidence.reading.faults
    if not evidence.reading.returns:
        number = counted(len(faults), "fault", zero="0")
        raise ReturnsUnusable(f"Nothing can be assessed: {number} in what was given.", faults)
    return evidence


def read_whatever(
    returns: FilePath | Sequence[FilePath],
    policy: LoadedPack,
    decisions: DecisionsRead | None = None,
    on_progress: Progress = no_progress,
    mappings: MappingsGiven = NO_MAPPINGS,
) -> Evidence:
    """Read returns, whether any of them can be used or none."""
    paths = paths_of(returns)
    leave_out = decisions.book.path if decisions is not None else None
    reading = returns_in(paths, policy.pack, on_progress, leave_out, mappings, policy.cache)
    return Evidence(policy, paths, reading, decisions, mappings)


def read_mappings(
    paths: FilePath | Sequence[FilePath],
    policy: LoadedPack | None = None,
    quarter: Quarter | None = None,
    code: str = "",
    kind: str = "",
) -> MappingsGiven:
    """The mappings in some files, as ``clausewise map`` writes them and a person confirms them;
    of a folder those that lie in it.

    ``quarter``, ``code`` and ``kind`` are those of files that say none themselves. Raises
    MappingUnusable with every fault of every file.
    """
    pack, files = (policy or load_pack()).pack, mapping_files(paths_of(paths))
    if not files:
        return MappingsGiven((), quarter, (), code, kind)
    from evidence.mapping.file import MappingUnusableError, read_mapping

    read, faults = [], list[PackFault]()
    for path, name in zip(files, distinct_names(files), strict=True):
        try:
            read.append(read_mapping(path, name, pack))
        except MappingUnusableError as error:
            faults += error.faults
        except OSError as error:
            raise MappingUnusable(
                f"{path} cannot be opened: {error.strerror or error}. Check the name and the "
                "folder."
            ) from None
    faults += _for_one_layout(read)
    if faults:
        number = counted(len(faults), "fault")
        raise MappingUnusable(f"The mappings given cannot be used: {number}.", faults)
    return MappingsGiven(tuple(read), quarter, files, code, kind)


def mapping_files(paths: Sequence[Path]) -> tuple[Path, ...]:
    """The files that mappings are in: those given, and of a folder those that may be mappings."""
    found: list[Path] = []
    for path in paths:
        inside = sorted(path.iterdir()) if path.is_dir() else [path]
        kinds = (".yaml", ".yml", ".xlsx") if path.is_dir() else (path.suffix.casefold(),)
        found += [
            file for file in inside if file.suffix.casefold() in kinds and file.name[0] != "."
        ]
    return tuple(found)


def _for_one_layout(files: Sequence[MappingFile]) -> list[PackFault]:
    """A fault for each mapping that is for the same sheets, and the same returns, as one before it:
    which of the two counts is not known."""
    faults: list[PackFault] = []
    first: dict[tuple[frozenset[str], str], str] = {}
    for file in files:
        sheets = frozenset(sheet.layout.fingerprint for sheet in file.mapping.used_sheets)
        for_returns = [*file.mapping.returns] or [""]
        found = {first.setdefault((sheets, name), file.name) for name in for_returns}
        before = next(iter(sorted(found - {file.name})), "") if sheets else ""
        if before:
            faults.append(
                PackFault(
                    file.name,
                    1,
                    f"a mapping for the same layout as {before}",
                    "one mapping for each layout",
                    "Give the one that counts.",
                )
            )
    return faults


def read_decisions(path: FilePath, pack: Pack) -> DecisionsRead:
    """What a file of decisions says. Raises DecisionsUnusable where it cannot be used."""
    from evidence.decisions.file import read_decision_file

    book = read_decision_file(Path(path), pack)
    if not book.is_usable:
        raise DecisionsUnusable(f"The decisions in {path} cannot be used.", book.faults)
    return DecisionsRead(Path(path), book)
