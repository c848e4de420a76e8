"""The check before every view, from the one table."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse

from web.access.routes import Route
from web.clock import now
from web.pages.refusals import not_to_look_at, refused, signed_out, too_often
from web.people.limits import count_request
from web.people.models import Account
from web.people.standing import PersonStanding, standing_of, within_round

View = Callable[..., HttpResponseBase]


class SignedIn(HttpRequest):
    """A request of somebody who may make it."""

    standing: PersonStanding


def guarded(route: Route, view: View) -> View:
    """The view, behind the check of its route."""

    @wraps(view)
    def answered(request: SignedIn, **named: Any) -> HttpResponseBase:
        if request.method not in route.methods:
            return not_to_look_at(request, route.methods)
        if route.is_open:
            wait = seconds_to_wait(route, request.META.get("REMOTE_ADDR", ""))
            return too_often(request, wait) if wait else view(request, **named)
        person = request.user
        if not isinstance(person, Account):
            return _asked_to_sign_in(request)
        request.standing = standing_in(person, named.get("number"))
        wanted = route.writes if request.method == "POST" else route.reads
        if not request.standing.has_any(wanted, named.get("code")):
            return refused(request)
        is_counted = request.method == "POST" or not route.writes
        wait = seconds_to_wait(route, str(person.pk)) if is_counted else 0
        return too_often(request, wait) if wait else view(request, **named)

    return answered


def standing_in(person: Account, number: int | None) -> PersonStanding:
    """The standing of a person, within a round where an address names one."""
    standing = standing_of(person)
    return standing if number is None else within_round(standing, number)


def seconds_to_wait(route: Route, who: str) -> int:
    """The seconds that somebody who asks too often has to wait; 0 where they do not."""
    if not route.most:
        return 0
    return count_request(f"{route.name} {who}", route.most, now())


def _asked_to_sign_in(request: HttpRequest) -> HttpResponseBase:
    if request.method == "POST":
        return signed_out(request)
    if "HX-Request" in request.headers:
        # A script asked for a page that waits: let the page itself be loaded anew.
        answer = HttpResponse(status=286)
        answer["HX-Refresh"] = "true"
        return answer
    way = request.get_full_path()
    return HttpResponseRedirect(f"{reverse('sign-in')}?next={quote(way)}")
