"""Shares over named members: how many of several contracts or providers keep something."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from engine.nouns.evidence import fact_names
from engine.nouns.evidence.fact import Fact, Member, Range
from engine.nouns.verdict import Basis

_RANK = {False: 0, None: 1, True: 2}
_NAMED = 6
"""So many members are named in a note; the rest are counted."""


def share_facts(
    name: str, total: str, who: str, members: Sequence[Member], basis: Basis | None
) -> tuple[Fact, Fact]:
    """``<name>.kept`` and ``<name>.percent`` over some members, at least one.

    Both are ranges where it is unknown of some whether they keep it. Who breaks it comes first
    among the members and the origins, and is named in the note; ``total`` is the name of the
    fact that counts all of them, ``who`` what they are called.
    """
    ordered = tuple(sorted(members, key=lambda member: _RANK[member.keeps]))
    kept = sum(member.keeps is True for member in ordered)
    unknown = sum(member.keeps is None for member in ordered)
    of = len(ordered)
    origins = tuple(dict.fromkeys(origin for member in ordered for origin in member.origins))
    number = Fact(
        fact_names.kept(name),
        Range(float(kept), float(kept + unknown)),
        basis,
        origins,
        note=_note(f"{kept} of {of} {who}", ordered),
        returned=True,
        members=ordered,
    )
    percent = replace(
        number,
        name=fact_names.percent(name),
        value=Range(100 * kept / of, 100 * (kept + unknown) / of),
        derived_from=(number.name, total),
    )
    return number, percent


def _note(share: str, members: Sequence[Member]) -> str:
    """The share in words, and who does not keep it or is not known to."""
    parts = (
        share,
        _listed_members("not so", [member for member in members if member.keeps is False]),
        _listed_members("not known", [member for member in members if member.keeps is None]),
    )
    return "; ".join(part for part in parts if part)


def _listed_members(how: str, members: Sequence[Member]) -> str:
    if not members:
        return ""
    shown = [f"{member.name} ({member.words})" for member in members[:_NAMED]]
    if len(members) > _NAMED:
        shown.append(f"{len(members) - _NAMED} more")
    return f"{how}: {'; '.join(shown)}"
