"""Training as a summary on a sender's sheet: staff groups down, levels across or in a column."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from engine.nouns.policy.vocabulary import Framework, Vocabulary
from evidence.cells.values import read_level
from evidence.mapping.foreign_sheet import ForeignSheet
from evidence.mapping.nouns import Place, Proposal, Rest
from evidence.mapping.proposing.heading_roles import Role
from evidence.mapping.proposing.headings import Band, ColumnHeading
from evidence.mapping.proposing.tokens import tokens
from evidence.nouns.cells import Cell
from evidence.nouns.grid import cell_reference
from evidence.text import folded

TABLE = "training_summary"
_NUMBERS = (Role.REQUIRED, Role.COMPLIANT)


@dataclass(frozen=True, slots=True)
class _Level:
    """The columns of one level, and the cell that says which level it is."""

    level: int
    says: Rest
    headings: tuple[ColumnHeading, ...]


def is_summary(band: Band) -> bool:
    """Whether a band holds numbers of staff required and compliant."""
    return all(band.with_roles(role) for role in _NUMBERS) and not band.with_roles(Role.QUARTER)


def summary_of(foreign: ForeignSheet, band: Band, vocabulary: Vocabulary) -> Iterator[Proposal]:
    """What each staff group and level of a summary answers; without a level or without a
    framework that the sheet names plainly nothing is proposed."""
    group = _group_column(foreign, band)
    framework, says = _framework(foreign, band, vocabulary)
    highest = max((item.levels for item in vocabulary.frameworks.values()), default=0)
    across = list(_levels_across(foreign, band, highest))
    down = band.only(Role.LEVEL)
    for row in band.rows:
        text = foreign.shown(row, group) if group is not None else ""
        levels = across or list(_level_of_row(foreign, band, row, down, highest))
        if group is None or not text:
            continue
        for level in levels:
            cells = {
                heading.role.value: Place((cell_reference(heading.column, row),))
                for heading in level.headings
            }
            if not any(foreign.cell_at(of.cells[0]) for of in cells.values()):
                continue
            at = Rest(cell_reference(*reversed(foreign.source(row, group))), text)
            rests = (at, level.says, *says, *(Rest(h.ref, h.text) for h in level.headings))
            places = {"staff_group": Place((at.cell,)), **cells}
            if framework is None:
                why = "the sheet does not say plainly which training it is about"
                yield Proposal("", {}, places, rests, why_not=why)
            else:
                about = {"framework": framework.key, "level": str(level.level)}
                yield Proposal(TABLE, about, places, rests, 90)


def _group_column(foreign: ForeignSheet, band: Band) -> int | None:
    heading = band.only(Role.GROUP) or band.only(Role.LABEL)
    if heading is not None:
        return heading.column
    used = {item.column for item in band.headings}
    texts = [
        c for c in foreign.columns if c not in used and any(foreign.text(r, c) for r in band.rows)
    ]
    return texts[0] if len(texts) == 1 else None


def _framework(
    foreign: ForeignSheet, band: Band, vocabulary: Vocabulary
) -> tuple[Framework | None, tuple[Rest, ...]]:
    """The one framework that the nearest title above a band that names any names, or else the
    sheet's own name."""
    titles = [
        [
            Rest(cell_reference(c, row), text)
            for c in foreign.columns
            if (text := foreign.text(row, c))
        ]
        for row in reversed(foreign.rows)
        if row <= band.last
    ]
    for rests in (*titles, [Rest("", foreign.name)]):
        named = {
            framework.key: (framework, rest)
            for rest in rests
            for framework in vocabulary.frameworks.values()
            if _names(rest.words, framework)
        }
        if len(named) == 1:
            [(framework, rest)] = named.values()
            return framework, (rest,) if rest.cell else ()
        if named:
            break
    return None, ()


def _names(text: str, framework: Framework) -> bool:
    words = set(tokens(text))
    return any(
        set(tokens(way)) <= words if " " in way else folded(way) in folded(text).split()
        for way in (framework.label, *framework.also)
    )


def _levels_across(foreign: ForeignSheet, band: Band, highest: int) -> Iterator[_Level]:
    """The levels over the columns: "Level 1" above "required", "compliant" and "%"."""
    by_level: dict[int, tuple[Rest, list[ColumnHeading]]] = {}
    for heading in band.with_roles(*_NUMBERS, Role.PERCENT):
        found = _level_above(foreign, band, heading.column, highest)
        if found is not None:
            by_level.setdefault(found[0], (found[1], []))[1].append(heading)
    for level, (says, headings) in by_level.items():
        if {h.role for h in headings} >= set(_NUMBERS) and len({h.role for h in headings}) == len(
            headings
        ):
            yield _Level(level, says, tuple(headings))


def _level_above(
    foreign: ForeignSheet, band: Band, column: int, highest: int
) -> tuple[int, Rest] | None:
    """The level that stands above a column: in its heading, or in the one or two rows over it."""
    for row in range(band.last, max(0, band.first - 3), -1):
        source = foreign.source(row, column)
        text = foreign.text(*source)
        for word in (text, " ".join(text.split()[:2])):
            level = level_named(word, highest)
            if level:
                return level, Rest(cell_reference(source[1], source[0]), text)
    return None


def level_named(text: str, highest: int) -> int:
    """The level that a text is: "Level 3", "L3"; 0 where it is none. A bare number is none."""
    if not text or text[:1].isdigit():
        return 0
    value = read_level(Cell(text, text, "", ""), highest).value
    low = getattr(value, "low", 0.0)
    return int(low)


def _level_of_row(
    foreign: ForeignSheet, band: Band, row: int, down: ColumnHeading | None, highest: int
) -> Iterator[_Level]:
    headings = [band.only(role) for role in (*_NUMBERS, Role.PERCENT)]
    found = tuple(heading for heading in headings if heading is not None)
    if down is None or {heading.role for heading in found} < set(_NUMBERS):
        return
    source = foreign.source(row, down.column)
    text = foreign.text(*source)
    value = read_level(Cell(text, text, "", ""), highest).value
    level = int(getattr(value, "low", 0.0))
    if level:
        yield _Level(level, Rest(cell_reference(source[1], source[0]), text), found)
