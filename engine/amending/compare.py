"""Two versions of a policy compared: what was added, removed, reworded and moved."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from engine.amending.policy_text import PolicyText, TextClause, TextWithoutId

NEARLY_THE_SAME = 0.7
"""How alike the words under two ids must be, word by word, to be one clause that moved."""
KEEPS_ITS_ID = 0.1
"""By how much another clause's words must be nearer before an id is taken to have passed on."""


class ChangeKind(StrEnum):
    """What an amendment does to a clause."""

    ADDED = "added"
    REMOVED = "removed"
    REWORDED = "reworded"
    MOVED = "moved"
    MOVED_AND_REWORDED = "moved and reworded"


class Mark(StrEnum):
    """Whether words stand in both versions, in the old one alone or in the new one alone."""

    SAME = "same"
    OUT = "out"
    IN = "in"


@dataclass(frozen=True, slots=True)
class ClauseChange:
    """A run of words: in both versions, only in the old one, or only in the new one."""

    mark: Mark
    words: str


@dataclass(frozen=True, slots=True)
class Amendment:
    """One clause that is not as it was; ``old`` or ``new`` is None where it has no such side."""

    old: TextClause | None
    new: TextClause | None
    old_words: str = ""
    """The words compared: of a table's row against a register, the cell that it holds."""
    new_words: str = ""
    reordered: bool = False
    """It stands elsewhere among the clauses that both versions have."""
    after_old: str = ""
    """The id of the clause before it in the old version; empty for the first."""
    after_new: str = ""

    @property
    def kind(self) -> ChangeKind:
        """What was done to the clause; moved means under another id, or among other clauses."""
        if self.old is None:
            return ChangeKind.ADDED
        if self.new is None:
            return ChangeKind.REMOVED
        if self.old.id == self.new.id and not self.reordered:
            return ChangeKind.REWORDED
        return (
            ChangeKind.MOVED if self.old_words == self.new_words else ChangeKind.MOVED_AND_REWORDED
        )

    @property
    def changes(self) -> tuple[ClauseChange, ...]:
        """What changed, word by word; empty unless the clause was reworded."""
        if self.old is None or self.new is None or self.old_words == self.new_words:
            return ()
        return changes(self.old_words, self.new_words)

    @property
    def likeness(self) -> float:
        """How alike its old and new words are, from 0 to 1."""
        return likeness(self.old_words, self.new_words)


@dataclass(frozen=True, slots=True)
class TextComparison:
    """Two versions of a policy, and every clause that differs between them."""

    old: PolicyText
    new: PolicyText
    amendments: tuple[Amendment, ...]
    """In the new version's order, each removed clause where the old one had it."""
    unchanged: int
    loose_old: tuple[TextWithoutId, ...] = ()
    """Words without an id that only the old version has; they were not compared."""
    loose_new: tuple[TextWithoutId, ...] = ()

    def of_kind(self, *kinds: ChangeKind) -> tuple[Amendment, ...]:
        """The amendments of some kinds, in the order of the comparison."""
        return tuple(amendment for amendment in self.amendments if amendment.kind in kinds)


def compare(
    old: PolicyText, new: PolicyText
) -> TextComparison:  # house: three kinds of amendment, found in turn
    """What makes the new version of a policy of the old one, clause by clause.

    An id keeps its clause where the words are equal. Then clauses with equal words under two ids
    are paired, then the nearest words (see ``NEARLY_THE_SAME``), then what is left under one id.
    """
    pairs = _pairs(old.clauses, new.clauses)
    order = sorted(pairs.items())
    in_order = _longest_rise([place for _, place in order])
    kept = {order[position][0] for position in in_order}
    amendments: list[tuple[float, int, Amendment]] = []
    for here, there in order:
        before, after = old.clauses[here], new.clauses[there]
        old_words, new_words = nearest_readings(before, after)
        moved = before.id != after.id or here not in kept
        if old_words != new_words or moved:
            amendment = Amendment(
                before,
                after,
                old_words,
                new_words,
                here not in kept,
                _before(old.clauses, here),
                _before(new.clauses, there),
            )
            amendments.append((there, 1, amendment))
    for there, clause in enumerate(new.clauses):
        if there not in pairs.values():
            after_new = _before(new.clauses, there)
            added = Amendment(None, clause, "", clause.words, after_new=after_new)
            amendments.append((there, 1, added))
    for here, clause in enumerate(old.clauses):
        if here not in pairs:
            stood = max(
                (pairs[pair] + 0.5 for pair in pairs if pair < here and pair in kept), default=-1
            )
            after_old = _before(old.clauses, here)
            removed = Amendment(clause, None, clause.words, "", after_old=after_old)
            amendments.append((stood, 0, removed))
    amendments.sort(key=lambda placed: placed[:2])
    changed = sum(1 for _, _, amendment in amendments if amendment.old is not None)
    words_old, words_new = ({paragraph.words for paragraph in text.loose} for text in (old, new))
    return TextComparison(
        old,
        new,
        tuple(amendment for _, _, amendment in amendments),
        len(old.clauses) - changed,
        tuple(paragraph for paragraph in old.loose if paragraph.words not in words_new),
        tuple(paragraph for paragraph in new.loose if paragraph.words not in words_old),
    )


