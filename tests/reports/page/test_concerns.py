"""Wholes with their parts, ranks and what all share, as every report tells them."""

from __future__ import annotations

import dataclasses
import json

import pytest

from engine.agenda import in_order_of_gravity
from engine.nouns.outcome.assessment import Assessment
from engine.nouns.outcome.concern import Concern, FindingKey, Statement
from engine.nouns.verdict import Verdict
from reports.findings_json.write import findings_json
from reports.lookup import Lookup, not_inside
from reports.terminal.finding import explanation
from reports.terminal.summary import summary
from reports.workbook.links import places_of
from reports.workbook.rows import concern_rows
from tests.reports.site import page_of, pages_of

QUARTER = "2014-15 Q2"


def concern(id: str, rank: int, **more: object) -> Concern:
    given = {
        "id": id,
        "rule": id,
        "kind": "repetition",
        "title": f"Title of {id}",
        "organisation": "RQX",
        "periods": (QUARTER,),
        "cites": ("A1.4.1",),
        "findings": (FindingKey("A1-level-3", "RQX", QUARTER),),
        "statements": (Statement(f"Said by {id}", "61 %"),),
        "because": f"Because of {id}.",
        "question": f"Why {id}?",
        "next_step": f"Do {id}.",
        "rank": rank,
        "stake": f"{90 - rank} points: children",
        **more,
    }
    return Concern(**given)  # type: ignore[arg-type]


WHOLE = concern(
    "whole", 1, kind="shared_cause", parts=("chained", "alone"), step="step 1 of 6: query"
)
AREA = concern("area", 2, kind="common_gap", organisation="")
CHAINED = concern("chained", 3, kind="escalation", parts=("under",), follows_from=("under",))
ALONE = concern("alone", 4)
UNDER = concern("under", 5, follows_from=("area",))
EVERY = (ALONE, UNDER, WHOLE, CHAINED, AREA)


@pytest.fixture
def ranked(assessment: Assessment) -> Assessment:
    return dataclasses.replace(assessment, concerns=EVERY)


def test_reports_go_by_rank_and_tell_no_part_at_the_top() -> None:
    assert in_order_of_gravity(EVERY) == (WHOLE, AREA, CHAINED, ALONE, UNDER)
    assert not_inside(in_order_of_gravity(EVERY)) == (WHOLE, AREA)


def test_those_that_nobody_ranked_come_last_by_kind() -> None:
    unranked = [concern(kind, 0, kind=kind) for kind in ("silence", "escalation", "rumour")]
    ordered = in_order_of_gravity((*unranked, AREA))
    assert [one.id for one in ordered] == ["area", "escalation", "silence", "rumour"]


def test_the_list_runs_from_one_without_a_gap_and_tells_no_concern_under_another(
    ranked: Assessment,
) -> None:
    page = page_of(ranked, "pages/concerns.html")
    assert [one.text for one in page.all("h3")] == ["1 Title of whole", "2 Title of area"]
    told = [one.text for one in page.all("article")]
    assert "Orwell and Deben NHS Trust. Repetition" not in told[1]
    assert told[1].startswith("2 Title of area All organisations together. Common gap, 2014-15 Q2")


def test_those_of_earlier_quarters_alone_come_last(assessment: Assessment) -> None:
    past = concern("past", 1, periods=("2014-15 Q1",))
    page = pages_of(dataclasses.replace(assessment, concerns=(past, ALONE)))["pages/concerns.html"]
    assert [one.text for one in page.all("h3")] == ["1 Title of alone", "2 Title of past"]


def test_a_concerns_page_tells_those_under_it_and_its_neighbours(ranked: Assessment) -> None:
    pages = pages_of(ranked)
    text = pages["pages/concerns/whole.html"].text
    assert text.count("Because of under.") == text.count("Because of alone.") == 1
    order = [f"Because of {one}." for one in ("whole", "chained", "under", "alone")]
    assert [text.index(one) for one in order] == sorted(text.index(one) for one in order)
    assert "Orwell and Deben NHS Trust. Place 1 of 2." in text
    assert "Why it has this rank: 89 points: children" in text
    assert "Said by whole" not in text, "those under it tell it"
    assert text.count("Follows from: Title of area") == 1
    assert "Follows from: Title of under" not in text, "it stands under it"
    assert "Next: Title of area." in text
    assert "pages/concerns/alone.html" not in pages
    assert "Previous: Title of whole." in pages["pages/concerns/area.html"].text


def test_the_overview_tells_the_first_with_two_of_its_figures(assessment: Assessment) -> None:
    statements = (
        Statement("Before", "70 %", period="2014-15 Q1"),
        Statement(
            "Now", "61 % of all", (), "2014-15 Q2", Verdict.PARTLY_MET, "61 %, required: 95 %"
        ),
        Statement("Missing", f"3 duties: {'a duty; ' * 20}", period="2014-15 Q2"),
    )
    grave = concern("grave", 1, statements=statements)
    first = pages_of(dataclasses.replace(assessment, concerns=(grave, ALONE)))["index.html"]
    told = first.all("section", id="first")[0].all("article")[0]
    assert told.all("h3")[0].text == "1 Title of grave"
    assert [one.text for one in told.all("li")] == [
        "Missing 3 duties",
        "Now 61 %, required: 95 %",
    ]


def test_a_finding_at_another_organisation_is_told_with_its_name(ranked: Assessment) -> None:
    names = {organisation.code: organisation.name for organisation in ranked.organisations}
    pages = pages_of(dataclasses.replace(ranked, concerns=(AREA,)))
    assert f"{names['RQX']}: " in pages["pages/concerns/area.html"].text


def test_the_sheet_gives_rank_reason_and_whole(ranked: Assessment) -> None:
    lookup = Lookup.for_assessment(ranked)
    rows = [[str(cell) for cell in row] for row in concern_rows(lookup, places_of(lookup, [], []))]
    assert [[row[1], *row[-3:]] for row in rows] == [
        ["1", "89 points: children", "", "whole"],
        ["2", "88 points: children", "", "area"],
        ["3", "87 points: children", "Title of whole", "chained"],
        ["4", "86 points: children", "Title of whole", "alone"],
        ["5", "85 points: children", "Title of chained", "under"],
    ]
    assert rows[1][0] == "All organisations together"


def test_the_summary_counts_wholes_and_names_them_first(ranked: Assessment) -> None:
    text = summary(ranked)
    assert "2 concerns, with 3 more grouped under them; " in text
    first = text[text.index("Look first at:") :]
    assert first.index("Title of whole") < first.index("All organisations together: Title of area")
    assert "Title of alone" not in first


def test_findings_json_holds_rank_stake_parts_and_step(ranked: Assessment) -> None:
    told = json.loads(findings_json(Lookup.for_assessment(ranked)))["concerns"]
    whole = next(one for one in told if one["id"] == "whole")
    assert {key: whole[key] for key in ("rank", "stake", "parts", "step")} == {
        "rank": 1,
        "stake": "89 points: children",
        "parts": ["chained", "alone"],
        "step": "step 1 of 6: query",
    }


def test_an_explanation_tells_what_a_whole_rests_on_with_its_parts_alone(
    ranked: Assessment,
) -> None:
    finding = next(
        finding for finding in ranked.findings if finding.key == ("A1-level-3", "RQX", QUARTER)
    )
    text = explanation(Lookup.for_assessment(ranked), finding)
    assert "Title of whole" in text
    assert "Said by whole" not in text
    assert text.count("Said by alone: 61 %") == 1
