"""Rounds, the returns expected in them, and what was sent."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import models
from django.utils import timezone

from engine.nouns.quarter import Quarter
from web.people.models import Account, KnownOrganisation
from web.rounds.states import ADVICE, PENDING, ReminderState, ReturnState, RoundState


class Round(models.Model):
    """One quarter's assurance check under one policy pack."""

    quarter = models.CharField(max_length=12)
    pack = models.CharField(max_length=100)
    """The name of the pack's folder."""
    pack_digest = models.CharField(max_length=64)
    """Of all its files when the round was made: it is judged by these rules and no others."""
    parameters = models.TextField(blank=True)
    """The numbers agreed for it, as YAML; empty where the pack's own hold."""
    due = models.DateField()
    as_of = models.DateField(null=True)
    """The day as on which it is judged; None for the quarter's last."""
    state = models.CharField(
        max_length=20,
        default=RoundState.DRAFT.value,
        choices=[(state.value, state.value) for state in RoundState],
    )
    objects = models.Manager["Round"]()

    class Meta:
        ordering = ("-quarter", "pack")
        constraints = (models.UniqueConstraint(fields=("quarter", "pack"), name="round_once"),)

    @property
    def standing(self) -> RoundState:
        return RoundState(self.state)

    @property
    def quarter_of(self) -> Quarter:
        return Quarter.parse(self.quarter)

    @property
    def day_judged(self) -> dt.date:
        """The day as on which dates are judged: a waiver approved after it is not yet in force."""
        return self.as_of or self.quarter_of.last_day

    @property
    def words(self) -> str:
        """The round as the record names it."""
        return f"round {self.quarter}"


class Expected(models.Model):
    """An organisation that a round expects a return of, with the blank return made for it."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="expected")
    organisation = models.ForeignKey(KnownOrganisation, on_delete=models.PROTECT, related_name="+")
    blank_sha256 = models.CharField(max_length=64, blank=True)
    """Of the blank return; empty until it is made."""
    blank_note = models.TextField(blank=True)
    """What was carried forward into it, or why it could not be made."""
    objects = models.Manager["Expected"]()

    class Meta:
        ordering = ("organisation__code",)
        constraints = (
            models.UniqueConstraint(fields=("round", "organisation"), name="expected_once"),
        )


class SenderMapping(models.Model):
    """How a sender's own layout answers a pack, as somebody confirmed it: one version after
    another; rows are only ever added."""

    organisation = models.ForeignKey(KnownOrganisation, on_delete=models.PROTECT, related_name="+")
    pack = models.CharField(max_length=100)
    version = models.PositiveIntegerField()
    """From 1, of the organisation under the pack."""
    text = models.TextField()
    """The mapping as the command line takes it (YAML)."""
    sha256 = models.CharField(max_length=64)
    confirmed_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField()
    objects = models.Manager["SenderMapping"]()

    class Meta:
        ordering = ("-version",)
        constraints = (
            models.UniqueConstraint(
                fields=("organisation", "pack", "version"), name="mapping_versioned"
            ),
        )


class SentReturn(models.Model):
    """A return as it was sent, and what became of it. What was sent never changes."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="sent")
    organisation = models.ForeignKey(KnownOrganisation, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    """Which of the organisation's in the round it is, from 1."""
    sent_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()
    state = models.CharField(
        max_length=20,
        default=ReturnState.RECEIVED.value,
        choices=[(state.value, state.value) for state in ReturnState],
    )
    faults: models.JSONField[Any] = models.JSONField(default=list)
    """What is wrong with it, as ``FaultLine`` has it, in the order of a careful reading."""
    verdict = models.TextField(blank=True)
    """What the check came to, in a sentence."""
    marked_sha256 = models.CharField(max_length=64, blank=True)
    mapping = models.ForeignKey(
        SenderMapping, null=True, on_delete=models.PROTECT, related_name="+"
    )
    """Of a return in its sender's own layout, the mapping that it is read through."""
    proposed_sha256 = models.CharField(max_length=64, blank=True)
    """Of what is proposed of its layout; empty where it has none of its own."""
    certified_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    certified_at = models.DateTimeField(null=True)
    certified_for = models.CharField(max_length=200, blank=True)
    """Who certified it outside the application, where an assessor took it in."""
    objects = models.Manager["SentReturn"]()

    class Meta:
        ordering = ("-number",)
        constraints = (
            models.UniqueConstraint(
                fields=("round", "organisation", "number"), name="sent_numbered"
            ),
        )

    @property
    def standing(self) -> ReturnState:
        return ReturnState(self.state)

    @property
    def came_to(self) -> str:
        """What the check came to; without advice where nothing is to be done about it any more."""
        is_pending = self.standing in PENDING and self.round.standing is RoundState.OPEN
        return self.verdict if is_pending else self.verdict.replace(ADVICE, ".")

    @property
    def is_late(self) -> bool:
        """Whether it came after the day on which it was due."""
        return timezone.localtime(self.sent_at).date() > self.round.due


class SentFile(models.Model):
    """A file of a return as it was sent."""

    sent = models.ForeignKey(SentReturn, on_delete=models.PROTECT, related_name="files")
    sent_id: int
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    is_kept = models.BooleanField(default=True)
    """Whether it is kept: what could not be used is not."""
    objects = models.Manager["SentFile"]()

    class Meta:
        ordering = ("name",)


class Reminder(models.Model):
    """An e-mail to somebody who owes a return, noted before it is sent."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="reminders")
    person = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(KnownOrganisation, on_delete=models.PROTECT, related_name="+")
    """The one that owes the return."""
    job = models.CharField(max_length=64)
    """The job that sends it: of one day before the return is due."""
    at = models.DateTimeField()
    state = models.CharField(
        max_length=20,
        default=ReminderState.BEGUN.value,
        choices=[(state.value, state.value) for state in ReminderState],
    )
    is_recorded = models.BooleanField(default=False)
    """Whether the record says what became of it."""
    objects = models.Manager["Reminder"]()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("job", "person", "organisation"), name="reminded_once"),
        )

    @property
    def standing(self) -> ReminderState:
        return ReminderState(self.state)
