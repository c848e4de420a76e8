"""Concerns that share a cause are grouped; those that others were chained from become parts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from engine.chaining.chainers.signal_forms import SHARED_CAUSE, THE_ORGANISATION, Signal
from engine.chaining.derived import Derived
from engine.chaining.grounds import first_few
from engine.chaining.ladder import step_words
from engine.chaining.new_failures import stake_of_new
from engine.chaining.placeholders import fill, places_in
from engine.chaining.write import concern_id
from engine.kept.packed import several_like
from engine.nouns.english import listed
from engine.nouns.outcome.concern import Concern
from engine.nouns.policy.handling import Cause, Handling

CAUSE_PLACES = ("organisation", "quarter", "quarters", "count", "parts")
"""The places in a cause's texts."""


def with_parts(derived: Sequence[Derived]) -> list[Derived]:
    """Concerns with those that they were chained from as their parts.

    Where several follow from one, it is part of the latest, and of the first of these by id.
    """
    taken: dict[str, str] = {}
    for raised in sorted(derived, key=lambda derived: (-derived.quarter, derived.concern.id)):
        for under in raised.concern.follows_from:
            taken.setdefault(under, raised.concern.id)
    return [
        replace(
            raised,
            concern=replace(
                raised.concern,
                parts=tuple(
                    under
                    for under in raised.concern.follows_from
                    if taken[under] == raised.concern.id
                ),
            ),
        )
        for raised in derived
    ]


def group_by_cause(
    handling: Handling, derived: Sequence[Derived], names: Mapping[str, str], now: int
) -> list[Derived]:
    """The concerns, with a whole for each cause that at least two of one quarter share.

    ``derived`` are the concerns of all organisations, ``names`` their names by code, ``now`` the
    quarter assessed. A concern is part of the first cause that it shares; parts of others are
    none's, and so are those that come before everything else.
    """
    inside = {part for raised in derived for part in raised.concern.parts}
    shared: dict[tuple[str, str, int], list[Derived]] = {}
    for raised in derived:
        alone = stake_of_new(handling.ranking, raised, now) is not None
        cause = None if alone or raised.concern.id in inside else _cause_of(handling, raised)
        if cause is not None:
            shared.setdefault((cause.id, raised.concern.organisation, raised.quarter), []).append(
                raised
            )
    causes = {cause.id: cause for cause in handling.causes}
    together = {key: parts for key, parts in shared.items() if len(parts) > 1}
    wholes = [
        _whole(handling, causes[cause], parts, names[code], (cause, code, quarter - 1) in together)
        for (cause, code, quarter), parts in sorted(together.items())
    ]
    return [*derived, *wholes]


def _cause_of(handling: Handling, derived: Derived) -> Cause | None:
    """The first cause that names its rule, or a clause that it is about alone."""
    about = set(derived.clauses) if derived.subject != THE_ORGANISATION else set()
    for cause in handling.causes:
        if derived.concern.rule in cause.concerns or about & set(cause.clauses):
            return cause
    return None


def _whole(
    handling: Handling, cause: Cause, parts: Sequence[Derived], name: str, lasting: bool
) -> Derived:  # house: one concern, field by field
    """One concern for a cause; ``lasting`` where the quarter before had it as well."""
    under = [
        derived.concern
        for derived in sorted(parts, key=lambda derived: (-derived.rung, derived.concern.id))
    ]
    quarter, code = parts[0].quarter, under[0].organisation
    key: Signal = ("concern", cause.id, THE_ORGANISATION, quarter)
    before: Signal = ("concern", cause.id, THE_ORGANISATION, quarter - 1)
    periods = tuple(sorted({period for concern in under for period in concern.periods}))
    cites = dict.fromkeys(clause for concern in under for clause in concern.cites)
    values = {
        "organisation": name,
        "quarter": periods[-1],
        "quarters": listed(periods),
        "count": str(len(under)),
        "parts": first_few([_titled(derived) for derived in parts]),
    }
    rung = max(derived.rung for derived in parts)
    step, words = step_words(handling.ladder, rung) if handling.ladder and rung else ("", "")
    next_step = fill(cause.next_step, values)
    concern = Concern(
        id=concern_id(key, code),
        rule=cause.id,
        kind=SHARED_CAUSE,
        title=cause.title,
        organisation=code,
        periods=periods,
        cites=(
            *(clause for clause in cites if clause in cause.clauses),
            *(clause for clause in cites if clause not in cause.clauses),
        ),
        findings=tuple(
            sorted(
                {found for concern in under for found in concern.findings},
                key=lambda found: (found.period, found.rule, found.organisation),
            )
        ),
        statements=several_like(
            tuple(
                dict.fromkeys(statement for concern in under for statement in concern.statements)
            ),
            under[0].statements,
        ),
        because=fill(cause.because, values),
        question=fill(cause.question, values),
        next_step=f"{next_step} {words}".strip(),
        follows_from=(concern_id(before, code),) if lasting else (),
        parts=tuple(concern.id for concern in under),
        step=step,
    )
    clauses = tuple(dict.fromkeys(clause for derived in parts for clause in derived.clauses))
    return Derived(
        concern,
        THE_ORGANISATION,
        quarter,
        name,
        clauses,
        rung,
        frozenset(verdict for derived in parts for verdict in derived.verdicts),
        frozenset(verdict for derived in parts for verdict in derived.latest),
    )


def unknown_places(text: str) -> list[str]:
    """The places in a cause's text that nothing fills. Raises ValueError as ``places_in``."""
    return [place for place in places_in(text) if place not in CAUSE_PLACES]


def _titled(derived: Derived) -> str:
    """A part's title, and what it is about where that is not the organisation as a whole."""
    title = derived.concern.title
    return title if derived.subject == THE_ORGANISATION else f"{title} ({derived.about})"
