"""The training chart: level by level, how many staff are in date of those who need it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from engine.nouns import english
from engine.nouns.evidence import fact_names
from engine.nouns.evidence.fact import Fact, Range
from engine.nouns.evidence.organisation import Submission
from engine.nouns.outcome.finding import Finding
from engine.nouns.policy.vocabulary import Framework
from reports.lookup import Lookup
from reports.pictures.drawing import Drawn, coordinate, svg

_LABEL, _BAR, _ROW = 64, 200, 24


@dataclass(frozen=True, slots=True)
class LevelFigures:
    """One level of a framework as an organisation's return shows it."""

    level: int
    percent: Range | None
    in_date: Range | None
    staff: Range | None
    counted: bool
    """Whether a register counts it; else it is what the organisation declares."""
    asked: float | None
    """The percentage that a rule asks for."""

    @property
    def words(self) -> str:
        """``60 of 90 in date (66.7 %)``; ``61 %, declared``; ``no figure``."""
        if self.percent is None:
            return "no figure"
        share = english.number(self.percent.low, "%") if self.percent.is_exact else _between(self)
        if not self.counted or self.in_date is None or self.staff is None:
            return f"{share}, declared"
        if not (self.in_date.is_exact and self.staff.is_exact):
            return f"{share}, register partly unreadable"
        done, of = int(self.in_date.low), int(self.staff.low)
        return f"{done:,} of {of:,} in date ({share})"


def _between(level: LevelFigures) -> str:
    return _percent(level.percent or Range(0, 100))


def levels_of(
    lookup: Lookup, submission: Submission, framework: Framework
) -> tuple[LevelFigures, ...]:
    """Each level of a framework, whatever of it was returned."""
    return tuple(
        _level(lookup, submission, framework, number) for number in range(1, framework.levels + 1)
    )


def levels_chart(
    framework: Framework, quarter: str, levels: tuple[LevelFigures, ...], mark: str = ""
) -> Drawn:
    """The levels as bars of per cent. A declared figure is hatched; a missing one has no bar.

    ``mark`` distinguishes the picture from others on one page.
    """
    title = f"{framework.label}: training in date by level, {quarter}"
    words = "; ".join(f"Level {level.level}: {level.words}" for level in levels)
    alternative = f"{title}. {words}."
    rows = [
        {
            "y": number * _ROW,
            "level": f"Level {level.level}",
            "bar": None if level.percent is None else coordinate(level.percent.low * _BAR / 100),
            "up_to": None if level.percent is None else coordinate(level.percent.high * _BAR / 100),
            "counted": level.counted,
            "words": level.words,
            "asked": None if level.asked is None else coordinate(_LABEL + level.asked * _BAR / 100),
        }
        for number, level in enumerate(levels)
    ]
    drawn = svg(
        "levels.svg",
        title=title,
        alternative=alternative,
        rows=rows,
        left=_LABEL,
        bar=_BAR,
        row=_ROW,
        key=f"k{mark}{framework.key}",
    )
    header = ("Level", "Staff who need it", "In date", "Per cent", "Required", "From")
    return Drawn(drawn, title, alternative, header, tuple(_row(level) for level in levels))


def _row(level: LevelFigures) -> tuple[str, ...]:
    return (
        str(level.level),
        count(level.staff),
        count(level.in_date),
        "no figure" if level.percent is None else _percent(level.percent),
        "" if level.asked is None else english.number(level.asked, "%"),
        "" if level.percent is None else "register" if level.counted else "declared",
    )


def count(value: Range | None) -> str:
    """``90``; ``49 to 55`` where a register cannot be read in full; empty for an unknown one."""
    if value is None:
        return ""
    if value.is_exact:
        return f"{int(value.low):,}"
    return f"{english.number(value.low, '')} to {english.number(value.high, '')}"


def _percent(value: Range) -> str:
    if value.is_exact:
        return english.number(value.low, "%")
    low = english.number(value.low, "%").removesuffix(" %")
    return f"{low} to {english.number(value.high, '%')}"


def _level(
    lookup: Lookup, submission: Submission, framework: Framework, number: int
) -> LevelFigures:
    name = fact_names.training_level(framework.key, number)
    staff = _number(submission.facts.get(fact_names.staff(name)))
    percent = submission.facts.get(fact_names.percent(name))
    counted = staff is not None and percent is not None and percent.is_known
    if not counted:
        declared = submission.facts.get(fact_names.declared_level(framework.declared_item, number))
        percent = declared if declared is not None and declared.is_known else percent
    return LevelFigures(
        number,
        _number(percent),
        _number(submission.facts.get(fact_names.in_date(name))) if counted else None,
        staff if counted else None,
        counted,
        _asked(lookup, submission, fact_names.percent(name)),
    )


def _number(fact: Fact | None) -> Range | None:
    return fact.value if fact is not None and isinstance(fact.value, Range) else None


def _reading(lookup: Lookup, submission: Submission, name: str) -> Iterator[Finding]:
    """The findings on a return of the rules that read a fact."""
    code, quarter = submission.organisation.code, submission.quarter
    for rule in lookup.assessment.pack.rules.values():
        if name in rule.facts:
            finding = lookup.finding(rule.id, code, quarter)
            if finding is not None:
                yield finding


def _asked(lookup: Lookup, submission: Submission, name: str) -> float | None:
    """The percentage that the rules on a level ask for before they call it met."""
    asked = (
        step.parameter.value
        for finding in _reading(lookup, submission, name)
        for step in finding.trace
        if step.role == "met_when" and step.fact.name == name and step.parameter is not None
    )
    return max(asked, default=None)
