"""What the line of a post says of its holder that leaves open whether the post is filled."""

from __future__ import annotations

from engine.nouns.english import either
from engine.nouns.evidence import fact_names
from engine.nouns.policy.vocabulary import Term
from evidence.facts.collector import FactCollector, cell_quoted
from evidence.facts.remarks.not_understood import not_understood
from evidence.facts.remarks.professions import other_profession
from evidence.facts.remarks.words_beside import unknown_words
from evidence.nouns.cells import Cell, Row
from evidence.phrases import phrase_in
from evidence.text import shortened


def doubt_over_holder(collector: FactCollector, role: Term, row: Row) -> str:
    """Why the title or the note of a line leaves open whether the post is filled; empty where
    neither does. Told as a fault."""
    title = row.cells.get("title")
    if title is not None and (why := _by_title(collector, role, title)):
        return why
    said = (title, collector.note_of(row))
    whys = (_by_strange_words(collector, role, cell) for cell in said if cell is not None)
    return next(filter(None, whys), "")


def _by_title(collector: FactCollector, role: Term, title: Cell) -> str:
    """Why a title is none of the post: it is of another profession, or of somebody who is unlikely
    to hold it."""
    vocabulary = collector.vocabulary
    if other_profession(title.text, role, vocabulary.professions):
        whose = f"a {either(role.professions)}"
        expected, why = f"the title of {whose}", f"which is not the title of {whose}"
    elif phrase_in(title.text, vocabulary.phrasing.unlikely_holder):
        expected = f"a title that fits the post of {role.label}"
        why = f"which is an unlikely title for the post of {role.label}"
    else:
        return ""
    collector.log_at(title).add_cell_fault(
        f"“{shortened(title.text)}” as {role.label}",
        expected,
        "Say who holds the post, or correct the title.",
        facts=(fact_names.wte(fact_names.post(role.key)),),
    )
    return f"{cell_quoted(title)}, {why}"


def _by_strange_words(collector: FactCollector, role: Term, cell: Cell) -> str:
    """Why a title or a note is not taken for one: it has words that are not understood."""
    strange = not_understood(cell.text, collector.vocabulary.phrasing)
    if not strange:
        return ""
    unknown = unknown_words(strange)
    collector.log_at(cell).add_check(
        f"“{shortened(cell.text)}” beside {role.label}: Clausewise does not know {unknown}",
        "the title of the person in post, or what is known about the post, in plain words",
        "Read it, and ask who holds the post; or ask for it in plainer words.",
    )
    return f"{cell_quoted(cell)}, where Clausewise does not know {unknown}"
