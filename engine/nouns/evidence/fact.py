"""Facts: what a return says, each with its origin, and the catalogue of facts there can be."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from engine.nouns.verdict import Basis


class Kind(StrEnum):
    """What sort of value a fact has."""

    NUMBER = "number"
    DATE = "date"
    YES_NO = "yes_no"
    WORD = "word"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class Range:
    """A number, or a date as its ordinal, known to lie between ``low`` and ``high`` inclusive.

    ``low == high`` is an exact value. A register with unreadable rows, a date given only as
    "March 2014", gives a true range: a comparison is then true, false or unknown, never guessed.
    """

    low: float
    high: float

    def __post_init__(self) -> None:
        if math.isnan(self.low) or math.isnan(self.high) or self.low > self.high:
            raise ValueError(f"not a range: {self.low} to {self.high}")

    @classmethod
    def of_number(cls, value: float) -> Range:
        """The range that holds one number alone."""
        return cls(value, value)

    @classmethod
    def of_day(cls, day: dt.date) -> Range:
        """The range that holds one day alone, as its proleptic ordinal."""
        return cls.of_number(day.toordinal())

    @property
    def is_exact(self) -> bool:
        """Whether it holds a single value."""
        return self.low == self.high


Value = Range | bool | str | frozenset[str]
"""NUMBER and DATE facts hold a Range, YES_NO a bool, WORD a str, WORDS a frozenset."""


@dataclass(frozen=True, slots=True)
class Origin:
    """The place in a submitted file that a fact was read from."""

    file: str
    sha256: str
    sheet: str
    cell: str
    text: str
    """The cell's text as typed."""


@dataclass(frozen=True, slots=True)
class Member:
    """One of those that a share counts, such as a contract or a provider, and how it stands."""

    name: str
    """As the reader knows it: "Stour Independent Hospital, Elective surgery 2014-15"."""
    keeps: bool | None
    """Whether it keeps what is counted; None where that is unknown."""
    words: str
    """What was found of it: "“No”", "no return for 2014-15 Q2 is among the files"."""
    origins: tuple[Origin, ...] = ()
    organisation: str = ""
    """The organisation's code, where it is one of the run."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One of the things that a return which contradicts itself says of a fact."""

    value: Value | None
    """None where nothing is known by it: the fact could be anything."""
    returned: bool = True
    """Whether by this claim the organisation answered at all."""
    origins: tuple[Origin, ...] = ()
    check: str = ""
    """The check of the pack that raised it; empty for what the return itself says of the fact."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing a return says, or was asked and does not say.

    ``value`` is None where nothing usable was returned; ``why_unknown`` then tells the reader
    why. ``returned`` is true where the organisation did answer, even with a figure suppressed
    at source ("<5"), which counts as returned and is not a number.
    """

    name: str
    value: Value | None
    basis: Basis | None = None
    origins: tuple[Origin, ...] = ()
    derived_from: tuple[str, ...] = ()
    """Names of the facts under a derived one."""
    note: str = ""
    """What the reader should know of how it was read or worked out."""
    why_unknown: str = ""
    returned: bool = field(default=False)
    members: tuple[Member, ...] = ()
    """Of a share, those it counts: first who breaks it, then who is unknown, then the rest."""
    claims: tuple[Claim, ...] = ()
    """Of a fact in dispute, all that is claimed of it, first what the return itself says; empty
    where nothing is in dispute. ``value`` is then what spans them all."""

    @property
    def is_known(self) -> bool:
        """Whether anything usable is known of its value."""
        return self.value is not None

    @property
    def in_dispute(self) -> bool:
        """Whether the return claims more than one thing of it."""
        return bool(self.claims)


@dataclass(frozen=True, slots=True)
class ShareOf:
    """How a percentage is made of people or cases: ``done`` of ``total``.

    With it a shortfall can be told in heads: "12 more of the 110 staff who need Level 3 must
    be in date".
    """

    done: str
    """Name of the fact that counts those done."""
    total: str
    """Name of the fact that counts all."""
    who: str
    """Who or what is counted: "staff who need Level 3"."""
    state: str
    """What each must do or be: "be in date"."""


@dataclass(frozen=True, slots=True)
class FactSpec:
    """A fact that there can be: the pack's catalogue has one for each name a rule may use."""

    name: str
    kind: Kind
    label: str
    """In the reader's words: "Level 3 training, safeguarding children"."""
    unit: str = ""
    """"%" , "wte", "staff", "level", or nothing."""
    where: str = ""
    """Where an organisation returns it: "dashboard item 4.1, Level 3"."""
    basis: Basis | None = None
    words: tuple[str, ...] | None = None
    """The words a WORD or WORDS fact can hold; None for free text."""
    share_of: ShareOf | None = None
    remedy: str = ""
    """What must be so for the fact to hold, where plain words beat "must be over 0"."""


Catalogue = Mapping[str, FactSpec]
