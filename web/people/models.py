"""Organisations, the people who act for them or over them, and the links that let people in."""

from __future__ import annotations

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

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
    objects = BaseUserManager["Account"]()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    class Meta:
        ordering = ("name", "email")

    @property
    def words(self) -> str:
        """The person as the record names them."""
        return f"{self.name} <{self.email}>"


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
