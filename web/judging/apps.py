"""The application “judging”: a round that was closed is judged."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig


class JudgingConfig(AppConfig):
    """Listens to rounds that are moved on."""

    name = "web.judging"

    def ready(self) -> None:
        from web.rounds.opening import round_moved

        round_moved.connect(_judge_when_closed)


def _judge_when_closed(sender: object, **said: Any) -> None:
    from web.judging.jobs import judge_round
    from web.rounds.states import RoundState

    if said["following"] is RoundState.CLOSED:
        judge_round.enqueue(said["round_id"])
