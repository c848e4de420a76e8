"""What the reports say on the terminal: summary, explanation, coverage, rule pages."""

from __future__ import annotations

import dataclasses
import datetime as dt

from engine.nouns.outcome.assessment import Assessment
from reports.content.coverage import as_json, coverage
from reports.lookup import Lookup
from reports.terminal.coverage import as_text
from reports.terminal.finding import explanation
from reports.terminal.layout import WIDTH
from reports.terminal.rules import parameters_page, rule_page
from reports.terminal.summary import summary


def test_summary(assessment: Assessment) -> None:
    assert summary(assessment).splitlines() == [
        "Safeguarding Children Policy, 2014-15 Q2, judged as of 15 October 2014",
        "",
        "Organisation                              Met  Partly met  Not met  Conflicting"
        "  No evidence  Not applicable",
        "Gipping Community <script>alert(1)</scr…    3           0        0            0"
        "            0               2",
        "Orwell and Deben NHS Trust                  1           1        2            0"
        "            1               0",
        "Waveney Private Hospital                    0           0        0            0"
        "            5               0",
        "",
        "NO RETURN CAME from Waveney Private Hospital: every duty is without evidence.",
        "Ipswich and East Suffolk CCG was read, but the pack has no rules for its kind (Clinical",
        "Commissioning Group) yet.",
        "Compared with 2014-15 Q1: 1 newly unmet, 1 still unmet, 1 newly without evidence, 1",
        "newly met.",
        "7 concerns; 3 faults in files (cannot use the file: 1; cannot use the cell: 1; please "
        "check: 1).",
        "",
        "Look first at:",
        "  1. Orwell and Deben NHS Trust: The self-audit says met; the figures say otherwise",
        "     [U+202E]reversed[U+2066]. “Staff who need Level 3 are trained to it” (Appendix 1,",
        "     item 4.1) is only partly met (2014-15 Q1: not met). The organisation’s own audit",
        "     score: ␀␇␛[31mred; Level 3 training: 61 %",
        "  2. Orwell and Deben NHS Trust: Below what is asked in two quarters running. “Staff who",
        "     need Level 3 are trained to it” (Appendix 1, item 4.1) is only partly met (2014-15",
        "     Q1: not met).",
        "  3. Waveney Private Hospital: No evidence in two quarters running. “A Named Nurse is in",
        "     post” (Section 6, paragraph 8(a)) is without evidence.",
        "  4. Waveney Private Hospital: No evidence in two quarters running. “A Named Midwife is",
        "     in post” (Section 6, paragraph 8(b)) is without evidence.",
        "  5. Waveney Private Hospital: No evidence in two quarters running. “Children who miss",
        "     appointments are followed up” (Section 6, paragraph 18(c)) is without evidence.",
        "  and 2 more in index.html",
    ]


def test_summary_without_concerns_or_faults(assessment: Assessment) -> None:
    calm = dataclasses.replace(assessment, concerns=(), faults=())
    assert summary(calm).splitlines()[-1] == "No concerns; no faults in files."


def test_explanation_has_its_parts_in_order(assessment: Assessment) -> None:
    text = explanation(Lookup.for_assessment(assessment), assessment.findings[0])
    assert text.splitlines() == [
        "Orwell and Deben NHS Trust (RQX), 2014-15 Q2: A Named Nurse is in post",
        "",
        "NOT MET",
        "",
        "WHAT WAS REQUIRED",
        "  Section 6, paragraph 8(a) (S6.p08.a):",
        "    “Named Doctor and Nurse”",
        "  Appendix 1, item 1 (A1.1):",
        "    “Name and title of each named professional”",
        "",
        "WHAT WAS FOUND",
        "  Named Nurse in post: 0 wte (vacant)",
        "    orwell-q2.xlsx > dashboard > D3 = “vacant”",
        "",
        "WHY",
        "  Named Nurse: not met. <script>alert(1)</script>",
        "  - Met when: Named Nurse in post is over 0: no (this decided it)",
        "  It rests on a figure that the organisation gave.",
        "  2014-15 Q1: met. Named Nurse: met. <script>alert(1)</script>",
        "  Since 2014-15 Q1: worse.",
        "",
        "WHAT WOULD SATISFY IT",
        "  Named Nurse: put it right.",
        "  38 more staff must be in date",
        "  To ask at the meeting: Named Nurse: when will it be right?",
    ]


def test_explanation_names_parameters_concerns_and_queries(assessment: Assessment) -> None:
    text = " ".join(explanation(Lookup.for_assessment(assessment), assessment.findings[9]).split())
    for part in (
        "(training_met): 95 %, default, not agreed (since 1 November 2013).",
        "CONCERNS ABOUT IT - The self-audit says met",
        "orwell-q2.xlsx > dashboard > C9 = “-1”",
        "POLICY QUERIES ABOUT IT - Q-levels: Section 4 says Levels 1-5",
    ):
        assert part in text


