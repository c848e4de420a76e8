"""From what was read to facts: each return's tables, its derived measures and its checks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from engine.kept.packed import Shelf
from engine.kept.store import NOTHING_KEPT, Store
from engine.nouns.evidence.decision import Moderation
from engine.nouns.evidence.fault import Fault
from engine.nouns.evidence.organisation import Organisation, Submission
from engine.nouns.policy.pack import Pack
from engine.nouns.quarter import Quarter
from evidence.facts.directory import Directory
from evidence.kept_facts import FactKeeper, ReturnFacts
from evidence.nouns.returns import Return, ReturnsRead
from evidence.nouns.yardstick import Yardstick

MOST_HELD = 200
"""The facts of more returns are packed until they are read."""


@dataclass(frozen=True, slots=True)
class RunContext:
    """What the facts of a single return need of the whole run that it is in."""

    directory: Directory
    """The names and codes by which contracts name other organisations."""
    keeper: FactKeeper

    @classmethod
    def for_organisations(
        cls, organisations: Iterable[Organisation], pack: Pack, store: Store = NOTHING_KEPT
    ) -> RunContext:
        """The context of a run with returns of these organisations, one or several of each.

        Facts are taken from the store where it holds them for the same return judged alike.
        """
        everybody = tuple(organisations)
        return cls(
            Directory.from_organisations(everybody), FactKeeper.for_run(store, pack, everybody)
        )


def submissions(
    reading: ReturnsRead,
    pack: Pack,
    yardstick: Yardstick,
    moderations: Sequence[Moderation] = (),
    context: RunContext | None = None,
) -> tuple[tuple[Submission, ...], tuple[Fault, ...]]:
    """The facts of every return that was read, and what was wrong with their cells.

    One submission for each return, in the same order. What a return leaves blank, or what
    cannot be read, is unknown and says why; nothing is ever made up. The faults are those found
    here, beside the ones of ``reading``. The parameters asked for are each framework's
    and check's ``refresh_parameter`` (months) and ``figures_tolerance`` (percentage points), and
    only where there is a register. ``moderations`` are assessors' scores from elsewhere than the
    returns; those of an organisation and quarter without a return are passed over. ``context`` is
    the run to which the returns belong; None where these are all of its returns and no facts of
    them are kept.
    """
    if context is None:
        context = RunContext.for_organisations(
            (submitted.organisation for submitted in reading.returns), pack
        )
    by_return: dict[tuple[str, Quarter], list[Moderation]] = {}
    for score in moderations:
        by_return.setdefault((score.organisation, score.quarter), []).append(score)
    shelf = Shelf() if len(reading.returns) > MOST_HELD else None
    found, faults = list[Submission](), list[Fault]()
    for submitted in reading.returns:
        scores = by_return.get((submitted.organisation.code, submitted.quarter), ())
        day = yardstick.as_of(submitted.quarter).isoformat()
        gather = partial(_gathered, submitted, pack, yardstick, scores, context.directory)
        facts = context.keeper.facts(submitted, day, scores, gather)
        found.append(_submission(submitted, facts, shelf))
        faults += facts.faults
    return tuple(found), tuple(faults)


def _submission(submitted: Return, found: ReturnFacts, shelf: Shelf | None) -> Submission:
    facts = {fact.name: fact for fact in found.facts}
    return Submission(
        submitted.organisation,
        submitted.quarter,
        facts if shelf is None else shelf.packed(facts),
        files=tuple(submitted.sha256),
        commissions=found.commissions,
        training=found.training if shelf is None else shelf.packed_several(found.training),
    )


def _gathered(
    submitted: Return,
    pack: Pack,
    yardstick: Yardstick,
    moderations: Sequence[Moderation],
    directory: Directory,
) -> ReturnFacts:
    # What gathers facts is imported where there are any that were not kept.
    from evidence.gather import facts_of

    return facts_of(submitted, pack, yardstick, moderations, directory)
