"""Signing in by a provider: to it, and back. Its library is loaded where one is named alone."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

from web.administration.letting_in import AFTERWARDS


def begin(request: HttpRequest) -> HttpResponseBase:
    """Go to the provider of sign-in."""
    _check_named()
    from web.administration import openid

    request.session[AFTERWARDS] = request.GET.get("next", "")
    return openid.begin(request)


def come_back(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    """Come back from it, known or refused."""
    _check_named()
    from web.administration import openid

    return openid.come_back(request, provider_id)


def _check_named() -> None:
    if settings.CLAUSEWISE.openid is None:
        raise Http404("no provider of sign-in")
