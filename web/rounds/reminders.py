"""Reminding those who owe a return: by e-mail, as a mail merge, and as a day for calendars."""

from __future__ import annotations

import csv
import datetime as dt
import io
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django_tasks import task

from engine.nouns.english import day_words
from reports.text import neutral, one_line
from web.access.roles import OF_ORGANISATIONS
from web.clock import now, today
from web.pages.guard import SignedIn
from web.people.models import Account, Membership
from web.record.append import Deed, append
from web.rounds.jobs import PROGRAM
from web.rounds.models import Round
from web.rounds.overview import ExpectedLine, expected_lines
from web.rounds.states import RoundState

DAYS_BEFORE = (30, 7, 1)
"""How many days before the day it is due somebody is reminded by e-mail."""
_AT = dt.time(8)


def mail_merge(request: SignedIn, number: int) -> HttpResponse:
    """Whom to write to of each organisation that owes a return: a CSV file for a mail merge."""
    held = get_object_or_404(Round, pk=number)
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(("email", "name", "organisation", "code", "quarter", "due", "to do", "page"))
    for line, person in _owing(held, today()):
        code = line.code
        page = request.build_absolute_uri(reverse("asked", kwargs={"number": number, "code": code}))
        due = held.due.isoformat()
        cells = (person.email, person.name, line.name, code, held.quarter, due, line.words, page)
        writer.writerow([neutral(cell) for cell in cells])
    answer = HttpResponse("\ufeff" + out.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="mail-merge.csv"'
    return answer


def _owing(held: Round, day: dt.date) -> list[tuple[ExpectedLine, Account]]:
    """Each organisation that owes a return with each of its people, by code and address."""
    owing = {line.code: line for line in expected_lines(held, day) if line.owes}
    members = Membership.objects.filter(
        role__in=[role.value for role in OF_ORGANISATIONS],
        organisation__code__in=owing,
        person__is_active=True,
    ).select_related("person", "organisation")
    found = {
        (membership.organisation.code, membership.person.email): membership.person
        for membership in members
        if membership.organisation is not None
    }
    return [(owing[code], person) for (code, _), person in sorted(found.items())]


def plan_reminders(held: Round, now: dt.datetime) -> int:
    """Have those who will owe a return reminded, a month, a week and a day before; returns on how
    many days. Without a server for e-mail none are planned."""
    if not settings.CLAUSEWISE.mail_host:
        return 0
    days = (timezone.make_aware(dt.datetime.combine(_before(held, n), _AT)) for n in DAYS_BEFORE)
    coming = [day for day in days if day > now]
    for day in coming:
        remind.using(run_after=day).enqueue(held.pk)
    return len(coming)


def _before(held: Round, days: int) -> dt.date:
    return held.due - dt.timedelta(days=days)


@task()
def remind(round_id: int) -> int:
    """Write to the people of each organisation that owes a return; returns to how many."""
    held = Round.objects.get(pk=round_id)
    if held.standing is not RoundState.OPEN:
        return 0
    found = _owing(held, today())
    reached, missed = list[str](), list[str]()
    for line, person in found:
        try:
            _write_to(held, line, person)
        except (SMTPException, OSError):
            missed.append(person.email)  # the others are reminded all the same
        else:
            reached.append(person.email)
    if found:
        after = {"written to": reached} | ({"not reached": missed} if missed else {})
        append(Deed(PROGRAM, "reminded of a round", held.words, after), now())
    return len(reached)


def _write_to(held: Round, line: ExpectedLine, person: Account) -> None:
    """Remind a person. Raises SMTPException or OSError where the server does not take it."""
    send_mail(
        f"Safeguarding return {held.quarter}: due on {day_words(held.due)}",
        f"{one_line(line.name)} ({line.code}): {line.words}.\n\n"
        f"The return for {held.quarter} is due on {day_words(held.due)}. Sign in to Clausewise "
        "to see what is asked.\n",
        None,
        [person.email],
    )


def due_day(request: SignedIn, number: int) -> HttpResponse:
    """The day on which returns are due, for a calendar, with reminders a week and a day before."""
    held = get_object_or_404(Round, pk=number)
    lines = (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Clausewise//Round//EN",
        "BEGIN:VEVENT",
        f"UID:round-{held.pk}@clausewise",
        f"DTSTAMP:{now():%Y%m%dT%H%M%SZ}",
        f"DTSTART;VALUE=DATE:{held.due:%Y%m%d}",
        f"DTEND;VALUE=DATE:{held.due + dt.timedelta(days=1):%Y%m%d}",
        f"SUMMARY:Safeguarding return {held.quarter} is due",
        *_alarm(7),
        *_alarm(1),
        "END:VEVENT",
        "END:VCALENDAR",
    )
    answer = HttpResponse("\r\n".join((*lines, "")), content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="due.ics"'
    return answer


def _alarm(days: int) -> tuple[str, ...]:
    return (
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        f"TRIGGER:-P{days}D",
        "DESCRIPTION:The safeguarding return is due",
        "END:VALARM",
    )
