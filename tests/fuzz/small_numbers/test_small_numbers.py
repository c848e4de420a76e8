"""The long forms of attacking small numbers, in short; and that the attackers find what is told."""

from __future__ import annotations

import pytest

import engine.publishing.disclosure
import engine.publishing.small_numbers
from tests.fuzz.small_numbers.alike import compared
from tests.fuzz.small_numbers.programme import Linear, Programme
from tests.fuzz.small_numbers.recovered import tried


def test_a_programme_tells_how_far_what_is_known_reaches() -> None:
    """A part of at least 95 % of a total of 40 to 60: at most one in twenty is no part."""
    programme = Programme()
    part, whole = programme.unknown(0, 100), programme.unknown(40, 60)
    programme.keep(part * 100 - whole * 95, low=0)
    programme.keep(whole - part, low=1)
    assert programme.reach(whole - part) == (1, 3)
    assert programme.reach(part) == (38, 59)
    assert programme.reach(Linear(constant=7.0)) == (7, 7)
    assert (programme.can_be(part, 37), programme.can_be(part, 38)) == (False, True)


def test_truths_of_a_programme_are_so_exactly_where_they_should_be() -> None:
    programme = Programme()
    number = programme.unknown(0, 9)
    three = programme.at_least(number - 3)
    both = programme.all_of([three, programme.at_least(number * -1 + 5)])
    either = programme.any_of([both, programme.between(number, 8, 8)])
    programme.keep(either, low=1)
    found = [value for value in range(10) if programme.can_be(number, value)]
    assert found == [3, 4, 5, 8]
    programme.keep(three, high=0)
    assert not programme.can_be_at_all()


@pytest.mark.slow
@pytest.mark.parametrize("number", range(10))
def test_a_solver_works_out_no_figure_that_is_not_shown(number: int) -> None:
    assert tried(number).told == ()


@pytest.mark.slow
@pytest.mark.parametrize("number", range(2))
def test_small_counts_of_several_providers_at_once_change_no_output(number: int) -> None:
    compared(number, joint=2, pairs=0)


@pytest.mark.slow
def test_the_solver_finds_the_count_that_a_verdict_tells(monkeypatch: pytest.MonkeyPatch) -> None:
    """Were every verdict published: one child of 1 to 4 on an adult ward would be told."""
    monkeypatch.setattr(engine.publishing.disclosure, "keeps_secret", lambda *_: True)
    assert {told.secret.name for told in tried(3).told} == {"dashboard.8.6"}


@pytest.mark.slow
def test_the_solver_finds_the_count_that_a_total_tells(monkeypatch: pytest.MonkeyPatch) -> None:
    """Were a part hidden without its total, their share would tell it."""
    monkeypatch.setattr(engine.publishing.small_numbers, "_pair", lambda *_: None)
    told = {told.secret.name for told in tried(0).told}
    assert {"dashboard.8.7", "dashboard.8.8"} <= told
