"""Item 1: the named professionals, their titles and the time they have for the role."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from engine.nouns.english import listed
from engine.nouns.evidence import fact_names
from engine.nouns.evidence.fact import Fact, Range
from engine.nouns.policy.vocabulary import Term
from engine.nouns.verdict import Basis
from evidence.cells.figures import read_wte
from evidence.cells.values import CellAnswer, CellReading, is_placeholder, leaves_open
from evidence.denials import denial_in
from evidence.facts.collector import LEFT_BLANK, FactCollector, cell_quoted, unknown_fact
from evidence.facts.remarks.holders import doubt_over_holder
from evidence.facts.remarks.professions import one_can_hold
from evidence.facts.remarks.words_beside import in_words_too
from evidence.nouns.cells import Cell, Row
from evidence.phrases import only_phrase, phrase_in
from evidence.terms import match_terms
from evidence.text import match_key, shortened

_BESIDE_VACANT = ("currently", "now", "still", "post", "position", "role", "the", "this", "is")
WTE_OF_ONE_PERSON = "wte_of_one_person"
WTE_OF_A_TOKEN = "wte_of_a_token"
_SEVERAL = re.compile(r"(?:(?<!\s)\s+)?(?:[,;/&+\n]|\band\b)\s*", re.IGNORECASE)
_EXPECTED = "whole-time equivalents, such as 0.6"
_TO_DO = "Write the time in post; if it is not known, leave the cell blank."


def gather_named_professionals(collector: FactCollector) -> None:
    """For each role: the WTE in post, all its holders together, and the title as given."""
    roles = match_terms(
        f"a role of {collector.vocabulary.where('named_professionals')}",
        {role.key: (role.label, role.also) for role in collector.vocabulary.roles.values()},
    )
    lines: dict[str, list[Row]] = {}
    for row in collector.rows("named_professionals"):
        role = collector.term_named(row, "role", roles)
        if role is not None:
            lines.setdefault(role, []).append(row)
    for role in collector.vocabulary.roles:
        if role in lines:
            _wte(collector, collector.vocabulary.roles[role], lines[role])
            _title(collector, fact_names.title(fact_names.post(role)), lines[role])
    _one_person_in_several(collector, lines)


def _one_person_in_several(collector: FactCollector, lines: Mapping[str, list[Row]]) -> None:
    """Leave the posts unknown that one name fills on several lines for more time together than
    one person can have."""
    most = collector.limit(WTE_OF_ONE_PERSON)
    named: dict[str, list[tuple[str, Cell, float]]] = {}
    for role, rows in lines.items():
        for row in rows:
            cell, name = row.cells.get("wte"), row.cells.get("name")
            wte = read_wte(cell).value
            if name is None or cell is None or not isinstance(wte, Range):
                continue
            if not is_placeholder(name.text) and not _is_vacant(collector, row):
                named.setdefault(match_key(name.text), []).append((role, cell, wte.low))
    for posts in named.values():
        together = sum(wte for _, _, wte in posts)
        roles = [collector.vocabulary.roles[role] for role, _, _ in posts]
        apart = not one_can_hold(roles)
        if len(posts) < 2 or not (apart or (most is not None and together > most)):
            continue
        cells = [cell for _, cell, _ in posts]
        facts = tuple(dict.fromkeys(fact_names.wte(fact_names.post(role)) for role, _, _ in posts))
        collector.log_at(*cells).add_cell_fault(
            f"{together:g} WTE for one name on {len(posts)} lines"
            + (f": {listed([role.label for role in roles], 'and')}" if apart else ""),
            "posts that one person can hold together"
            if apart
            else f"no more than {most:g} WTE for one person",
            "Say who holds each post, and for how much of their time.",
            facts=facts,
        )
        quotes = listed([cell_quoted(cell) for cell in cells])
        why = f"{quotes} are given for one name, " + (
            "posts that no one profession holds" if apart else "more time than one person can have"
        )
        for fact in facts:
            origins = collector.origins(cells)
            collector.add(unknown_fact(fact, why, basis=Basis.FIGURE, origins=origins))


def _wte(collector: FactCollector, role: Term, rows: list[Row]) -> None:
    """The sum over the holders; unknown where that of one of them is."""
    name = fact_names.wte(fact_names.post(role.key))
    if len(rows) > 1:
        # A line with nothing but the role adds no holder.
        rows = [row for row in rows if _says_anything(row)] or rows[:1]
    cells = [row.cells.get("wte") for row in rows]
    holders = [_holder(collector, role, row, cell) for row, cell in zip(rows, cells, strict=True)]
    seen = [cell for row in rows for cell in _evidence(collector, row)]
    origins = collector.origins(seen)
    whys = [holder.why for holder in holders if holder.why]
    if whys:
        why = listed(list(dict.fromkeys(whys)))
        fact = unknown_fact(name, why, basis=Basis.FIGURE, origins=origins)
        if all(holder.is_emptied or not holder.why for holder in holders):
            fact = in_words_too(replace(fact, value=_together(holders)), _together(holders, 0), why)
        collector.add(fact)
        return
    times = [holder.wte for holder in holders]
    note = ""
    if len(times) > 1:
        note = f"{len(times)} lines: {listed([f'{wte:g}' for wte in times], 'and')} WTE"
    elif _is_vacant(collector, rows[0]):
        note = "the return says that the post is vacant"
    notes = [cell.text for row in rows if (cell := collector.note_of(row)) is not None]
    if notes:
        beside = listed([f"“{shortened(text)}”" for text in dict.fromkeys(notes)])
        note = "; ".join(part for part in (note, f"noted beside it: {beside}") if part)
    total = Range.of_number(round(sum(times), 10))
    collector.add(Fact(name, total, Basis.FIGURE, origins, note=note, returned=True))


@dataclass(frozen=True, slots=True)
class _Holder:
    """The time in post that one line gives, and why it is not known, if it is not."""

    wte: float
    why: str = ""
    is_emptied: bool = False
    """Whether words on the line say that the post is empty, beside a time in it."""


def _together(holders: Sequence[_Holder], share: int = 1) -> Range:
    """The time of all the holders; that of those called gone counts so many times."""
    times = (holder.wte * (share if holder.is_emptied else 1) for holder in holders)
    return Range.of_number(round(sum(times), 10))


def _holder(collector: FactCollector, role: Term, row: Row, cell: Cell | None) -> _Holder:
    """The WTE of one line, or why it is unknown or in dispute."""
    name, read = fact_names.wte(fact_names.post(role.key)), read_wte(cell)
    vacant = _is_vacant(collector, row)
    if vacant and read.answer is CellAnswer.BLANK:
        return _Holder(0.0)
    if cell is not None and read.answer is CellAnswer.NOT_APPLICABLE:
        return _Holder(0.0, collector.excuse(row, cell, read, (name,)))
    if not isinstance(read.value, Range):
        return _Holder(0.0, collector.why_unknown(cell, read, _EXPECTED, _TO_DO, (name,)))
    wte = read.value.low
    remark = _emptied(collector, row)
    if wte > 0 and cell is not None and remark is not None:
        collector.log_at(remark, cell).add_cell_fault(
            f"“{remark.text.strip()}” with {cell.text.strip()} WTE",
            "either a vacant post with 0 WTE, or the time of the person in post",
            "Say who is in post and for how long, or write 0.",
            facts=(name,),
        )
        why = f"{cell_quoted(remark)} and {cell_quoted(cell)}, which cannot both be true"
        return _Holder(wte, why, is_emptied=True)
    if wte > 0 and (why := doubt_over_holder(collector, role, row)):
        return _Holder(wte, why, is_emptied=True)
    return _Holder(wte, _odd_time(collector, name, row, wte))


def _odd_time(collector: FactCollector, name: str, row: Row, wte: float) -> str:
    """Why more time than one person can have, or next to none, leaves a post unknown; nothing where
    it is not so."""
    most, least = collector.limit(WTE_OF_ONE_PERSON), collector.limit(WTE_OF_A_TOKEN)
    cell = row.cells.get("wte")
    if cell is None:
        return ""
    if most is not None and wte > most * _people_named(row):
        expected, to_do, why = (
            f"no more than {most:g} WTE for one person",
            "Give each holder of the post a line of their own, or correct the time.",
            f"{cell_quoted(cell)} WTE, more than one person can have",
        )
    elif least is not None and 0 < wte < least and (most is None or least < most):
        expected, to_do, why = (
            f"at least {least:g} WTE, or 0 if nobody is in post",
            "Correct the time; if the post exists on paper only, write 0.",
            f"{cell_quoted(cell)} WTE, next to no time",
        )
    else:
        return ""
    collector.log_at(cell).add_cell_fault(
        f"{cell.text.strip()} WTE on one line", expected, to_do, facts=(name,)
    )
    return why


def _people_named(row: Row) -> int:
    """How many people the name of a line names; one where it names nobody."""
    name = row.cells.get("name")
    return len(_SEVERAL.split(name.text)) if name is not None and name.text.strip() else 1


def _title(collector: FactCollector, name: str, rows: list[Row]) -> None:
    cells = [cell for row in rows if (cell := row.cells.get("title")) is not None]
    filled = [cell for cell in cells if not cell.unusable and not is_placeholder(cell.text)]
    origins = collector.origins(filled or cells)
    if filled:
        title = "; ".join(dict.fromkeys(cell.text.strip() for cell in filled))
        collector.add(Fact(name, title, Basis.FIGURE, origins, returned=True))
        return
    empty = [cell for cell in cells if cell.text.strip()]
    if empty:
        read = CellReading(CellAnswer.UNREADABLE, trouble="is not a title")
        why = collector.why_unknown(
            empty[0], read, "the title of the post", "Write the title of the post.", (name,)
        )
    else:
        why = next((cell.unusable for cell in cells if cell.unusable), LEFT_BLANK)
    collector.add(unknown_fact(name, why, basis=Basis.FIGURE, origins=origins))


def _about(row: Row) -> list[Cell]:
    found = (row.cells.get("title"), row.cells.get("name"))
    return [cell for cell in found if cell is not None and cell.text.strip()]


def _remarks(row: Row) -> list[Cell]:
    note = row.cells.get("note")
    return _about(row) + ([note] if note is not None and note.text.strip() else [])


def _evidence(collector: FactCollector, row: Row) -> list[Cell]:
    wte = row.cells.get("wte")
    saying_vacant = [cell for cell in _about(row) if _says_vacant(collector, cell)]
    return ([] if wte is None else [wte]) + saying_vacant


def _says_anything(row: Row) -> bool:
    cells = (row.cells.get("wte"), row.cells.get("note"))
    filled = any(cell is not None and cell.is_filled for cell in cells)
    return filled or bool(_about(row))


def _is_vacant(collector: FactCollector, row: Row) -> bool:
    return any(_says_vacant(collector, cell) for cell in _about(row))


def _says_vacant(collector: FactCollector, cell: Cell) -> bool:
    """Whether a title or name says that the post is empty, and nothing else."""
    return only_phrase(cell.text, collector.vocabulary.phrasing.empty_post, _BESIDE_VACANT)


def _emptied(collector: FactCollector, row: Row) -> Cell | None:
    """The cell of a line that speaks of an empty post, if any, or of one filled for the time being:
    "Vacant until 1 September" beside a WTE leaves open which of the two holds now."""
    phrasing = collector.vocabulary.phrasing
    lists = (phrasing.empty_post, phrasing.stand_in)
    said = (
        cell
        for cell in _remarks(row)
        if (leaves_open(cell.text) and cell is not row.cells.get("title"))
        or any(phrase_in(cell.text, phrases) for phrases in lists)
        or (cell is not row.cells.get("name") and denial_in(cell.text, phrasing.denials))
    )
    return next(said, None)
