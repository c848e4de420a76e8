"""A run's own figures as anybody may see them: the numbers, without the words of their authors."""

from __future__ import annotations

from dataclasses import replace

from engine.nouns.outcome.finding import Finding, ParameterUsed, Step
from engine.nouns.policy.pack import Pack
from engine.publishing.shown_places import without_its_file

STAFF_GROUPS = "some staff groups"
"""Stands for the staff groups that a value is for, which are named as somebody typed them."""


class OwnFigures:
    """Takes out of a value what the run's own parameters file says in words of its own: its name,
    its note, where it was agreed, and the names of staff groups. The pack's stay as they are."""

    def __init__(self, pack: Pack) -> None:
        lines = [
            value.narrowed_to
            for parameter in pack.parameters.values()
            for value in parameter.narrowed
        ]
        self._lines = {"": ""} | {
            own.words: replace(own, staff_groups=(STAFF_GROUPS,) if own.staff_groups else ()).words
            for own in lines
        }

    def figure(self, used: ParameterUsed) -> ParameterUsed:
        """A parameter as used; one from the run's own file without any words of that file."""
        if not used.overlaid_from:
            return used
        # Words that the pack does not have are those of a group whose name was left out of them.
        narrowed = self._lines.get(used.narrowed_to, STAFF_GROUPS)
        return replace(without_its_file(used), note="", agreed="", narrowed_to=narrowed)

    def finding(self, true: Finding) -> Finding:
        """A finding, each parameter in its trace shown so."""
        return replace(true, trace=tuple(map(self._step, true.trace)))

    def _step(self, step: Step) -> Step:
        if step.parameter is None or not step.parameter.overlaid_from:
            return step
        return replace(step, parameter=self.figure(step.parameter))
