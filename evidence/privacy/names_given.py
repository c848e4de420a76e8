"""The names of people in returns and decisions, which not every audience is shown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol

from engine.nouns.evidence.fact import Origin
from engine.nouns.outcome.audience import NamesGiven
from evidence.cells.values import is_placeholder
from evidence.nouns.cells import Cell, Table
from evidence.nouns.columns import spec_of
from evidence.nouns.specs import Asks
from evidence.text import folded, match_key, shortened, single_spaced

_TITLED = re.compile(
    r"\b(?:Dr|Mr|Mrs|Ms|Miss|Mx|Sr|Rev|Prof|Professor)\b\.?\s+"
    r"(?:[A-Z]\.?\s*){0,3}[A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+){0,2}"
)
_SUBMITTED_BY = "submitted by"
_VACANT = re.compile(
    r"(?:currently |post |position |role )?vacan(?:t|cy)(?: post| position| role| currently)?"
)
_CUTS = (80, 300)
"""How long the texts are that messages cut typed text to."""


class HasTables(Protocol):
    """What was read of one return or file of decisions, whether it can be used or not."""

    @property
    def tables(self) -> Mapping[str, Table]:
        """The tables, by name."""

    def origin(self, cell: Cell) -> Origin:
        """The origin of a cell of them."""


def names_given(sent: Iterable[HasTables]) -> NamesGiven:
    """The names that some returns and files of decisions give, and the cells that ask for one.

    A cell that says nothing ("n/a", "-") or only that a post is vacant names nobody. Names in
    free text are known where a title stands before them ("Dr Quill"). Each is also given as
    messages shorten it.
    """
    names: set[str] = set()
    places: set[tuple[str, str, str]] = set()
    tables = ((submitted, table) for submitted in sent for table in submitted.tables.values())
    for submitted, table in tables:
        for cell in (*_cells(table, Asks.PERSON), *_submitters(table)):
            if gives_a_name(cell.text):
                names.update(_forms(cell.text))
                places.add(_place(submitted, cell))
        for cell in _cells(table, Asks.FREE):
            names.update(_TITLED.findall(cell.text))
    return NamesGiven(frozenset(names), frozenset(places))


def gives_a_name(text: str) -> bool:
    """Whether the text of a cell that asks for a name gives one."""
    return not is_placeholder(text) and _VACANT.fullmatch(folded(text)) is None


def _cells(table: Table, asks: Asks) -> Iterator[Cell]:
    asked = spec_of(table.name).columns_asking(asks)
    for row in table.rows:
        yield from (row.cells[column] for column in asked if column in row.cells)


def _submitters(table: Table) -> Iterator[Cell]:
    for row in table.rows if table.name == "organisation" else ():
        field, value = row.cells.get("field"), row.cells.get("value")
        if (
            field is not None
            and value is not None
            and match_key(field.text) == match_key(_SUBMITTED_BY)
        ):
            yield value


def _place(submitted: HasTables, cell: Cell) -> tuple[str, str, str]:
    origin = submitted.origin(cell)
    return origin.file, origin.sheet, origin.cell


def _forms(text: str) -> set[str]:
    """The text as typed and as messages give it."""
    forms = {text, text.strip(), single_spaced(text), *(shortened(text, most) for most in _CUTS)}
    return {form for form in forms if form}
