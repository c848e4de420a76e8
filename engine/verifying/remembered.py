"""What a history gave a run, as its manifest holds it: so the run can be made again without it."""

from __future__ import annotations

import math

from engine.nouns.evidence.fact import Range
from engine.nouns.outcome.manifest import (
    PastFigureRecord,
    PastFindingRecord,
    PastRecord,
    PastReturnRecord,
)
from engine.nouns.outcome.past import Past, PastFigure, PastFinding, PastReturn
from engine.nouns.quarter import Quarter
from engine.nouns.verdict import Basis, Verdict


def past_record(past: Past) -> PastRecord:
    """What was remembered, in plain values."""
    return PastRecord(
        tuple(
            PastFindingRecord(
                finding.organisation,
                finding.period.label,
                finding.rule,
                finding.verdict.value,
                finding.basis.value if finding.basis is not None else None,
            )
            for finding in past.findings
        ),
        tuple(
            PastFigureRecord(
                figure.organisation,
                figure.period.label,
                figure.fact,
                figure.value.low if math.isfinite(figure.value.low) else None,
                figure.value.high if math.isfinite(figure.value.high) else None,
            )
            for figure in past.figures
        ),
        tuple(quarter.label for quarter in past.quarters),
        tuple(map(_return_record, past.returns)),
        tuple(map(_return_record, past.absent)),
    )


def past_from(record: PastRecord) -> Past:
    """What was remembered, as it was. Raises ValueError where a quarter or verdict is none."""
    return Past(
        tuple(
            PastFinding(
                finding.rule,
                finding.organisation,
                Quarter.parse(finding.period),
                Verdict(finding.verdict),
                Basis(finding.basis) if finding.basis is not None else None,
            )
            for finding in record.findings
        ),
        tuple(
            PastFigure(
                figure.fact,
                figure.organisation,
                Quarter.parse(figure.period),
                Range(
                    -math.inf if figure.low is None else figure.low,
                    math.inf if figure.high is None else figure.high,
                ),
            )
            for figure in record.figures
        ),
        tuple(map(Quarter.parse, record.quarters)),
        tuple(map(_return, record.returns)),
        tuple(map(_return, record.absent)),
    )


def _return_record(past_return: PastReturn) -> PastReturnRecord:
    return PastReturnRecord(
        past_return.organisation,
        past_return.period.label,
        past_return.received,
        past_return.run,
        past_return.pack_version,
        past_return.same_pack,
    )


def _return(past_return_record: PastReturnRecord) -> PastReturn:
    return PastReturn(
        past_return_record.organisation,
        Quarter.parse(past_return_record.period),
        past_return_record.received,
        past_return_record.run,
        past_return_record.pack_version,
        past_return_record.same_pack,
    )
