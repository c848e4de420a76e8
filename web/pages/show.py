"""Showing a page: its own template within the frame that all pages have."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.messages import SUCCESS, get_messages
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse

from reports.text import visible
from web.access.table import ROUTES
from web.people.standing import PersonStanding

_MENU = (
    ("home", "My work"),
    ("people", "People"),
    ("organisations", "Organisations"),
    ("record", "Record"),
)
_READS = {route.name: route.reads for route in ROUTES}


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """A page of the menu."""

    label: str
    href: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Crumb:
    """A page above the one shown."""

    label: str
    href: str


def show(
    request: HttpRequest,
    template: str,
    title: str,
    view: dict[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    """A page: its template is given ``title``, ``me`` and what is in ``view``."""
    standing: PersonStanding | None = getattr(request, "standing", None)
    said = [*get_messages(request)]
    context = {
        "title": title,
        "me": standing,
        "is_in": standing is not None or _has_session(request),
        "menu": tuple(_menu(standing, request.path)),
        "crumbs": (),
        "polls": False,
        "done": [str(notice) for notice in said if notice.level == SUCCESS],
        "notices": [str(notice) for notice in said if notice.level != SUCCESS],
        **(view or {}),
    }
    # What a name or an answer holds that a reader would obey is shown, as on the reports' pages.
    return HttpResponse(visible(render_to_string(template, context, request)), status=status)


def _has_session(request: HttpRequest) -> bool:
    """Whether somebody is signed in, where a fault came before anybody asked who."""
    return SESSION_KEY in getattr(request, "session", {})


def _menu(standing: PersonStanding | None, path: str) -> Iterator[MenuEntry]:
    if standing is None:
        return
    for name, label in _MENU:
        if standing.has_any(_READS[name]):
            href = reverse(name)
            current = path == href or (name != "home" and path.startswith(href))
            yield MenuEntry(label, href, current)
