"""Making accounts, giving and taking roles, and the links that let people in once."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
from collections.abc import Iterable

from django.db import transaction

from web.access.roles import PersonRole
from web.people.models import Account, EntryLink, FailedSignIn, KnownOrganisation, Membership
from web.record.append import Deed, append

ENTRY_LASTS = dt.timedelta(minutes=15)
INVITATION_LASTS = dt.timedelta(days=7)
TRIED_WITHIN = dt.timedelta(minutes=15)
MOST_TRIES = 8
"""Failed sign-ins of one account, or five times as many from one address, until both wait."""


def add_organisation(
    code: str, name: str, kind: str, by: Account, now: dt.datetime
) -> KnownOrganisation:
    """Add an organisation that rounds may expect."""
    with transaction.atomic():
        added = KnownOrganisation.objects.create(code=code, name=name, kind=kind)
        append(Deed(by.words, "added an organisation", code, {"name": name, "kind": kind}), now)
    return added


def add_person(
    email: str,
    name: str,
    roles: Iterable[tuple[PersonRole, KnownOrganisation | None]],
    by: str,
    now: dt.datetime,
) -> Account:
    """Add a person with roles; they have no password until they set one by a link."""
    with transaction.atomic():
        person = Account(email=email.strip().casefold(), name=name.strip())
        person.set_unusable_password()
        person.save()
        given = tuple(roles)
        for role, organisation in given:
            Membership.objects.create(person=person, role=role.value, organisation=organisation)
        append(Deed(by, "added a person", person.words, {"roles": _said(given)}), now)
    return person


def set_roles(
    person: Account,
    roles: Iterable[tuple[PersonRole, KnownOrganisation | None]],
    is_active: bool,
    by: str,
    now: dt.datetime,
) -> None:
    """Give a person these roles and no others, and let them in or not."""
    with transaction.atomic():
        had = [(PersonRole(held.role), held.organisation) for held in _memberships(person)]
        before = {"roles": _said(had), "may sign in": person.is_active}
        given = tuple(roles)
        Membership.objects.filter(person=person).delete()
        for role, organisation in given:
            Membership.objects.create(person=person, role=role.value, organisation=organisation)
        Account.objects.filter(pk=person.pk).update(is_active=is_active)
        after = {"roles": _said(given), "may sign in": is_active}
        append(Deed(by, "changed a person’s roles", person.words, after, before), now)


def _memberships(person: Account) -> Iterable[Membership]:
    return Membership.objects.filter(person=person).select_related("organisation")


def _said(roles: Iterable[tuple[PersonRole, KnownOrganisation | None]]) -> list[str]:
    return sorted(
        f"{role.value} of {organisation.code}" if organisation is not None else role.value
        for role, organisation in roles
    )


def invite(person: Account, by: str, now: dt.datetime) -> str:
    """The secret part of a new link by which a person sets a password; the record says who made
    it, since who has it may come in as that person. Earlier ones let nobody in any more."""
    with transaction.atomic():
        unused = EntryLink.objects.filter(person=person, sets_password=True, used_at=None)
        unused.update(used_at=now)
        append(Deed(by, "invited a person", person.words), now)
        return make_link(person, True, now)


def make_link(person: Account, sets_password: bool, now: dt.datetime) -> str:
    """The secret part of a new link that lets a person in once."""
    token = secrets.token_urlsafe(32)
    lasts = INVITATION_LASTS if sets_password else ENTRY_LASTS
    EntryLink.objects.create(
        digest=_digest(token), person=person, sets_password=sets_password, expires_at=now + lasts
    )
    return token


def link_for(token: str, sets_password: bool, now: dt.datetime) -> EntryLink | None:
    """The link that still lets somebody in; None where it is used, too old, or none."""
    return (
        EntryLink.objects.select_related("person")
        .filter(
            digest=_digest(token),
            sets_password=sets_password,
            used_at=None,
            expires_at__gt=now,
            person__is_active=True,
        )
        .first()
    )


def use_link(link: EntryLink, now: dt.datetime) -> bool:
    """Use a link up; False where somebody else did so meanwhile."""
    return EntryLink.objects.filter(pk=link.pk, used_at=None).update(used_at=now) == 1


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def must_wait(email: str, address: str, now: dt.datetime) -> bool:
    """Whether too many sign-ins of an account, or from an address, have failed of late."""
    late = FailedSignIn.objects.filter(at__gt=now - TRIED_WITHIN)
    by_account = late.filter(email=email.casefold()[:254]).count()
    return by_account >= MOST_TRIES or late.filter(address=address).count() >= 5 * MOST_TRIES


def note_failure(email: str, address: str, now: dt.datetime) -> None:
    """Take note of a sign-in that failed, and forget those of long ago."""
    FailedSignIn.objects.filter(at__lt=now - dt.timedelta(days=1)).delete()
    FailedSignIn.objects.create(at=now, email=email.casefold()[:254], address=address)
