"""Training: the register level by level and group by group, beside the dashboard's figures."""

from __future__ import annotations

import datetime as dt

import pytest

from engine.nouns.evidence.fact import Fact, Origin, Range
from engine.nouns.verdict import Basis
from tests.evidence.facts.training.lines import FOUR, LAPSED, SG, declared, staff

WHOLE = (Origin("orwell.xlsx", "a" * 64, "training", "A2:F5", ""),)


def test_a_level_by_the_register(gather) -> None:
    found = gather(register=FOUR)
    assert found.facts[f"{SG}.level_3.staff"] == Fact(
        f"{SG}.level_3.staff", Range.of_number(4.0), Basis.REGISTER, WHOLE, returned=True
    )
    assert found.facts[f"{SG}.level_3.in_date"] == Fact(
        f"{SG}.level_3.in_date", Range.of_number(2.0), Basis.REGISTER, WHOLE, returned=True
    )
    assert found.facts[f"{SG}.level_3.percent"] == Fact(
        f"{SG}.level_3.percent",
        Range.of_number(50.0),
        Basis.REGISTER,
        WHOLE,
        (f"{SG}.level_3.in_date", f"{SG}.level_3.staff"),
        "from the register: 2 of 4 trained and in date, 1 below the level, 1 out of date",
        returned=True,
    )
    assert found.value(f"{SG}.level_3.needed") is True
    assert found.value(f"{SG}.level_2.needed") is False
    assert found.value(f"{SG}.level_2.percent") is None
    assert found.value(f"{SG}.lowest_level_percent") == 50
    assert found.faults == ()


@pytest.mark.parametrize(
    ("completed", "in_date"),
    [
        (dt.date(2011, 9, 30), 1),
        (dt.date(2011, 9, 29), 0),
        (dt.date(2014, 9, 30), 1),
        ("30/09/2011", 1),
        ("September 2014", 1),
        ("August 2011", 0),
        ("September 2011", (0, 1)),
        ("October 2014", (0, 1)),
    ],
)
def test_the_last_day_that_will_do(gather, completed, in_date) -> None:
    found = gather(register=[staff("E1", on=completed)])
    assert found.value(f"{SG}.level_3.in_date") == in_date


def test_training_after_the_quarter_is_in_doubt_and_told(gather) -> None:
    found = gather(register=[staff("E1"), staff("E2", on="01/10/2014")])
    assert found.value(f"{SG}.level_3.percent") == (50, 100)
    after = "training completed after the quarter, or after the return was sent, on 1 line"
    assert found.faults_in_short == [("CELL", "training F3", after)]
    assert found.faults[0].facts == (f"{SG}.level_3.percent",)


@pytest.mark.parametrize("column", ["has", "on"])
@pytest.mark.parametrize("typed", [None, "?", "TBC"])
def test_what_cannot_be_read_is_neither_trained_nor_untrained(gather, column, typed) -> None:
    found = gather(register=[staff("E1"), staff("E2", **{column: typed})])
    assert found.value(f"{SG}.level_3.staff") == 2
    assert found.value(f"{SG}.level_3.in_date") == (1, 2)
    assert found.value(f"{SG}.level_3.percent") == (50, 100)
    assert [fault.severity.name for fault in found.faults] == ["CELL"]


def test_what_is_known_of_a_line_can_settle_it(gather) -> None:
    found = gather(register=[staff("E1", has=2, on=None), staff("E2", has=None, on=LAPSED)])
    assert found.value(f"{SG}.level_3.percent") == 0


def test_an_unreadable_requirement_may_be_any_level(gather) -> None:
    found = gather(register=[staff("E1"), staff("E2", need="?")])
    assert found.value(f"{SG}.level_3.staff") == (1, 2)
    assert found.value(f"{SG}.level_3.percent") == (50, 100)
    assert found.value(f"{SG}.level_5.needed") is None
    assert found.why(f"{SG}.level_5.needed") == (
        "whether anybody needs Level 5 depends on lines that cannot be read"
    )
    assert found.value(f"{SG}.lowest_level_percent") == (0, 100)
    assert found.value(f"{SG}.lowest_group_percent") == (0, 100)


