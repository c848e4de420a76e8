"""The two exact tests against SciPy's, and by hand."""

from __future__ import annotations

from fractions import Fraction
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.trending.exact import EXACT_UP_TO, fisher, two_counts

SHARES = st.integers(0, 60).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of)))


@pytest.fixture(scope="module")
def stats() -> ModuleType:
    """SciPy's own, which takes seconds to import, for whoever needs it."""
    from scipy import stats

    return stats


def test_the_lady_tasting_tea() -> None:
    """Fisher's own table: of 70 ways to choose 4 cups of 8, 34 are as improbable as 3 right."""
    assert fisher(3, 4, 1, 4) == Fraction(34, 70)
    assert fisher(4, 4, 0, 4) == Fraction(2, 70)


def test_two_counts_by_hand() -> None:
    """0 and 5: of 32 ways, 1 on each side; 1 and 3: 5 of 16 on each side."""
    assert two_counts(0, 5) == Fraction(2, 32)
    assert two_counts(1, 3) == Fraction(10, 16)
    assert two_counts(4, 4) == two_counts(0, 0) == 1


@given(now=SHARES, then=SHARES)
def test_fisher_is_that_of_scipy(
    stats: ModuleType, now: tuple[int, int], then: tuple[int, int]
) -> None:
    (a, n), (b, m) = now, then
    expected = stats.fisher_exact([[a, n - a], [b, m - b]]).pvalue
    assert float(fisher(a, n, b, m)) == pytest.approx(expected, rel=1e-6)
    assert fisher(a, n, b, m) == fisher(b, m, a, n) == fisher(n - a, n, m - b, m)


@given(now=st.integers(0, 400), then=st.integers(0, 400))
def test_two_counts_are_the_binomial_test_of_scipy(stats: ModuleType, now: int, then: int) -> None:
    if now + then:
        expected = stats.binomtest(now, now + then, 0.5).pvalue
        assert float(two_counts(now, then)) == pytest.approx(expected, rel=1e-9)
    assert two_counts(now, then) == two_counts(then, now)


@pytest.mark.parametrize(
    ("done", "of", "then_done", "then_of"),
    [(8_700, 10_000, 8_800, 10_000), (50, 60_000, 80, 61_000), (30_000, 30_000, 1, 3)],
)
def test_large_groups_are_tested_by_logarithms(
    stats: ModuleType, done: int, of: int, then_done: int, then_of: int
) -> None:
    assert of + then_of > EXACT_UP_TO
    table = [[done, of - done], [then_done, then_of - then_done]]
    expected = stats.fisher_exact(table).pvalue
    assert float(fisher(done, of, then_done, then_of)) == pytest.approx(expected, rel=1e-6)


def test_large_counts_are_tested_by_logarithms(stats: ModuleType) -> None:
    expected = stats.binomtest(20_000, 40_500, 0.5).pvalue
    assert float(two_counts(20_000, 20_500)) == pytest.approx(expected, rel=1e-6)
    assert float(two_counts(20_000, 20_000)) == 1


def test_a_part_above_its_total_is_no_share() -> None:
    with pytest.raises(ValueError, match="5 of 4"):
        fisher(5, 4, 1, 4)
    with pytest.raises(ValueError, match="-1"):
        two_counts(-1, 4)
