"""Signing in: by password, by a link that works once, and out again."""

from __future__ import annotations

from django.contrib.auth import authenticate, login, logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from web.administration.forms import PasswordForm, SignInForm
from web.clock import now
from web.pages.guard import SignedIn
from web.pages.show import show
from web.people.accounts import link_for, must_wait, note_failure, use_link
from web.people.models import Account
from web.record.append import Deed, append

_BACKEND = "django.contrib.auth.backends.ModelBackend"


def sign_in(request: HttpRequest) -> HttpResponseBase:
    """Sign in with e-mail and password."""
    form = SignInForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        email, address = form.cleaned_data["email"], request.META.get("REMOTE_ADDR", "")
        if must_wait(email, address, now()):
            form.add_error(None, "Too many tries have failed. Wait a quarter of an hour.")
            return show(request, "sign_in.html", "Sign in", {"form": form}, 429)
        person = authenticate(
            request, username=email.strip().casefold(), password=form.cleaned_data["password"]
        )
        if isinstance(person, Account):
            _let_in(request, person)
            return HttpResponseRedirect(_next(request))
        note_failure(email, address, now())
        form.add_error(None, "E-mail and password do not belong together, or you are not let in.")
    status = 400 if form.errors else 200
    return show(request, "sign_in.html", "Sign in", {"form": form}, status)


def _next(request: HttpRequest) -> str:
    """The page that was asked for before, where it is one of ours."""
    way = request.GET.get("next", "")
    fits = url_has_allowed_host_and_scheme(way, {request.get_host()}, request.is_secure())
    return way if fits else reverse("home")


def _let_in(request: HttpRequest, person: Account) -> None:
    login(request, person, backend=_BACKEND)
    append(Deed(person.words, "signed in", person.words), now())


def enter(request: HttpRequest, token: str) -> HttpResponseBase:
    """Come in by the link that the start of a one-person server shows; it works once."""
    link = link_for(token, False, now())
    if link is None or not use_link(link, now()):
        return _used_up(request)
    _let_in(request, link.person)
    return HttpResponseRedirect(reverse("home"))


def join(request: HttpRequest, token: str) -> HttpResponseBase:
    """Come in by an invitation, and set a password."""
    link = link_for(token, True, now())
    if link is None:
        return _used_up(request)
    form = PasswordForm(link.person, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        if not use_link(link, now()):
            return _used_up(request)
        link.person.set_password(form.cleaned_data["password"])
        link.person.save(update_fields=["password"])
        append(Deed(link.person.words, "set a password", link.person.words), now())
        _let_in(request, link.person)
        return HttpResponseRedirect(reverse("home"))
    shown = {"form": form, "person": link.person}
    return show(request, "join.html", "Set a password", shown, 400 if form.errors else 200)


def _used_up(request: HttpRequest) -> HttpResponse:
    words = (
        "This link has been used, or it is too old.",
        "Ask an administrator for a new one, or start Clausewise again.",
    )
    return show(request, "refusal.html", "The link does not work any more", {"words": words}, 410)


def sign_out(request: SignedIn) -> HttpResponseBase:
    """Sign out."""
    append(Deed(request.standing.person.words, "signed out", request.standing.person.words), now())
    logout(request)
    return HttpResponseRedirect(reverse("sign-in"))
