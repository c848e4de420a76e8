"""What the line of an answer shows for it: words that deny it, or are not understood."""

from __future__ import annotations

from evidence.cells.values import is_placeholder, not_applicable
from evidence.facts.collector import FactCollector
from evidence.facts.remarks.not_understood import not_understood
from evidence.facts.remarks.words_beside import denied_by, still_to_do
from evidence.nouns.cells import Cell, Row


def cell_with_text(cell: Cell | None) -> Cell | None:
    """The cell where its text says something; else None."""
    return None if cell is None or cell.unusable or is_placeholder(cell.text) else cell


def denied_on(collector: FactCollector, row: Row) -> Cell | None:
    """The cell of a line whose words deny that a question is met, if any: what is shown for it, or
    an action that is still to bring it about."""
    shown = (row.cells.get(column) for column in ("evidence", "document"))
    words = [cell for cell in shown if cell is not None and not cell.unusable]
    denied = denied_by(collector, words, more=True) or _none_to_show(row)
    return denied or still_to_do(collector, cell_with_text(row.cells.get("action")))


def _none_to_show(row: Row) -> Cell | None:
    """The evidence of a line, where it is given as not applicable and no document is named."""
    evidence, document = row.cells.get("evidence"), cell_with_text(row.cells.get("document"))
    if evidence is None or evidence.unusable or document is not None:
        return None
    return evidence if not_applicable(evidence.text) is not None else None


def unknown_words_on(collector: FactCollector, row: Row) -> tuple[Cell, tuple[str, ...]] | None:
    """What a line shows for its answer where that is not understood, with the words that make it
    so; None where it is, or shows nothing. A document named beside it can be looked up."""
    evidence, document = (
        cell_with_text(row.cells.get(column)) for column in ("evidence", "document")
    )
    shown = evidence or document
    if shown is None:
        return None
    named = evidence is not None and document is not None
    words = not_understood(shown.text, collector.vocabulary.phrasing, named=named)
    return (shown, words) if words else None
