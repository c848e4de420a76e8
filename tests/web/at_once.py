"""Forms that are sent in the same instant."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import connections
from django.test import Client


@dataclass(frozen=True)
class FormSent:
    """A form that somebody sends, and its answer."""

    client: Client
    address: str
    fields: Mapping[str, object]


def at_once(*sent: FormSent) -> list[tuple[int, str]]:
    """Send forms in the same instant, each by a connection of its own: status and page of each."""
    answers: dict[int, tuple[int, str]] = {}
    ready = threading.Barrier(len(sent))

    def send(place: int, form: FormSent) -> None:
        try:
            ready.wait(30)
            answer = form.client.post(form.address, form.fields)
            answers[place] = answer.status_code, answer.content.decode()
        finally:
            connections.close_all()

    threads = [threading.Thread(target=send, args=pair) for pair in enumerate(sent)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return [answers[place] for place in range(len(sent))]
