"""Any decisions written and read are the same decisions."""

from __future__ import annotations

import datetime as dt
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.nouns.evidence.decision import (
    Action,
    Decisions,
    Moderation,
    Status,
    Waiver,
    WaiverStatus,
)
from engine.nouns.evidence.fact import Origin
from engine.nouns.quarter import Quarter
from evidence.decisions.file import read_decision_file
from evidence.decisions.interpret import decisions_of
from evidence.decisions.lines import sheets_of
from evidence.decisions.plan import plan_decisions
from evidence.decisions.workbook import decisions_workbook
from evidence.nouns.columns import columns_of
from evidence.reading import read_returns
from tests.draws import draws

NOWHERE = Origin("", "", "", "", "")
AS_OF = dt.date(2014, 9, 30)
TEXTS = st.one_of(
    st.sampled_from(
        ("=1+1", "+44 extension", "@home", "Zoë’s “plan”", "one\ntwo", "a, b; c", "30/06/2014")
    ),
    st.text("abcdef äÉ’“\"'=+-@,;\n", max_size=18).map(lambda text: f"a{text}b"),
)
DAYS = st.dates(dt.date(1990, 1, 1), dt.date(2099, 12, 31))
MAYBE = st.one_of(st.none(), DAYS)
RULES = {"S6-nurse": ("S6.p08.a", "A1.1"), "S6-training": ("S6.p11.c",)}
WAIVERS = st.builds(
    Waiver,
    st.just("RZ1"),
    st.sampled_from(sorted(RULES)),
    st.one_of(st.just(""), TEXTS),
    st.one_of(st.just(""), TEXTS),
    MAYBE,
    MAYBE,
    st.just(WaiverStatus.NOTHING_TO_WAIVE),
    st.just(NOWHERE),
)
ACTIONS = st.builds(
    lambda rule, action: replace(action, clause=RULES[rule][0], rule=rule),
    st.sampled_from(sorted(RULES)),
    st.builds(
        Action,
        st.just("RZ1"),
        st.just(""),
        st.just(""),
        TEXTS,
        TEXTS,
        MAYBE,
        MAYBE,
        st.sampled_from(Status),
        MAYBE,
        st.one_of(st.just(""), TEXTS),
        st.just(NOWHERE),
    ),
)
MODERATIONS = st.builds(
    Moderation,
    st.just("RZ1"),
    st.sampled_from((Quarter(2014, 1), Quarter(2014, 2), Quarter(2015, 4))),
    st.sampled_from(("S6.p08.a", "S6.p18.c")),
    st.sampled_from(("0", "3", "partly met", "nonsense")),
    st.one_of(st.just(""), TEXTS),
    MAYBE,
    st.one_of(st.just(""), TEXTS),
    st.just(NOWHERE),
    st.sampled_from(("", "2", "met")),
)
DECISIONS = st.builds(
    Decisions,
    st.lists(WAIVERS, max_size=4, unique=True).map(tuple),
    st.lists(ACTIONS, max_size=4, unique=True).map(tuple),
    st.lists(MODERATIONS, max_size=4, unique=True).map(tuple),
)


def bare(decisions: Decisions) -> Decisions:
    """Decisions without where they were read."""
    return Decisions(
        tuple(replace(waiver, origin=NOWHERE) for waiver in decisions.waivers),
        tuple(replace(action, origin=NOWHERE) for action in decisions.actions),
        tuple(replace(moderation, origin=NOWHERE) for moderation in decisions.moderations),
    )


@pytest.fixture
def returns(ruled, returned):
    return read_returns([returned()], ruled).returns


@given(decisions=DECISIONS)
@settings(
    max_examples=draws(8),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_any_decisions_are_read_back(ruled, returns, decisions: Decisions) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "decisions.xlsx"
        path.write_bytes(decisions_workbook(ruled, sheets_of(decisions)))
        book = read_decision_file(path, ruled)
    read, _ = decisions_of(book, ruled, returns, AS_OF)
    assert (book.is_usable, book.faults) == (True, ())
    assert bare(read) == decisions


@given(decisions=DECISIONS)
@settings(
    max_examples=draws(5),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_any_decisions_are_carried_over(ruled, returns, assessed, decisions: Decisions) -> None:
    with tempfile.TemporaryDirectory() as folder:
        old, new = Path(folder) / "old.xlsx", Path(folder) / "new.xlsx"
        old.write_bytes(decisions_workbook(ruled, sheets_of(decisions)))
        book = read_decision_file(old, ruled)
        new.write_bytes(decisions_workbook(ruled, plan_decisions(assessed, returns, book)))
        carried = read_decision_file(new, ruled)
    read, _ = decisions_of(carried, ruled, returns, AS_OF)
    assert bare(read) == decisions


def test_the_same_sheets_give_the_same_bytes(ruled, returns, assessed) -> None:
    sheets = plan_decisions(assessed, returns, None)
    assert decisions_workbook(ruled, sheets) == decisions_workbook(ruled, sheets)


def test_a_folder_of_csv_files_is_read_alike(tmp_path, ruled, returns) -> None:
    folder = tmp_path / "decided"
    folder.mkdir()
    (folder / "waivers.csv").write_text(
        ";".join(columns_of("waivers"))
        + "\nRZ1;S6-nurse;S6.p08.a;Recruiting;Director;01/07/2014;30/06/2015\n",
        "utf-8",
    )
    book = read_decision_file(folder, ruled)
    decided, faults = decisions_of(book, ruled, returns, AS_OF)
    assert faults == ()
    assert [(waiver.rule, waiver.until, waiver.origin.file) for waiver in decided.waivers] == [
        ("S6-nurse", dt.date(2015, 6, 30), "decided/waivers.csv")
    ]
    assert [(one.name, len(one.sha256), one.used) for one in book.inputs] == [
        ("decided/waivers.csv", 64, True)
    ]