def changes(old: str, new: str) -> tuple[ClauseChange, ...]:
    """The words of both, in order, each run marked; what went out stands before what came in."""
    before, after = old.split(), new.split()
    found: list[ClauseChange] = []
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for tag, low, high, new_low, new_high in matcher.get_opcodes():
        if tag == "equal":
            found.append(ClauseChange(Mark.SAME, " ".join(before[low:high])))
            continue
        if low < high:
            found.append(ClauseChange(Mark.OUT, " ".join(before[low:high])))
        if new_low < new_high:
            found.append(ClauseChange(Mark.IN, " ".join(after[new_low:new_high])))
    return tuple(found)


def likeness(old: str, new: str) -> float:
    """How alike two texts are, word by word, from 0 to 1; the same both ways."""
    if old == new:
        return 1.0
    shorter, other = sorted((old, new))
    return SequenceMatcher(None, shorter.split(), other.split(), autojunk=False).ratio()


def nearest_readings(old: TextClause, new: TextClause) -> tuple[str, str]:
    """The words of both to compare.

    Two rows, or two paragraphs, are compared whole; a row against a paragraph by whichever of its
    readings is nearest, since a register may hold a single cell of it.
    """
    if bool(old.cells) == bool(new.cells):
        return old.words, new.words
    if old.cells:
        return max(old.readings, key=lambda words: likeness(words, new.words)), new.words
    return old.words, max(new.readings, key=lambda words: likeness(old.words, words))


def _pairs(old: Sequence[TextClause], new: Sequence[TextClause]) -> dict[int, int]:
    """Places in the old version to the places of the same clauses in the new one."""
    pairs: dict[int, int] = {}
    place = {clause.id: there for there, clause in enumerate(new)}
    for here, clause in enumerate(old):
        there = place.get(clause.id)
        if there is not None and len(set(nearest_readings(clause, new[there]))) == 1:
            pairs[here] = there
    left_old, left_new = _left(old, new, pairs)
    for here in left_old:
        for there in left_new:
            if old[here].words and len(set(nearest_readings(old[here], new[there]))) == 1:
                pairs[here] = there
                left_new.remove(there)
                break
    left_old, left_new = _left(old, new, pairs)
    for _, here, there in sorted(_near(old, new, left_old, left_new)):
        if here not in pairs and there not in pairs.values():
            pairs[here] = there
    left_old, left_new = _left(old, new, pairs)
    for here in left_old:
        there = place.get(old[here].id)
        if there in left_new:
            pairs[here] = there
    return pairs


def _left(
    old: Sequence[TextClause], new: Sequence[TextClause], pairs: dict[int, int]
) -> tuple[list[int], list[int]]:
    taken = set(pairs.values())
    return (
        [here for here in range(len(old)) if here not in pairs],
        [there for there in range(len(new)) if there not in taken],
    )


def _near(
    old: Sequence[TextClause], new: Sequence[TextClause], left_old: list[int], left_new: list[int]
) -> list[tuple[float, int, int]]:
    """The pairs of nearly the same words, with how little they are alike (the least first)."""
    found: list[tuple[float, int, int]] = []
    matcher: SequenceMatcher[str] = SequenceMatcher(None, autojunk=False)
    for there in left_new:
        for here in left_old:
            before, after = nearest_readings(old[here], new[there])
            matcher.set_seqs(*(words.split() for words in sorted((before, after))))
            if not before or not after or matcher.quick_ratio() < NEARLY_THE_SAME:
                continue
            alike = matcher.ratio()
            if alike >= NEARLY_THE_SAME:
                own = KEEPS_ITS_ID if old[here].id == new[there].id else 0.0
                found.append((-alike - own, here, there))
    return found


def _before(clauses: Sequence[TextClause], place: int) -> str:
    return clauses[place - 1].id if place else ""


def _longest_rise(places: Sequence[int]) -> list[int]:
    """The positions of a longest rising run of places: what need not be called moved."""
    ends: list[int] = []
    at: list[int] = []
    came_from: list[int | None] = []
    for position, place in enumerate(places):
        slot = bisect_left(ends, place)
        came_from.append(at[slot - 1] if slot else None)
        ends[slot : slot + 1] = [place]
        at[slot : slot + 1] = [position]
    rise: list[int] = []
    last = at[-1] if at else None
    while last is not None:
        rise.append(last)
        last = came_from[last]
    return rise[::-1]
