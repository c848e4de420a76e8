"""The events of the record, as the database keeps them; its triggers refuse any change."""

from __future__ import annotations

from typing import Any

from django.db import models

from engine.verifying.event_chain import RecordedEvent


class EventRow(models.Model):
    """One event; written by ``append`` alone."""

    number = models.PositiveBigIntegerField(primary_key=True)
    at = models.CharField(max_length=32)
    who = models.TextField()
    what = models.TextField()
    about = models.TextField()
    before: models.JSONField[Any] = models.JSONField()
    after: models.JSONField[Any] = models.JSONField()
    previous = models.CharField(max_length=64, unique=True)
    digest = models.CharField(max_length=64)
    objects = models.Manager["EventRow"]()

    class Meta:
        ordering = ("number",)

    @property
    def event(self) -> RecordedEvent:
        """The event as plain data."""
        return RecordedEvent(
            self.number,
            self.at,
            self.who,
            self.what,
            self.about,
            self.before,
            self.after,
            self.previous,
            self.digest,
        )
