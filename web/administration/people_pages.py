"""An administrator's pages: people with their roles, and organisations."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.db import IntegrityError
from django.http import HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse

from web.access.roles import PersonRole
from web.administration.forms import (
    ORGANISATION_IS_THERE,
    PERSON_IS_THERE,
    OrganisationForm,
    PersonForm,
)
from web.clock import now
from web.pages.guard import SignedIn
from web.pages.refusals import refused
from web.pages.show import Crumb, show
from web.people.accounts import add_organisation, add_person, set_roles
from web.people.accounts import invite as invite_person
from web.people.factors import reset_factor
from web.people.identities import release
from web.people.models import Account, KnownOrganisation, Membership, ProviderIdentity
from web.rounds.packs import kinds_known

_LINK = "link-made"


@dataclass(frozen=True, slots=True)
class PersonLine:
    """A person in the list."""

    id: int
    name: str
    email: str
    roles: tuple[str, ...]
    signs_in: str


def people(request: SignedIn) -> HttpResponse:
    """Everybody, with their roles."""
    held: dict[int, list[str]] = {}
    for membership in Membership.objects.select_related("organisation", "person").order_by("pk"):
        code = f" ({membership.organisation.code})" if membership.organisation is not None else ""
        held.setdefault(membership.person.pk, []).append(PersonRole(membership.role).label + code)
    bound = {*ProviderIdentity.objects.values_list("person", flat=True)}
    lines = [
        _line(person, held.get(person.pk, []), person.pk in bound)
        for person in Account.objects.all()
    ]
    return show(request, "people.html", "People", {"people": lines})


def _line(person: Account, roles: list[str], is_bound: bool) -> PersonLine:
    ways = ["By your organisation’s sign-in"] if is_bound else []
    if person.has_usable_password():
        ways.append("By password and code" if person.factor_secret else "By password")
    signs_in = "; ".join(ways) or "Not yet" if person.is_active else "No"
    return PersonLine(person.pk, person.name, person.email, tuple(roles), signs_in)


def _crumbs() -> tuple[Crumb, ...]:
    return (Crumb("People", reverse("people")),)


def new_person(request: SignedIn) -> HttpResponseBase:
    """Add a person."""
    form = PersonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        by = request.standing.person.words
        try:
            person = add_person(said["email"], said["name"], form.given, by, now())
        except IntegrityError:  # somebody added them in the same moment, as by a double click
            form.add_error("email", PERSON_IS_THERE)
        else:
            words = f"{person.name} is added. Next, make a link and send it to them."
            messages.success(request, words)
            return HttpResponseRedirect(reverse("person", kwargs={"person": person.pk}))
    shown = {"form": form, "person": None, "link": "", "crumbs": _crumbs()}
    return show(request, "person.html", "Add a person", shown, 400 if form.errors else 200)


def person_page(request: SignedIn, person: int) -> HttpResponseBase:
    """A person's roles."""
    whom = get_object_or_404(Account, pk=person)
    form = PersonForm(request.POST if request.method == "POST" else None, person=whom)
    if request.method == "POST" and form.is_valid():
        by = request.standing.person.words
        set_roles(whom, form.given, form.cleaned_data["is_active"], by, now())
        messages.success(request, f"The roles of {whom.name} are saved.")
        return HttpResponseRedirect(reverse("people"))
    link = request.session.pop(_LINK, "") if request.method == "GET" else ""
    shown = {
        "form": form,
        "person": whom,
        "link": link,
        "is_own": whom == request.standing.person,
        "bound": ProviderIdentity.objects.filter(person=whom),
        "crumbs": _crumbs(),
    }
    return show(request, "person.html", whom.name, shown, 400 if form.errors else 200)


def invite(request: SignedIn, person: int) -> HttpResponseBase:
    """Make a link by which a person sets a password."""
    whom = get_object_or_404(Account, pk=person, is_active=True)
    token = invite_person(whom, request.standing.person.words, now())
    request.session[_LINK] = request.build_absolute_uri(reverse("join", kwargs={"token": token}))
    return HttpResponseRedirect(reverse("person", kwargs={"person": person}))


def reset_second_factor(request: SignedIn, person: int) -> HttpResponseBase:
    """Take a person's second factor away; one's own is reset by another administrator."""
    whom, by = get_object_or_404(Account, pk=person), request.standing.person
    if whom == by:
        return refused(request)
    reset_factor(whom, by.words, now())
    messages.success(request, f"{whom.name} sets up a new second factor at the next sign-in.")
    return HttpResponseRedirect(reverse("person", kwargs={"person": person}))


def release_person(request: SignedIn, person: int) -> HttpResponseBase:
    """Forget by what the provider of sign-in knows a person."""
    whom = get_object_or_404(Account, pk=person)
    release(whom, request.standing.person, now())
    messages.success(request, f"The sign-in of {whom.name} is forgotten.")
    return HttpResponseRedirect(reverse("person", kwargs={"person": person}))


def organisations(request: SignedIn) -> HttpResponseBase:
    """Every organisation, and a form to add one."""
    kinds = kinds_known()
    form = OrganisationForm([*kinds.items()], *([request.POST] if request.method == "POST" else []))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        by = request.standing.person
        try:
            add_organisation(said["code"], said["name"], said["kind"], by, now())
        except IntegrityError:  # as above
            form.add_error("code", ORGANISATION_IS_THERE)
        else:
            messages.success(request, f"{said['name']} is added.")
            return HttpResponseRedirect(reverse("organisations"))
    shown = {"form": form, "organisations": KnownOrganisation.objects.all(), "kinds": kinds}
    return show(request, "organisations.html", "Organisations", shown, 400 if form.errors else 200)
