"""By what a provider of sign-in knows the people who were invited."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import IntegrityError, transaction

from web.people.models import Account, EntryLink, ProviderIdentity
from web.record.append import Deed, append


@dataclass(frozen=True, slots=True)
class KnownTo:
    """Who a provider says that somebody is."""

    issuer: str
    subject: str
    email: str
    """Their address; empty where the provider does not say that it is verified."""


def person_of(known: KnownTo) -> Account | None:
    """The person whom a provider’s subject was bound to, if they may come in."""
    found = ProviderIdentity.objects.select_related("person").filter(
        issuer=known.issuer, subject=known.subject
    )
    identity = found.first()
    return identity.person if identity is not None and identity.person.is_active else None


def invited(known: KnownTo, link: EntryLink | None) -> Account | None:
    """Who comes in for the first time: whom their invitation names, else their verified address.

    None where nobody was invited, or the person is bound to another subject already.
    """
    if ProviderIdentity.objects.filter(issuer=known.issuer, subject=known.subject).exists():
        return None
    if link is not None:
        person: Account | None = link.person
    elif known.email:
        person = Account.objects.filter(email=known.email.casefold(), is_active=True).first()
    else:
        person = None
    if person is None or person.identities.filter(issuer=known.issuer).exists():  # type: ignore[attr-defined]
        return None
    return person


def bind(person: Account, known: KnownTo, now: dt.datetime) -> bool:
    """Bind a provider’s subject to a person; False where somebody else did so meanwhile."""
    try:
        with transaction.atomic():
            ProviderIdentity.objects.create(
                person=person, issuer=known.issuer, subject=known.subject, bound_at=now
            )
            after = {"issuer": known.issuer, "subject": known.subject}
            append(Deed(person.words, "was bound to a sign-in", person.words, after), now)
    except IntegrityError:
        return False
    return True


def release(person: Account, by: Account, now: dt.datetime) -> None:
    """Forget by what a provider knows a person, so that they can be bound anew."""
    with transaction.atomic():
        ProviderIdentity.objects.filter(person=person).delete()
        append(Deed(by.words, "released a person from their sign-in", person.words), now)
