"""A concern in short: what failed now, the two figures, the duty by name."""

from __future__ import annotations

import dataclasses

from engine.nouns.outcome.assessment import Assessment
from engine.nouns.outcome.concern import Concern, FindingKey, Statement
from engine.nouns.policy.concern_rule import ConcernRule
from engine.nouns.verdict import Verdict
from reports.content.gist import figure_words, gist, headline, in_order_of_interest, opening
from reports.lookup import Lookup

NURSE = "S6-named-nurse"
MET_LAST = Statement("Nurse, 2014-15 Q1", "1.0", (), "2014-15 Q1", Verdict.MET, "1.0")
FAILED = Statement("Nurse, 2014-15 Q2", "0, by a figure", (), "2014-15 Q2", Verdict.NOT_MET, "0")
ANSWER = Statement("Own score, 2014-15 Q2", "3 (met)", (), "2014-15 Q2")


def concern(assessment: Assessment, *said: Statement, **more: object) -> Concern:
    """A concern about the nurse, who was in post in Q1 and is not in Q2."""
    made = dataclasses.replace(
        assessment.concerns[0],
        id="nurse",
        findings=tuple(FindingKey(NURSE, "RQX", period) for period in ("2014-15 Q1", "2014-15 Q2")),
        statements=said,
        because="In words.",
        parts=(),
    )
    return dataclasses.replace(made, **more)  # type: ignore[arg-type]


def test_the_duty_is_named_with_its_verdict_now_and_before(assessment: Assessment) -> None:
    short = gist(Lookup.for_assessment(assessment), concern(assessment, MET_LAST, FAILED))
    assert short.sentence == (
        "“A Named Nurse is in post” (Section 6, paragraph 8(a)) is not met (2014-15 Q1: met)."
    )
    assert short.figures == (FAILED, MET_LAST)
    assert [figure_words(said) for said in short.figures] == ["0", "1.0"]


def test_the_headline_names_the_duty_where_the_rule_may_meet_any(assessment: Assessment) -> None:
    title = "Not met two quarters running"
    any_duty = ConcernRule("again", title, "", "", (), "“{rule_title}” was not met.", "", "")
    set_duty = dataclasses.replace(any_duty, id="checks", because="The checks fail.")
    pack = dataclasses.replace(assessment.pack, concern_rules=(any_duty, set_duty))
    lookup = Lookup.for_assessment(dataclasses.replace(assessment, pack=pack))
    again = concern(assessment, FAILED, rule="again", title=title)
    assert headline(lookup, again) == "A Named Nurse is in post: not met two quarters running"
    two = (*again.findings, FindingKey("A1-level-3", "RQX", "2014-15 Q2"))
    assert headline(lookup, dataclasses.replace(again, findings=two)) == title
    assert headline(lookup, dataclasses.replace(again, rule="checks")) == title
    sentence = (
        "“A Named Nurse is in post” (Section 6, paragraph 8(a)) is not met (2014-15 Q1: met)."
    )
    assert opening(lookup, again) == (sentence, "Not met two quarters running.")
    checks = dataclasses.replace(again, id="checks", rule="checks")
    assert opening(lookup, checks) == ("Not met two quarters running.", sentence)


def test_figures_that_clash_stand_beside_each_other(assessment: Assessment) -> None:
    short = gist(Lookup.for_assessment(assessment), concern(assessment, MET_LAST, FAILED, ANSWER))
    assert short.figures == (ANSWER, FAILED)


def test_a_whole_is_told_by_the_gravest_concern_in_it_and_counts_the_other_duties(
    assessment: Assessment,
) -> None:
    inside = concern(assessment, FAILED)
    keys = (*inside.findings, FindingKey("A1-level-3", "RQX", "2014-15 Q2"))
    whole = concern(assessment, id="whole", parts=("nurse",), findings=keys)
    lookup = Lookup.for_assessment(dataclasses.replace(assessment, concerns=(whole, inside)))
    short = gist(lookup, whole)
    assert short.sentence.endswith("is not met (2014-15 Q1: met), and 1 more duty with it.")
    assert short.figures == (FAILED,)


def test_another_organisations_duty_is_told_with_its_name(assessment: Assessment) -> None:
    area = concern(assessment, FAILED, organisation="")
    assert "is not met at Orwell and Deben NHS Trust" in (
        gist(Lookup.for_assessment(assessment), area).sentence
    )


def test_without_a_finding_that_fails_now_its_own_reason_is_given(assessment: Assessment) -> None:
    met = concern(assessment, ANSWER, findings=())
    assert gist(Lookup.for_assessment(assessment), met).sentence == "In words."


def test_what_failed_this_quarter_comes_before_what_was_met_last(assessment: Assessment) -> None:
    told = concern(assessment, MET_LAST, ANSWER, FAILED)
    assert in_order_of_interest(told, "2014-15 Q2") == (FAILED, ANSWER, MET_LAST)


def test_a_concern_of_earlier_quarters_is_told_of_the_latest_of_them(
    assessment: Assessment,
) -> None:
    past = concern(assessment, periods=("2014-15 Q1",), findings=(LEVEL,))
    assert gist(Lookup.for_assessment(assessment), past).sentence == (
        "“Staff who need Level 3 are trained to it” (Appendix 1, item 4.1) was not met in "
        "2014-15 Q1."
    )


LEVEL = FindingKey("A1-level-3", "RQX", "2014-15 Q1")


def test_beside_an_answer_in_words_stands_the_number_that_the_duty_reads(
    assessment: Assessment,
) -> None:
    answer = dataclasses.replace(FAILED, label="Answer, 2014-15 Q2", figure="not met")
    short = gist(Lookup.for_assessment(assessment), concern(assessment, MET_LAST, answer))
    assert [(said.label, figure_words(said)) for said in short.figures] == [
        ("Answer, 2014-15 Q2", "not met"),
        ("Named Nurse in post, 2014-15 Q2", "0 wte (vacant)"),
    ]
