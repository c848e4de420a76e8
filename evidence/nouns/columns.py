"""What a return is once read: an organisation, a quarter, and its tables cell by cell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.nouns.policy.vocabulary import AuditTerm
from evidence.text import key

if TYPE_CHECKING:
    pass

AUDIT = "audit"
"""The audit, whatever a pack calls its table."""

FIRST_GIVEN = "first_given"
"""The column of a standing answer that was carried forward: the day it was first given. Only a
return made with answers carried forward has it; blank, or left out, the answer is new."""

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "organisation": ("field", "value"),
    "named_professionals": ("role", "title", "name", "wte", "note"),
    "dashboard": ("item", "part", "value", "note"),
    "vacancies": ("role", "vacant_wte", "establishment_wte", "note"),
    AUDIT: (
        "question",
        "score",
        "moderated_score",
        "moderated_by",
        "moderated_on",
        "evidence",
        "document",
        "not_applicable_reason",
        "action",
        "owner",
        "due",
        FIRST_GIVEN,
    ),
    "training": (
        "staff_ref",
        "staff_group",
        "framework",
        "required_level",
        "achieved_level",
        "completed_on",
    ),
    "documents": ("kind", "title", "approved_on", "review_due", "published_at", FIRST_GIVEN),
    "contracts": (
        "provider",
        "contract",
        "safeguarding_expectations",
        "information_sharing",
        "designated_professionals_consulted_on",
    ),
    "checks": ("staff_ref", "check", "checked_on"),
}
"""The tables of a return and the columns of each, as DESIGN fixes them. The audit goes by the
name that the pack gives it: ask ``columns_of``."""


SCORES, WAIVERS, ACTIONS = "moderated_scores", "waivers", "actions"
DECISION_COLUMNS: Mapping[str, tuple[str, ...]] = {
    SCORES: (
        "organisation",
        "period",
        "question",
        "own_score",
        "score",
        "moderated_by",
        "moderated_on",
        "reason",
    ),
    WAIVERS: (
        "organisation",
        "rule",
        "clause",
        "reason",
        "approved_by",
        "approved_on",
        "until",
    ),
    ACTIONS: (
        "organisation",
        "clause",
        "rule",
        "action",
        "owner",
        "agreed_on",
        "due",
        "status",
        "closed_on",
        "evidence",
    ),
}
"""The tables of a workbook of decisions, which is no return, and the columns of each."""


def role_of(table: str) -> str:
    """What a table is for: its own name, or ``AUDIT`` for the one that the pack names."""
    return table if table in COLUMNS or table in DECISION_COLUMNS else AUDIT


def columns_of(table: str) -> tuple[str, ...]:
    """The columns of a table, by the name that a return has it under."""
    return DECISION_COLUMNS.get(table) or COLUMNS[role_of(table)]


_MAY_BE_LEFT_OUT: Mapping[str, tuple[str, ...]] = {
    "named_professionals": ("note",),
    "vacancies": ("note",),
    "documents": (FIRST_GIVEN,),
    AUDIT: (FIRST_GIVEN,),
}
"""The columns that a return can do without, and that are not named where headings are asked for."""


def asked_columns(table: str) -> tuple[str, ...]:
    """The columns that every return is asked for, by the name that it has the table under."""
    left_out = _MAY_BE_LEFT_OUT.get(role_of(table), ())
    return tuple(column for column in columns_of(table) if column not in left_out)


def table_names(audit: str) -> tuple[str, ...]:
    """The names of all tables under a pack that calls its audit so, in their order."""
    return tuple(audit if role == AUDIT else role for role in COLUMNS)


def in_order(tables: Iterable[str]) -> list[str]:
    """Tables by name, in the order in which a return has them."""
    return sorted(tables, key=lambda table: list(COLUMNS).index(role_of(table)))


GUIDANCE_COLUMNS = ("help", "unit", "policy_wording")
"""Columns of a template that only guide who fills it in; the reader passes over them."""

GUIDANCE_SHEETS = ("Read me",)
"""Sheets of a template that hold no table; the reader passes over them."""


HEADING_WITHIN = 30
"""The heading row stands within the first so many rows."""


NEEDED: Mapping[str, tuple[str, ...]] = {
    "organisation": ("field", "value"),
    "named_professionals": ("role", "wte"),
    "dashboard": ("item", "value"),
    "vacancies": ("role", "vacant_wte"),
    AUDIT: ("question", "score"),
    "training": ("framework", "required_level", "achieved_level", "completed_on"),
    "documents": ("kind", "approved_on"),
    "contracts": ("provider",),
    "checks": ("check", "checked_on"),
    "moderated_scores": ("organisation", "period", "question", "score"),
    "waivers": ("organisation", "rule", "reason", "approved_by", "approved_on", "until"),
    "actions": ("organisation", "clause", "action", "owner", "due", "status", "evidence"),
}
"""The columns without which a table says nothing that can be used; the first names the row."""


WANTED: Mapping[str, tuple[str, ...]] = {
    "named_professionals": ("title",),
    "dashboard": ("part",),
    "vacancies": ("establishment_wte",),
    AUDIT: ("not_applicable_reason",),
    "training": ("staff_ref", "staff_group"),
    "documents": ("review_due", "published_at"),
    "contracts": (
        "contract",
        "safeguarding_expectations",
        "information_sharing",
        "designated_professionals_consulted_on",
    ),
    "checks": ("staff_ref",),
    "moderated_scores": ("moderated_by", "moderated_on", "reason"),
    "actions": ("rule", "agreed_on", "closed_on"),
}
"""The columns without which something stays unknown; the rest may be left out."""


_TABLE_BY_KEY = {key(table): table for table in COLUMNS if table != AUDIT}


def needed_in(table: str) -> tuple[str, ...]:
    """The columns that a table needs, by the name that a return has it under."""
    return NEEDED[role_of(table)]


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading row of a table: where each of its columns stands."""

    row: int
    columns: Mapping[str, int]
    width: int
    """The last column with any heading."""


def table_named(name: str, audit: AuditTerm) -> str | None:
    """The table that a sheet's or file's name means, without regard to case and punctuation."""
    if key(name) in {key(way) for way in (audit.table, *audit.also)}:
        return audit.table
    return _TABLE_BY_KEY.get(key(name))
