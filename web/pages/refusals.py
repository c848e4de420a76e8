"""How it reads when something is not to be had."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.http import url_has_allowed_host_and_scheme

from engine.nouns.english import counted
from web.pages.show import show
from web.people.standing import PersonStanding

_NOT_TYPED = frozenset({"csrfmiddlewaretoken", "seen", "decision", "step", "state", "audience"})
_SHORTEST = 5
"""Signs of a text that is worth giving back: a tick or a number is typed again sooner than read."""
_MOST_TEXTS = 30


def refused(request: HttpRequest) -> HttpResponse:
    """The person may not do this, has no role yet, or is not signed in."""
    standing: PersonStanding | None = getattr(request, "standing", None)
    if standing is not None and not standing.roles:
        words = (
            f"You are signed in as {standing.person.email}, and have no role yet.",
            "Ask an administrator of your area to give you one; then load this page again.",
        )
        return show(request, "refusal.html", "No role yet", {"words": words}, 403)
    words = (
        "Your roles do not allow this page or this action. Nothing was changed.",
        "If you need it, ask an administrator of your area.",
    )
    return show(request, "refusal.html", "You may not see or do this", {"words": words}, 403)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """As ``refused``, for what Django itself forbids."""
    return refused(request)


def not_to_look_at(request: HttpRequest, methods: Sequence[str]) -> HttpResponse:
    """An address that takes a form and shows nothing, or the other way round."""
    words = (
        "There is no page to look at here: a form is sent to this address. Nothing was changed.",
        "Go back to the page before it.",
    )
    view = {"words": words}
    answer = show(request, "refusal.html", "There is nothing to see here", view, 405)
    answer["Allow"] = ", ".join(methods)
    return answer


def signed_out(request: HttpRequest) -> HttpResponse:
    """Somebody sent a form after their session had ended: what they typed is given back."""
    words = (
        "You were signed out before this was sent, so nothing was saved. A session ends after "
        "8 hours, when the browser is closed, and when a password is changed.",
        "Sign in again, then send it once more.",
    )
    view = {"words": words, "typed": _typed(request), "way": _page_before(request)}
    return show(request, "signed_out.html", "You are signed out", view, 403)


def too_often(request: HttpRequest, seconds: int) -> HttpResponse:
    """Somebody asks more often than a person does: when to go on, and what they typed."""
    words = (
        f"You asked for this too often within a minute, so it was not done this time. Wait "
        f"{counted(seconds, 'second')}, then send it again.",
    )
    view = {"words": words, "typed": _typed(request)}
    answer = show(request, "refusal.html", "Please wait a moment", view, 429)
    answer["Retry-After"] = str(seconds)
    return answer


def _typed(request: HttpRequest) -> tuple[str, ...]:
    """The texts of a form that was not taken, without passwords and what nobody typed."""
    fields = request.POST.items() if request.method == "POST" else ()
    kept = [
        str(text).strip()
        for name, text in fields
        if name not in _NOT_TYPED and "password" not in name and "code" not in name
    ]
    return tuple(text for text in kept if len(text) >= _SHORTEST)[:_MOST_TEXTS]


def _page_before(request: HttpRequest) -> str:
    """The page of ours that a form stood on; empty where the browser does not say."""
    before = request.headers.get("Referer", "")
    fits = url_has_allowed_host_and_scheme(before, {request.get_host()}, request.is_secure())
    return urlsplit(before)._replace(scheme="", netloc="").geturl() if fits else ""


def missing(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Nothing is at this address."""
    if request.path.startswith("/api/"):
        return JsonResponse({"detail": "Nothing is at this address."}, status=404)
    words = (
        "There is no page at this address, or it is not for you to see.",
        "It may also be gone because the round was judged again, or not be there yet because the "
        "round is still being judged.",
    )
    return show(request, "refusal.html", "Page not found", {"words": words}, 404)


def malformed(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A request that no page of ours makes, or one with too many files."""
    words = (
        "This could not be taken: at most 20 files can be sent at a time, and the form has to be "
        "sent from its own page. Nothing was changed.",
        "Go back, load the page again, and send it once more.",
    )
    return show(request, "refusal.html", "This could not be taken", {"words": words}, 400)


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without the token of the page that it stands on."""
    words = (
        "The form was on a page opened before you signed in, or it came from another website, so "
        "nothing was changed.",
        "Go back, copy what you typed, load the page again, and send the form once more.",
    )
    return show(request, "refusal.html", "The form could not be taken", {"words": words}, 403)


def broken(request: HttpRequest) -> HttpResponse:
    """A fault of the program itself."""
    words = (
        "Clausewise made a mistake. What was saved before is kept; your last step was not saved.",
        "Try again. If it happens again, tell your administrator the time and the address of this "
        "page.",
    )
    return show(request, "refusal.html", "Something went wrong", {"words": words}, 500)
