"""Whether the record is whole, without reading all of it for each page that says so."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from engine.verifying.event_chain import ChainVerdict, chain_verdict
from web.record.append import events, record_verdict
from web.record.models import EventRow


@dataclass(frozen=True, slots=True)
class RecordCheck:
    """How the record stands, and since when its earlier events have been taken as read."""

    verdict: ChainVerdict
    at: dt.datetime
    """When every event was last read."""
    read_then: int
    """How many those were; the later ones were read as they came."""


class _Kept:
    """The last check of this process that found the record whole."""

    last: RecordCheck | None = None


def check_record(now: dt.datetime, anew: bool = False) -> RecordCheck:
    """Whether the record is whole: the events since the last check, or every one ``anew``.

    Each process reads every event at its first check. What is changed behind the triggers among
    those it has read is found by the next check anew, or by ``clausewise record verify``.
    """
    kept = _Kept.last
    if anew or kept is None or not _stands(kept.verdict):
        verdict = record_verdict()
        check = RecordCheck(verdict, now, verdict.events)
    else:
        verdict = chain_verdict(events(kept.verdict.events), kept.verdict)
        check = RecordCheck(verdict, kept.at, kept.read_then)
    _Kept.last = check if verdict.is_whole else None
    return check


def _stands(verdict: ChainVerdict) -> bool:
    """Whether the last event of a verdict is still where it was."""
    return EventRow.objects.filter(number=verdict.events, digest=verdict.last).exists()
