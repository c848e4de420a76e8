"""The pages of the record."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpResponse, StreamingHttpResponse

from engine.verifying.event_chain import event_line
from web.access.roles import PersonRole
from web.clock import now
from web.pages.guard import SignedIn
from web.pages.show import show
from web.record.append import events
from web.record.checking import check_record
from web.record.models import EventRow

_A_PAGE = 100


def record(request: SignedIn) -> HttpResponse:
    """The latest events, and whether the record is whole."""
    rows = EventRow.objects.order_by("-number")
    before = request.GET.get("before", "")
    if before.isdecimal():
        rows = rows.filter(number__lt=int(before[:18]))
    shown = [row.event for row in rows[:_A_PAGE]]
    return show(
        request,
        "record.html",
        "Record",
        {
            "check": check_record(now(), anew="anew" in request.GET),
            "events": shown,
            "earlier": shown[-1].number if len(shown) == _A_PAGE else 0,
            "may_download": request.standing.has_any({PersonRole.AUDITOR}),
        },
    )


def record_file(request: SignedIn) -> StreamingHttpResponse:
    """The whole record, a line of JSON an event."""
    answer = StreamingHttpResponse(_lines(), content_type="application/jsonl")
    answer["Content-Disposition"] = 'attachment; filename="record.jsonl"'
    return answer


def _lines() -> Iterator[bytes]:
    for event in events():
        yield f"{event_line(event)}\n".encode()
