"""Appending to the record, and reading it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from django.db import connection, transaction

from engine.verifying.event_chain import (
    FIRST,
    ChainVerdict,
    RecordedEvent,
    State,
    chain_verdict,
)
from web.record.models import EventRow

_LOCK = 7_240_113
"""The advisory lock of PostgreSQL under which the record is appended to."""
_AT_A_TIME = 2_000


@dataclass(frozen=True, slots=True)
class Deed:
    """What somebody did, not yet recorded."""

    who: str
    what: str
    """In a few words, in the past: "sent a return"."""
    about: str
    """What it was done to: "round 2014-15 Q3, ZA1, return 2"."""
    after: State = field(default_factory=dict)
    before: State = field(default_factory=dict)


def hold_record() -> None:
    """Hold the record until the transaction ends: nobody appends to it meanwhile. On SQLite every
    transaction does."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


def append(deed: Deed, now: dt.datetime) -> RecordedEvent:
    """Append an event to the record, in the transaction that does what it says."""
    with transaction.atomic():
        hold_record()
        last = EventRow.objects.order_by("-number").first()
        event = RecordedEvent(
            last.number + 1 if last is not None else 1,
            now.astimezone(dt.UTC).isoformat(timespec="microseconds"),
            deed.who,
            deed.what,
            deed.about,
            deed.before,
            deed.after,
            last.digest if last is not None else FIRST,
            "",
        )
        event = replace(event, digest=event.computed_digest)
        EventRow.objects.create(
            **{name: getattr(event, name) for name in RecordedEvent.__dataclass_fields__}
        )
    return event


def events(after: int = 0) -> Iterator[RecordedEvent]:
    """Every event after one of a number, in order, some at a time."""
    rows = EventRow.objects.filter(number__gt=after).order_by("number")
    for row in rows.iterator(_AT_A_TIME):
        yield row.event


def record_verdict() -> ChainVerdict:
    """Whether the record is whole."""
    return chain_verdict(events())
