"""The application “attachments”."""

from __future__ import annotations

from django.apps import AppConfig


class AttachmentsConfig(AppConfig):
    """Documents that were attached."""

    name = "web.attachments"
