"""For which lines of a training register a parameter's value is meant, where not for all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product


def same_group(text: str) -> str:
    """What two ways of writing a staff group have in common: all but its case and spaces."""
    return "".join(text.replace("\u200b", "").replace("\ufeff", "").split()).casefold()


@dataclass(frozen=True, slots=True)
class Narrowing:
    """The frameworks, levels and staff groups that a value is for; none named is all of them."""

    frameworks: tuple[str, ...] = ()
    levels: tuple[int, ...] = ()
    staff_groups: tuple[str, ...] = ()
    """As whoever set the value writes them."""

    def __bool__(self) -> bool:
        return bool(self.frameworks or self.levels or self.staff_groups)

    def holds_for(self, framework: str, level: int, group: str) -> bool:
        """Whether the value is meant for a line; ``group`` is as ``same_group`` makes it, and
        empty for a staff group that no value names."""
        return (
            (not self.frameworks or framework in self.frameworks)
            and (not self.levels or level in self.levels)
            and (not self.staff_groups or group in map(same_group, self.staff_groups))
        )

    @property
    def rank(self) -> tuple[bool, bool, bool]:
        """How specific it is, the greater the more: a staff group counts before a level, and a
        level before a framework."""
        return bool(self.staff_groups), bool(self.levels), bool(self.frameworks)

    @property
    def combinations(self) -> Iterator[tuple[str, int, str]]:
        """Every framework, level and staff group that it names, one of each at a time; empty or
        0 where it names none."""
        groups = dict.fromkeys(map(same_group, self.staff_groups))
        return product(self.frameworks or ("",), self.levels or (0,), groups or ("",))

    @property
    def words(self) -> str:
        """ "Level 2 and Level 3, Midwives (safeguarding)"; nothing where it is for all."""
        parts = (
            " and ".join(f"Level {level}" for level in self.levels),
            " and ".join(self.staff_groups),
        )
        words = ", ".join(part for part in parts if part)
        framework = " and ".join(self.frameworks)
        return f"{words} ({framework})" if words and framework else words or framework


ALL_LINES = Narrowing()
