"""What other figures would change, in words that the page, the workbook and the terminal share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from engine.nouns.english import counted, listed, number
from engine.nouns.outcome.assessment import Assessment
from engine.nouns.outcome.finding import ParameterUsed
from engine.nouns.outcome.what_if import ChangedCell
from reports.words import parameter_value

ABOUT = (
    "Each figure in turn is tried at another value, with everything else unchanged. Listed are the "
    "verdicts of this quarter that would change. The value for all is replaced; an organisation "
    "with a value of its own keeps it. Concerns are not derived again."
)


def value_instead(parameter: ParameterUsed, value: float) -> str:
    """``85 % instead of 95 %``; where it is the same value, ``95 %, as now``."""
    if value == parameter.value:
        return f"{number(value, parameter.unit)}, as now"
    return f"{number(value, parameter.unit)} instead of {parameter_value(parameter)}"


def changes_in_words(cells: Sequence[ChangedCell]) -> str:
    """``4 cells change: 3 from partly met to met and 1 from not met to partly met``.

    ``3 cells change, from partly met to met`` where all change alike; ``no cell changes``.
    """
    if not cells:
        return "no cell changes"
    count = f"{counted(len(cells), 'cell')} {'changes' if len(cells) == 1 else 'change'}"
    moves = Counter((cell.now, cell.then) for cell in cells).most_common()
    words = [f"from {now.words.lower()} to {then.words.lower()}" for (now, then), _ in moves]
    if len(words) == 1:
        return f"{count}, {words[0]}"
    many = (f"{number} {move}" for move, (_, number) in zip(words, moves, strict=True))
    return f"{count}: {listed(many)}"


def names_of(assessment: Assessment) -> Mapping[str, str]:
    """Each organisation's name by its code."""
    return {organisation.code: organisation.name for organisation in assessment.organisations}
