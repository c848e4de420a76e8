"""No figure that is not published can be worked out from what is: an attacker tries.

The attacker is written from the policy's dashboard alone. It knows which item is part of which,
what share is judged at which threshold, and every verdict and number in findings.json; it tries
every way in which the figures it does not see could be.
"""

from __future__ import annotations

import datetime as dt
import itertools
import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clausewise.places import DEFAULT_PACK
from engine.assess import assess
from engine.loading import load_pack
from engine.nouns.evidence.fact import Fact, Origin, Range
from engine.nouns.evidence.organisation import Organisation, Submission
from engine.nouns.outcome.assessment import Assessment
from engine.nouns.outcome.audience import Audience
from engine.nouns.policy.pack import Pack
from engine.nouns.quarter import Quarter
from engine.nouns.verdict import Basis
from engine.publishing import publish_for_public
from reports.content.rows import finding_rows
from reports.file_parts import joined_content
from reports.findings_json.write import findings_json
from reports.lookup import Lookup
from reports.workbook.csv_file import matrix_csv_parts

PACK = load_pack(DEFAULT_PACK)
QUARTERS = (Quarter.parse("2014-15 Q1"), Quarter.parse("2014-15 Q2"))
ORGANISATIONS = tuple(Organisation(code, f"Trust {code}", "provider") for code in ("RA", "RB"))
Figures = Mapping[str, int]
MOST = 24


def share(part: int, total: int, met: int, partly: int) -> str:
    """Of more than there are, or of none, there is no share."""
    if part > total or not total:
        return "no_evidence"
    percent = 100 * part / total
    return "met" if percent >= met else "partly_met" if percent >= partly else "not_met"


def completed(at: Figures) -> str:
    """Item 13.3 as its rule reads it: 100 % to be met, 80 % to be partly met."""
    if at["13.2"] == 0 and at["13.3"] == 0:
        return "not_applicable"
    return share(at["13.3"], at["13.2"], 100, 80)


def sudden(at: Figures) -> str:
    """Item 13.6: fewer than all, or more than there are, is a question and never a plain red."""
    if at["13.5"] == 0 and at["13.6"] == 0:
        return "not_applicable"
    return "met" if at["13.6"] == at["13.5"] else "partly_met"


def no_more(part: str, total: str) -> Callable[[Figures], str]:
    return lambda at: "met" if at[part] <= at[total] else "not_met"


def adult_wards(at: Figures) -> str:
    return "met" if at["8.6"] == 0 else "partly_met" if at["8.6"] <= 2 else "not_met"


GROUPS: tuple[tuple[tuple[str, ...], tuple[tuple[str, str], ...]], ...] = (
    (("8.6",), ()),
    (("8.3", "8.1"), (("8.3", "8.1"),)),
    (("13.6", "13.5"), (("13.6", "13.5"),)),
    (("13.3", "13.2", "13.1"), (("13.3", "13.2"), ("13.2", "13.1"))),
)
"""Items that tell of one another, and which of them is part of which."""
VERDICTS: Mapping[str, tuple[tuple[str, ...], Callable[[Figures], str]]] = {
    "A1-8.6-children-on-adult-wards": (("8.6",), adult_wards),
    "A1-8.3-looked-after-children-admitted": (("8.3", "8.1"), no_more("8.3", "8.1")),
    "A1-13.6-child-deaths-sudic": (("13.6", "13.5"), sudden),
    "A1-13.3-serious-incidents-completed": (("13.3", "13.2"), completed),
    "A1-13.2-safeguarding-serious-incidents": (("13.2", "13.1"), no_more("13.2", "13.1")),
}
ITEMS = tuple(item for items, _ in GROUPS for item in items)
FIGURE = st.one_of(st.integers(0, 6), st.integers(0, 14))
RETURNS = st.lists(st.fixed_dictionaries(dict.fromkeys(ITEMS, FIGURE)), min_size=4, max_size=4)


def facts_of(figures: Figures) -> dict[str, Fact]:
    facts = {
        "organisation.services": Fact(
            "organisation.services",
            frozenset({"inpatient", "adult_inpatient"}),
            Basis.DECLARED,
            returned=True,
        )
    }
    for row, (item, number) in enumerate(figures.items(), 2):
        name = f"dashboard.{item}"
        origin = Origin("dashboard.csv", "00" * 32, "dashboard", f"C{row}", f"zq{number}zq")
        value = Range.of_number(float(number))
        facts[name] = Fact(name, value, Basis.FIGURE, (origin,), returned=True)
    for part, total in (("13.3", "13.2"), ("13.6", "13.5")):
        name, done, of = f"dashboard.{part}.share", figures[part], figures[total]
        known = of > 0 and done <= of
        facts[name] = Fact(
            name,
            Range.of_number(100 * done / of) if known else None,
            Basis.FIGURE,
            (),
            (f"dashboard.{part}", f"dashboard.{total}"),
            f"{done} of {of}" if known else "",
            "" if known else "there is no such share",
            returned=True,
        )
    return facts


