"""The clock of the web application; only views, jobs and the server's own modules ask it."""

from __future__ import annotations

import datetime as dt


def now() -> dt.datetime:
    """This moment, in UTC."""
    return dt.datetime.now(dt.UTC)


def today() -> dt.date:
    """The day that it is where the server stands."""
    return dt.date.today()
