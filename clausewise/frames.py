"""An assessment as tables for analysts: pandas DataFrames, and findings as Parquet."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from clausewise.libraries import check_parquet
from engine.assess import as_of_in
from engine.explaining.wording import claims_words
from engine.nouns.evidence.errors import ClausewiseError
from engine.nouns.evidence.fact import Fact, Kind, Range
from engine.nouns.evidence.organisation import Organisation, Submission
from engine.nouns.outcome.assessment import Assessment
from engine.nouns.outcome.audience import Audience
from engine.nouns.outcome.finding import Finding
from engine.nouns.quarter import Quarter
from engine.nouns.verdict import Verdict

if TYPE_CHECKING:
    import pandas as pd

    from reports.lookup import Lookup

_ROW = {
    "period": ("string", "The quarter: 2014-15 Q2"),
    "as_of": ("datetime64[ms]", "The day on which that quarter is judged"),
    "organisation": ("string", "The organisation’s code"),
    "organisation_name": ("string", "Its name"),
    "kind": ("string", "Its kind, by the pack’s key"),
}
FINDING_COLUMNS = {
    **_ROW,
    "rule": ("string", "The rule’s id"),
    "title": ("string", "The duty, in words"),
    "clauses": ("object", "The ids of the clauses cited, as a tuple, the tested one first"),
    "verdict": ("category", "met, partly_met, not_met, conflicting, no_evidence or not_applicable"),
    "basis": (
        "string",
        "register, figure, document, moderated or declared; missing where nothing decided",
    ),
    "because": ("string", "Why, in a sentence or two"),
    "to_comply": ("string", "What would satisfy the rule; missing where nothing more is asked"),
    "question": ("string", "The question to ask; missing where there is none"),
    "contradictions": ("object", "Where the return contradicts itself about it, as a tuple"),
    "may_yet_be_met": ("boolean", "Partly met only because it is not known whether it is met"),
    "near": ("string", "How little would change the verdict; of the run’s own quarter"),
    "waiver": ("string", "What was decided about it, in words; it changes no verdict"),
    "concerns": ("object", "The titles of the concerns that rest on it, as a tuple"),
}
"""By name, the type and the meaning of each column of the frame of findings."""
FACT_COLUMNS = {
    **_ROW,
    "fact": ("string", "The fact’s name, as rules have it"),
    "label": ("string", "In the reader’s words"),
    "sort": ("string", "number, date, yes_no, word or words"),
    "unit": ("string", "The unit of a number: %, wte, staff"),
    "number": ("Float64", "The number; missing where it is not known exactly"),
    "at_least": ("Float64", "The least that the number can be; missing where that is not known"),
    "at_most": ("Float64", "The most that it can be"),
    "earliest": ("datetime64[ms]", "Of a date, the first day that it can be"),
    "latest": ("datetime64[ms]", "The last day that it can be"),
    "text": ("string", "yes or no, the word, or the words with semicolons between"),
    "returned": ("boolean", "Whether the organisation answered, if only with “<5”"),
    "basis": ("string", "register, figure, document, moderated or declared"),
    "claims": ("object", "All that is claimed of a fact in dispute, as a tuple; else empty"),
    "note": ("string", "How it was read or worked out"),
    "why_unknown": ("string", "Why nothing is known; missing where something is"),
    "derived_from": ("object", "The names of the facts that it was worked out from, as a tuple"),
    "cells": ("object", "The cells it was read from, as a tuple: file > sheet > cell"),
}
"""The same of the frame of facts."""


def findings_frame(assessment: Assessment) -> pd.DataFrame:
    """A row for each finding, in the assessment's order; ``FINDING_COLUMNS`` lists the columns."""
    from reports.lookup import Lookup

    lookup = Lookup.for_assessment(assessment)
    rows = (_finding(lookup, finding) for finding in assessment.findings)
    return _frame(rows, FINDING_COLUMNS)


def facts_frame(assessment: Assessment) -> pd.DataFrame:
    """One row for each fact of each return, in order of organisation and quarter.

    ``FACT_COLUMNS`` lists the columns. For the public only facts are there that a finding shown
    rests on, as in findings.json.
    """
    rows = (
        _fact(assessment, submission, fact)
        for submission in assessment.submissions
        for fact in _facts_shown(assessment, submission)
    )
    return _frame(rows, FACT_COLUMNS)


