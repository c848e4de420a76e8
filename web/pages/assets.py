"""The style and the script of all pages, and the answer for those who watch the server."""

from __future__ import annotations

import functools
from importlib.resources import files
from pathlib import Path

from django.db import connection
from django.http import HttpRequest, HttpResponse

from reports.page.write import script as site_script
from reports.page.write import style as site_style

_OWN = Path(__file__).parent / "templates" / "web.css"
_KEPT = "public, max-age=3600"


@functools.cache
def style_bytes() -> bytes:
    """The reports' style, and what forms and lists of the web application need beside it."""
    return site_style() + b"\n" + _OWN.read_bytes()


def style(request: HttpRequest) -> HttpResponse:
    """The style of all pages."""
    answer = HttpResponse(style_bytes(), content_type="text/css; charset=utf-8")
    answer["Cache-Control"] = _KEPT
    return answer


def script(request: HttpRequest) -> HttpResponse:
    """The script by which lists are filtered; every page reads without it."""
    answer = HttpResponse(site_script(), content_type="text/javascript; charset=utf-8")
    answer["Cache-Control"] = _KEPT
    return answer


@functools.cache
def htmx_bytes() -> bytes:
    """htmx, as django-htmx brings it."""
    return (files("django_htmx") / "static" / "django_htmx" / "htmx-2.min.js").read_bytes()


def htmx(request: HttpRequest) -> HttpResponse:
    """The script by which a page that waits asks how far it is; every page reads without it."""
    answer = HttpResponse(htmx_bytes(), content_type="text/javascript; charset=utf-8")
    answer["Cache-Control"] = _KEPT
    return answer


def health(request: HttpRequest) -> HttpResponse:
    """Whether the server answers and reaches its database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")
