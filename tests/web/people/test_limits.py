"""Requests are counted in the database: whichever process answers, the limit is one."""

from __future__ import annotations

import datetime as dt
import threading

from django.db import connections

from tests.web.people_of import Site
from web.people.limits import count_request
from web.people.models import RequestCount

MOMENT = dt.datetime(2026, 12, 1, 9, 30, 15, tzinfo=dt.UTC)
MINUTE = dt.timedelta(minutes=1)


def asked(who: str, times: int, most: int, moment: dt.datetime) -> list[int]:
    """The seconds to wait that each of some requests is told."""
    return [count_request(who, most, moment) for _ in range(times)]


def test_each_minute_begins_anew_for_each_who_asks(site: Site) -> None:
    assert asked("what-if 1", 4, 3, MOMENT) == [0, 0, 0, 45]
    assert asked("what-if 2", 4, 3, MOMENT) == [0, 0, 0, 45]
    later = MOMENT + dt.timedelta(seconds=45)
    assert asked("what-if 1", 4, 3, later) == [0, 0, 0, 60]


def test_who_asked_long_ago_is_forgotten(site: Site) -> None:
    for minute in range(4):
        count_request(f"openid 198.51.100.{minute}", 30, MOMENT + minute * MINUTE)
    counted = RequestCount.objects.order_by("minute").values_list("who", flat=True)
    assert [*counted] == ["openid 198.51.100.2", "openid 198.51.100.3"]


def test_of_many_who_ask_at_once_by_connections_of_their_own_none_is_missed(site: Site) -> None:
    told: list[int] = []
    ready = threading.Barrier(6)

    def ask() -> None:
        try:
            ready.wait(30)
            told.extend(asked("judge 1", 5, 12, MOMENT))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=ask) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert sorted(told) == [0] * 12 + [45] * 18
    assert RequestCount.objects.get().count == 30
