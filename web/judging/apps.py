"""The application “judging”: a round that was closed is judged."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig


class JudgingConfig(AppConfig):
    """Listens to rounds that are moved on."""

    name = "web.judging"

    def ready(self) -> None:
        from web.rounds.opening import day_set, round_moved
        from web.rounds.sending import file_wanted

        round_moved.connect(_judge_when_closed)
        day_set.connect(_judge_as_on_a_day)
        file_wanted.connect(_is_published)


def _judge_when_closed(sender: object, **said: Any) -> None:
    from web.judging.jobs import judge_anew
    from web.rounds.states import RoundState

    if said["following"] is RoundState.CLOSED:
        judge_anew(said["round_id"])


def _judge_as_on_a_day(sender: object, **said: Any) -> None:
    from web.judging.jobs import judge_round

    judge_round.enqueue(said["round_id"])


def _is_published(sender: object, **said: Any) -> bool:
    from web.judging.models import Publication

    return Publication.objects.filter(sha256=said["sha256"]).exists()
