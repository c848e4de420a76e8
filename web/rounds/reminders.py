"""Reminding those who owe a return: by e-mail, as a mail merge, and as a day for calendars."""

from __future__ import annotations

import csv
import datetime as dt
import io

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django_tasks import TaskContext, task

from reports.text import neutral
from web.access.roles import OF_ORGANISATIONS
from web.clock import now, today
from web.pages.guard import SignedIn
from web.people.models import Account, Membership
from web.rounds.models import Expected, Round
from web.rounds.overview import ExpectedLine, expected_lines
from web.rounds.reminding.writing import Owing, write_to_all
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


@task(takes_context=True)
def remind(context: TaskContext, round_id: int) -> int:
    """Write to the people of each organisation that owes a return; returns to how many. Done once
    more, it writes to nobody a second time."""
    held = Round.objects.get(pk=round_id)
    if held.standing is not RoundState.OPEN:
        return 0
    owing = [Owing(line, person) for line, person in _owing(held, today())]
    return write_to_all(held, owing, context.task_result.id)


def due_day(request: SignedIn, number: int) -> HttpResponse:
    """The day on which the returns of a round are due, for a calendar."""
    return _calendar(get_object_or_404(Round, pk=number))


def own_due_day(request: SignedIn, number: int, code: str) -> HttpResponse:
    """The same for an organisation that the round expects a return of."""
    expected = Expected.objects.select_related("round")
    return _calendar(get_object_or_404(expected, round=number, organisation__code=code).round)


def _calendar(held: Round) -> HttpResponse:
    """The day on which returns are due, with reminders a week and a day before (iCalendar)."""
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
