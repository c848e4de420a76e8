"""Concerns of several quarters: repetition, silence, falling back, escalation."""

from __future__ import annotations

import pytest

from engine.nouns.outcome.concern import FindingKey, Statement
from engine.nouns.verdict import Verdict
from tests.engine.chaining.origins import LEVEL_3, origin


def test_the_same_rule_unmet_from_quarter_to_quarter_and_the_escalation_after_three(
    derive, finding
):
    found = [
        finding("R1", quarter, "not_met", "figure", ("S6.p11.c", "A1.4.1"))
        for quarter in ("2013-14 Q4", "2014-15 Q1", "2014-15 Q2")
    ]
    concerns = derive(found)
    assert [concern.id for concern in concerns] == [
        "unmet-three-quarters/RQX/2014-15-Q2/R1",
        "unmet-again/RQX/2014-15-Q2/R1",
        "unmet-again/RQX/2014-15-Q1/R1",
    ]
    escalation = concerns[0]
    assert escalation.kind == "escalation"
    assert escalation.periods == ("2013-14 Q4", "2014-15 Q1", "2014-15 Q2")
    assert escalation.follows_from == (
        "unmet-again/RQX/2014-15-Q1/R1",
        "unmet-again/RQX/2014-15-Q2/R1",
    )
    assert escalation.findings == tuple(FindingKey(*one.key) for one in found)
    assert escalation.cites == ("S6.p11.c", "A1.4.1")
    assert escalation.because == (
        "“Title of R1” was not met by Orwell and Deben NHS Trust in 2013-14 Q4, 2014-15 Q1 and "
        "2014-15 Q2."
    )


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (("R1", "2014-15 Q1", "not_met"), ("R1", "2014-15 Q3", "not_met")),
        (("R1", "2014-15 Q1", "not_met"), ("R2", "2014-15 Q2", "not_met")),
        (("R1", "2014-15 Q1", "not_met"), ("R1", "2014-15 Q2", "partly_met")),
        (("R1", "2014-15 Q1", "not_met"), ("R1", "2014-15 Q2", "met")),
        (("R1", "2014-15 Q1", "no_evidence"), ("R1", "2014-15 Q2", "not_met")),
        (("R1", "2014-15 Q1", "not_applicable"), ("R1", "2014-15 Q2", "not_applicable")),
    ],
)
def test_what_is_no_repetition(derive, finding, first, second):
    assert derive([finding(*first), finding(*second)]) == ()


def test_repeated_silence_is_one_concern_an_organisation_and_pair_of_quarters(derive, finding):
    quarters = ("2014-15 Q1", "2014-15 Q2", "2014-15 Q3")
    found = [
        finding(f"R{number:03}", quarter, "no_evidence", None, (f"C{number}",))
        for number in range(120)
        for quarter in quarters
    ]
    concerns = derive(found)
    assert [concern.id for concern in concerns] == [
        "long-silence/RQX/2014-15-Q3/organisation",
        "unevidenced-again/RQX/2014-15-Q3/organisation",
        "unevidenced-again/RQX/2014-15-Q2/organisation",
    ]
    assert [len(concern.findings) for concern in concerns] == [360, 240, 240]
    titles = "; ".join(f"Title of R{number:03}" for number in range(5))
    words = f"120 duties: {titles}; and 115 more"
    assert concerns[2].statements == (
        *(
            Statement(
                f"No evidence, {quarter}", words, (), quarter, Verdict.NO_EVIDENCE, "120 duties"
            )
            for quarter in ("2014-15 Q1", "2014-15 Q2")
        ),
    )
    assert concerns[2].because == (
        "Orwell and Deben NHS Trust returned nothing that could be used in 2014-15 Q1 and 2014-15 "
        "Q2 on the same duties, 120 in number. Silence is not compliance: whether they are met is "
        "not known."
    )


def test_silence_on_other_duties_each_quarter_is_no_long_silence(derive, finding):
    found = [
        finding("R1", "2014-15 Q1", "no_evidence", None),
        finding("R1", "2014-15 Q2", "no_evidence", None),
        finding("R2", "2014-15 Q2", "no_evidence", None),
        finding("R2", "2014-15 Q3", "no_evidence", None),
    ]
    assert [concern.rule for concern in derive(found)] == ["unevidenced-again"] * 2


def test_falling_back_tells_both_quarters(derive, finding, fact):
    before = fact(f"{LEVEL_3}.percent", 96.0, "C8", "96%")
    after = fact(f"{LEVEL_3}.percent", 61.0, "D8", "61%")
    (concern,) = derive(
        [
            finding("R1", "2014-15 Q1", "met", "declared", read=before, found="96 %"),
            finding("R1", "2014-15 Q2", "not_met", "figure", read=after, found="61 %"),
        ]
    )
    assert concern.id == "fallen-back/RQX/2014-15-Q2/R1"
    assert concern.statements == (
        Statement(
            "What R1 reads, 2014-15 Q1",
            "96 % (verdict: met, by the organisation’s own word)",
            (origin("C8", "96%"),),
            "2014-15 Q1",
            Verdict.MET,
            "96 %",
        ),
        Statement(
            "What R1 reads, 2014-15 Q2",
            "61 % (verdict: not met, by a figure that the organisation gave)",
            (origin("D8", "61%"),),
            "2014-15 Q2",
            Verdict.NOT_MET,
            "61 %",
        ),
    )


def test_a_contradiction_repeated_is_an_escalation(derive, finding, fact, submission):
    quarters = ("2014-15 Q1", "2014-15 Q2")
    answers = [fact("section11.S6.p11.c.declared", "met", "B7", "3") for _ in quarters]
    concerns = derive(
        [finding("R1", "2014-15 Q1", "partly_met"), finding("R2", "2014-15 Q2", "not_met")],
        [submission(quarter, one) for quarter, one in zip(quarters, answers, strict=True)],
    )
    assert [concern.id for concern in concerns] == [
        "contradiction-repeated/RQX/2014-15-Q2/S6.p11.c",
        "self-audit-contradicted/RQX/2014-15-Q2/S6.p11.c",
        "self-audit-contradicted/RQX/2014-15-Q1/S6.p11.c",
    ]
    assert concerns[0].follows_from == (concerns[2].id, concerns[1].id)
    assert concerns[0].findings == (
        FindingKey("R1", "RQX", "2014-15 Q1"),
        FindingKey("R2", "RQX", "2014-15 Q2"),
    )
    assert concerns[0].because == (
        "In 2014-15 Q1 and 2014-15 Q2 Orwell and Deben NHS Trust scored itself as meeting "
        "Section 6, paragraph 11(c), and each time its own return said otherwise."
    )
