"""Decisions out of their file: who decided what, and all that is wrong with how it is written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from engine.nouns.evidence.decision import Decisions, Moderation
from engine.nouns.evidence.fault import Fault, Stage
from engine.nouns.evidence.organisation import Organisation
from engine.nouns.policy.pack import Pack
from engine.nouns.quarter import Quarter
from evidence.decisions.actions import actions_of
from evidence.decisions.file import DecisionBook
from evidence.decisions.moderations import moderations_of
from evidence.decisions.rows import DecisionReader
from evidence.decisions.waivers import waivers_of
from evidence.fault_log import PlacedLog
from evidence.nouns.returns import Return


def decisions_of(
    book: DecisionBook, pack: Pack, returns: Sequence[Return], as_of: dt.date
) -> tuple[Decisions, tuple[Fault, ...]]:
    """The decisions about the organisations of some returns, and every fault of their file.

    ``as_of`` is the run's. The standing of waivers is not settled yet.
    """
    reader = DecisionReader(book, pack, _organisations(returns), as_of)
    decided = Decisions(waivers_of(reader), actions_of(reader), moderations_of(reader))
    reader.report_unknown_organisations()
    _report_without_return(reader, decided.moderations, returns)
    return decided, (*book.faults, *reader.log.faults)


def _organisations(returns: Iterable[Return]) -> dict[str, Organisation]:
    ordered = sorted(returns, key=lambda submitted: submitted.quarter)
    return {submitted.organisation.code: submitted.organisation for submitted in ordered}


def _report_without_return(
    reader: DecisionReader, moderations: Sequence[Moderation], returns: Sequence[Return]
) -> None:
    """Tell scores of a quarter for which no return of the organisation came.

    Those of quarters before any that was read are history, carried over from year to year.
    """
    sent = {(submitted.organisation.code, submitted.quarter) for submitted in returns}
    first = min((submitted.quarter for submitted in returns), default=None)
    asked: set[tuple[str, Quarter]] = set()
    for moderation in moderations:
        where = (moderation.organisation, moderation.quarter)
        if where in sent or where in asked or (first is not None and moderation.quarter < first):
            continue
        asked.add(where)
        at = moderation.origin
        log = PlacedLog(reader.log, at.file, at.sheet, at.cell)
        log.add_check(
            f"a moderated score for {moderation.quarter.label}",
            f"a quarter for which a return of {moderation.organisation} is among the files",
            "Check the quarter; what is moderated in it is not used in this run.",
            organisation=moderation.organisation,
            period=moderation.quarter.label,
            stage=Stage.CELLS,
        )
