"""The facts of returns stored from one run to the next, by all that they are derived from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from engine.kept.codec import codec_of
from engine.kept.store import Store, fingerprint
from engine.nouns.evidence.decision import Moderation
from engine.nouns.evidence.fact import Fact
from engine.nouns.evidence.fault import Fault
from engine.nouns.evidence.organisation import Commissioned, Organisation
from engine.nouns.evidence.training import TrainingTable
from engine.nouns.policy.pack import Pack
from engine.nouns.policy.parameter import Parameter
from engine.nouns.quarter import Quarter
from evidence.nouns.returns import Return


@dataclass(frozen=True, slots=True)
class ReturnFacts:
    """What the tables of one return come to."""

    facts: tuple[Fact, ...]
    faults: tuple[Fault, ...]
    training: tuple[TrainingTable, ...]
    commissions: tuple[Commissioned, ...] | None


@dataclass(frozen=True, slots=True)
class FactKeeper:
    """Where facts are kept, and what all of a run are worked out by."""

    store: Store
    judged_by: str
    """The fingerprint of the pack and of its parameters, whoever set them."""
    known: str
    """The fingerprint of whom registers of contracts can name."""

    @classmethod
    def for_run(cls, store: Store, pack: Pack, organisations: Iterable[Organisation]) -> FactKeeper:
        """The keeper of a run with returns of some organisations."""
        if store.folder is None:
            return cls(store, "", "")
        parameters = codec_of(Mapping[str, Parameter]).write(pack.parameters)
        names = sorted({(organisation.code, organisation.name) for organisation in organisations})
        return cls(store, fingerprint(pack.digest, parameters), fingerprint(names))

    def facts(
        self,
        submitted: Return,
        as_of: str,
        moderations: Sequence[Moderation],
        gather: Callable[[], ReturnFacts],
    ) -> ReturnFacts:
        """The facts of a return judged on a day: as they were kept, or gathered now, and then
        kept. Nothing is kept of a return with a file that could not be opened."""
        if self.store.folder is None or not all(submitted.sha256.values()):
            return gather()
        key = ("facts", self.judged_by, as_of, self._of(submitted), _fingerprint(moderations))
        found: ReturnFacts | None = self.store.get(key, ReturnFacts)
        if found is None:
            found = gather()
            self.store.put(key, ReturnFacts, found)
        return found

    def run_fingerprint(
        self,
        returns: Sequence[Return],
        as_of: Callable[[Quarter], dt.date],
        moderations: Sequence[Moderation],
    ) -> str:
        """The fingerprint of all that the facts of a run are worked out from; empty where a file
        could not be opened, or nothing is kept."""
        if self.store.folder is None or not all(all(own.sha256.values()) for own in returns):
            return ""
        sent = [[self._of(own), as_of(own.quarter).isoformat()] for own in returns]
        return fingerprint(self.judged_by, self.known, sent, _fingerprint(moderations))

    def _of(self, submitted: Return) -> str:
        organisation = submitted.organisation
        return fingerprint(
            submitted.file,
            list(submitted.sha256.items()),
            sorted(submitted.stated_in.items()),
            [organisation.code, organisation.name, organisation.kind, submitted.quarter.label],
            self.known if "contracts" in submitted.tables else "",
        )


def _fingerprint(moderations: Sequence[Moderation]) -> str:
    return fingerprint(codec_of(tuple[Moderation, ...]).write(tuple(moderations)))
