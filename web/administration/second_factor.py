"""The second factor: asked for after the password, and set up at the first sign-in."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse

from web.administration.forms import CodeForm
from web.administration.letting_in import HalfIn, half_in, let_in
from web.clock import now
from web.pages.show import show
from web.people.accounts import must_wait, note_failure
from web.people.factors import (
    address_of,
    held_for,
    held_of,
    is_readable,
    new_secret,
    set_factor,
    step_of,
    take_code,
)
from web.people.models import Account
from web.people.sealing import CannotUnseal

_SECRET = "new-factor"
WRONG = "This code does not hold, or it was used already. Wait for the next one."
_UNREADABLE = (
    "This server cannot read your second factor, since its secret was changed: only one of your "
    "recovery codes lets you in. Without one, ask an administrator to reset it."
)
_WAIT = "Too many tries have failed. Wait 15 minutes, then try again."


def ask_code(request: HttpRequest) -> HttpResponseBase:
    """Ask for the code of a second factor, or for a recovery code."""
    half = half_in(request)
    if half is None:
        return HttpResponseRedirect(reverse("sign-in"))
    if not half.person.factor_secret:
        return HttpResponseRedirect(reverse("new-factor"))
    form = CodeForm(request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST" and form.is_valid():
        status = _refusal(request, half, form)
        if not status and take_code(half.person, form.cleaned_data["code"], now()):
            let_in(request, half.person, "password and code")
            return HttpResponseRedirect(half.way)
        if not status:
            status = _failed(request, half, form)
    shown = {"form": form}
    return show(request, "code.html", "Your code", shown, max(status, 400 if form.errors else 200))


def set_up(request: HttpRequest) -> HttpResponseBase:
    """Set a second factor up, and come in by it."""
    half = half_in(request)
    if half is None:
        return HttpResponseRedirect(reverse("sign-in"))
    if half.person.factor_secret:
        return HttpResponseRedirect(reverse("second-factor"))
    secret = _secret_shown(request, half.person)
    form = CodeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and not _refusal(request, half, form):
        step = step_of(secret, form.cleaned_data["code"], now())
        if step:
            codes = set_factor(half.person, secret, step, now())
            del request.session[_SECRET]
            let_in(request, half.person, "password and code")
            kept = {"codes": codes, "way": half.way}
            return show(request, "recovery_codes.html", "Your recovery codes", kept)
        _failed(request, half, form)
    shown = {"form": form, "secret": secret, "picture": _picture(address_of(half.person, secret))}
    return show(
        request, "new_factor.html", "Set up a second factor", shown, 400 if form.errors else 200
    )


def _secret_shown(request: HttpRequest, person: Account) -> str:
    """What the person is shown until they have typed a code of it."""
    try:
        return held_of(person, request.session[_SECRET])
    except (KeyError, CannotUnseal):
        secret = new_secret()
        request.session[_SECRET] = held_for(person, secret)
        return secret


def _refusal(request: HttpRequest, half: HalfIn, form: CodeForm) -> int:
    """429 where too many tries have failed, said in the form; else 0."""
    if must_wait(half.person.email, request.META.get("REMOTE_ADDR", ""), now()):
        form.add_error(None, _WAIT)
        return 429
    return 0


def _failed(request: HttpRequest, half: HalfIn, form: CodeForm) -> int:
    note_failure(half.person.email, request.META.get("REMOTE_ADDR", ""), now())
    is_lost = half.person.factor_secret and not is_readable(half.person)
    form.add_error("code", _UNREADABLE if is_lost else WRONG)
    return 400


def _picture(address: str) -> str:
    """The address as a picture for the app's camera, as an address of its own (data:)."""
    import segno

    picture: str = segno.make(address, error="m").svg_data_uri(scale=5, border=4)
    return picture
