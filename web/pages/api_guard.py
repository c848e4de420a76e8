"""The check before every path of the interface: whose token, which roles, how often."""

from __future__ import annotations

import hashlib
from functools import wraps
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response

from web.access.routes import Route
from web.clock import now
from web.pages.guard import SignedIn, View, seconds_to_wait, standing_in
from web.people.models import Account
from web.people.tokens import holder_of

_NO_TOKEN = "Send a token that holds: Authorization: Bearer …. One is made on “Your account”."
_NOT_YOURS = "Your roles do not cover this."
_TOO_OFTEN = "Asked for too often within a minute. Wait, then go on."


def guarded_api(route: Route, view: View) -> View:
    """The view of a path of the interface, behind the check of its route."""

    @wraps(view)
    def answered(request: SignedIn, **named: Any) -> HttpResponseBase:
        if request.method not in ("GET", "HEAD"):
            answer: HttpResponse = _problem(405, "The interface is read only: GET.")
            answer["Allow"] = "GET, HEAD"
            return answer
        person = _holder(request)
        who = str(person.pk) if person is not None else request.META.get("REMOTE_ADDR", "")
        wait = seconds_to_wait(route, who)
        if wait:
            answer = _problem(429, _TOO_OFTEN)
            answer["Retry-After"] = str(wait)
            return answer
        if person is None:
            answer = _problem(401, _NO_TOKEN)
            answer["WWW-Authenticate"] = "Bearer"
            return answer
        request.standing = standing_in(person, named.get("number"))
        if not request.standing.has_any(route.reads):
            return _problem(403, _NOT_YOURS)
        request.method = "GET"  # the server leaves the body out of an answer to HEAD
        return _conditional(request, view(request, **named))

    return answered


def _holder(request: SignedIn) -> Account | None:
    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    return holder_of(token.strip(), now()) if kind.casefold() == "bearer" and token else None


def _problem(status: int, words: str) -> JsonResponse:
    return JsonResponse({"detail": words}, status=status)


def _conditional(request: SignedIn, answer: HttpResponseBase) -> HttpResponseBase:
    """The answer with its ETag; 304 where the asker has it already."""
    if not isinstance(answer, HttpResponse) or answer.status_code != 200:
        return answer
    etag = f'"{hashlib.sha256(answer.content).hexdigest()}"'
    answer["ETag"] = etag
    answer["Cache-Control"] = "private, no-cache"
    answer["Vary"] = "Authorization"
    return get_conditional_response(request, etag, None, answer) or answer
