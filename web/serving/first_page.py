"""The first page has the server to itself; what other pages are made by is imported after it."""

from __future__ import annotations

import threading
from typing import Any

from django.core.signals import request_finished

_AFTER = 1.0
"""Seconds after the first answer: a link that lets somebody in leads on to a page at once."""
_NAME = "import what pages are made by"


def import_views_after_first_page() -> None:
    """Import every view a second after the first answer, once."""
    request_finished.connect(_begin, dispatch_uid=_NAME)


def _begin(sender: object, **said: Any) -> None:
    from web.urls import import_views

    if request_finished.disconnect(dispatch_uid=_NAME):
        importing = threading.Timer(_AFTER, import_views)
        importing.daemon = True
        importing.start()
