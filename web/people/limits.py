"""How often somebody may ask in a minute, counted in the database over all processes."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from web.people.models import RequestCount

_MINUTE = 60


def count_request(who: str, most: int, now: dt.datetime) -> int:
    """Count a request; returns the seconds to wait before the next, 0 where it may be made.

    ``who`` names what is asked for and who asks. Each minute begins anew.
    """
    moment = int(now.timestamp())
    minute = moment // _MINUTE
    # Strangers are counted by their address: their lines would otherwise grow without end.
    RequestCount.objects.filter(minute__lt=minute - 1).exclude(who=who).delete()
    with transaction.atomic():
        locked = RequestCount.objects.select_for_update()
        held, _ = locked.get_or_create(who=who, defaults={"minute": minute, "count": 0})
        held.count = held.count + 1 if held.minute == minute else 1
        held.minute = minute
        held.save(update_fields=["minute", "count"])
    return 0 if held.count <= most else _MINUTE - moment % _MINUTE
