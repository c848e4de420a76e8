"""How it reads when something is not to be had."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse

from web.pages.show import show
from web.people.standing import PersonStanding


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
        "Your roles do not cover this page or this action. Ask an administrator if you need it.",
        "Nothing was changed.",
    )
    return show(request, "refusal.html", "You may not see or do this", {"words": words}, 403)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """As ``refused``, for what Django itself forbids."""
    return refused(request)


def too_often(request: HttpRequest) -> HttpResponse:
    """Somebody asks more often than a person does."""
    words = ("This was asked for too often within a minute. Wait a minute, then go on.",)
    answer = show(request, "refusal.html", "Too often", {"words": words}, 429)
    answer["Retry-After"] = "60"
    return answer


def missing(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Nothing is at this address."""
    if request.path.startswith("/api/"):
        return JsonResponse({"detail": "Nothing is at this address."}, status=404)
    words = ("Nothing is at this address, or it is not yours to see. Go back to “My work”.",)
    return show(request, "refusal.html", "Page not found", {"words": words}, 404)


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without the token of the page that it stands on."""
    words = (
        "The form is from an old page or from another site, so nothing was changed.",
        "Go back, load the page again, and send the form once more.",
    )
    return show(request, "refusal.html", "The form could not be taken", {"words": words}, 403)


def broken(request: HttpRequest) -> HttpResponse:
    """A fault of the program itself."""
    words = (
        "Clausewise made a mistake of its own. What was confirmed before is kept; the last step "
        "was not taken.",
        "Try again. If it happens again, tell your administrator the time and the address.",
    )
    return show(request, "refusal.html", "Something went wrong", {"words": words}, 500)
