"""The end of a run on the terminal."""

from __future__ import annotations

import dataclasses

from engine.chaining.chainers.fixpoint import Fixpoint
from engine.nouns.outcome.assessment import Assessment
from reports.terminal.summary import summary


def test_it_says_so_where_the_stand_in_derived_the_concerns(assessment: Assessment) -> None:
    def chained_by(name: str) -> list[str]:
        run = dataclasses.replace(assessment.run, chained_by=name)
        return summary(dataclasses.replace(assessment, run=run)).split()

    with_it, without = chained_by("durable_rules 2.0.28"), chained_by(Fixpoint().name)
    place, end = without.index("Concerns"), without.index("slowly.") + 1
    assert " ".join(without[place:end]) == (
        "Concerns were derived by the plain-Python stand-in, since durable_rules cannot be used "
        "here. It derives the same concerns, more slowly."
    )
    assert [*without[:place], *without[end:]] == with_it