def test_faults_of_a_register_are_told_together(gather) -> None:
    lines = [staff(f"E{n}", has=None if n % 2 else "x") for n in range(20)]
    found = gather(register=lines)
    assert found.faults_in_short == [
        ("CELL", "training E3, E5, E7, E9, E11 and 5 more", "no achieved level on 10 lines"),
        ("CELL", "training E2, E4, E6, E8, E10 and 5 more", "“x” as achieved level (10 lines)"),
    ]


@pytest.mark.parametrize("framework", ["sfgrding", None])
def test_a_framework_that_cannot_be_read_may_be_any(gather, framework) -> None:
    found = gather(register=[staff("E1"), staff("E2", has=1, framework=framework)])
    assert found.value(f"{SG}.level_3.percent") == (50, 100)
    assert found.faults[0].expected == (
        "a framework: safeguarding children or looked-after children"
    )
    other = found.facts["training.looked_after_children.level_1.needed"]
    assert (other.value, other.why_unknown) == (
        None,
        "the register has lines whose framework cannot be read "
        "and none that is surely about this one",
    )


def test_a_register_of_no_known_framework_does_not_leave_it_to_the_dashboard(gather) -> None:
    register = [staff("E1", has=0, framework="child prot"), staff("E2", framework="child prot")]
    found = gather(register=register, dashboard=[declared(n, "100%") for n in range(1, 7)])
    assert found.value(f"{SG}.level_3.percent") is None
    assert found.value(f"{SG}.level_3.needed") is None
    assert found.value(f"{SG}.lowest_level_percent") is None
    assert found.faults_in_short == [("CELL", "training C2, C3", "“child prot” on 2 lines")]
    assert f"{SG}.level_3.percent" in found.faults[0].facts
    assert found.faults[0].kind_found == "text"


@pytest.mark.parametrize("text", ["Safeguarding", "safeguarding children", "SAFEGUARDING "])
def test_ways_of_writing_a_framework(gather, text) -> None:
    assert gather(register=[staff("E1", framework=text)]).value(f"{SG}.level_3.staff") == 1


def test_frameworks_are_kept_apart(gather) -> None:
    found = gather(register=[staff("E1"), staff("E1", need=1, has=0, framework="LAC")])
    assert found.value(f"{SG}.level_3.percent") == 100
    assert found.value("training.looked_after_children.level_1.percent") == 0
    assert found.faults == ()


def test_the_same_person_twice_and_the_same(gather) -> None:
    found = gather(register=[staff("E1"), staff("e1 "), staff("E2", has=1)])
    assert found.value(f"{SG}.level_3.percent") == 50
    assert found.faults_in_short == [
        (
            "CHECK",
            "training A2, A3",
            "the same people for safeguarding children on 2 lines, saying the same",
        )
    ]


def test_the_same_person_twice_and_different(gather) -> None:
    found = gather(register=[staff("E1"), staff("E1", has=1), staff("E2")])
    assert found.value(f"{SG}.level_3.staff") == 2
    assert found.value(f"{SG}.level_3.percent") == (50, 100)
    assert found.faults_in_short == [
        (
            "CELL",
            "training A2, A3",
            "the same people for safeguarding children on 2 lines, saying different things",
        )
    ]


def test_no_reference_counts_each_line_and_asks(gather) -> None:
    found = gather(register=[staff(None), staff(None, has=1)])
    assert found.value(f"{SG}.level_3.percent") == 50
    assert found.faults_in_short == [("CHECK", "training A2, A3", "no staff reference on 2 lines")]


def test_the_lowest_group(gather) -> None:
    lines = [
        staff("E1", group="Midwives"),
        staff("E2", group="MIDWIVES", has=2),
        staff("E3", group="Porters", need=1, has=1),
        staff("E4", group="Porters", need=1, has=0),
        staff("E5", group="Porters", need=1, has=0),
    ]
    fact = gather(register=lines).facts[f"{SG}.lowest_group_percent"]
    assert fact.value == Range.of_number(100 / 3)
    assert fact.note == (
        "Porters, Level 1: from the register: 1 of 3 trained and in date, 2 below the level"
    )


def test_nobodys_group(gather) -> None:
    found = gather(register=[staff("E1"), staff("E2", group=None, has=1)])
    assert found.value(f"{SG}.level_3.percent") == 50
    assert found.value(f"{SG}.lowest_group_percent") == (0, 100)
    assert found.faults_in_short == [("CHECK", "training B3", "no staff group on 1 line")]


