"""The jobs of rounds: checking what was sent, and making blank returns."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from django.db import transaction
from django_tasks import task

from clausewise.packs import LoadedPack
from clausewise.use_cases.blank_return import carry_forward, write_blank
from engine.nouns.evidence.errors import ClausewiseError
from evidence.blank_return.carry_forward import carried_in_words
from evidence.blank_return.request import Request
from web.clock import now
from web.record.append import Deed, append
from web.rounds.checking import CheckOutcome, ReturnAsked, checked, to_be_mapped
from web.rounds.laying_out import lay_out_return, policy_of
from web.rounds.models import Expected, Round, SentReturn
from web.rounds.own_layout.confirmed import lay_out_mappings, mapping_for, mappings_of
from web.rounds.own_layout.proposed import LayoutProposed, keep_proposed, proposed_of
from web.rounds.packs import cache, cache_apart
from web.rounds.sending import about, files_of, forget_files, forget_unwanted
from web.rounds.states import ReturnState
from web.rounds.store import keep

PROGRAM = "Clausewise"
"""Who the record names for what the program does by itself."""
_GONE = frozenset({ReturnState.SUPERSEDED, ReturnState.WITHDRAWN})


@task()
def check_return(sent_id: int) -> str:
    """Check a return that was received; returns the state that it came to.

    Once more for one that is checked already changes nothing. One that was superseded or withdrawn
    before it was checked stays so, and is looked at all the same: what could not be used is not
    kept.
    """
    every = SentReturn.objects.select_related("round", "organisation", "mapping__organisation")
    sent = every.get(pk=sent_id)
    if sent.standing is not ReturnState.RECEIVED and not _is_unread(sent):
        return sent.state
    mapping = mapping_for(sent)
    with tempfile.TemporaryDirectory() as folder:
        path = lay_out_return(sent, Path(folder))
        out = Path(folder) / "marked"
        # What cannot be used is not kept, so that it is read apart.
        apart = cache_apart(Path(folder))
        policy = replace(policy_of(sent.round, Path(folder)), cache=apart)
        given = lay_out_mappings([(mapping, sent)] if mapping is not None else [], Path(folder))
        asked = ReturnAsked(sent.organisation.code, sent.round.quarter_of, given)
        outcome = checked((path,), policy, asked, out)
        if outcome.is_usable:
            cache().take_in(apart)
        proposed = None
        if outcome.is_mapped or (outcome.is_foreign and not outcome.is_usable):
            proposed = proposed_of(path, _names(sent), policy, sent.organisation.kind)
    sent.mapping = mapping if outcome.is_mapped else None
    return _settle(sent, outcome, proposed)


def _is_unread(sent: SentReturn) -> bool:
    """Whether a later return, or its withdrawal, came before anybody knew what is in it."""
    return (
        sent.standing in _GONE and not sent.verdict and any(file.is_kept for file in files_of(sent))
    )


def _names(sent: SentReturn) -> str:
    return ", ".join(file.name for file in files_of(sent))


def _settle(sent: SentReturn, outcome: CheckOutcome, proposed: LayoutProposed | None) -> str:
    state = ReturnState.CHECKED if outcome.is_usable else ReturnState.UNUSABLE
    if state is ReturnState.UNUSABLE and proposed is not None:
        state, outcome = ReturnState.TO_MAP, to_be_mapped(outcome)
    marked = keep([outcome.marked]).sha256 if outcome.marked else ""
    picture = keep_proposed(proposed) if proposed is not None else ""
    made = marked, picture
    with transaction.atomic():
        # One that was superseded or withdrawn meanwhile stays so.
        done = SentReturn.objects.filter(pk=sent.pk, state=ReturnState.RECEIVED.value).update(
            state=state.value,
            verdict=outcome.words,
            faults=outcome.lines,
            marked_sha256=marked,
            mapping=sent.mapping,
            proposed_sha256=picture,
        )
        if done:
            after: dict[str, object] = {"state": state.value, "faults": len(outcome.faults)}
            if sent.mapping is not None:
                after |= {"mapping": sent.mapping.sha256, "version": sent.mapping.version}
            append(Deed(PROGRAM, "checked a return", about(sent), after), now())
    return state.value if done and state is not ReturnState.UNUSABLE else _let_go(sent, state, made)


def _let_go(sent: SentReturn, found: ReturnState, made: Iterable[str]) -> str:
    """Forget what is not to be kept of a return that could not be used, or that was superseded or
    withdrawn meanwhile; returns its state. ``made`` are the files that its check made."""
    state = SentReturn.objects.get(pk=sent.pk).standing
    if found is not ReturnState.CHECKED and state in {ReturnState.UNUSABLE, *_GONE}:
        forget_files(sent)
    for sha256 in made:
        forget_unwanted(sha256)
    return state.value


@task()
def make_blanks(round_id: int) -> int:
    """Make the blank returns of a round that are not made yet; returns how many."""
    held = Round.objects.get(pk=round_id)
    expecting = Expected.objects.select_related("organisation", "round")
    waiting = [*expecting.filter(round=held, blank_sha256="")]
    for expected in waiting:
        with tempfile.TemporaryDirectory() as folder:
            _make_blank(expected, policy_of(held, Path(folder)), Path(folder))
    return len(waiting)


def _make_blank(expected: Expected, policy: LoadedPack, folder: Path) -> None:
    organisation = expected.organisation
    request = Request(
        organisation.kind,
        None,
        organisation.code,
        organisation.name,
        expected.round.quarter_of,
    )
    note = "Nothing was carried forward: no earlier return is here."
    previous = _previous(expected)
    if previous is not None:
        try:
            path, given = lay_out_return(previous, folder), mappings_of(previous, policy, folder)
            request = carry_forward(policy, request, path, mappings=given)
            if request.carried is not None:
                carried = request.carried
                note = (
                    f"Carried from the return for {carried.quarter.label}: "
                    f"{carried_in_words(carried)}."
                )
        except ClausewiseError as error:
            note = f"Nothing was carried forward: {error.message}"
    path = folder / "blank.xlsx"
    write_blank(policy, request, path)
    kept = keep([path.read_bytes()])
    Expected.objects.filter(pk=expected.pk).update(blank_sha256=kept.sha256, blank_note=note)


def _previous(expected: Expected) -> SentReturn | None:
    """The organisation's latest certified return of an earlier quarter under the same pack."""
    return (
        SentReturn.objects.filter(
            organisation=expected.organisation,
            round__pack=expected.round.pack,
            round__quarter__lt=expected.round.quarter,
            state=ReturnState.CERTIFIED.value,
        )
        .select_related("round", "organisation", "mapping__organisation")
        .order_by("-round__quarter")
        .first()
    )
