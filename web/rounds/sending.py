"""Sending a return, certifying it, withdrawing it: each one transaction, with its event."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from django.db import transaction
from django.db.models import Max, Q, QuerySet
from django.dispatch import Signal

from engine.nouns.evidence.errors import ClausewiseError
from web.people.models import Account
from web.record.append import Deed, append, hold_record
from web.rounds.models import Expected, Round, SentFile, SentReturn
from web.rounds.states import PENDING, ReturnState, RoundState
from web.rounds.store import KeptFile, forget, path_of

_DOUBLE_CLICK = dt.timedelta(seconds=5)


class NotPossible(ClausewiseError):
    """Something that the state of a round or a return does not allow; it says why."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it came, already kept."""

    name: str
    kept: KeptFile


def receive(
    expected: Expected, uploads: Sequence[Upload], person: Account, now: dt.datetime
) -> SentReturn:
    """Take a return in. Those of the organisation that nobody has certified are superseded. The
    same files sent twice at once, as by a double click, are the return that was taken in first.

    Raises NotPossible where the round is not open.
    """
    with transaction.atomic():
        held = Round.objects.select_for_update().get(pk=expected.round.pk)
        if held.standing is not RoundState.OPEN:
            raise NotPossible(f"The round {held.quarter} is {held.state}: nothing can be sent.")
        earlier = SentReturn.objects.filter(round=held, organisation=expected.organisation)
        twice = _sent_just_now(earlier, uploads, person, now)
        if twice is not None:
            return twice
        number = (earlier.aggregate(last=Max("number"))["last"] or 0) + 1
        pending = [state.value for state in PENDING]
        unread = [*earlier.filter(state=ReturnState.TO_MAP.value)]
        earlier.filter(state__in=pending).update(state=ReturnState.SUPERSEDED.value)
        sent = SentReturn.objects.create(
            round=held,
            organisation=expected.organisation,
            number=number,
            sent_by=person,
            sent_at=now,
        )
        for upload in uploads:
            kept = upload.kept
            SentFile.objects.create(sent=sent, name=upload.name, sha256=kept.sha256, size=kept.size)
        files = {upload.name: upload.kept.sha256 for upload in uploads}
        append(Deed(person.words, "sent a return", about(sent), {"files": files}), now)
        check_kept(upload.kept for upload in uploads)
        for before in unread:
            transaction.on_commit(partial(forget_files, before))
    return sent


def _sent_just_now(
    earlier: QuerySet[SentReturn], uploads: Sequence[Upload], person: Account, now: dt.datetime
) -> SentReturn | None:
    """The latest return, where the same person sent the same files in the last moments."""
    latest = earlier.order_by("-number").first()
    if latest is None or latest.sent_by != person or now - latest.sent_at > _DOUBLE_CLICK:
        return None
    sent = {(file.name, file.sha256) for file in files_of(latest)}
    is_same = sent == {(upload.name, upload.kept.sha256) for upload in uploads}
    waits = latest.standing in {ReturnState.RECEIVED, ReturnState.CHECKED, ReturnState.TO_MAP}
    return latest if is_same and waits else None


def files_of(sent: SentReturn) -> Iterable[SentFile]:
    """The files of a return, in order of name."""
    return SentFile.objects.filter(sent=sent).order_by("name")


file_wanted = Signal()
"""Sent before a kept file is forgotten: its ``sha256``. Rooms above answer whether they want it."""


def forget_files(sent: SentReturn) -> None:
    """What could not be used is not kept: its sender has it, and it may hold what must not be."""
    with transaction.atomic():
        # Rows first and the record after them, as whoever takes files in does it.
        files = SentFile.objects.filter(sent=sent)
        files.update(is_kept=False)
        SentReturn.objects.filter(pk=sent.pk).update(proposed_sha256="")
        for sha256 in (*files.values_list("sha256", flat=True), sent.proposed_sha256):
            forget_unwanted(sha256)


def forget_unwanted(sha256: str) -> None:
    """Forget a kept file that nothing wants any more: the same bytes may be another return's, a
    blank return, a marked copy or a document. Whoever takes a file in appends to the record in the
    same transaction: none does between the question and the deed."""
    with transaction.atomic():
        hold_record()
        returns = SentReturn.objects.filter(Q(marked_sha256=sha256) | Q(proposed_sha256=sha256))
        own = (
            SentFile.objects.filter(sha256=sha256, is_kept=True),
            Expected.objects.filter(blank_sha256=sha256),
            returns,
        )
        above = (wanted for _, wanted in file_wanted.send(None, sha256=sha256))
        if sha256 and not any(rows.exists() for rows in own) and not any(above):
            forget(sha256)


