"""Decisions as anybody may see them: no names, no text as typed, none that reveals a verdict."""

from __future__ import annotations

from dataclasses import replace

from engine.nouns.evidence.decision import Action, Decisions, Moderation
from engine.nouns.evidence.fact import Origin
from engine.nouns.outcome.assessment import Assessment
from engine.publishing.mask import AS_TYPED
from engine.publishing.shown_places import ShownPlaces


def decisions_of(
    true: Assessment, withheld: frozenset[tuple[str, str, str]], places: ShownPlaces
) -> Decisions:
    """The decisions of an assessment without what was typed.

    ``withheld`` are the keys of findings whose verdict is not shown. A waiver of such a duty and
    an action that follows from it are left out: that there is one, and how it stands, would reveal
    the verdict.
    """
    period = true.run.period.label
    cells = {(rule, code) for rule, code, of in withheld if of == period}
    rules = true.pack.rules
    clauses = {(clause, code) for rule, code in cells for clause in rules[rule].cites}

    def tells(action: Action) -> bool:
        return (action.rule, action.organisation) in cells or (
            action.clause,
            action.organisation,
        ) in clauses

    decided = true.decisions
    return Decisions(
        tuple(
            replace(waiver, reason="", approved_by="", origin=_place(waiver.origin, places))
            for waiver in decided.waivers
            if (waiver.rule, waiver.organisation) not in cells
        ),
        tuple(_action(action, places) for action in decided.actions if not tells(action)),
        tuple(_moderation(moderation, places) for moderation in decided.moderations),
    )


def _action(action: Action, places: ShownPlaces) -> Action:
    # Whether evidence of closure is named decides whether it counts as done.
    evidence = AS_TYPED if action.evidence else ""
    origin = _place(action.origin, places)
    return replace(action, action=AS_TYPED, owner="", evidence=evidence, origin=origin)


def _moderation(moderation: Moderation, places: ShownPlaces) -> Moderation:
    origin = _place(moderation.origin, places)
    return replace(moderation, score=AS_TYPED, own_score="", by="", reason="", origin=origin)


def _place(origin: Origin, places: ShownPlaces) -> Origin:
    return places.origins((origin,))[0]
