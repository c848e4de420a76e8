"""Wholes with their parts, ranks and what all share, as every report tells them."""

from __future__ import annotations

import dataclasses
import json
import re

import pytest

from engine.nouns.outcome.assessment import Assessment
from engine.nouns.outcome.concern import Concern, FindingKey, Statement
from reports.findings_json.write import findings_json
from reports.lookup import Lookup, in_order_of_gravity, not_inside
from reports.page.write import matrix_html
from reports.terminal.finding import explanation
from reports.terminal.summary import summary
from reports.workbook.rows import concern_rows

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
        "said": (Statement(f"Said by {id}", "61 %"),),
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


def concerns_of(ranked: Assessment) -> str:
    page = matrix_html(Lookup.of(ranked)).decode("utf-8")
    start = page.index('<section id="concerns"')
    return " ".join(page[start : page.index('id="h-', start + 60)].split())


def test_the_page_shows_parts_inside_their_whole_and_the_area_by_its_name(
    ranked: Assessment,
) -> None:
    section = concerns_of(ranked)
    text = " ".join(re.sub(r"<[^>]*>", " ", section).split())
    assert text.count("Because of under.") == text.count("Because of alone.") == 1
    order = [f"Because of {one}." for one in ("whole", "chained", "under", "alone", "area")]
    assert [text.index(one) for one in order] == sorted(text.index(one) for one in order)
    assert "2 parts of this concern" in text
    assert "1 part of this concern" in text
    assert "All organisations together 1 concern" in text
    assert "Place 1 among all concerns. Why there: 89 points: children" in text
    assert "Weighs 87 points: children" in text
    assert "Place 3" not in text
    assert "Said by whole" not in text, "its parts tell it"
    assert text.count("Follows from: Title of area") == 1
    assert "Follows from: Title of under" not in text, "it is a part"


def test_the_page_counts_wholes(ranked: Assessment) -> None:
    page = matrix_html(Lookup.of(ranked)).decode("utf-8")
    assert '<a href="#concerns">Concerns (2)</a>' in page


def test_a_finding_at_another_organisation_is_told_with_its_name(ranked: Assessment) -> None:
    names = {organisation.code: organisation.name for organisation in ranked.organisations}
    assert f"{names['RQX']}: " in concerns_of(dataclasses.replace(ranked, concerns=(AREA,)))


def test_the_sheet_gives_rank_reason_and_whole(ranked: Assessment) -> None:
    rows = concern_rows(Lookup.of(ranked))
    assert [row[-4:] for row in rows] == [
        ["1", "89 points: children", "", "whole"],
        ["2", "88 points: children", "", "area"],
        ["3", "87 points: children", "whole", "chained"],
        ["4", "86 points: children", "whole", "alone"],
        ["5", "85 points: children", "chained", "under"],
    ]
    assert rows[1][0] == "All organisations together"


def test_the_summary_counts_wholes_and_names_them_first(ranked: Assessment) -> None:
    text = summary(ranked)
    assert "2 concerns, with 3 parts; " in text
    first = text[text.index("Look first at:") :]
    assert first.index("Title of whole") < first.index("All organisations together: Title of area")
    assert "Title of alone" not in first


def test_findings_json_holds_rank_stake_parts_and_step(ranked: Assessment) -> None:
    told = json.loads(findings_json(Lookup.of(ranked)))["concerns"]
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
    text = explanation(ranked, finding)
    assert "Title of whole" in text
    assert "Said by whole" not in text
    assert text.count("Said by alone: 61 %") == 1
