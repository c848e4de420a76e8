"""Reminding by e-mail: what is to be sent is noted before it is sent, so that nobody is written to
twice, whatever ends meanwhile."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from smtplib import SMTPException

from django.core.mail import send_mail
from django.db import IntegrityError, transaction
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from engine.nouns.english import day_words
from reports.text import one_line
from web.clock import now
from web.people.models import Account, KnownOrganisation
from web.record.append import Deed, append
from web.rounds.jobs import PROGRAM
from web.rounds.models import Reminder, Round
from web.rounds.overview import ExpectedLine
from web.rounds.states import ReminderState

RECORDED = {
    ReminderState.SENT: "written to",
    ReminderState.NOT_REACHED: "not reached",
    ReminderState.BEGUN: "perhaps not written to, since the worker ended",
}
"""What the record says of each; who is still begun when the job ends was left by a dead worker."""


@dataclass(frozen=True, slots=True)
class Owing:
    """Somebody of an organisation that owes a return."""

    line: ExpectedLine
    person: Account


def write_to_all(held: Round, owing: Iterable[Owing], job: str) -> int:
    """Write to everybody who owes a return, whom this job has not begun to write to before;
    returns to how many. ``job`` is the job that does it, the same when it is done once more."""
    reached = 0
    for own in owing:
        noted = _note(held, own, job)
        if noted is None:
            continue  # a worker that ended may have written to them, and nobody is asked twice
        try:
            _write_to(held, own)
        except (SMTPException, OSError):
            noted.state = ReminderState.NOT_REACHED.value  # the others are reminded all the same
        else:
            noted.state, reached = ReminderState.SENT.value, reached + 1
        noted.save(update_fields=["state"])
    _record(held, job)
    return reached


def _note(held: Round, own: Owing, job: str) -> Reminder | None:
    """Note that somebody is about to be written to; None where that was noted before."""
    try:
        with transaction.atomic():
            return Reminder.objects.create(
                round=held,
                person=own.person,
                organisation=KnownOrganisation.objects.get(code=own.line.code),
                job=job,
                at=now(),
            )
    except IntegrityError:
        return None


def _record(held: Round, job: str) -> None:
    """Record what became of each reminder of a job that is not in the record yet."""
    with transaction.atomic():
        Round.objects.select_for_update().get(pk=held.pk)
        new = Reminder.objects.filter(job=job, is_recorded=False)
        rows = [*new.select_related("person").order_by("person__email", "pk")]
        after = {
            words: found
            for state, words in RECORDED.items()
            if (found := [row.person.email for row in rows if row.standing is state])
        }
        if after:
            new.update(is_recorded=True)
            append(Deed(PROGRAM, "reminded of a round", held.words, after), now())


def _write_to(held: Round, own: Owing) -> None:
    """Remind a person. Raises SMTPException or OSError where the server does not take it."""
    send_mail(
        f"Safeguarding return {held.quarter}: due on {day_words(held.due)}",
        f"{one_line(own.line.name)} ({own.line.code}): {own.line.words}.\n\n"
        f"The return for {held.quarter} is due on {day_words(held.due)}. Sign in to Clausewise "
        "to see what is asked.\n",
        None,
        [own.person.email],
    )


@dataclass(frozen=True, slots=True)
class ReminderLine:
    """A reminder as the page of its round tells it."""

    reminder: Reminder
    words: str


def reminders_of(held: Round) -> tuple[ReminderLine, ...]:
    """The reminders of a round, the latest first."""
    every = Reminder.objects.filter(round=held).select_related("person", "organisation")
    rows = [*every.order_by("-at", "-pk")]
    begun = {row.job for row in rows if row.standing is ReminderState.BEGUN}
    at_work = DBTaskResult.objects.filter(pk__in=begun, status=TaskResultStatus.RUNNING)
    running = {str(job) for job in at_work.values_list("pk", flat=True)} if begun else set[str]()
    return tuple(ReminderLine(row, _words(row, row.job in running)) for row in rows)


def _words(row: Reminder, is_at_work: bool) -> str:
    if row.standing is ReminderState.SENT:
        return "Taken by the mail server"
    if row.standing is ReminderState.NOT_REACHED:
        return "The mail server did not take it: write to them yourself"
    if is_at_work and not row.is_recorded:
        return "Being sent"
    return (
        "Was being sent when the worker ended: it may not have come. It is not sent again; ask "
        "them, or write to them yourself"
    )
