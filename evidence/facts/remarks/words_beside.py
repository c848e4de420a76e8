"""Words beside an answer that deny it: the answer is then in dispute.

The words do not overrule the answer, nor the answer the words. Both are shown, and both are claims.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from engine.nouns.english import listed, number
from engine.nouns.evidence.fact import Claim, Fact, Range, Value
from engine.nouns.evidence.fault import Severity
from engine.nouns.evidence.in_dispute import with_claims
from engine.nouns.policy.phrasing import Phrases, Phrasing
from engine.nouns.policy.vocabulary import Indicator
from evidence.cells.values import leaves_open
from evidence.denials import denial_in, phrase_not_denied
from evidence.facts.collector import FactCollector, cell_quoted
from evidence.facts.remarks.dated_evidence import DatingLimits, dating_limits, out_of_time
from evidence.facts.remarks.shares_said import is_in_part, percents_said
from evidence.nouns.cells import Cell
from evidence.phrases import phrase_in, sentences_of
from evidence.text import folded, shortened

TOLERANCE = "figures_tolerance"
_SHOWN = 3
"""So many strange words are shown."""
_COUNTED = re.compile(
    r"(?<![\d/.,])(\d[\d,]{0,8})\s*(?:[a-z][a-z'’-]* ){0,2}(?:out of|of|/)\s*"
    r"(?:the |our |all |a total of )?"
    r"(\d[\d,]{0,8})(?![\d/%]|\.\d)"
)
_NUMERATOR = re.compile(
    r"\bnumerator\W{1,3}(?:is |was )?(\d[\d,]{0,8})\D{1,20}"
    r"\bdenominator\W{1,3}(?:is |was )?(\d[\d,]{0,8})"
)
_OF_THE_REST = re.compile(
    r"\b(?:not|no|without|outstanding|missing|missed|remain\w*|left|due|overdue|lapsed|expired|"
    r"untrained|absent|await\w*|to do|waiting|leave|sick\w*|new|starters|exempt|booked|bank)\b"
)
ONLY_SOME = re.compile(
    r"\bonly \d[\d,]* (?:out )?(?:of|/) ?\d|\b(?:all|every\w*) (?:\w+ )?(?:bar|but|except) \d"
)
"""Words that say of how many it holds, and that these are not all."""
_A_FEW = re.compile(
    r"(?:one|two|three|four|five|[1-5]) (?:person|people|staff|members?|"
    r"not|others?|overdue|outstanding|lapsed|late)\b"
)
"""Words that count the few that a percentage below 100 leaves out."""
_LEAST_SLASHED = 32
"""In "9/14" a slash may as well part a month from a year; above 31 it parts no date."""


def denied_by(collector: FactCollector, cells: Iterable[Cell | None], *, more: bool) -> Cell | None:
    """The first of some cells whose words deny the answer that they stand beside; None where none
    does. ``more`` is whether more is better, so that "none" denies it too."""
    phrasing = collector.vocabulary.phrasing
    # Where the pack says how a sentence denies, "none" does it as part of one: "none were late".
    tolerance, dated = collector.limit(TOLERANCE) or 0.0, dating_limits(collector)
    whole = more and not phrasing.denials.none_of
    lists = (phrasing.not_so, phrasing.nothing) if whole else (phrasing.not_so,)
    return next(
        (
            cell
            for cell in cells
            if cell is not None
            and (
                (more and leaves_open(cell.text))
                or any(phrase_not_denied(cell.text, phrases, phrasing.denials) for phrases in lists)
                or _some(cell.text)
                or (more and speaks_against(cell.text, phrasing, tolerance, dated))
            )
        ),
        None,
    )


def speaks_against(words: str, phrasing: Phrasing, tolerance: float, dated: DatingLimits) -> bool:
    """Whether some words say in any sentence that something is not so, or so in part, or was long
    ago, or is to come. ``tolerance``, in percentage points, is what rounding allows."""
    return bool(
        denial_in(words, phrasing.denials)
        or is_in_part(words, phrasing, 100 - tolerance)
        or out_of_time(words, phrasing.dating, dated)
    )


def still_to_do(collector: FactCollector, action: Cell | None) -> Cell | None:
    """An action beside an answer, where its words say that what is answered for is still to come:
    "introduce a flag"; None where it keeps up what is there, or says nothing."""
    if action is None:
        return None
    return action if is_to_come(action.text, collector.vocabulary.phrasing) else None


def is_to_come(action: str, phrasing: Phrasing) -> bool:
    """Whether an action is still to bring about what it stands beside, by its words."""
    to_do = phrase_in(action, phrasing.still_to_do) or _says_amiss(action, phrasing)
    return bool(to_do) or _some(action)


def _says_amiss(action: str, phrasing: Phrasing) -> bool:
    """Whether some sentence of an action speaks of what is amiss, and not of keeping up what is
    there; "none" is no action."""
    renewed = Phrases(phrasing.still_to_do.anew)
    return any(
        " " in sentence.strip()
        and bool(denial_in(sentence, phrasing.denials))
        and not phrase_in(sentence, renewed)
        for sentence in sentences_of(action)
    )


def report_denied(
    collector: FactCollector, answer: Cell, words: Cell, facts: tuple[str, ...], what: str
) -> str:
    """Report an answer and the words beside it that deny it; why its ``facts`` are unknown. A
    figure has none, for it is still known within bounds."""
    collector.log_at(answer, words).add(
        Severity.CELL if facts else Severity.CHECK,
        f"“{shortened(answer.text)}” beside “{shortened(words.text)}”",
        f"{what} and the words beside it in agreement",
        "Ask which of the two is right, and correct the other; until then neither decides alone.",
        facts=facts,
    )
    return f"{cell_quoted(answer)}, and {cell_quoted(words)}, which denies it"


def report_not_understood(
    collector: FactCollector, answer: Cell, words: Cell, strange: tuple[str, ...]
) -> str:
    """Report an answer and the words beside it that are not known, so that somebody reads them; how
    the answer is unknown."""
    unknown = unknown_words(strange)
    collector.log_at(words, answer).add_check(
        f"“{shortened(words.text)}” beside “{shortened(answer.text)}”: "
        f"Clausewise does not know {unknown}",
        "evidence that names something to look up: a document, a day, a figure, a minute",
        "Read it, and ask what the answer rests on; or have that written more plainly. Until then "
        "the answer is not taken as borne out.",
    )
    return (
        f"{cell_quoted(answer)}, and {cell_quoted(words)}, where Clausewise does not know {unknown}"
    )


def unknown_words(strange: tuple[str, ...]) -> str:
    """Some words that are not known, the first of them: "the words “Jury” and “out”"."""
    quotes = listed([f"“{shortened(word, 20)}”" for word in strange[:_SHOWN]], "and")
    return f"the word{'s' if len(strange[:_SHOWN]) > 1 else ''} {quotes}"


def in_words_too(
    fact: Fact, other: Value | None, why: str, *, returned: bool | None = None
) -> Fact:
    """A fact in dispute: what the answer says, and what the words beside it do; None where they
    leave it open. ``fact`` has the answer; ``why`` shows both. By the words the organisation
    answered as the fact has it, unless ``returned`` says otherwise."""
    said = fact.returned if returned is None else returned
    both = with_claims(fact, [Claim(other, said, fact.origins)], why)
    note = "; ".join(part for part in (fact.note, why) if part)
    return replace(both, note=note)


def bounds_beside(
    collector: FactCollector, indicator: Indicator, value: Range, words: str
) -> tuple[Range, str]:
    """A percentage within the bounds that the words beside it leave, and how these come about;
    the percentage itself and nothing where they agree with it."""
    phrasing, low, high = collector.vocabulary.phrasing, value.low, value.high
    if indicator.fewer_is_better:
        if high < 100 and (phrase_in(words, phrasing.not_so) or _some(words)):
            return Range(low, 100.0), "the words beside it leave open whether it is more"
    elif (
        low > 0
        and not (high < 100 and _A_FEW.match(folded(words)))
        and any(phrase_in(words, phrases) for phrases in (phrasing.not_so, phrasing.nothing))
    ):
        return Range(0.0, high), "the words beside it leave open whether it is less"
    counted = [*_counted(words), *percents_said(words, phrasing)]
    tolerance = collector.limit(TOLERANCE)
    if not counted or tolerance is None:
        return value, ""
    either = indicator.fewer_is_better or bool(_OF_THE_REST.search(folded(words)))
    shares = [*counted, *(100 - share for share in counted if either)]
    if any(low - tolerance <= share <= high + tolerance for share in shares):
        return value, ""
    said = min(counted, key=lambda share: abs(share - low))
    return (
        Range(min(low, said), max(high, said)),
        f"the numbers beside it make {number(round(said, 1), '%')}",
    )


def _some(words: str) -> bool:
    """Whether some words say that it holds of some alone: "only 3 of 40", "all staff bar 14"."""
    return bool(ONLY_SOME.search(folded(words)))


def _counted(words: str) -> list[float]:
    """Each "N of M" in some words, in %."""
    found, said = [], folded(words)
    for match in (*_COUNTED.finditer(said), *_NUMERATOR.finditer(said)):
        part, whole = (int(group.replace(",", "")) for group in match.groups())
        slashed = "/" in match[0]
        if whole > 0 and part <= whole and not (slashed and whole < _LEAST_SLASHED):
            found.append(100 * part / whole)
    return found
