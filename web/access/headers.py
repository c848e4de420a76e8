"""Headers of every answer: what a browser may load, keep and frame."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
Answering = Callable[[HttpRequest], HttpResponseBase]


def headers(get_response: Answering) -> Answering:
    """Middleware that sets them."""

    def answered(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        # A file that somebody attached has a stricter one of its own.
        if not response.has_header("Content-Security-Policy"):
            response["Content-Security-Policy"] = POLICY
        response["X-Frame-Options"] = "DENY"
        response["Cross-Origin-Resource-Policy"] = "same-origin"
        response["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()"
        # What returns say must not stay on a shared computer.
        if not response.has_header("Cache-Control"):
            response["Cache-Control"] = "no-store"
        return response

    return answered