def test_the_register_decides_and_the_note_says_both(gather) -> None:
    found = gather(register=FOUR, dashboard=[declared(3, "52%")])
    assert found.value(f"{SG}.level_3.percent") == 50
    assert found.facts[f"{SG}.level_3.percent"].note == (
        "from the register: 2 of 4 trained and in date, 1 below the level, 1 out of date; "
        "the dashboard declares 52 %"
    )
    assert found.faults == ()


@pytest.mark.parametrize(("said", "told"), [(55, 0), (45, 0), (56, 1), (44, 1)])
def test_a_disagreement_beyond_the_tolerance(gather, said, told) -> None:
    found = gather(register=FOUR, dashboard=[declared(3, said)])
    assert (
        found.faults_in_short
        == [
            (
                "CHECK",
                "dashboard C2",
                f"Level 3, safeguarding children: {said} % declared (dashboard C2), "
                "50 % by the register (training A2:F5)",
            )
        ]
        * told
    )


def test_no_disagreement_where_the_register_is_in_doubt(gather) -> None:
    found = gather(register=[staff("E1"), staff("E2", has="?")], dashboard=[declared(3, 61)])
    assert [fault.severity.name for fault in found.faults] == ["CELL"]


def test_a_figure_for_a_level_nobody_is_at(gather) -> None:
    found = gather(register=FOUR, dashboard=[declared(2, 70)])
    assert found.value(f"{SG}.level_2.needed") is None
    assert found.value(f"{SG}.lowest_level_percent") == (0, 50)
    assert found.faults_in_short == [
        ("CHECK", "dashboard C2", "a figure for Level 2, of which the register has nobody")
    ]


@pytest.mark.parametrize(
    ("said", "note", "needed"),
    [
        ("N/K", None, None),
        ("TBC", None, None),
        ("?", None, None),
        ("-", None, False),
        (None, None, False),
        ("N/A", None, False),
        ("N/A", "nobody needs it", False),
    ],
)
def test_whether_a_level_nobody_is_at_is_needed(gather, said, note, needed) -> None:
    found = gather(register=FOUR, dashboard=[declared(2, said, note)])
    assert found.value(f"{SG}.level_2.needed") is needed


def test_as_declared_without_a_register(gather) -> None:
    found = gather(dashboard=[declared(3, "61%"), declared(1, "97%"), declared(5, "N/A", "none")])
    origins = (Origin("orwell.xlsx", "a" * 64, "dashboard", "C2", "61%"),)
    assert found.facts[f"{SG}.level_3.percent"] == Fact(
        f"{SG}.level_3.percent",
        Range.of_number(61.0),
        Basis.FIGURE,
        origins,
        ("dashboard.4.1.level_3",),
        "as declared on the dashboard",
        returned=True,
    )
    assert f"{SG}.level_3.staff" not in found.facts
    assert found.value(f"{SG}.level_3.needed") is True
    assert found.value(f"{SG}.level_5.needed") is False
    assert found.why(f"{SG}.level_5.percent") == "given as not applicable: “none”"
    assert found.value(f"{SG}.lowest_level_percent") == (0, 61)
    assert found.facts[f"{SG}.lowest_level_percent"].note == (
        "Level 3: 61 %; as declared on the dashboard; not known for Level 2, Level 4 and Level 6"
    )
    assert found.value(f"{SG}.lowest_group_percent") is None


def test_every_level_declared(gather) -> None:
    lines = [declared(level, 90 + level) for level in range(1, 6)]
    found = gather(dashboard=[*lines, declared(6, "n/a", "nobody needs it")])
    assert found.value(f"{SG}.lowest_level_percent") == 91


@pytest.mark.parametrize("said", [None, "N/K", "<5"])
def test_one_level_missing_never_gives_a_sure_figure(gather, said) -> None:
    lines = [declared(level, 100) for level in range(1, 6)]
    found = gather(dashboard=[*lines, declared(6, said)])
    assert found.value(f"{SG}.lowest_level_percent") == (0, 100)


def test_a_declared_blank(gather) -> None:
    found = gather(dashboard=[declared(3, None)])
    assert found.value(f"{SG}.level_3.needed") is None
    assert found.why(f"{SG}.level_3.percent") == "left blank"


def test_nothing_returned(gather) -> None:
    found = gather()
    assert found.why(f"{SG}.lowest_level_percent") == "no training figures were returned"
    assert f"{SG}.level_3.percent" not in found.facts


# Whatever the unreadable cells of a register hide, the true figures lie within the bounds told.
