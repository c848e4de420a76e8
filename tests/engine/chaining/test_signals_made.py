"""From findings and facts to signals."""

from __future__ import annotations

import pytest

from engine.chaining.chainers.signal_forms import ChainingError, check, quarter_of
from engine.chaining.make_signals import Answers, Figures, PartAndTotal, signals_of
from engine.nouns.evidence.fact import Range

Q2 = 2014 * 4 + 1
LEVEL_3 = "training.safeguarding.level_3"


def test_a_finding_is_one_signal_and_one_for_each_clause_it_cites(finding, vocabulary):
    met = finding("R1", "2014-15 Q2", "not_met", "document", ("S6.p11.c", "A1.4.1"))
    silent = finding("R2", "2014-15 Q2", "no_evidence", None, ("S6.p18.c",))
    signals = signals_of([met, silent], [], vocabulary, 0.5)
    assert signals.sources == {
        ("finding", "R1", Q2, "not_met", "document"): met,
        ("citation", "S6.p11.c", "R1", Q2, "not_met", "document"): met,
        ("citation", "A1.4.1", "R1", Q2, "not_met", "document"): met,
        ("finding", "R2", Q2, "no_evidence", "none"): silent,
        ("citation", "S6.p18.c", "R2", Q2, "no_evidence", "none"): silent,
    }


def test_two_questions_on_one_clause_answer_together_or_apart(fact, submission, vocabulary):
    first = fact("section11.S6.p18.c.declared", "met")
    second = fact("section11.S6.p18.c/2.declared", "met")
    other = fact("section11.S6.p11.c.declared", "partly_met")
    returned = submission("2014-15 Q2", first, second, other)
    assert signals_of([], [returned], vocabulary, 0.5).sources == {
        ("answer", "S6.p11.c", Q2, "partly_met"): Answers("S6.p11.c", (other,)),
        ("answer", "S6.p18.c", Q2, "met"): Answers("S6.p18.c", (first, second)),
    }


def test_an_answer_not_given_is_no_signal(fact, submission, vocabulary):
    unknown = fact("section11.S6.p11.c.declared", None)
    assert signals_of([], [submission("2014-15 Q2", unknown)], vocabulary, 0.5).all == ()


@pytest.mark.parametrize(
    ("declared", "low", "high", "clash"),
    [
        (61.0, 61.0, 61.0, ""),
        (61.0, 60.5, 60.5, ""),
        (61.0, 60.4, 60.4, "declared_higher"),
        (60.0, 60.5, 60.5, ""),
        (60.0, 60.6, 60.6, "register_higher"),
        (61.0, 50.0, 60.5, ""),
        (61.0, 50.0, 60.4, "declared_higher"),
        (61.0, 61.6, 70.0, "register_higher"),
        (61.0, 50.0, 70.0, ""),
    ],
)
def test_figures_clash_only_beyond_tolerance_from_the_whole_range(
    fact, submission, vocabulary, declared, low, high, clash
):
    said = fact("dashboard.4.1.level_3", declared, "C8", "61%")
    percent = fact(f"{LEVEL_3}.percent", Range(low, high))
    staff = fact(f"{LEVEL_3}.staff", 90)
    in_date = fact(f"{LEVEL_3}.in_date", 60)
    returned = submission("2014-15 Q2", said, percent, staff, in_date)
    expected = {}
    if clash:
        figures = Figures(f"{LEVEL_3}.percent", "A1.4.1", said, percent, staff, in_date)
        expected = {("figures", f"{LEVEL_3}.percent", Q2, clash): figures}
    assert signals_of([], [returned], vocabulary, 0.5).sources == expected


def test_a_percentage_that_is_only_declared_clashes_with_nothing(fact, submission, vocabulary):
    said = fact("dashboard.4.1.level_3", 61.0)
    percent = fact(f"{LEVEL_3}.percent", 40.0)
    unknown = fact(f"{LEVEL_3}.staff", None)
    for more in ((), (unknown,)):
        returned = submission("2014-15 Q2", said, percent, *more)
        assert signals_of([], [returned], vocabulary, 0.5).all == ()


def test_a_part_beyond_its_total_is_a_pair(fact, submission, vocabulary):
    part, total = fact("dashboard.8.3", 9), fact("dashboard.8.1", 7)
    plan, births = (
        fact("dashboard.10.1.subject_to_plan", 8),
        fact("dashboard.10.1.total_births", 6),
    )
    returned = submission("2014-15 Q2", part, total, plan, births)
    assert signals_of([], [returned], vocabulary, 0.5).sources == {
        ("pair", "dashboard.8.3", "dashboard.8.1", Q2): PartAndTotal(
            part, total, ("A1.8.3", "A1.8.1")
        ),
        ("pair", plan.name, births.name, Q2): PartAndTotal(plan, births, ("A1.10.1",)),
    }


@pytest.mark.parametrize(("part", "total"), [(7, 7), (Range(6, 9), 7), (None, 7), (9, None)])
def test_a_part_that_may_be_right_is_no_pair(fact, submission, vocabulary, part, total):
    returned = submission("2014-15 Q2", fact("dashboard.8.3", part), fact("dashboard.8.1", total))
    assert signals_of([], [returned], vocabulary, 0.5).all == ()


def test_every_signal_is_of_the_agreed_form(finding, fact, submission, vocabulary):
    returned = submission(
        "2014-15 Q2",
        fact("section11.S6.p11.c.declared", "met"),
        fact("dashboard.4.1.level_3", 61.0),
        fact(f"{LEVEL_3}.percent", 40.0),
        fact(f"{LEVEL_3}.staff", 90),
        fact("dashboard.8.3", 9),
        fact("dashboard.8.1", 7),
    )
    signals = signals_of([finding("R1", "2014-15 Q2", "met")], [returned], vocabulary, 0.5).all
    assert [signal[0] for signal in signals] == [
        *("finding", "citation", "first_seen", "answer", "figures", "pair")
    ]
    assert [quarter_of(signal) for signal in signals] == [Q2] * 6
    for signal in signals:
        check(signal)


@pytest.mark.parametrize(
    "signal",
    [
        (),
        ("rumour", "R1"),
        ("pair", "a", "b"),
        ("pair", "a", "b", 1, "c"),
        ("pair", "a", "b", "1"),
        ("pair", "a", "b", 1.0),
        ("pair", "a", "b", True),
        ("pair", "a", "b", -1),
        ("pair", "a", "b", 2**63),
        ("pair", "a", float("nan"), 1),
        ("pair", "a", 1e300, 1),
        ("pair", "a", None, 1),
        ("pair", 90, "b", 1),
    ],
)
def test_other_signals_are_refused_in_words(signal):
    with pytest.raises(ChainingError, match=r"found the signal .*; expected"):
        check(signal)
