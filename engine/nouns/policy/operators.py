"""Operators: all that is known of a comparison a rule can make, one row each.

What a pack may write, what the schemas say, how a step and a change read aloud, which examples and
mutants a rule needs: each follows from the row. What an operator computes stands in
``engine.evaluating.planes.compare``.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, StrEnum, auto

from engine.nouns.evidence.fact import Kind


class RightForm(Enum):
    """What may stand on the right-hand side of an operator."""

    TRUE = auto()
    """``true`` and nothing else: the operator says all."""
    VALUE = auto()
    """A word, yes or no, or a number, as the fact's kind has it."""
    WORDS = auto()
    """A list of two or more words."""
    WORD = auto()
    """One word."""
    NUMBER = auto()
    """0, a parameter, or another fact."""
    MONTHS = auto()
    """A parameter whose unit is months."""
    DATE = auto()
    """Another fact that is a date."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Operator:
    """One row: an operator as a pack's author, a reader and the checks of a pack see it."""

    kinds: frozenset[Kind]
    """The kinds of fact that it compares."""
    right: RightForm
    meaning: str
    """For the author of a rule, as the schemas show it."""
    sentence: str
    """Read aloud, with the ``{label}`` of the fact, the ``{limit}`` and the ``{as_of}`` date."""
    target: str = "{limit}"
    """What the fact must be for it to hold, as far as a reader can be told."""
    opposite: str = "other than {limit}"
    """What the fact must be for it not to hold."""
    beyond: int = 0
    """Where the value next to the threshold lies, for which it comes out otherwise or still more
    so: -1 below, 1 above; 0 where there is no threshold."""
    better: int = 0
    """Which way is better by it: 1 higher, -1 lower, 0 neither."""
    can_be_false: bool = True


_EVERY_KIND = frozenset(Kind)
_NUMBER = frozenset({Kind.NUMBER})
_DATE = frozenset({Kind.DATE})


class Op(StrEnum):
    """The comparisons a rule can make, by the word that a pack writes."""

    row: Operator

    def __new__(cls, word: str, row: Operator) -> Op:
        """A member whose value is its word, with its row beside it."""
        member = str.__new__(cls, word)
        member._value_ = word
        member.row = row
        return member

    IS = (
        "is",
        Operator(
            kinds=frozenset({Kind.NUMBER, Kind.YES_NO, Kind.WORD}),
            right=RightForm.VALUE,
            meaning="Is this word, yes or no, or number.",
            sentence="{label} is {limit}",
        ),
    )
    IS_ONE_OF = (
        "is_one_of",
        Operator(
            kinds=frozenset({Kind.WORD}),
            right=RightForm.WORDS,
            meaning="Is one of these words.",
            sentence="{label} is one of {limit}",
        ),
    )
    INCLUDES = (
        "includes",
        Operator(
            kinds=frozenset({Kind.WORDS}),
            right=RightForm.WORD,
            meaning="The services include this one.",
            sentence="{label} include {limit}",
        ),
    )
    IS_OVER = (
        "is_over",
        Operator(
            kinds=_NUMBER,
            right=RightForm.NUMBER,
            meaning="Is over this number.",
            sentence="{label} is over {limit}",
            target="over {limit}",
            opposite="at most {limit}",
            beyond=1,
            better=1,
        ),
    )
    IS_AT_LEAST = (
        "is_at_least",
        Operator(
            kinds=_NUMBER,
            right=RightForm.NUMBER,
            meaning="Is at least this number.",
            sentence="{label} is at least {limit}",
            target="at least {limit}",
            opposite="under {limit}",
            beyond=-1,
            better=1,
        ),
    )
    IS_UNDER = (
        "is_under",
        Operator(
            kinds=_NUMBER,
            right=RightForm.NUMBER,
            meaning="Is under this number.",
            sentence="{label} is under {limit}",
            target="under {limit}",
            opposite="at least {limit}",
            beyond=-1,
            better=-1,
        ),
    )
    IS_AT_MOST = (
        "is_at_most",
        Operator(
            kinds=_NUMBER,
            right=RightForm.NUMBER,
            meaning="Is at most this number.",
            sentence="{label} is at most {limit}",
            target="at most {limit}",
            opposite="over {limit}",
            beyond=1,
            better=-1,
        ),
    )
    IS_RETURNED = (
        "is_returned",
        Operator(
            kinds=_EVERY_KIND,
            right=RightForm.TRUE,
            meaning="An answer was given, even a figure suppressed at source.",
            sentence="{label} is returned",
            opposite="no",
            can_be_false=False,
        ),
    )
    IS_WITHIN = (
        "is_within",
        Operator(
            kinds=_DATE,
            right=RightForm.MONTHS,
            meaning="A date no longer before the as-of date than so many months, and not after it.",
            sentence="{label}, is within {limit} before {as_of}",
            target="a date within {limit} before {as_of}",
            beyond=-1,
        ),
    )
    IS_NOT_PAST = (
        "is_not_past",
        Operator(
            kinds=_DATE,
            right=RightForm.TRUE,
            meaning="A date on or after the as-of date.",
            sentence="{label}, is not before {as_of}",
            target="a date not before {as_of}",
            opposite="a date before {as_of}",
            beyond=-1,
        ),
    )
    IS_BEFORE = (
        "is_before",
        Operator(
            kinds=_DATE,
            right=RightForm.DATE,
            meaning="A date before this other date.",
            sentence="{label} is before {limit}",
            target="a date before {limit}",
            opposite="a date not before {limit}",
        ),
    )
    IS_AFTER = (
        "is_after",
        Operator(
            kinds=_DATE,
            right=RightForm.DATE,
            meaning="A date after this other date.",
            sentence="{label} is after {limit}",
            target="a date after {limit}",
            opposite="a date not after {limit}",
        ),
    )


OPERATORS = {op.value: op for op in Op}
"""The operators by the word that a pack writes."""
DATED_OPS = frozenset(
    op for op in Op if op.row.kinds == _DATE and op.row.right is not RightForm.DATE
)
"""The operators that hold a date against the as-of date."""


def operators_of(kind: Kind) -> tuple[Op, ...]:
    """The operators that compare facts of a kind, in the order of their rows."""
    return tuple(op for op in Op if kind in op.row.kinds)
