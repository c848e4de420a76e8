"""Figures and days as people type them, read alike from each format."""

from __future__ import annotations

import datetime as dt

import pytest

from engine.nouns.evidence.fact import Range
from engine.nouns.policy.pack import Pack
from evidence.nouns.returns import ReturnsRead
from evidence.nouns.yardstick import Yardstick
from evidence.submissions import submissions
from tests.evidence.grids.formats.small_return import (
    DAY,
    WHOLE,
    Sent,
    _parameter,
    dashboard,
    values,
)
from tests.evidence.sheets import WRITERS, Failed, Percent, Sheet


def cells_asked_about(reading: ReturnsRead, pack: Pack) -> list[str]:
    """What the cells of a return were found to hold that could not be taken."""
    judged = Yardstick(lambda quarter: quarter.last_day, _parameter)
    _, faults = submissions(reading, pack, judged)
    return [f"{fault.cell}: {fault.found}" for fault in faults]


def test_an_error_saved_as_csv_is_no_figure(sent: Sent, pack: Pack) -> None:
    reading = sent("csv", dashboard=dashboard(("2", None, Failed("#REF!"), None)))
    assert cells_asked_about(reading, pack) == ["C2: #REF!"]


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize(
    ("typed", "percent"),
    [
        ("97.5%", 97.5),
        ("97.5 %", 97.5),
        ("97.5\u00a0%", 97.5),
        (97.5, 97.5),
        (0.975, 97.5),
        ("0.975", 97.5),
        (Percent(0.975), 97.5),
        (Percent(1), 100.0),
        ("100", 100.0),
        (0, 0.0),
    ],
)
def test_percentages_as_people_type_them(
    form: str, typed: object, percent: float, sent: Sent, pack: Pack
) -> None:
    reading = sent(form, dashboard=dashboard(("6.4", None, typed, None)))
    assert values(reading, pack)["dashboard.6.4"] == Range.of_number(percent)


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize("typed", [0.975, "0.975"])
def test_a_share_of_which_fewer_is_better_is_no_fraction_by_itself(
    form: str, typed: object, sent: Sent, pack: Pack
) -> None:
    reading = sent(form, dashboard=dashboard(("3", None, typed, None)))
    assert "may mean 0.975 % or 97.5 %" in str(values(reading, pack)["dashboard.3"])


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize("typed", [1, "1", "1.0"])
def test_a_one_in_a_percent_row_is_asked_about(
    form: str, typed: object, sent: Sent, pack: Pack
) -> None:
    reading = sent(form, dashboard=dashboard(("3", None, typed, None)))
    sheet = "dashboard.csv" if form == "csv" else "dashboard"
    assert cells_asked_about(reading, pack) == [f"C2: {typed}"]
    assert values(reading, pack)["dashboard.3"] == (
        f"{sheet} C2 says “{typed}”, which may mean 1 % or 100 %"
    )


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize(
    ("typed", "count"), [("1,204", 1204.0), (1204, 1204.0), ("\u00a012\u00a0", 12.0), ("nil", 0.0)]
)
def test_counts_as_people_type_them(
    form: str, typed: object, count: float, sent: Sent, pack: Pack
) -> None:
    reading = sent(form, dashboard=dashboard(("2", None, typed, None)))
    assert values(reading, pack)["dashboard.2"] == Range.of_number(count)


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize(
    "typed", [DAY, "2013-05-02", "02/05/2013", "2/5/2013", "2 May 2013", "2.5.13"]
)
def test_days_as_people_type_them(form: str, typed: object, sent: Sent, pack: Pack) -> None:
    headings = WHOLE["documents"].rows[0]
    row = ("Training strategy", "Strategy", typed, None, None)
    reading = sent(form, documents=Sheet([headings, row]))
    assert values(reading, pack)["documents.training_strategy.approved_on"] == Range.of_day(DAY)


@pytest.mark.parametrize("form", WRITERS)
def test_a_month_by_its_name(form: str, sent: Sent, pack: Pack) -> None:
    headings = WHOLE["documents"].rows[0]
    row = ("Training strategy", "Strategy", "March 2014", None, None)
    reading = sent(form, documents=Sheet([headings, row]))
    assert values(reading, pack)["documents.training_strategy.approved_on"] == Range(
        dt.date(2014, 3, 1).toordinal(), dt.date(2014, 3, 31).toordinal()
    )