def check_kept(kept: Iterable[KeptFile]) -> None:
    """Called after the record was appended to, in the transaction that takes files in. Raises
    NotPossible where one of the same bytes was forgotten since they were kept."""
    if not all(path_of(file.sha256).is_file() for file in kept):
        raise NotPossible("The same file was taken away in the same moment. Send it again.")


def give_up_unmapped(held: Round) -> None:
    """What nobody has mapped when a round is closed could not be used, and is not kept."""
    unread = SentReturn.objects.filter(round=held, state=ReturnState.TO_MAP.value)
    for sent in [*unread]:
        transaction.on_commit(partial(forget_files, sent))
    words = "Nobody had matched its cells to the questions when the round was closed."
    unread.update(state=ReturnState.UNUSABLE.value, verdict=words)


def about(sent: SentReturn) -> str:
    """A return as the record names it."""
    return f"{sent.round.words}, {sent.organisation.code}, return {sent.number}"


@dataclass(frozen=True, slots=True)
class Certification:
    """Who certifies a return."""

    person: Account
    may_be_sender: bool
    """Whether the person may be the one who sent it."""
    given_by: str = ""
    """Who certified it outside the application, where the person only takes that in."""


def is_own(sent: SentReturn, person: Account) -> bool:
    """Whether somebody sent a return, or confirmed the mapping that it is read through."""
    mapped = sent.mapping is not None and sent.mapping.confirmed_by == person
    return sent.sent_by == person or mapped


def certify(sent: SentReturn, given: Certification, now: dt.datetime) -> None:
    """Certify a return that was checked; an earlier one that was certified is superseded.

    Raises NotPossible where it is in another state, the round is not open, or the person sent
    it and may not certify it too.
    """
    person = given.person
    with transaction.atomic():
        held = Round.objects.select_for_update().get(pk=sent.round.pk)
        if held.standing is not RoundState.OPEN:
            raise NotPossible(f"The round {held.quarter} is {held.state}: nothing is certified.")
        # Read anew: a mapping may have been confirmed since the page was asked for.
        sent = SentReturn.objects.select_related("mapping", "round", "organisation").get(pk=sent.pk)
        if is_own(sent, person) and not given.may_be_sender:
            raise NotPossible(
                "You sent this return yourself, or confirmed the mapping that it is read through: "
                "somebody else has to certify it."
            )
        mapping = sent.mapping
        earlier = SentReturn.objects.filter(
            round=held, organisation=sent.organisation, state=ReturnState.CERTIFIED.value
        )
        earlier.update(state=ReturnState.SUPERSEDED.value)
        done = SentReturn.objects.filter(pk=sent.pk, state=ReturnState.CHECKED.value).update(
            state=ReturnState.CERTIFIED.value,
            certified_by=person,
            certified_at=now,
            certified_for=given.given_by,
        )
        if not done:
            raise NotPossible("This return is not one that can be certified (any more).")
        after: dict[str, object] = {"files": {file.name: file.sha256 for file in files_of(sent)}}
        if given.given_by:
            after["certified outside by"] = given.given_by
        if mapping is not None:
            after |= {"mapping": mapping.sha256, "version of the mapping": mapping.version}
        append(Deed(person.words, "certified a return", about(sent), after), now)


def withdraw(sent: SentReturn, person: Account, now: dt.datetime) -> None:
    """Withdraw a return. Raises NotPossible where the round is not open any more."""
    standing = [*(state.value for state in PENDING), ReturnState.CERTIFIED.value]
    with transaction.atomic():
        held = Round.objects.select_for_update().get(pk=sent.round.pk)
        if held.standing is not RoundState.OPEN:
            raise NotPossible(f"The round {held.quarter} is {held.state}: nothing is withdrawn.")
        before = SentReturn.objects.get(pk=sent.pk).state
        done = SentReturn.objects.filter(pk=sent.pk, state__in=standing).update(
            state=ReturnState.WITHDRAWN.value
        )
        if not done:
            raise NotPossible("This return was withdrawn or superseded already.")
        after, was = {"state": ReturnState.WITHDRAWN.value}, {"state": before}
        append(Deed(person.words, "withdrew a return", about(sent), after, was), now)
        if before == ReturnState.TO_MAP.value:
            transaction.on_commit(partial(forget_files, sent))
