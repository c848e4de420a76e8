"""What changed since the quarter before: what is worse first, and in the order of its concerns."""

from __future__ import annotations

from dataclasses import dataclass

from engine.nouns.outcome.movement import Movement, Turn
from engine.nouns.verdict import Verdict
from reports.lookup import Lookup
from reports.page.links import Addresses, Link

_ORDER = (
    Turn.NEWLY_UNMET,
    Turn.WORSE,
    Turn.NEWLY_CONFLICTING,
    Turn.NEWLY_SILENT,
    Turn.NEWLY_MET,
)
"""What has changed, the worst first; what stands as it stood is not told here."""
_TITLES = {
    Turn.NEWLY_UNMET: "Newly not met, or only partly met",
    Turn.WORSE: "Unmet, and worse than before",
    Turn.NEWLY_CONFLICTING: "Now contradicted by the return itself",
    Turn.NEWLY_SILENT: "Evidence stopped",
    Turn.NEWLY_MET: "Now met",
}


@dataclass(frozen=True, slots=True)
class ChangeView:
    """One duty of one organisation whose verdict changed."""

    finding: Link
    """By the duty's title."""
    whose: Link
    name: str
    """The name of the organisation's page, which filters call it by."""
    before: Verdict
    now: Verdict
    because: str


@dataclass(frozen=True, slots=True)
class ChangesView:
    """The changes of one sort."""

    anchor: str
    title: str
    changes: tuple[ChangeView, ...]


def changes_view(lookup: Lookup, addresses: Addresses) -> tuple[ChangesView, ...]:
    """Every change since the quarter before, sort by sort; none where nothing is known of it.

    Within a sort, what the gravest concern rests on comes first; what raises none, last.
    """
    found: dict[Turn, list[Movement]] = {turn: [] for turn in _ORDER}
    for movement in lookup.movements:
        if movement.turn in found:
            found[movement.turn].append(movement)
    return tuple(
        ChangesView(
            turn.value.replace(" ", "-"),
            _TITLES[turn],
            tuple(
                _change(lookup, addresses, movement)
                for movement in sorted(moved, key=lambda moved: _gravity(lookup, moved))
            ),
        )
        for turn, moved in found.items()
        if moved
    )


def _gravity(lookup: Lookup, movement: Movement) -> int:
    """The place of the gravest concern that a changed duty is part of; beyond all without one."""
    ranks = [concern.rank for concern in lookup.concerns_on.get(_key(movement), ()) if concern.rank]
    return min(ranks, default=len(lookup.assessment.concerns) + 1)


def _key(movement: Movement) -> tuple[str, str, str]:
    return movement.rule, movement.organisation, movement.period.label


def _change(lookup: Lookup, addresses: Addresses, movement: Movement) -> ChangeView:
    finding = lookup.assessment.findings.by_key(_key(movement))
    assert finding is not None
    code = movement.organisation
    return ChangeView(
        Link(addresses.finding(movement.rule, code), finding.title),
        Link(addresses.organisation(code), finding.organisation.name),
        addresses.organisations[code],
        movement.before,
        movement.now,
        finding.because,
    )
