"""Assessments by the fire-safety pack, quickly made, for the tests of the history."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from engine.assess import assess
from engine.loading import load_pack
from engine.nouns.evidence.fact import Fact, Origin, Range
from engine.nouns.evidence.organisation import Organisation, Submission
from engine.nouns.outcome.assessment import Assessment, InputFile
from engine.nouns.outcome.past import Past, PastFigure, PastFinding, PastReturn
from engine.nouns.policy.pack import Pack
from engine.nouns.quarter import Quarter
from engine.nouns.verdict import Basis

HOME = Path(__file__).resolve().parents[2]
ELMS = Organisation("H1", "The Elms", "care_home")
OAKS = Organisation("H2", "The Oaks", "care_home")
Q1, Q2, Q3, Q4 = (Quarter(2014, number) for number in (1, 2, 3, 4))
Figures = Mapping[str, float | Range]


@cache
def pack() -> Pack:
    return load_pack(HOME / "examples" / "fire-safety-care-home" / "rules")


def returned(quarter: Quarter, figures: Figures, organisation: Organisation = ELMS) -> Submission:
    """A return whose cells name somebody, which no history may repeat."""
    facts = {
        name: Fact(
            name,
            value if isinstance(value, Range) else Range.of_number(value),
            Basis.FIGURE,
            (Origin("secret-file.xlsx", "", "Sheet", "A1", "Dr Quill"),),
            note="said by Dr Quill",
            returned=True,
        )
        for name, value in figures.items()
    }
    title = Fact("organisation.typed", "Dr Quill", returned=True)
    return Submission(organisation, quarter, {**facts, title.name: title})


def assessed(*submissions: Submission, made_by: Pack | None = None, files: str = "") -> Assessment:
    """An assessment of some returns, as of the latest of them; ``files`` stands for their bytes."""
    period = max(submission.quarter for submission in submissions)
    inputs = (InputFile("secret-file.xlsx", files or "0" * 64, "H1", period.label, True),)
    return assess(
        made_by or pack(), submissions, (), inputs, period, period.last_day, "Clausewise test"
    )


def as_past(*known: tuple[Assessment, str, Organisation, Quarter]) -> Past:
    """What recalling should give: of each place the findings and figures of an assessment."""
    findings, figures, returns = [], [], []
    for assessment, run, organisation, quarter in known:
        code = organisation.code
        findings += [
            PastFinding(finding.rule, code, quarter, finding.verdict, finding.basis)
            for finding in assessment.findings
            if (finding.organisation.code, finding.period) == (code, quarter)
        ]
        (submission,) = (
            submission
            for submission in assessment.submissions
            if (submission.organisation.code, submission.quarter) == (code, quarter)
        )
        figures += [
            PastFigure(fact.name, code, quarter, fact.value)
            for fact in submission.facts.values()
            if isinstance(fact.value, Range)
        ]
        other = assessment.pack
        same = other.digest == pack().digest
        returns.append(PastReturn(code, quarter, submission.received, run, other.version, same))
    return Past(
        tuple(
            sorted(
                findings, key=lambda finding: (finding.organisation, finding.period, finding.rule)
            )
        ),
        tuple(
            sorted(figures, key=lambda figure: (figure.organisation, figure.period, figure.fact))
        ),
        tuple(sorted({one.period for one in returns})),
        tuple(sorted(returns, key=lambda one: (one.organisation, one.period))),
    )


def another_version() -> Pack:
    """The pack as amended: another version and hash, the same id."""
    return dataclasses.replace(pack(), version="amended", digest="f" * 64)
