"""Assessments, decisions in all their versions, signatures and publications."""

from __future__ import annotations

from typing import Any

from django.db import models

from web.judging.kinds import DecisionKind, DecisionState
from web.people.models import Account, KnownOrganisation
from web.rounds.models import Round

_KINDS = [(kind.value, kind.value) for kind in DecisionKind]


class RoundAssessment(models.Model):
    """A round as it was judged from one exact state; its pages lie in a folder of their own."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=64)
    """The digest of all that was judged."""
    made_at = models.DateTimeField()
    menu: models.JSONField[Any] = models.JSONField()
    """The pages of the menu: label and path."""
    counts: models.JSONField[Any] = models.JSONField()
    """How many findings of the quarter have each verdict."""
    left_out: models.JSONField[Any] = models.JSONField()
    """By audience, what its bundle does not show: whose, what, why."""
    objects = models.Manager["RoundAssessment"]()

    class Meta:
        ordering = ("-pk",)
        constraints = (models.UniqueConstraint(fields=("round", "state"), name="judged_once"),)


class DecisionVersion(models.Model):
    """A decision as it stood from a moment on; rows are only ever added."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(KnownOrganisation, on_delete=models.PROTECT, related_name="+")
    rule = models.CharField(max_length=120)
    kind = models.CharField(max_length=12, choices=_KINDS)
    thread = models.PositiveIntegerField()
    """Which decision of the round it is a version of, from 1."""
    version = models.PositiveIntegerField()
    state = models.CharField(
        max_length=12, choices=[(state.value, state.value) for state in DecisionState]
    )
    content: models.JSONField[Any] = models.JSONField()
    """What was decided: its texts and days by name."""
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    objects = models.Manager["DecisionVersion"]()

    class Meta:
        ordering = ("thread", "version")
        constraints = (
            models.UniqueConstraint(fields=("round", "thread", "version"), name="version_once"),
        )

    @property
    def standing(self) -> DecisionState:
        return DecisionState(self.state)

    @property
    def sort(self) -> DecisionKind:
        return DecisionKind(self.kind)


class SignOff(models.Model):
    """A named person's signature under an assessment, for the exact state that it had."""

    assessment = models.ForeignKey(RoundAssessment, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    voided_at = models.DateTimeField(null=True)
    void_reason = models.TextField(blank=True)
    objects = models.Manager["SignOff"]()

    class Meta:
        ordering = ("-pk",)


class Publication(models.Model):
    """A bundle for one audience, made of a signed assessment."""

    sign_off = models.ForeignKey(SignOff, on_delete=models.PROTECT, related_name="+")
    audience = models.CharField(max_length=12)
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    sha256 = models.CharField(max_length=64, blank=True)
    """Of the bundle; empty until it is made."""
    manifest_sha256 = models.CharField(max_length=64, blank=True)
    objects = models.Manager["Publication"]()

    class Meta:
        ordering = ("-pk",)
        constraints = (
            models.UniqueConstraint(fields=("sign_off", "audience"), name="published_once"),
        )
