"""Whose return it is and for which quarter: the organisation table."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from engine.nouns.english import either, listed
from engine.nouns.evidence.fault import Severity
from engine.nouns.evidence.organisation import Organisation
from engine.nouns.policy.vocabulary import Vocabulary
from engine.nouns.quarter import Quarter
from evidence.cells.dates import NoDate, dates_named, is_plausible
from evidence.fault_log import PlacedLog
from evidence.nouns.cells import Cell, Table
from evidence.nouns.grid import tidy
from evidence.tables.table import ORGANISATION_FIELDS
from evidence.terms import match_terms
from evidence.text import match_key

_LONGEST_CODE = 40
_FIELD_ALSO = {
    "code": ("organisation code", "org code"),
    "name": ("organisation name", "organisation", "name of organisation"),
    "kind": ("organisation type", "type of organisation", "kind of organisation"),
    "services": ("services provided",),
    "period": ("reporting period", "quarter", "reporting quarter", "return period"),
    "submitted_on": ("date submitted", "date of submission", "submission date"),
    "submitted_by": ("completed by", "name of person submitting"),
}
"""Other ways of writing the fields, whatever the policy; a pack adds its own."""


@dataclass(frozen=True, slots=True)
class Identity:
    """Whose return it is, as far as the organisation table says."""

    code: str
    name: str
    kind: str
    quarter: Quarter | None
    services: Cell | None
    submitted_on: dt.date | None
    submitted_by: str

    @property
    def organisation(self) -> Organisation | None:
        """The organisation; None where its code or kind is not known."""
        if not self.code or not self.kind:
            return None
        return Organisation(self.code, self.name or self.code, self.kind)


@dataclass(frozen=True, slots=True)
class GivenIdentity:
    """Whose and of which quarter files are that do not say it: what a run was given."""

    code: str = ""
    kind: str = ""
    quarter: Quarter | None = None

    @property
    def is_whole(self) -> bool:
        """Whether a file that says nothing of it can be used."""
        return bool(self.code and self.kind and self.quarter)


def read_identity(
    table: Table, vocabulary: Vocabulary, given: GivenIdentity, log: PlacedLog
) -> tuple[Identity, tuple[str, ...]]:
    """Whose return it is, and which fields are ``given`` since the file leaves them blank.

    What is missing or unknown is reported: without a code, a kind and a quarter the file cannot be
    used. Codes are written in capitals, so that rz1 is RZ1.
    """
    fields = _fields(table, _field_by_key(vocabulary), log)
    values = {
        "code": given.code,
        "kind": given.kind,
        "period": given.quarter.label if given.quarter else "",
    }
    taken = tuple(name for name, value in values.items() if value and _is_silent(fields.get(name)))
    for name in taken:
        before = fields.get(name)
        ref = before.ref if before is not None else ""
        fields[name] = Cell(values[name], values[name], table.sheet, ref)
        log.at_cell(ref).add_check(
            f"no {name} in the file",
            f"the {name} beside “{name}”",
            f"{values[name]} is taken, as whoever reads it says. Check that it is right.",
        )
    return _identity(fields, vocabulary, log), taken


def _is_silent(cell: Cell | None) -> bool:
    return cell is None or not (tidy(cell.text) or cell.unusable)


def _identity(fields: dict[str, Cell], vocabulary: Vocabulary, log: PlacedLog) -> Identity:
    code = _code(fields.get("code"), vocabulary, log)
    name = tidy(_text(fields.get("name")))
    if not name:
        log.at_cell(_place(fields.get("name"))).add_check(
            "no name of the organisation",
            "its name beside “name”",
            "Give the name; until then the code stands for it.",
        )
    return Identity(
        code=code,
        name=name,
        kind=_kind(fields.get("kind"), vocabulary, log),
        quarter=_quarter(fields.get("period"), log),
        services=fields.get("services"),
        submitted_on=_submitted_on(fields.get("submitted_on"), log),
        submitted_by=tidy(_text(fields.get("submitted_by"))),
    )


def _field_by_key(vocabulary: Vocabulary) -> dict[str, str]:
    """Each field by every way of writing it: its own name first, then the pack's, then others."""
    found: dict[str, str] = {match_key(name): name for name in ORGANISATION_FIELDS}
    for ways in (vocabulary.also.fields, _FIELD_ALSO):
        for name, others in ways.items():
            for other in others:
                found.setdefault(match_key(other), name)
    return found