def test_nothing_on_the_terminal_can_command_it(assessment: Assessment) -> None:
    for finding in assessment.findings:
        text = explanation(Lookup.for_assessment(assessment), finding)
        assert text.replace("\n", "").isprintable()
        assert [
            line for line in text.splitlines() if len(line) > WIDTH and " " in line.strip()
        ] == []


def test_an_explanation_of_silence_says_so(assessment: Assessment) -> None:
    text = explanation(Lookup.for_assessment(assessment), assessment.findings[2])
    assert "WHAT WAS FOUND\n  Nothing was returned that this rule could read." in text


def test_a_duty_not_asked_yet_is_not_told_as_one_on_which_nothing_was_returned(
    assessment: Assessment,
) -> None:
    silent = assessment.findings[2]
    early = dataclasses.replace(silent, asked_from=dt.date(2014, 4, 1))
    text = explanation(Lookup.for_assessment(assessment), early)
    assert "WHAT WAS FOUND\n  Not looked at: not asked until 1 April 2014." in text
    assert "Nothing was returned" not in text


def test_coverage(assessment: Assessment) -> None:
    rows = coverage(assessment.pack)
    assert [(row.id, row.rules, row.reason) for row in rows] == [
        ("S1.p03", (), "Context, not a duty"),
        ("S4.p02", (), "No return of the CCG is read yet"),
        ("S6.p08", ("S6-named-nurse", "S6-named-midwife"), ""),
        ("S6.p08.a", ("S6-named-nurse",), ""),
        ("S6.p08.b", ("S6-named-midwife",), ""),
        ("S6.p18.c", ("S6-missed-appointments",), ""),
        ("A1.1", ("S6-named-nurse", "S6-named-midwife"), ""),
        ("A1.4.1", ("A1-level-3",), ""),
        ("A1.8.3", ("A1-looked-after-admitted",), ""),
    ]
    assert as_json(rows)["clauses"][1] == {
        "id": "S4.p02",
        "citation": "Section 4, paragraph 2",
        "bearer": "ccg",
        "force": "must",
        "rules": [],
        "reason": "No return of the CCG is read yet",
    }
    text = as_text(rows).splitlines()
    assert text[:3] == [
        "1. Our Vision",
        "  S1.p03    Section 1, paragraph 3 (statement; nobody)",
        "            no rule: Context, not a duty",
    ]
    assert text[-1] == ("9 clauses: 7 with rules, 2 with a reason for having none, 0 with neither.")


def test_a_clause_with_neither_rule_nor_reason_stands_out(assessment: Assessment) -> None:
    bare = dataclasses.replace(assessment.pack, rules={})
    text = as_text(coverage(bare))
    assert text.count("NO RULE AND NO REASON") == 6
    assert "no rule: Nothing but its parts: S6.p08.a, S6.p08.b" in text


def test_rule_page(assessment: Assessment) -> None:
    page = rule_page(assessment.pack, assessment.pack.rules["S6-named-midwife"])
    assert page.splitlines() == [
        "A NAMED MIDWIFE IS IN POST",
        "  S6-named-midwife",
        "",
        "The policy says",
        "  Section 6, paragraph 8(b) (S6.p08.b): “(Named Midwife for maternity services)”",
        "  Appendix 1, item 1 (A1.1): “Name and title of each named professional”",
        "",
        "It binds",
        "  Provider",
        "",
        "It applies",
        "  - Services include maternity",
        "",
        "Met when",
        "  - Named Midwife in post is over 0 wte",
        "",
        "What would satisfy it",
        "  Named Midwife: put it right.",
        "",
        "To ask at the meeting",
        "  Named Midwife: when will it be right?",
    ]


def test_rule_page_reads_nested_conditions_parameters_and_examples(assessment: Assessment) -> None:
    rules = assessment.pack.rules
    missed = rule_page(assessment.pack, rules["S6-missed-appointments"])
    assert (
        "Met when\n"
        "  - any of these holds:\n"
        "    - Audit: missed appointments is met\n"
        "    - this is not so:\n"
        "      - Audit: missed appointments is one of not met or partly met\n" in missed
    )
    level = rule_page(assessment.pack, rules["A1-level-3"])
    assert "    - Level 3 training, safeguarding children is at least 95 %\n" in level
    nurse = rule_page(assessment.pack, rules["S6-named-nurse"])
    assert (
        "Examples\n  - in post: met\n      Named Nurse in post: 0.1 wte\n"
        "      judged on 15 October 2014\n  - vacant: not met\n" in nurse
    )


def test_parameters_page(assessment: Assessment) -> None:
    assert parameters_page(assessment.pack).splitlines()[:3] == [
        "Share of staff that must be trained, to be met (training_met)",
        "  95 %, default, not agreed (since 1 November 2013). The policy states no percentage; to",
        "    be confirmed against the contract.",
    ]
