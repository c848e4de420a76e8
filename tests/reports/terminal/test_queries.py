"""The policy queries for the policy's authors: as text and as plain data."""

from __future__ import annotations

import dataclasses

from engine.nouns.outcome.assessment import Assessment
from engine.nouns.policy.pack import Pack, PolicyQuery
from reports.terminal.layout import WIDTH
from reports.terminal.queries import as_json, as_text

EMPTY = PolicyQuery(
    "Q-whole",
    ("S6.p08", "S1.p03"),
    "“Named Doctor and Nurse”: one person or two?",
    "Two",
    "None for the verdict",
)


def asked(assessment: Assessment) -> Pack:
    rest = dataclasses.replace(assessment.pack.queries[0], rules=("S6-named-nurse",))
    return dataclasses.replace(assessment.pack, queries=(rest, EMPTY))


def test_as_text(assessment: Assessment) -> None:
    text = as_text(asked(assessment))
    assert text.splitlines() == [
        "POLICY QUERIES: SAFEGUARDING CHILDREN POLICY, VERSION 1, NOVEMBER 2013",
        "",
        "Q-levels",
        "  The policy says:",
        "    Appendix 1, item 4.1 (A1.4.1): “Percentage of staff trained according to staff",
        "      groups by levels”",
        "  What is unclear: Section 4 says Levels 1-5, Appendix 1 Levels 1-6.",
        "  The reading taken: All six levels are read.",
        "  What follows: Level 6 may be blank without harm.",
        "  Rules that rest on it:",
        "    - S6-named-nurse: A Named Nurse is in post",
        "    - A1-level-3: Staff who need Level 3 are trained to it",
        "",
        "Q-whole",
        "  The policy says:",
        "    Section 6, paragraph 8 (S6.p08): (this paragraph has only lettered paragraphs)",
        "    Section 1, paragraph 3 (S1.p03): “We will work with NHS organisations”",
        "  What is unclear: “Named Doctor and Nurse”: one person or two?",
        "  The reading taken: Two.",
        "  What follows: None for the verdict.",
        "  No rule rests on it.",
        "",
        "2 policy queries.",
    ]
    assert max(len(line) for line in text.splitlines()) <= WIDTH


def test_as_json(assessment: Assessment) -> None:
    assert as_json(asked(assessment)) == {
        "queries": [
            {
                "id": "Q-levels",
                "clauses": [
                    {
                        "id": "A1.4.1",
                        "citation": "Appendix 1, item 4.1",
                        "words": "Percentage of staff trained according to staff groups by levels",
                    }
                ],
                "words": "Section 4 says Levels 1-5, Appendix 1 Levels 1-6",
                "reading": "All six levels are read",
                "consequence": "Level 6 may be blank without harm",
                "rules": [
                    {"id": "S6-named-nurse", "title": "A Named Nurse is in post"},
                    {"id": "A1-level-3", "title": "Staff who need Level 3 are trained to it"},
                ],
            },
            {
                "id": "Q-whole",
                "clauses": [
                    {"id": "S6.p08", "citation": "Section 6, paragraph 8", "words": ""},
                    {
                        "id": "S1.p03",
                        "citation": "Section 1, paragraph 3",
                        "words": "We will work with NHS organisations",
                    },
                ],
                "words": "“Named Doctor and Nurse”: one person or two?",
                "reading": "Two",
                "consequence": "None for the verdict",
                "rules": [],
            },
        ]
    }


def test_a_pack_without_queries_says_so(assessment: Assessment) -> None:
    pack = dataclasses.replace(assessment.pack, queries=())
    assert as_text(pack).splitlines()[-1] == "No policy queries."
    assert as_json(pack) == {"queries": []}
