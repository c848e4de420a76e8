"""The addresses, made from the table alone."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import path

from web.access.routes import Route
from web.access.table import ROUTES
from web.pages.api_guard import guarded_api
from web.pages.guard import View, guarded


def view_of(route: Route) -> View:
    """The view of a route. It is imported when it is first wanted: the first page comes at once."""
    module, _, name = route.view.rpartition(".")
    view: View = getattr(import_module(f"web.{module}"), name)
    return view


def import_views() -> None:
    """Import every view, so that nobody waits for that who asks for a page later."""
    for route in ROUTES:
        view_of(route)


def _guarded(route: Route) -> View:
    def view(request: HttpRequest, **named: Any) -> HttpResponseBase:
        return view_of(route)(request, **named)

    return guarded_api(route, view) if route.is_api else guarded(route, view)


urlpatterns = [path(route.path, _guarded(route), name=route.name) for route in ROUTES]
handler400 = "web.pages.refusals.malformed"
handler403 = "web.pages.refusals.forbidden"
handler404 = "web.pages.refusals.missing"
handler500 = "web.pages.refusals.broken"
