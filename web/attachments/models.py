"""Documents that were attached to an organisation's return, or beside a finding."""

from __future__ import annotations

from django.db import models

from web.people.models import Account, KnownOrganisation
from web.rounds.models import Round


class AttachedDocument(models.Model):
    """A document that somebody attached; of one that was removed all but the file stays."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(KnownOrganisation, on_delete=models.PROTECT, related_name="+")
    rule = models.CharField(max_length=120, blank=True)
    """The duty beside whose finding it was attached; empty where beside none."""
    title = models.CharField(max_length=200)
    """What it is, as the evidence names it."""
    name = models.CharField(max_length=200)
    """What its file was called."""
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    scan = models.CharField(max_length=20)
    """What its scan came to, as ``ScanResult`` has it."""
    is_theirs = models.BooleanField()
    """Whether the organisation attached it itself, and so sees it."""
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    removed_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True)
    objects = models.Manager["AttachedDocument"]()

    class Meta:
        ordering = ("pk",)
