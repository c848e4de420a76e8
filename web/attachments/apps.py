"""The application “attachments”."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig


class AttachmentsConfig(AppConfig):
    """Documents that were attached."""

    name = "web.attachments"

    def ready(self) -> None:
        from web.rounds.sending import file_wanted

        file_wanted.connect(_is_wanted)


def _is_wanted(sender: object, **said: Any) -> bool:
    from web.attachments.attaching import is_attached

    return is_attached(said["sha256"])