def write_findings(assessment: Assessment, path: Path) -> None:
    """Write the findings as a Parquet file.

    Raises LibraryMissing where pyarrow is not installed, ClausewiseError where the file cannot
    be written.
    """
    check_parquet()
    frame = findings_frame(assessment)
    try:
        frame.to_parquet(path, index=False)
    except OSError as error:
        raise ClausewiseError(
            f"{path} cannot be written: {error.strerror or error}. Give another place."
        ) from None


def _frame(rows: Iterable[dict[str, Any]], columns: dict[str, tuple[str, str]]) -> pd.DataFrame:
    # pandas is wanted by those alone who ask for a frame.
    import pandas as pd

    frame = pd.DataFrame.from_records(list(rows), columns=list(columns))
    for name, (kind, _) in columns.items():
        if kind == "category":
            values = [verdict.value for verdict in Verdict]
            frame[name] = pd.Categorical(frame[name], categories=values)
        else:
            dtype: Any = kind
            frame[name] = frame[name].astype(dtype)
    return frame


def _row(assessment: Assessment, organisation: Organisation, quarter: Quarter) -> dict[str, Any]:
    run = assessment.run
    return {
        "period": quarter.label,
        "as_of": as_of_in(quarter, run.period, run.as_of),
        "organisation": organisation.code,
        "organisation_name": organisation.name,
        "kind": organisation.kind,
    }


def _finding(lookup: Lookup, finding: Finding) -> dict[str, Any]:
    from reports.content.decisions import waiver_words
    from reports.content.rows import closeness_words

    waiver = lookup.waiver(finding)
    concerns = lookup.concerns_on.get(finding.key, ())
    return {
        **_row(lookup.assessment, finding.organisation, finding.period),
        "rule": finding.rule,
        "title": finding.title,
        "clauses": finding.cites,
        "verdict": finding.verdict.value,
        "basis": finding.basis.value if finding.basis is not None else None,
        "because": finding.because,
        "to_comply": finding.to_comply or None,
        "question": finding.question or None,
        "contradictions": tuple(contradiction.words for contradiction in finding.contradictions),
        "may_yet_be_met": finding.may_yet_be_met,
        "near": closeness_words(lookup, finding) or None,
        "waiver": waiver_words(waiver) if waiver is not None else None,
        "concerns": tuple(dict.fromkeys(concern.title for concern in concerns)),
    }


def _facts_shown(assessment: Assessment, submission: Submission) -> Iterator[Fact]:
    """The facts of a return that the assessment's audience may see."""
    facts = submission.facts
    if assessment.audience is not Audience.PUBLIC:
        yield from facts.values()
        return
    shown = {
        fact.name
        for finding in assessment.findings.of_organisation(
            submission.organisation.code, submission.quarter
        )
        for step in finding.trace
        for fact in (step.fact, step.against)
        if fact is not None
    }
    yield from (fact for name, fact in facts.items() if name in shown)


def _fact(assessment: Assessment, submission: Submission, fact: Fact) -> dict[str, Any]:
    spec = assessment.pack.catalogue.get(fact.name)
    return {
        **_row(assessment, submission.organisation, submission.quarter),
        "fact": fact.name,
        "label": spec.label if spec is not None else None,
        "sort": spec.kind.value if spec is not None else None,
        "unit": spec.unit or None if spec is not None else None,
        **_value(fact, spec is not None and spec.kind is Kind.DATE),
        "returned": fact.returned,
        "basis": fact.basis.value if fact.basis is not None else None,
        "claims": claims_words(spec, fact) if spec is not None else (),
        "note": fact.note or None,
        "why_unknown": fact.why_unknown or None,
        "derived_from": fact.derived_from,
        "cells": tuple(
            " > ".join(part for part in (origin.file, origin.sheet, origin.cell) if part)
            for origin in fact.origins
        ),
    }


def _value(fact: Fact, is_date: bool) -> dict[str, Any]:
    """The columns of a fact's value; those that do not apply are missing."""
    match fact.value:
        case Range() as value if is_date:
            return {"earliest": _day(value.low), "latest": _day(value.high)}
        case Range() as value:
            number = value.low if value.is_exact else None
            return {"number": number, "at_least": _bound(value.low), "at_most": _bound(value.high)}
        case bool() as value:
            return {"text": "yes" if value else "no"}
        case frozenset() as words:
            return {"text": "; ".join(sorted(words))}
        case text:
            return {"text": text}


def _bound(edge: float) -> float | None:
    return None if math.isinf(edge) else edge


def _day(edge: float) -> dt.date | None:
    return None if math.isinf(edge) else dt.date.fromordinal(int(edge))