def assessment_of(pack: Pack, returns: list[Figures]) -> Assessment:
    places = itertools.product(ORGANISATIONS, QUARTERS)
    sent = [
        Submission(who, quarter, facts_of(figures))
        for (who, quarter), figures in zip(places, returns, strict=True)
    ]
    return assess(pack, sent, (), (), QUARTERS[-1], dt.date(2014, 9, 30), "a test")


def figures_shown(value: Any) -> Iterator[tuple[str, Any]]:
    """Every fact in a finding, however deep, with its value."""
    if isinstance(value, dict):
        if "why_unknown" in value:
            yield value["name"], value["value"]
        for each in value.values():
            yield from figures_shown(each)
    elif isinstance(value, list):
        for each in value:
            yield from figures_shown(each)


def worlds(
    items: tuple[str, ...], shown: Mapping[str, int], verdicts: Mapping[str, str]
) -> Iterator[Figures]:
    """Every way the figures of a group could be, by all that is published of them."""
    ways = [(shown[item],) if item in shown else range(1, MOST) for item in items]
    for way in itertools.product(*ways):
        at = dict(zip(items, way, strict=True))
        if all(
            verdict(at) == verdicts[rule]
            for rule, (read, verdict) in VERDICTS.items()
            if rule in verdicts and set(read) <= set(items)
        ):
            yield at


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
@given(RETURNS)
@pytest.mark.slow
def test_an_attacker_pins_no_figure_that_is_not_published(returns: list[Figures]) -> None:
    true = assessment_of(PACK, returns)
    kept = repr(true.submissions)
    public = publish_for_public(true)
    assert repr(true.submissions) == kept
    assert public.audience is Audience.PUBLIC
    lookup = Lookup.for_assessment(public)
    text = findings_json(lookup).decode("utf-8")
    table = joined_content(matrix_csv_parts(lookup, finding_rows(lookup))).decode("utf-8")
    assert "zq" not in text + table
    data = json.loads(text)
    withheld = {(one["organisation"], one["period"], one["about"]) for one in data["not_shown"]}
    before = {finding.key: finding.verdict.value for finding in true.findings}
    for (who, quarter), figures in zip(
        itertools.product(ORGANISATIONS, QUARTERS), returns, strict=True
    ):
        own = [
            one
            for one in data["findings"]
            if one["organisation"]["code"] == who.code and one["period"] == quarter.label
        ]
        verdicts = {}
        for one in own:
            if (who.code, quarter.label, one["rule"]) not in withheld:
                assert one["verdict"] == before[one["rule"], who.code, quarter.label]
                verdicts[one["rule"]] = one["verdict"]
        seen = {
            name.removeprefix("dashboard."): value
            for name, value in figures_shown(own)
            if value is not None and not isinstance(value, dict)
        }
        seen |= {
            trend["fact"].removeprefix("dashboard."): point["value"]
            for trend in data["trends"]
            for point in trend["points"]
            if (trend["organisation"], point["period"]) == (who.code, quarter.label)
            and point["value"] is not None
        }
        for items, parts in GROUPS:
            shown = {
                item: figures[item]
                for item in items
                if (who.code, quarter.label, f"dashboard.{item}") not in withheld
            }
            hidden = [item for item in items if item not in shown]
            assert not set(hidden) & seen.keys()
            for part, total in parts:
                if part in hidden or total in hidden:
                    assert f"{part}.share" not in seen
                else:
                    assert not 1 <= figures[total] - figures[part] <= 4
            assert all(shown[item] not in range(1, 5) for item in shown)
            if not hidden:
                continue
            possible = list(worlds(items, shown, verdicts))
            for item in hidden:
                assert _open({at[item] for at in possible}), (item, figures, verdicts)
            for part, total in parts:
                between = {at[total] - at[part] for at in possible}
                assert _open(between) or max(between) <= 0 or {part, total} <= shown.keys()


def _open(values: set[int]) -> bool:
    """Whether two values are left, and every small one where all that are left are small."""
    return len(values) > 1 and not values < {1, 2, 3, 4}
