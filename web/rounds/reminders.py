"""Reminding those who owe a return: as a mail merge, and as a day for calendars."""

from __future__ import annotations

import csv
import datetime as dt
import io

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from web.access.roles import OF_ORGANISATIONS
from web.clock import now, today
from web.pages.guard import SignedIn
from web.people.models import Membership
from web.rounds.models import Round
from web.rounds.round_pages import expected_lines

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def mail_merge(request: SignedIn, number: int) -> HttpResponse:
    """Whom to write to of each organisation that owes a return: a CSV file for a mail merge."""
    held = get_object_or_404(Round, pk=number)
    owing = {line.code: line for line in expected_lines(held, today()) if line.owes}
    people = (
        Membership.objects.filter(
            role__in=[role.value for role in OF_ORGANISATIONS],
            organisation__code__in=owing,
            person__is_active=True,
        )
        .select_related("person", "organisation")
        .order_by("organisation__code", "person__email")
    )
    found = {(held.organisation.code, held.person) for held in people if held.organisation}
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(("email", "name", "organisation", "code", "quarter", "due", "to do", "page"))
    for code, person in sorted(found, key=lambda pair: (pair[0], pair[1].email)):
        line = owing[code]
        page = request.build_absolute_uri(reverse("asked", kwargs={"number": number, "code": code}))
        due = held.due.isoformat()
        cells = (person.email, person.name, line.name, code, held.quarter, due, line.words, page)
        writer.writerow([_neutral(cell) for cell in cells])
    answer = HttpResponse("\ufeff" + out.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="mail-merge.csv"'
    return answer


def _neutral(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


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
