"""Who is expected to send a return in a round, and how each stands."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from web.rounds.models import Expected, Round, SentReturn
from web.rounds.overview import asked_words, is_owed, latest_returns


@dataclass(frozen=True, slots=True)
class ExpectedLine:
    """An organisation of a round, and how its return stands."""

    code: str
    name: str
    words: str
    owes: bool
    is_late: bool
    sent: SentReturn | None


def expected_lines(held: Round, day: dt.date) -> Iterator[ExpectedLine]:
    """Each organisation that a round expects."""
    latest = latest_returns([held.pk])
    for expected in Expected.objects.filter(round=held).select_related("organisation"):
        sent = latest.get((held.pk, expected.organisation.pk))
        owes = is_owed(held, sent)
        late = sent.is_late if sent is not None and not owes else owes and day > held.due
        yield ExpectedLine(
            expected.organisation.code,
            expected.organisation.name,
            asked_words(held, sent),
            owes,
            late,
            sent,
        )
