"""Letting people in: at once, or once a second factor has been shown too."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from web.clock import now
from web.pages.show import show
from web.people.models import Account
from web.record.append import Deed, append

_BACKEND = "django.contrib.auth.backends.ModelBackend"
INVITATION = "invitation"
"""Under which a session keeps the invitation that somebody came by."""
AFTERWARDS = "afterwards"
"""Under which it keeps the page that they asked for."""
_HALF = "half-in"
_HALF_LASTS = 600
"""Seconds within which the second factor has to follow the password."""


@dataclass(frozen=True, slots=True)
class HalfIn:
    """Somebody whose password was right, and who has not shown a second factor yet."""

    person: Account
    way: str
    """The page that they asked for."""


def own_way(request: HttpRequest, way: str) -> str:
    """A page that was asked for before, where it is one of ours; else the first."""
    fits = url_has_allowed_host_and_scheme(way, {request.get_host()}, request.is_secure())
    return way if fits else reverse("home")


def let_in(request: HttpRequest, person: Account, by: str) -> None:
    """Let a person in; ``by`` says for the record how they came."""
    login(request, person, backend=_BACKEND)
    request.session.pop(_HALF, None)
    append(Deed(person.words, "signed in", person.words, {"by": by}), now())


def after_password(request: HttpRequest, person: Account, way: str) -> HttpResponseBase:
    """Let somebody in whose password was right, or ask for their second factor first."""
    if not settings.CLAUSEWISE.second_factor and not person.factor_secret:
        let_in(request, person, "password")
        return HttpResponseRedirect(own_way(request, way))
    request.session.flush()
    request.session[_HALF] = {"person": person.pk, "at": now().timestamp(), "way": way}
    return HttpResponseRedirect(reverse("second-factor" if person.factor_secret else "new-factor"))


def half_in(request: HttpRequest) -> HalfIn | None:
    """Whose password was right of late in this session; None where nobody's was."""
    said = request.session.get(_HALF)
    if said is None or now().timestamp() - said["at"] > _HALF_LASTS:
        return None
    person = Account.objects.filter(pk=said["person"], is_active=True).first()
    return HalfIn(person, own_way(request, said["way"])) if person is not None else None


def used_up(request: HttpRequest) -> HttpResponse:
    """A link that lets nobody in any more."""
    words = (
        "This link has been used already, or it is too old: it works once, within 7 days.",
        "If you have chosen a password with it, sign in with that. If not, ask the administrator "
        "who sent it for a new link.",
        "If Clausewise runs on this computer, start it again: it then shows a new link.",
    )
    return show(request, "refusal.html", "The link does not work any more", {"words": words}, 410)