def _fields(table: Table, by_key: Mapping[str, str], log: PlacedLog) -> dict[str, Cell]:
    """The value cell of each field; one given twice with different values counts as blank."""
    found: dict[str, list[Cell]] = {}
    for row in table.rows:
        field, value = row.cells["field"], row.cells["value"]
        name = by_key.get(match_key(field.text))
        if name is not None:
            found.setdefault(name, []).append(value)
        elif not field.unusable and (field.text or value.text):
            log.at_cell(field.ref).add_check(
                field.text or "nothing",
                f"one of the fields {listed(ORGANISATION_FIELDS, 'and')}",
                "This row is not read. If it holds something asked for, give it that name.",
            )
    fields: dict[str, Cell] = {}
    for name, cells in found.items():
        filled = [cell for cell in cells if cell.text or cell.unusable] or cells[:1]
        fields[name] = filled[0]
        if len({match_key(cell.text) for cell in filled}) > 1 or (
            len(filled) > 1 and any(cell.unusable for cell in filled)
        ):
            refs = listed([cell.ref for cell in filled])
            log.at_cell(filled[0].ref).add_cell_fault(
                f"“{name}” {len(filled)} times with different values, in {refs}",
                "each field once",
                "Keep the one that is right; until then none of them is read.",
            )
            fields[name] = Cell(
                None, "", table.sheet, filled[0].ref, unusable="given twice, differently"
            )
    return fields


def _code(cell: Cell | None, vocabulary: Vocabulary, log: PlacedLog) -> str:
    code = tidy(_text(cell)).upper()
    if not code or len(code) > _LONGEST_CODE:
        _cannot_use(
            cell,
            log,
            "code",
            f"the organisation’s {vocabulary.wording.code}, beside “code”",
            "Give the code",
        )
        return ""
    return code


def _kind(cell: Cell | None, vocabulary: Vocabulary, log: PlacedLog) -> str:
    known = match_terms("a kind", {k: (term.label, ()) for k, term in vocabulary.kinds.items()})
    kind = known.find(_text(cell))
    if kind is None:
        kinds = either(list(vocabulary.kinds))
        _cannot_use(cell, log, "kind", f"{kinds} beside “kind”", "Give the kind")
        return ""
    return kind


def _quarter(cell: Cell | None, log: PlacedLog) -> Quarter | None:
    text = tidy(_text(cell))
    trouble = ""
    if text:
        try:
            return Quarter.parse(text)
        except ValueError as error:
            trouble = f": {error}"
    _cannot_use(
        cell,
        log,
        "period",
        "the NHS quarter, such as 2014-15 Q2, beside “period”",
        f"Give the quarter{trouble}",
    )
    return None


def _submitted_on(cell: Cell | None, log: PlacedLog) -> dt.date | None:
    """The day of submission; None where it is blank, unusable or not one day."""
    if cell is None or cell.raw is None:
        return None
    day: dt.date | None = None
    if isinstance(cell.raw, dt.date):
        day = cell.raw if is_plausible(cell.raw) else None
    elif isinstance(cell.raw, str):
        try:
            named = dates_named(cell.raw)
        except NoDate:
            named = None
        if named is not None and named.is_exact:
            day = dt.date.fromordinal(int(named.low))
    if day is None:
        log.at_cell(cell.ref).add_cell_fault(
            cell.text,
            "the day it was submitted, such as 14/10/2014",
            "Give the day; without it nobody can tell which of two returns is the later.",
        )
    return day


def _cannot_use(
    cell: Cell | None,
    log: PlacedLog,
    field: str,
    expected: str,
    do: str,
) -> None:
    if cell is None:
        found = f"no row for “{field}”"
    else:
        found = cell.text or cell.unusable or f"nothing beside “{field}”"
    end = "" if do.endswith(".") else "."
    log.at_cell(_place(cell)).add(
        Severity.FILE,
        found,
        expected,
        f"{do}{end} Without it the return cannot be used.",
    )


def _text(cell: Cell | None) -> str:
    return "" if cell is None or cell.unusable else cell.text


def _place(cell: Cell | None) -> str:
    return "" if cell is None else cell.ref
