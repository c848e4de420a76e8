"""Organisations, the people who act for them or over them, and the links that let people in."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.crypto import salted_hmac

from web.access.roles import PersonRole

_ROLES = [(role.value, role.label) for role in PersonRole]


class KnownOrganisation(models.Model):
    """An organisation that rounds may expect a return of."""

    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=60)
    objects = models.Manager["KnownOrganisation"]()

    class Meta:
        ordering = ("code",)


class Account(AbstractBaseUser):
    """Somebody who signs in."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=200)
    is_active = models.BooleanField(default=True)
    factor_secret = models.CharField(max_length=200, blank=True)
    """What the codes of the person’s second factor are made from, sealed; empty where they have
    none."""
    factor_step = models.BigIntegerField(default=0)
    """The latest half minute whose code was taken: a code lets in once."""
    objects = BaseUserManager["Account"]()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    class Meta:
        ordering = ("name", "email")

    @property
    def words(self) -> str:
        """The person as the record names them."""
        return f"{self.name} <{self.email}>"

    def _get_session_auth_hash(self, secret: Any = None) -> str:
        """Sessions end with a new password, and where the second factor is taken away."""
        own = super()._get_session_auth_hash(secret)  # type: ignore[misc]
        return f"{own}.{salted_hmac('second factor', self.factor_secret).hexdigest()[:16]}"


class Membership(models.Model):
    """A role that a person has; of a provider's, for one organisation."""

    person = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=20, choices=_ROLES)
    organisation = models.ForeignKey(
        KnownOrganisation, null=True, on_delete=models.PROTECT, related_name="memberships"
    )
    objects = models.Manager["Membership"]()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("person", "role", "organisation"),
                nulls_distinct=False,
                name="role_once",
            ),
        )


class RoundAssessor(models.Model):
    """Who was named to assess a round; a round for which nobody was is every assessor's."""

    person = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="rounds_assessed")
    round: models.ForeignKey[Any] = models.ForeignKey(
        "rounds.Round", on_delete=models.PROTECT, related_name="assessors"
    )
    objects = models.Manager["RoundAssessor"]()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("round", "person"), name="assessor_once"),)


class EntryLink(models.Model):
    """A link that lets a person in once; of the link itself only a digest is kept."""

    digest = models.CharField(max_length=64, unique=True)
    person = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="links")
    sets_password = models.BooleanField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    objects = models.Manager["EntryLink"]()


class FailedSignIn(models.Model):
    """A sign-in that failed, counted against the next ones."""

    at = models.DateTimeField(db_index=True)
    email = models.CharField(max_length=254, db_index=True)
    address = models.CharField(max_length=64, db_index=True)
    objects = models.Manager["FailedSignIn"]()


class RequestCount(models.Model):
    """How often somebody asked for something within the last minute in which they did."""

    who = models.CharField(max_length=200, unique=True)
    """The route, and the person or the address that asks there."""
    minute = models.BigIntegerField(db_index=True)
    """Minutes since 1970."""
    count = models.PositiveIntegerField()
    objects = models.Manager["RequestCount"]()


class RecoveryCode(models.Model):
    """A code that stands in for a second factor once; only its digest is kept."""

    person = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="recovery_codes")
    digest = models.CharField(max_length=64)
    used_at = models.DateTimeField(null=True)
    objects = models.Manager["RecoveryCode"]()


class ProviderIdentity(models.Model):
    """By what a provider of sign-in knows a person; bound once, when they first came in by it."""

    person = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="identities")
    issuer = models.CharField(max_length=300)
    subject = models.CharField(max_length=255)
    bound_at = models.DateTimeField()
    objects = models.Manager["ProviderIdentity"]()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("issuer", "subject"), name="identity_once"),
            models.UniqueConstraint(fields=("issuer", "person"), name="identity_of_one_person"),
        )


class ApiToken(models.Model):
    """What a program of a person’s reads with; only its digest is kept."""

    person = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="tokens")
    digest = models.CharField(max_length=64, unique=True)
    label = models.CharField(max_length=100)
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    used_on = models.DateField(null=True)
    """The last day on which it was used."""
    objects = models.Manager["ApiToken"]()

    class Meta:
        ordering = ("-made_at",)
