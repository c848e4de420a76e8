"""Deciding: a workbook for what people decide about the findings."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from clausewise.assessing import assess
from clausewise.errors import DecisionsUnusable
from clausewise.packs import FilePath
from clausewise.returns import DecisionsRead, Evidence, read_decisions
from engine.nouns.evidence.fault import Fault, Severity
from engine.nouns.policy.pack import Pack
from engine.nouns.quarter import Quarter
from evidence.decisions.plan import DecisionSheet, plan_decisions
from evidence.decisions.workbook import decisions_workbook
from evidence.workbook_kit import TooLong


@dataclass(frozen=True, slots=True)
class DecisionsToMake:
    """A workbook of decisions, not yet written anywhere."""

    content: bytes
    """The workbook (.xlsx)."""
    sheets: tuple[DecisionSheet, ...]
    """What stands in it."""
    period: Quarter
    unread: tuple[Fault, ...]
    """What could not be read of the earlier decisions, and so is not carried over."""


def carried_over(path: FilePath, pack: Pack) -> DecisionsRead:
    """Earlier decisions, to be carried over into the next workbook.

    Raises DecisionsUnusable where they cannot be used, or not without loss.
    """
    read = read_decisions(path, pack)
    lost = [fault for fault in read.book.faults if fault.severity is not Severity.CHECK]
    if lost:
        message = f"Nothing is written: {path} cannot be carried over without loss."
        raise DecisionsUnusable(message, lost)
    return read


def decide(
    evidence: Evidence, period: Quarter | str | None = None, as_of: dt.date | None = None
) -> DecisionsToMake:
    """The workbook to decide in about the findings: moderated scores, waivers and actions.

    The decisions of ``evidence`` are carried over (see ``carried_over``). It holds names of
    people and is for those who hold the returns. Raises as ``assess`` does.
    """
    book = evidence.decisions.book if evidence.decisions is not None else None
    assessment = assess(evidence, period, as_of).whole
    sheets = plan_decisions(assessment, evidence.reading.returns, book)
    try:
        content = decisions_workbook(evidence.policy.pack, sheets)
    except TooLong as error:
        raise DecisionsUnusable(
            f"Nothing is written: too long for a cell of a workbook, {error}"
        ) from None
    unread = book.faults if book is not None else ()
    return DecisionsToMake(content, tuple(sheets), assessment.run.period, unread)
