"""The instructions of a blank return, each with what the reader makes of its examples."""

from __future__ import annotations

from dataclasses import dataclass

from engine.nouns.policy.pack import Pack
from evidence.nouns.columns import FIRST_GIVEN


@dataclass(frozen=True, slots=True)
class CellExample:
    """A text typed in a cell of one kind, and what the reader makes of it."""

    kind: str
    typed: str
    read: str
    """The answer as the reader has it, and for a value the value: "value 98"."""


@dataclass(frozen=True, slots=True)
class Instruction:
    """A line of the Read me."""

    about: str
    words: str
    examples: tuple[CellExample, ...] = ()
    """None where only a person can keep to it."""


_CARRIED = (
    Instruction(
        "Carried forward",
        "Blue cells hold what your last return said, with the day it was first given. If it still "
        "holds, leave the line as it is. If you change anything on a line, clear its First given: "
        "it is then an answer of this quarter.",
        (
            CellExample(FIRST_GIVEN, "30/06/2014", "carried forward, first given 30 June 2014"),
            CellExample(FIRST_GIVEN, "", ""),
        ),
    ),
)
"""What is said only where answers of an earlier return are filled in."""

_ANSWERS = (
    Instruction(
        "None",
        "Write 0 or nil where there was none. That is an answer.",
        (
            CellExample("count", "0", "value 0"),
            CellExample("count", "nil", "value 0"),
            CellExample("percent", "nil", "value 0"),
            CellExample("wte", "nil", "value 0"),
        ),
    ),
    Instruction(
        "Not known",
        "Leave the cell blank. Blank is no answer: it is never taken for 0.",
        tuple(CellExample(kind, "", "blank") for kind in ("count", "percent", "wte", "date")),
    ),
    Instruction(
        "Does not apply",
        "Write N/A and give the reason beside it: in the audit under Not applicable reason, "
        "elsewhere under Note. N/A alone is not used. A post stays asked for all the same.",
        tuple(
            CellExample(kind, "N/A", "not applicable")
            for kind in ("count", "percent", "wte", "score")
        ),
    ),
    Instruction(
        "Small numbers",
        "If you may not give a small figure, write it as <5. It is returned.",
        (CellExample("count", "<5", "withheld"), CellExample("percent", "<5", "withheld")),
    ),
    Instruction(
        "Percentages",
        "Write 98 or 98%. A plain 1 is not understood: write 1% or 100%.",
        (
            CellExample("percent", "98", "value 98"),
            CellExample("percent", "98%", "value 98"),
            CellExample("percent", "1", "unreadable"),
            CellExample("percent", "1%", "value 1"),
            CellExample("percent", "100%", "value 100"),
        ),
    ),
    Instruction(
        "Dates",
        "Day, month, year: 31/03/2014.",
        (CellExample("date", "31/03/2014", "value 735323"),),
    ),
)
"""How answers of each kind are written, each with what the reader makes of it."""


def instructions(pack: Pack, carried: bool = False) -> tuple[Instruction, ...]:
    """The lines of the Read me, in their order; ``carried`` says whether answers of an earlier
    return are filled in."""
    wording = pack.vocabulary.wording
    return (
        Instruction(
            "What this is", f"One organisation’s return for one quarter, under: {pack.policy}."
        ),
        Instruction(
            "Begin here",
            "Fill in the sheet organisation first: which questions apply hangs on it.",
        ),
        Instruction(
            "Where to write", "In the pale yellow cells. Headings and policy wording are protected."
        ),
        Instruction(
            "Moderated score, by, on",
            "Grey, locked and empty: they are for the assessor, who gives a moderated score in a "
            "workbook of decisions. What stands here counts for nothing.",
        ),
        *_ANSWERS,
        *(_CARRIED if carried else ()),
        Instruction(f"No {wording.private}", wording.never),
        Instruction(
            "Adding lines", "Where there are more of something, add lines under the last one."
        ),
        Instruction("Sheets", "Leave the names of the sheets and the headings as they are."),
    )
