"""The Suffolk pack's concern rules one by one: what raises each, and what does not."""

from __future__ import annotations

import dataclasses

import pytest

from clausewise.places import DEFAULT_PACK
from engine.chaining import derive_concerns
from engine.chaining.chainers.durable_adapter import DurableChainer
from engine.chaining.chainers.fixpoint import Fixpoint
from engine.loading import load_pack
from engine.nouns.outcome.finding import Finding
from engine.nouns.outcome.findings import Findings
from engine.nouns.policy.pack import Pack

QUARTERS = ("2013-14 Q4", "2014-15 Q1", "2014-15 Q2", "2014-15 Q3", "2014-15 Q4")
MET, PARTLY, NOT, SILENT = "met", "partly_met", "not_met", "no_evidence"


@pytest.fixture(params=[DurableChainer, Fixpoint])
def derive(request, pack):
    def run(findings, submissions=(), pack=pack):
        return derive_concerns(
            pack, Findings.from_findings(findings), submissions, 0.5, request.param()
        )[0]

    return run


@pytest.fixture
def over_time(finding):
    """One rule's findings, a verdict for each quarter."""

    def make(*verdicts: str) -> list[Finding]:
        return [
            finding("R1", quarter, verdict, None if verdict == SILENT else "figure")
            for quarter, verdict in zip(QUARTERS, verdicts, strict=False)
        ]

    return make


@pytest.mark.parametrize(
    ("verdicts", "raised"),
    [
        ((MET, PARTLY), {"slipped"}),
        ((PARTLY, NOT), {"slipped-further"}),
        ((MET, PARTLY, NOT), {"slipped", "slipped-further"}),
        ((MET, NOT), {"fallen-back"}),
        ((PARTLY, MET), set()),
        ((MET, SILENT), set()),
        ((NOT, SILENT), {"unmet-then-silent"}),
        ((NOT, SILENT, NOT), {"unmet-then-silent", "unmet-after-silence"}),
        ((NOT, SILENT, MET), {"unmet-then-silent"}),
        (
            (NOT, SILENT, SILENT, NOT),
            {"unmet-then-silent", "unevidenced-again", "unmet-after-long-silence"},
        ),
        ((PARTLY, PARTLY), set()),
        ((PARTLY, PARTLY, PARTLY), {"stuck-partly-met"}),
        (
            (NOT, NOT, NOT, SILENT),
            {"unmet-again", "unmet-three-quarters", "unmet-then-silent", "escalated-then-silent"},
        ),
    ],
)
def test_what_a_duty_does_over_the_quarters(derive, over_time, verdicts, raised):
    assert {one.rule for one in derive(over_time(*verdicts))} == raised


def test_partly_met_only_because_it_is_not_yet_known_is_no_slip(derive, over_time):
    def not_yet(finding: Finding) -> Finding:
        partly = finding.verdict == PARTLY
        return dataclasses.replace(finding, may_yet_be_met=True) if partly else finding

    for verdicts in ((MET, PARTLY), (PARTLY, NOT), (PARTLY, PARTLY, PARTLY)):
        assert derive(list(map(not_yet, over_time(*verdicts)))) == ()


COMBINED = {
    "untrained-unsupervised": (("A1.4.1", NOT, "figure"), ("A1.6.4", PARTLY, "figure")),
    "incidents-unseen": (("A1.13.3", PARTLY, "figure"), ("S6.p20.a", SILENT, None)),
    "unsafe-adults": (("A1.3", NOT, "figure"), ("S6.p10.b", SILENT, None)),
    "lost-to-follow-up": (("S6.p18.c", PARTLY, "declared"), ("S6.p18.f", NOT, "declared")),
}


@pytest.mark.parametrize("rule", COMBINED)
def test_a_combination_needs_both_in_one_quarter(derive, finding, rule):
    (one, *first), (other, *second) = COMBINED[rule]
    left = finding("R1", QUARTERS[2], *first, (one,))
    right = finding("R2", QUARTERS[2], *second, (other,))
    later = finding("R2", QUARTERS[4], *second, (other,))
    (found,) = derive([left, right])
    assert (found.rule, found.kind) == (rule, "combination")
    assert {key.rule for key in found.findings} == {"R1", "R2"}
    assert set(found.cites) == {one, other}
    assert rule not in {each.rule for each in derive([left])}
    assert rule not in {each.rule for each in derive([left, later])}


def test_an_empty_post_beside_an_audit_that_says_its_work_is_done(
    derive, finding, fact, submission, pack
):
    question = dataclasses.replace(
        next(iter(pack.vocabulary.questions.values())), id="S6.p13", clause="S6.p13"
    )
    vocabulary = dataclasses.replace(pack.vocabulary, questions={"S6.p13": question})
    asked = dataclasses.replace(pack, vocabulary=vocabulary)
    answer = fact("section11.S6.p13.declared", "met", "B7", "3")
    post = finding("R1", QUARTERS[2], NOT, "figure", ("S6.p08.a",))
    (found,) = derive([post], [submission(QUARTERS[2], answer)], asked)
    assert found.id == "capacity-said-fine/RQX/2014-15-Q2/S6.p13"
    assert [said.words for said in found.statements] == ["3 (met)", "not met: R1 is not_met."]
    assert derive([post], [submission(QUARTERS[1], answer)], asked) == ()


@pytest.fixture(scope="module")
def handled(pack: Pack) -> Pack:
    return dataclasses.replace(pack, handling=load_pack(DEFAULT_PACK).handling)


def test_an_escalation_that_stays_goes_one_step_on(derive, over_time, handled):
    steps = {
        one.periods[-1]: one.step
        for one in derive(over_time(NOT, NOT, NOT, NOT, SILENT), pack=handled)
        if one.kind == "escalation"
    }
    assert steps == {
        "2014-15 Q2": "step 1 of 6: contract query",
        "2014-15 Q3": "step 2 of 6: performance notice",
        "2014-15 Q4": "step 3 of 6: meeting",
    }


def test_the_next_step_names_the_ladders_step_and_what_to_confirm(derive, over_time, handled):
    (found,) = [
        one
        for one in derive(over_time(NOT, NOT, NOT), pack=handled)
        if one.rule == "unmet-three-quarters"
    ]
    assert found.next_step == (
        "Ask for a report to the organisation's Board on why the action plan has not closed the "
        "gap. Step 1 of 6: contract query. Put the concern to the provider in writing as a "
        "contract query, with the findings and a date for the answer. The steps are a default of "
        "the pack: confirm them against the contract before taking one."
    )
    assert found.rank == 1
    assert found.stake == (
        "72 points: staff who would have to see it (+30); raised before, and not mended (+30); "
        "3 quarters (+10); 2 concerns in one (+2)"
    )


def test_every_concern_says_on_what_it_rests(handled, derive, finding, fact):
    read = fact("dashboard.8.1", 3.0, "C1", "3")
    found = derive(
        [
            finding(rule, quarter, NOT, "figure", (clause,), read, "3")
            for quarter in QUARTERS
            for rule, clause in (("R1", "A1.4.1"), ("R2", "A1.6.4"), ("R3", "S6.p11.c"))
        ],
        pack=handled,
    )
    assert len(found) > 20
    for one in found:
        assert one.findings
        assert one.cites
        assert one.statements
        assert all(said.origins for said in one.statements)
        assert one.question
        assert one.next_step
        assert one.stake
