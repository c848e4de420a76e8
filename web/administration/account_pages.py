"""A person's own page: the tokens of their programs, and their second factor."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse

from web.administration.forms import CodeForm, TokenForm
from web.administration.second_factor import WRONG
from web.clock import now
from web.pages.guard import SignedIn
from web.pages.show import show
from web.people.accounts import must_wait, note_failure
from web.people.factors import codes_left, renew_codes, take_code
from web.people.models import ApiToken
from web.people.tokens import make_token, revoke


def account(request: SignedIn) -> HttpResponseBase:
    """The tokens of a person, and a form for another."""
    person = request.standing.person
    form = TokenForm(request.POST if request.method == "POST" else None)
    token = ""
    if request.method == "POST" and form.is_valid():
        # Shown in this answer and kept nowhere, not even in the session.
        said = form.cleaned_data
        token = make_token(person, said["label"], int(said["days"]), now())
        form = TokenForm()
    shown = {
        "form": form,
        "code_form": CodeForm(prefix="renew"),
        "token": token,
        "tokens": ApiToken.objects.filter(person=person),
        "now": now(),
        "has_factor": bool(person.factor_secret),
        "codes_left": codes_left(person),
        "is_team": settings.CLAUSEWISE.second_factor,
    }
    return show(request, "account.html", "Your account", shown, 400 if form.errors else 200)


def revoke_token(request: SignedIn, token_id: int) -> HttpResponseBase:
    """End a token of one's own."""
    person = request.standing.person
    revoke(get_object_or_404(ApiToken, pk=token_id, person=person), person, now())
    return HttpResponseRedirect(reverse("account"))


def renew(request: SignedIn) -> HttpResponseBase:
    """New recovery codes, for a code of the second factor."""
    person, address = request.standing.person, request.META.get("REMOTE_ADDR", "")
    form = CodeForm(request.POST, prefix="renew")
    if form.is_valid() and person.factor_secret:
        if must_wait(person.email, address, now()):
            form.add_error(None, "Too many tries have failed. Wait 15 minutes, then try again.")
        elif take_code(person, form.cleaned_data["code"], now()):
            shown = {"codes": renew_codes(person, now()), "way": reverse("account")}
            return show(request, "recovery_codes.html", "Your recovery codes", shown)
        else:
            note_failure(person.email, address, now())
            form.add_error("code", WRONG)
    return show(request, "renew_codes.html", "New recovery codes", {"form": form}, 400)
