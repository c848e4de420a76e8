"""The agenda of a review: the concerns of the quarter in the order in which they are discussed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from engine.chaining import KINDS
from engine.nouns.outcome.assessment import Assessment
from engine.nouns.outcome.concern import Concern


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """A concern as it is discussed with an organisation."""

    place: int
    """1 for the first with that organisation."""
    concern: Concern

    @property
    def name(self) -> str:
        """``2. Training is behind``: what papers, workbooks and decisions call it."""
        return f"{self.place}. {self.concern.title}"


def agenda(assessment: Assessment, code: str) -> tuple[AgendaItem, ...]:
    """The concerns of an organisation that reach into the quarter assessed, first to last.

    One that is taken in by another is not discussed by itself. The code "" is that of concerns
    about all organisations together.
    """
    return agendas(assessment).get(code, ())


def agendas(assessment: Assessment) -> Mapping[str, tuple[AgendaItem, ...]]:
    """The same of every organisation that has any, by its code."""
    inside = {part for concern in assessment.concerns for part in concern.parts}
    period = assessment.run.period.label
    found: dict[str, list[AgendaItem]] = {}
    for concern in in_order_of_gravity(assessment.concerns):
        if period in concern.periods and concern.id not in inside:
            items = found.setdefault(concern.organisation, [])
            items.append(AgendaItem(len(items) + 1, concern))
    return {code: tuple(items) for code, items in found.items()}


def in_order_of_gravity(concerns: Iterable[Concern]) -> tuple[Concern, ...]:
    """Concerns by rank; those that nobody ranked after them, by kind."""
    every = tuple(concerns)
    kinds = {kind: place for place, kind in enumerate(KINDS)}
    return tuple(
        sorted(
            every,
            key=lambda concern: (
                concern.rank or len(every) + 1,
                kinds.get(concern.kind, len(kinds)),
                concern.kind,
            ),
        )
    )
