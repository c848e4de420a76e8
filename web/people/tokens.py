"""Tokens by which a program reads what a person may read."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets

from django.db import transaction

from web.people.models import Account, ApiToken
from web.record.append import Deed, append

BEGINS = "cw_"
"""With what every token begins, so that one left in a file is found."""
LONGEST = 366
"""Days that a token lasts at the most."""


def make_token(person: Account, label: str, days: int, now: dt.datetime) -> str:
    """Make a token; returns it, which is kept nowhere."""
    token = f"{BEGINS}{secrets.token_urlsafe(32)}"
    ends = now + dt.timedelta(days=min(days, LONGEST))
    with transaction.atomic():
        made = ApiToken.objects.create(
            person=person, digest=_digest(token), label=label, made_at=now, ends_at=ends
        )
        after = {"ends": ends.date().isoformat(), "for": label}
        append(Deed(person.words, "made a token", f"token {made.pk}", after), now)
    return token


def holder_of(token: str, now: dt.datetime) -> Account | None:
    """Whose token it is; None where there is none, it has ended, or they are not let in."""
    found = (
        ApiToken.objects.select_related("person")
        .filter(digest=_digest(token), revoked_at=None, ends_at__gt=now, person__is_active=True)
        .first()
    )
    if found is None:
        return None
    if found.used_on != now.date():
        ApiToken.objects.filter(pk=found.pk).update(used_on=now.date())
    return found.person


def revoke(token: ApiToken, by: Account, now: dt.datetime) -> bool:
    """End a token; False where it was ended already."""
    with transaction.atomic():
        ended = ApiToken.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=now) == 1
        if ended:
            append(Deed(by.words, "revoked a token", f"token {token.pk}"), now)
    return ended


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
