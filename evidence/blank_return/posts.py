"""The sheets of posts: who is in post, and which posts are vacant."""

from __future__ import annotations

from engine.nouns.policy.pack import Pack
from evidence.blank_return.entries import entries_of
from evidence.blank_return.help import is_asked, only_with, with_help_on_first, wording_of
from evidence.blank_return.nouns import BlankLine, BlankSheet
from evidence.blank_return.request import Request


def posts_sheet(pack: Pack, request: Request) -> BlankSheet:
    """A line for each role that is asked for; the first says what holds for all."""
    roles = [role for role in pack.vocabulary.roles.values() if is_asked(role, request)]
    lines = [
        BlankLine((), {"role": role.label}, help=only_with(pack, role.services).strip(), unit="WTE")
        for role in roles
    ]
    entries = entries_of("named_professionals", {"role": tuple(role.label for role in roles)})
    said = with_help_on_first(
        lines,
        "On each line title and whole-time equivalents for this role alone. For a vacant post "
        "write vacant as the title and 0 WTE. Two holders take two lines.",
        wording_of(pack, "named_professionals"),
    )
    return BlankSheet("named_professionals", said, entries, may_add=True)


def vacancies_sheet(pack: Pack, request: Request) -> BlankSheet:
    """A line for each role that is asked for; the first says what holds for all."""
    lines = [
        BlankLine((role.label,), help=only_with(pack, role.services).strip(), unit="WTE")
        for role in pack.vocabulary.vacancy_roles.values()
        if is_asked(role, request)
    ]
    said = with_help_on_first(
        lines,
        "On each line vacant and established whole-time equivalents.",
        wording_of(pack, "vacancies"),
    )
    return BlankSheet("vacancies", said, entries_of("vacancies"))
