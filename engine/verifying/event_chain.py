"""A record of events as a chain: each holds the digest of the one before it.

An event that was changed, taken out, put in or moved breaks the chain there. Events missing at the
end do not: anyone who keeps a later digest elsewhere, as a published bundle does, can tell.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from engine.verifying.manifest_form import with_codes

FIRST = "0" * 64
"""What stands in place of a digest before the first event."""
State = Mapping[str, Any]
"""What something was, as JSON has it."""


@dataclass(frozen=True, slots=True)
class RecordedEvent:
    """What somebody did, as it stands in the record."""

    number: int
    """From 1, without a gap."""
    at: str
    """The moment in UTC, as ISO 8601 writes it."""
    who: str
    what: str
    about: str
    before: State
    """Empty where there was nothing."""
    after: State
    previous: str
    """The digest of the event before."""
    digest: str

    @property
    def computed_digest(self) -> str:
        """The digest that its contents have: the SHA-256, in hexadecimals, of their JSON."""
        contents = (
            *(self.number, self.at, self.who, self.what, self.about),
            *(dict(self.before), dict(self.after), self.previous),
        )
        text = json.dumps(contents, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class ChainVerdict:
    """Whether a record is whole, as far as it goes."""

    events: int
    """How many follow on each other from the first."""
    last: str
    """The digest of the last of those."""
    broken_at: int = 0
    """The number of the first event that does not follow on; 0 where all do."""
    why: str = ""

    @property
    def is_whole(self) -> bool:
        """Whether no event of the chain was changed, removed or added."""
        return not self.broken_at


NOTHING_BEFORE = ChainVerdict(0, FIRST)
"""The verdict on no event at all."""


def chain_verdict(
    events: Iterable[RecordedEvent], before: ChainVerdict = NOTHING_BEFORE
) -> ChainVerdict:
    """Whether events, in their order, follow on each other, and else the first that does not.

    With ``before``, a whole verdict on the events before them, they go on from those.
    """
    count, last = before.events, before.last
    for event in events:
        why = _break(event, count + 1, last)
        if why:
            return ChainVerdict(count, last, count + 1, why)
        count, last = event.number, event.digest
    return ChainVerdict(count, last)


def _break(event: RecordedEvent, number: int, last: str) -> str:
    if event.number != number:
        return f"event {number} is missing: event {event.number} stands in its place"
    if event.previous != last:
        return f"event {number} does not follow on the event before it"
    try:
        is_as_recorded = event.digest == event.computed_digest
    except (TypeError, ValueError, RecursionError):  # no event has such contents
        is_as_recorded = False
    return "" if is_as_recorded else f"event {number} is not as it was recorded"


def event_line(event: RecordedEvent) -> str:
    """An event as one line of JSON."""
    line = json.dumps(
        {
            "number": event.number,
            "at": event.at,
            "who": event.who,
            "what": event.what,
            "about": event.about,
            "before": dict(event.before),
            "after": dict(event.after),
            "previous": event.previous,
            "digest": event.digest,
        },
        ensure_ascii=False,
    )
    return with_codes(line)


def event_from(line: str) -> RecordedEvent:
    """The event that a line of JSON holds. Raises ValueError where it holds none."""
    try:
        contents = json.loads(line)
        return RecordedEvent(**contents)
    except (TypeError, ValueError) as error:
        raise ValueError(f"no event: {error}") from None
    except RecursionError:
        raise ValueError("no event: it is nested too deeply") from None
