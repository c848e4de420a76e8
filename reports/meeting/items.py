"""A concern as an item of a page that is read in two minutes: a sentence and two figures."""

from __future__ import annotations

from engine.nouns.english import capitalised, counted
from engine.nouns.outcome.concern import Concern
from reports.content.gist import figure_words, gist, opening
from reports.document.blocks import Words
from reports.lookup import Lookup


def concern_item(
    lookup: Lookup, concern: Concern, others: int = 0, whose: str = ""
) -> tuple[Words, ...]:
    """The concern's title and one sentence with the duty named, the more important first, and on a
    line each two figures.

    ``others`` is how many more there are like it; ``whose`` the name that it is shown under.
    """
    short = gist(lookup, concern)
    now = f", {lookup.assessment.run.period.label}"
    figures = [
        part
        for figure in short.figures
        for part in (
            Words(f"\n{capitalised(figure.label.removesuffix(now))}: "),
            Words(figure_words(figure), strong=True),
        )
    ]
    first, then = opening(lookup, concern)
    title = f"{whose}: {first} " if whose else f"{first} "
    more = (Words(f" And {counted(others, 'other')} like it."),) if others else ()
    return (Words(title, strong=True), Words(then), *more, *figures)
