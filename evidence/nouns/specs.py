"""What is known of a column and of a table, and what follows from it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Asks(Enum):
    """What a column asks for."""

    WORD = "word"
    """A word of the pack, or the organisation's own name or reference for something."""
    PERSON = "person"
    """Who somebody is: not shown to everybody, and never repeated."""
    FREE = "free text"
    """Anything in words, names too: never repeated."""
    DAY = "date"
    DAY_OR_PLACE = "day or place"
    """Where something is published; people also write the day there."""
    WTE = "wte"
    COUNT = "count"
    """A whole number of people."""
    PERCENT = "percent"
    LEVEL = "level"
    YES_NO = "yes_no"
    SCORE = "score"
    VALUE = "value"
    """Whatever the row asks for."""


class Need(Enum):
    """What becomes of a table without the column."""

    NEEDED = "needed"
    """Nothing of it can be used; the first such column names the row."""
    WANTED = "wanted"
    """Something stays unknown."""
    ASKED = "asked"
    """Nothing is lost, but every return is asked for it."""
    SPARE = "spare"
    """Nothing is lost, and it is not named where headings are asked for."""


class Merged(Enum):
    """What a cell merged over several rows means."""

    EACH = "each"
    """It is said of each of the rows."""
    REMARK = "remark"
    """A remark, which changes no figure."""
    REFUSED = "refused"
    """It may be meant for one or for each, so it is refused in all."""


class MayStand(Enum):
    """Whether a cell of an earlier return may stand in a later one."""

    NO = "no"
    ANSWER = "answer"
    """It is an answer that may."""
    BESIDE = "beside"
    """It goes with such an answer."""


@dataclass(frozen=True, slots=True)
class ColumnSpec:
    """One column of a table, and all that the reading and the blank return make of it."""

    name: str
    asks: Asks
    need: Need = Need.ASKED
    about: bool = False
    """Whether it says, with others, what the row is about."""
    of_each: bool = False
    """Whether a merged cell is said of each of its rows though no row is about it."""
    done: bool = False
    """Whether its day is one on which something was done, which is by the quarter's end."""
    excuse: str = ""
    """The column in which N/A has its reason, where N/A may be written here."""
    stands: MayStand = MayStand.NO
    given: bool = False
    """Whether it repeats, for those who decide, what the organisation returned."""
    assessors: bool = False
    """Whether it is the assessor's, and filled in elsewhere: locked and empty in a blank return."""

    @property
    def may_name_people(self) -> bool:
        """Whether a cell can hold somebody's name, and so is never repeated."""
        return self.asks in (Asks.PERSON, Asks.FREE)

    @property
    def holds_days(self) -> bool:
        """Whether a number in it is a day as spreadsheets keep one."""
        return self.asks in (Asks.DAY, Asks.DAY_OR_PLACE)

    @property
    def merged(self) -> Merged:
        """What a cell merged over several rows means here."""
        if self.of_each or (self.about and not self.may_name_people):
            return Merged.EACH
        return Merged.REMARK if self.may_name_people else Merged.REFUSED


@dataclass(frozen=True, slots=True)
class TableSpec:
    """A table by its name and its columns, in their order."""

    name: str
    columns: tuple[ColumnSpec, ...]
    may_be_missing: bool = False
    """Whether a return without the table is told nothing, though its kind is asked for it."""
    asks_totals: bool = False
    """Whether a row of totals is read like the others, which are held to it."""

    def column(self, name: str) -> ColumnSpec:
        """One of its columns. Raises KeyError where it has none of that name."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)

    @property
    def column_names(self) -> tuple[str, ...]:
        """The names of its columns, in order."""
        return tuple(column.name for column in self.columns)

    @property
    def needed_columns(self) -> tuple[str, ...]:
        """The columns without which it says nothing that can be used; the first names the row."""
        return tuple(column.name for column in self.columns if column.need is Need.NEEDED)

    @property
    def wanted_columns(self) -> tuple[str, ...]:
        """The columns without which something stays unknown."""
        return tuple(column.name for column in self.columns if column.need is Need.WANTED)

    @property
    def asked_columns(self) -> tuple[str, ...]:
        """The columns that every return is asked for."""
        return tuple(column.name for column in self.columns if column.need is not Need.SPARE)

    @property
    def subject_columns(self) -> tuple[str, ...]:
        """The columns that say what a row is about."""
        return tuple(column.name for column in self.columns if column.about)

    @property
    def decision_columns(self) -> tuple[str, ...]:
        """The columns of a table of decisions in which something is decided."""
        return tuple(
            column.name for column in self.columns if not column.about and not column.given
        )

    def columns_asking(self, *asks: Asks) -> tuple[str, ...]:
        """The columns that ask for one of these."""
        return tuple(column.name for column in self.columns if column.asks in asks)

    @property
    def day_columns(self) -> tuple[str, ...]:
        """The columns in which a number is a day as spreadsheets keep one."""
        return tuple(column.name for column in self.columns if column.holds_days)

    def standing_columns(self, *stands: MayStand) -> tuple[str, ...]:
        """The columns of standing answers, and those beside them."""
        return tuple(column.name for column in self.columns if column.stands in stands)
