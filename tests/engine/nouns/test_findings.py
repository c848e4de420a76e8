"""Findings as columns read as a tuple of findings would."""

from __future__ import annotations

from unittest.mock import patch

from hypothesis import given
from hypothesis import strategies as st

from engine.nouns.evidence.organisation import Organisation
from engine.nouns.outcome import findings as kept
from engine.nouns.outcome.finding import Finding
from engine.nouns.outcome.findings import Findings
from engine.nouns.outcome.rulings import Ruling
from engine.nouns.quarter import Quarter
from engine.nouns.verdict import Basis, Verdict

QUARTERS = (Quarter(2014, 2), Quarter(2014, 1))
CODES = ("RA", "RB", "RC")


@st.composite
def several(draw: st.DrawFn) -> list[Finding]:
    """Findings in the order of an assessment: by quarter, rule and organisation."""
    return [
        Finding(
            *(rule, f"Duty {rule}", Organisation(code, code, "provider"), quarter),
            draw(st.sampled_from(list(Verdict))),
            draw(st.none() | st.sampled_from(list(Basis))),
            (f"S{rule}",),
            *((), "", "", (), ""),
            draw(st.booleans()),
            excused=draw(st.booleans()),
        )
        for quarter in QUARTERS
        for rule in ("R1", "R2")
        for code in sorted(draw(st.sets(st.sampled_from(CODES))))
    ]


def ruled(finding: Finding) -> tuple[object, ...]:
    return (
        *(finding.key, finding.title, finding.organisation, finding.verdict, finding.basis),
        *(finding.cites, finding.may_yet_be_met, finding.excused),
    )


def read(ruling: Ruling) -> tuple[object, ...]:
    return (
        *(ruling.key, ruling.title, ruling.organisation, ruling.verdict, ruling.basis),
        *(ruling.cites, ruling.may_yet_be_met, ruling.excused),
    )


@given(several(), st.integers(1, 4))
def test_they_read_as_a_tuple_does_however_few_are_kept(every: list[Finding], most: int) -> None:
    with patch.object(kept, "MOST_KEPT", most):
        findings = Findings.from_findings(every)
        assert findings == tuple(every)
        assert [findings[place] for place in range(len(every))] == every
        assert findings[1:-1] == tuple(every[1:-1])
        assert [read(ruling) for ruling in findings.rulings()] == [*map(ruled, every)]
        for finding in every:
            assert findings.by_key(finding.key) is findings.by_key(finding.key) == finding
        for code in CODES:
            own = [finding for finding in every if finding.organisation.code == code]
            assert list(findings.of_organisation(code)) == own
            for quarter in QUARTERS:
                in_quarter = [finding for finding in own if finding.period == quarter]
                assert list(findings.of_organisation(code, quarter)) == in_quarter
                assert [ruling.key for ruling in findings.rulings_of(code, quarter)] == [
                    finding.key for finding in in_quarter
                ]
        for quarter in QUARTERS:
            assert list(findings.of_rule("R1", quarter)) == [
                finding for finding in every if (finding.rule, finding.period) == ("R1", quarter)
            ]
    assert findings.by_key(("R1", "nobody", QUARTERS[0].label)) is None
    assert findings.ruling(("nothing", "RA", QUARTERS[0].label)) is None


@given(several(), st.sampled_from(list(Verdict)))
def test_those_kept_and_those_joined_again_are_the_same(
    every: list[Finding], verdict: Verdict
) -> None:
    findings = Findings.from_findings(every)
    kept_some = findings.filtered(lambda ruling: ruling.verdict is verdict)
    assert kept_some == tuple(finding for finding in every if finding.verdict is verdict)
    quarters = [
        findings.filtered(lambda ruling, of=quarter: ruling.period == of) for quarter in QUARTERS
    ]
    assert Findings.concatenated(quarters) == findings
