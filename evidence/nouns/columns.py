"""The columns of each table, defined once: everything known of a column follows from here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from engine.nouns.policy.vocabulary import AuditTerm
from evidence.nouns.specs import Asks, ColumnSpec, MayStand, Need, TableSpec
from evidence.text import match_key

AUDIT = "audit"
"""The audit, whatever a pack calls its table."""

FIRST_GIVEN = "first_given"
"""The column of a standing answer that was carried forward: the day it was first given. Only a
return made with answers carried forward has it; blank, or left out, the answer is new."""

REGISTER = "training"
"""The table that is read as a register: whole columns, since it may be long."""

_FIRST_GIVEN = ColumnSpec(FIRST_GIVEN, Asks.DAY, Need.SPARE, stands=MayStand.BESIDE)
RETURN_TABLES: Mapping[str, TableSpec] = {
    spec.name: spec
    for spec in (
        TableSpec(
            "organisation",
            (
                ColumnSpec("field", Asks.WORD, Need.NEEDED, about=True),
                ColumnSpec("value", Asks.VALUE, Need.NEEDED),
            ),
        ),
        TableSpec(
            "named_professionals",
            (
                ColumnSpec("role", Asks.WORD, Need.NEEDED, about=True),
                ColumnSpec("title", Asks.FREE, Need.WANTED),
                ColumnSpec("name", Asks.PERSON),
                ColumnSpec("wte", Asks.WTE, Need.NEEDED, excuse="note"),
                ColumnSpec("note", Asks.FREE, Need.SPARE),
            ),
        ),
        TableSpec(
            "dashboard",
            (
                ColumnSpec("item", Asks.WORD, Need.NEEDED, about=True),
                ColumnSpec("part", Asks.WORD, Need.WANTED, about=True),
                ColumnSpec("value", Asks.VALUE, Need.NEEDED, excuse="note"),
                ColumnSpec("note", Asks.FREE),
            ),
        ),
        TableSpec(
            "vacancies",
            (
                ColumnSpec("role", Asks.WORD, Need.NEEDED, about=True),
                ColumnSpec("vacant_wte", Asks.WTE, Need.NEEDED, excuse="note"),
                ColumnSpec("establishment_wte", Asks.WTE, Need.WANTED, excuse="note"),
                ColumnSpec("note", Asks.FREE, Need.SPARE),
            ),
        ),
        TableSpec(
            AUDIT,
            (
                ColumnSpec("question", Asks.WORD, Need.NEEDED, about=True),
                ColumnSpec(
                    "score",
                    Asks.SCORE,
                    Need.NEEDED,
                    excuse="not_applicable_reason",
                    stands=MayStand.ANSWER,
                ),
                ColumnSpec("moderated_score", Asks.SCORE, assessors=True),
                ColumnSpec("moderated_by", Asks.PERSON, assessors=True),
                ColumnSpec("moderated_on", Asks.DAY, done=True, assessors=True),
                ColumnSpec("evidence", Asks.FREE, stands=MayStand.BESIDE),
                ColumnSpec("document", Asks.FREE, stands=MayStand.BESIDE),
                ColumnSpec(
                    "not_applicable_reason",
                    Asks.FREE,
                    Need.WANTED,
                    of_each=True,
                    stands=MayStand.BESIDE,
                ),
                ColumnSpec("action", Asks.FREE),
                ColumnSpec("owner", Asks.PERSON),
                ColumnSpec("due", Asks.DAY),
                _FIRST_GIVEN,
            ),
        ),
        TableSpec(
            REGISTER,
            (
                ColumnSpec("staff_ref", Asks.WORD, Need.WANTED, about=True),
                ColumnSpec("staff_group", Asks.WORD, Need.WANTED, of_each=True),
                ColumnSpec("framework", Asks.WORD, Need.NEEDED, about=True),
                ColumnSpec("required_level", Asks.LEVEL, Need.NEEDED),
                ColumnSpec("achieved_level", Asks.LEVEL, Need.NEEDED),
                ColumnSpec("completed_on", Asks.DAY, Need.NEEDED, done=True),
            ),
            may_be_missing=True,
        ),
        TableSpec(
            "training_summary",
            (
                ColumnSpec("staff_group", Asks.WORD, Need.WANTED, of_each=True),
                ColumnSpec("framework", Asks.WORD, Need.NEEDED, about=True),
                ColumnSpec("level", Asks.WORD, Need.NEEDED, about=True),
                ColumnSpec("required", Asks.COUNT, Need.NEEDED),
                ColumnSpec("compliant", Asks.COUNT, Need.NEEDED),
                ColumnSpec("percent", Asks.PERCENT),
            ),
            may_be_missing=True,
            asks_totals=True,
        ),
        TableSpec(
            "documents",
            (
                ColumnSpec("kind", Asks.WORD, Need.NEEDED, about=True, stands=MayStand.BESIDE),
                ColumnSpec("title", Asks.FREE, about=True, stands=MayStand.ANSWER),
                ColumnSpec("approved_on", Asks.DAY, Need.NEEDED, done=True, stands=MayStand.ANSWER),
                ColumnSpec("review_due", Asks.DAY, Need.WANTED, stands=MayStand.ANSWER),
                ColumnSpec("published_at", Asks.DAY_OR_PLACE, Need.WANTED, stands=MayStand.ANSWER),
                _FIRST_GIVEN,
            ),
        ),
        TableSpec(
            "contracts",
            (
                ColumnSpec("provider", Asks.WORD, Need.NEEDED, about=True),
                ColumnSpec("contract", Asks.WORD, Need.WANTED, about=True),
                ColumnSpec("safeguarding_expectations", Asks.YES_NO, Need.WANTED),
                ColumnSpec("information_sharing", Asks.YES_NO, Need.WANTED),
                ColumnSpec(
                    "designated_professionals_consulted_on", Asks.DAY, Need.WANTED, done=True
                ),
            ),
        ),
        TableSpec(
            "checks",
            (
                ColumnSpec("staff_ref", Asks.WORD, Need.WANTED, about=True),
                ColumnSpec("check", Asks.WORD, Need.NEEDED, about=True),
                ColumnSpec("checked_on", Asks.DAY, Need.NEEDED, done=True),
            ),
            may_be_missing=True,
        ),
    )
}
"""The tables of a return, in their order, as DESIGN fixes them. The audit goes by the name that
the pack gives it: ask ``spec_of``."""

SCORES, WAIVERS, ACTIONS = "moderated_scores", "waivers", "actions"
DECISION_TABLES: Mapping[str, TableSpec] = {
    spec.name: spec
    for spec in (
        TableSpec(
            SCORES,
            (
                ColumnSpec("organisation", Asks.WORD, Need.NEEDED, about=True),
                ColumnSpec("period", Asks.WORD, Need.NEEDED, about=True),
                ColumnSpec("question", Asks.WORD, Need.NEEDED, about=True),
                ColumnSpec("own_score", Asks.SCORE, given=True),
                ColumnSpec("score", Asks.SCORE, Need.NEEDED),
                ColumnSpec("moderated_by", Asks.PERSON, Need.WANTED),
                ColumnSpec("moderated_on", Asks.DAY, Need.WANTED),
                ColumnSpec("reason", Asks.FREE, Need.WANTED, of_each=True),
            ),
        ),
        TableSpec(
            WAIVERS,
            (
                ColumnSpec("organisation", Asks.WORD, Need.NEEDED, about=True),
                ColumnSpec("rule", Asks.WORD, Need.NEEDED, about=True),
                ColumnSpec("clause", Asks.WORD, about=True),
                ColumnSpec("reason", Asks.FREE, Need.NEEDED, of_each=True),
                ColumnSpec("approved_by", Asks.PERSON, Need.NEEDED, of_each=True),
                ColumnSpec("approved_on", Asks.DAY, Need.NEEDED),
                ColumnSpec("until", Asks.DAY, Need.NEEDED),
            ),
        ),
        TableSpec(
            ACTIONS,
            (
                ColumnSpec("organisation", Asks.WORD, Need.NEEDED, about=True),
                ColumnSpec("clause", Asks.WORD, Need.NEEDED, about=True),
                ColumnSpec("rule", Asks.WORD, Need.WANTED, about=True),
                ColumnSpec("action", Asks.FREE, Need.NEEDED),
                ColumnSpec("owner", Asks.PERSON, Need.NEEDED),
                ColumnSpec("agreed_on", Asks.DAY, Need.WANTED),
                ColumnSpec("due", Asks.DAY, Need.NEEDED),
                ColumnSpec("status", Asks.WORD, Need.NEEDED),
                ColumnSpec("closed_on", Asks.DAY, Need.WANTED),
                ColumnSpec("evidence", Asks.FREE, Need.NEEDED),
            ),
        ),
    )
}
"""The tables of a workbook of decisions, which is no return."""


def role_of(table: str) -> str:
    """What a table is for: its own name, or ``AUDIT`` for the one that the pack names."""
    return table if table in RETURN_TABLES or table in DECISION_TABLES else AUDIT


def spec_of(table: str) -> TableSpec:
    """What is said of a table and its columns, by the name that a return has it under."""
    return DECISION_TABLES.get(table) or RETURN_TABLES[role_of(table)]


def columns_of(table: str) -> tuple[str, ...]:
    """The columns of a table, by the name that a return has it under."""
    return spec_of(table).column_names


def table_names(audit: str) -> tuple[str, ...]:
    """The names of all tables under a pack that calls its audit so, in their order."""
    return tuple(audit if role == AUDIT else role for role in RETURN_TABLES)


def in_order(tables: Iterable[str]) -> list[str]:
    """Tables by name, in the order in which a return has them."""
    return sorted(tables, key=lambda table: list(RETURN_TABLES).index(role_of(table)))


GUIDANCE_COLUMNS = ("help", "unit", "policy_wording")
"""Columns of a template that only guide who fills it in; the reader passes over them."""

DISCUSSED_AS = "discussed_as"
"""The column of the workbook of decisions that names the concern a line is discussed under; the
reader passes over it too."""

GUIDANCE_SHEETS = ("Read me",)
"""Sheets of a template that hold no table; the reader passes over them."""


HEADING_WITHIN = 30
"""The heading row stands within the first so many rows."""


_TABLE_BY_KEY = {match_key(table): table for table in RETURN_TABLES if table != AUDIT}


_ONLY_TABLE = re.compile(r"[-–]\s*Table 1\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class HeadingRow:
    """The heading row of a table: where each of its columns stands."""

    table: str
    row: int
    columns: Mapping[str, int]
    width: int
    """The last column with any heading."""


def table_named(name: str, audit: AuditTerm) -> str | None:
    """The table that a sheet's or file's name means, without regard to case and punctuation.

    Numbers calls the only table of a sheet "dashboard - Table 1" when it exports it.
    """
    key = match_key(_ONLY_TABLE.sub("", name))
    if key in {match_key(way) for way in (audit.table, audit.label, *audit.also)}:
        return audit.table
    return _TABLE_BY_KEY.get(key)
