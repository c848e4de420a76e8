"""What a history told a run, as its manifest holds it: so the run can be made again without it."""

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
                one.organisation,
                one.period.label,
                one.rule,
                one.verdict.value,
                one.basis.value if one.basis is not None else None,
            )
            for one in past.findings
        ),
        tuple(
            PastFigureRecord(
                one.organisation,
                one.period.label,
                one.fact,
                one.value.low if math.isfinite(one.value.low) else None,
                one.value.high if math.isfinite(one.value.high) else None,
            )
            for one in past.figures
        ),
        tuple(one.label for one in past.quarters),
        tuple(map(_return_record, past.returns)),
        tuple(map(_return_record, past.absent)),
    )


def past_from(record: PastRecord) -> Past:
    """What was remembered, as it was. Raises ValueError where a quarter or verdict is none."""
    return Past(
        tuple(
            PastFinding(
                one.rule,
                one.organisation,
                Quarter.parse(one.period),
                Verdict(one.verdict),
                Basis(one.basis) if one.basis is not None else None,
            )
            for one in record.findings
        ),
        tuple(
            PastFigure(
                one.fact,
                one.organisation,
                Quarter.parse(one.period),
                Range(
                    -math.inf if one.low is None else one.low,
                    math.inf if one.high is None else one.high,
                ),
            )
            for one in record.figures
        ),
        tuple(map(Quarter.parse, record.quarters)),
        tuple(map(_return, record.returns)),
        tuple(map(_return, record.absent)),
    )


def _return_record(one: PastReturn) -> PastReturnRecord:
    return PastReturnRecord(
        one.organisation, one.period.label, one.received, one.run, one.pack_version, one.same_pack
    )


def _return(one: PastReturnRecord) -> PastReturn:
    return PastReturn(
        one.organisation,
        Quarter.parse(one.period),
        one.received,
        one.run,
        one.pack_version,
        one.same_pack,
    )
