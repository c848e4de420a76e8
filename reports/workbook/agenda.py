"""The sheet Decisions: each concern as it is discussed, with room for what is decided."""

from __future__ import annotations

from engine.agenda import AgendaItem, agendas
from engine.chaining.chainers.signal_forms import AREA
from engine.nouns.english import capitalised
from reports.content.decisions import action_words
from reports.content.gist import figure_words, gist
from reports.lookup import Lookup
from reports.workbook.sheets import SheetHeading

AGENDA = tuple(
    SheetHeading(text, width)
    for text, width in (
        ("Organisation", 22),
        ("Discussed as", 26),
        ("In short", 46),
        ("Question", 32),
        ("What was promised", 26),
        ("Answer", 18),
        ("Decision", 18),
        ("Owner", 10),
        ("Due", 9),
    )
)
ROOM = frozenset((5, 6, 7, 8))
"""The columns that are there to be written in."""


def agenda_rows(lookup: Lookup) -> list[list[str]]:
    """A row a concern of the quarter, organisation by organisation; those about all come last."""
    assessment = lookup.assessment
    area = capitalised(assessment.pack.vocabulary.wording.area)
    every = agendas(assessment)
    everybody = [(who.code, who.name) for who in assessment.organisations]
    return [
        [name, item.name, _in_short(lookup, item), item.concern.question, _promised(lookup, item)]
        + [""] * len(ROOM)
        for code, name in (*everybody, (AREA, area))
        for item in every.get(code, ())
    ]


def _in_short(lookup: Lookup, item: AgendaItem) -> str:
    short = gist(lookup, item.concern)
    figures = (f"{figure.label}: {figure_words(figure)}" for figure in short.figures)
    return "\n".join((short.sentence, *figures))


def _promised(lookup: Lookup, item: AgendaItem) -> str:
    """The actions on the duties of a concern, each with how it stands."""
    day = lookup.assessment.run.as_of
    rules = {key.rule for key in item.concern.findings}
    return "\n".join(
        action_words(action, day)
        for action in lookup.assessment.decisions.actions
        if action.organisation == item.concern.organisation
        and (action.rule in rules if action.rule else action.clause in item.concern.cites)
    )
