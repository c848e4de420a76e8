"""Deciding beside a finding: every step a new version, and nobody approves their own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max

from web.judging.jobs import judge_anew
from web.judging.kinds import BEGINS, JUDGED, DecisionKind, DecisionState
from web.judging.models import DecisionVersion
from web.judging.signing import void_signatures
from web.judging.state import latest_versions
from web.people.models import Account, KnownOrganisation
from web.record.append import Deed, append
from web.rounds.models import Round
from web.rounds.sending import NotPossible
from web.rounds.states import RoundState

DECIDED_IN = frozenset({RoundState.ASSESSED, RoundState.SIGNED, RoundState.PUBLISHED})
"""The states of a round in which anything is decided."""

_AFTER: Mapping[tuple[DecisionKind, DecisionState], frozenset[DecisionState]] = {
    (DecisionKind.WAIVER, DecisionState.PROPOSED): frozenset(
        {DecisionState.APPROVED, DecisionState.DECLINED, DecisionState.WITHDRAWN}
    ),
    (DecisionKind.WAIVER, DecisionState.APPROVED): frozenset({DecisionState.WITHDRAWN}),
    (DecisionKind.ACTION, DecisionState.OPEN): frozenset(
        {DecisionState.DONE, DecisionState.WITHDRAWN}
    ),
    (DecisionKind.MODERATION, DecisionState.GIVEN): frozenset({DecisionState.WITHDRAWN}),
}
"""What may follow on each state of a decision; a waiver that ended is proposed anew."""


class SeenTooEarly(NotPossible):
    """Somebody else decided on the finding meanwhile; nothing is saved until that was seen."""


@dataclass(frozen=True, slots=True)
class RoundFinding:
    """A finding of a round."""

    round: Round
    organisation: KnownOrganisation
    rule: str

    @property
    def words(self) -> str:
        return f"{self.round.words}, {self.organisation.code}, {self.rule}"


@dataclass(frozen=True, slots=True)
class Hand:
    """Who decides, when, and what they had seen of the finding's decisions."""

    person: Account
    seen: int | None
    """What ``seen_until`` told when they looked; None in a meeting, where an answer is taken
    whatever was decided meanwhile."""
    now: dt.datetime


def versions_on(finding: RoundFinding) -> list[DecisionVersion]:
    """Every version of every decision on a finding, in order."""
    found = DecisionVersion.objects.filter(
        round=finding.round, organisation=finding.organisation, rule=finding.rule
    )
    return [*found.select_related("round", "organisation", "by")]


def seen_until(versions: Sequence[DecisionVersion]) -> int:
    """What tells that somebody has seen these versions and none after them."""
    return max((version.pk for version in versions), default=0)


def decide(
    finding: RoundFinding,
    kind: DecisionKind,
    content: Mapping[str, str],
    hand: Hand,
) -> DecisionVersion:
    """Begin a decision. The same by the same person that they had not seen yet, as of a double
    click, is not begun again. Raises NotPossible, SeenTooEarly."""
    with transaction.atomic():
        versions = _held(finding)
        for known in latest_versions(versions):
            if _is_same(known, kind, content, hand) and known.pk > (hand.seen or 0):
                return known
        _check_seen(versions, hand.seen)
        threads = DecisionVersion.objects.filter(round=finding.round)
        thread = (threads.aggregate(last=Max("thread"))["last"] or 0) + 1
        made = DecisionVersion(thread=thread, version=1, kind=kind.value, content=dict(content))
        _add(made, finding, BEGINS[kind], hand)
        after = {"decision": thread, "state": made.state, **content}
        append(Deed(hand.person.words, f"began a {kind.value}", finding.words, after), hand.now)
        _changed(finding, kind, hand)
    return made


def settle(
    latest: DecisionVersion,
    following: DecisionState,
    more: Mapping[str, str],
    hand: Hand,
) -> DecisionVersion:
    """Take a decision to another state, as a new version. Raises NotPossible, SeenTooEarly."""
    finding = RoundFinding(latest.round, latest.organisation, latest.rule)
    kind, person = latest.sort, hand.person
    with transaction.atomic():
        held = _held(finding)
        _check_seen(held, hand.seen)
        versions = [own for own in held if own.thread == latest.thread]
        standing = versions[-1]
        if following not in _AFTER.get((kind, standing.standing), frozenset()):
            raise NotPossible(f"This {kind.value} is {standing.state} already.")
        own = any(version.by == person for version in versions)
        if own and following in {DecisionState.APPROVED, DecisionState.DECLINED}:
            raise NotPossible("You proposed this waiver: somebody else has to decide on it.")
        made = DecisionVersion(
            thread=latest.thread,
            version=standing.version + 1,
            kind=kind.value,
            content={**standing.content, **more},
        )
        _add(made, finding, following, hand)
        after = {"decision": latest.thread, "state": following.value, **more}
        was = {"state": standing.state}
        append(Deed(person.words, f"settled a {kind.value}", finding.words, after, was), hand.now)
        _changed(finding, kind, hand)
    return made


def _held(finding: RoundFinding) -> list[DecisionVersion]:
    """What was decided on a finding, the round held while more is decided. Raises NotPossible where
    nothing is decided in the round."""
    held = Round.objects.select_for_update().get(pk=finding.round.pk)
    if held.standing not in DECIDED_IN:
        raise NotPossible(f"The round {held.quarter} is {held.state}: nothing is decided.")
    return versions_on(finding)


def _check_seen(versions: Sequence[DecisionVersion], seen: int | None) -> None:
    """Raises SeenTooEarly where something was decided that the page had not shown."""
    if seen is not None and seen_until(versions) != seen:
        raise SeenTooEarly(
            "Something was decided on this finding after you opened the page. It is shown below: "
            "read it, and send yours again if it is still right."
        )


def _is_same(
    known: DecisionVersion, kind: DecisionKind, content: Mapping[str, str], hand: Hand
) -> bool:
    """Whether a decision stands as somebody begins it now."""
    begun = (kind, BEGINS[kind], hand.person, dict(content))
    return (known.sort, known.standing, known.by, known.content) == begun


def _add(made: DecisionVersion, finding: RoundFinding, state: DecisionState, hand: Hand) -> None:
    """Add a version of a decision on a finding."""
    made.round, made.organisation, made.rule = finding.round, finding.organisation, finding.rule
    made.state, made.by, made.at = state.value, hand.person, hand.now
    made.save(force_insert=True)


def _changed(finding: RoundFinding, kind: DecisionKind, hand: Hand) -> None:
    if kind in JUDGED:
        reason = f"{hand.person.name} decided on {finding.organisation.code}, {finding.rule}"
        void_signatures(finding.round, reason, hand.person.words, hand.now)
        judge_anew(finding.round.pk)
