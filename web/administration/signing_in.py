"""Signing in: by password, by a link that works once, and out again."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import authenticate, logout
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse

from web.administration.forms import PasswordForm, SignInForm
from web.administration.letting_in import INVITATION, after_password, let_in, used_up
from web.clock import now
from web.config import WebConfig
from web.pages.guard import SignedIn
from web.pages.refusals import refused
from web.pages.show import show
from web.people.accounts import link_for, must_wait, note_failure, use_link
from web.people.models import Account
from web.record.append import Deed, append


def sign_in(request: HttpRequest) -> HttpResponseBase:
    """Sign in with e-mail and password, or go to the provider of sign-in."""
    config: WebConfig = settings.CLAUSEWISE
    if request.method == "POST" and not config.passwords:
        return refused(request)
    form = SignInForm(request.POST if request.method == "POST" else None)
    way = request.GET.get("next", "")
    status = 200
    if request.method == "POST" and form.is_valid():
        email, address = form.cleaned_data["email"], request.META.get("REMOTE_ADDR", "")
        if must_wait(email, address, now()):
            form.add_error(None, "Too many tries have failed. Wait 15 minutes, then try again.")
            status = 429
        else:
            person = authenticate(
                request, username=email.strip().casefold(), password=form.cleaned_data["password"]
            )
            if isinstance(person, Account):
                return after_password(request, person, way)
            note_failure(email, address, now())
            form.add_error(
                None, "The e-mail or the password is wrong, or you may not sign in here."
            )
    shown = {"form": form, "provider": config.openid, "passwords": config.passwords, "way": way}
    return show(request, "sign_in.html", "Sign in", shown, max(status, 400 if form.errors else 200))


def enter(request: HttpRequest, token: str) -> HttpResponseBase:
    """Come in by the link that the start of a one-person server shows; it works once."""
    link = link_for(token, False, now())
    if link is None or not use_link(link, now()):
        return used_up(request)
    let_in(request, link.person, "the first link")
    return HttpResponseRedirect(reverse("home"))


def join(request: HttpRequest, token: str) -> HttpResponseBase:
    """Come in by an invitation: set a password, or go to the provider of sign-in."""
    config: WebConfig = settings.CLAUSEWISE
    link = link_for(token, True, now())
    if link is None:
        return used_up(request)
    if request.method == "POST" and not config.passwords:
        return refused(request)
    form = PasswordForm(link.person, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        if not use_link(link, now()):
            return used_up(request)
        link.person.set_password(form.cleaned_data["password"])
        link.person.save(update_fields=["password"])
        append(Deed(link.person.words, "set a password", link.person.words), now())
        return after_password(request, link.person, "")
    if config.openid is not None:
        request.session[INVITATION] = token
    shown = {
        "form": form,
        "person": link.person,
        "provider": config.openid,
        "passwords": config.passwords,
    }
    return show(request, "join.html", "Welcome to Clausewise", shown, 400 if form.errors else 200)


def sign_out(request: SignedIn) -> HttpResponseBase:
    """Sign out."""
    append(Deed(request.standing.person.words, "signed out", request.standing.person.words), now())
    logout(request)
    return HttpResponseRedirect(reverse("sign-in"))
