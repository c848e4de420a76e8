"""Two exact tests for small numbers, in whole numbers, so that nothing is rounded.

Above EXACT_UP_TO the same sums are taken of logarithms, since whole numbers grow too long.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction
from math import comb

EXACT_UP_TO = 10_000
"""The largest sum of counts that is worked out in whole numbers."""
_TIE = 1e-7
"""Of logarithms: how far two equal weights may lie apart by rounding."""


def fisher(done: int, of: int, then_done: int, then_of: int) -> Fraction:
    """Fisher's exact test, two-sided: is ``done`` of ``of`` another share than ``then_done`` of
    ``then_of``?

    The probability, if both groups had one share, of a table as improbable as this one or more
    so, given its margins (R. A. Fisher, Statistical Methods for Research Workers, 5th edition,
    1934, section 21.02; the two-sided form is that of R's fisher.test and SciPy's fisher_exact).
    All four are counts; raises ValueError where one exceeds its total or is below 0.
    """
    if not (0 <= done <= of and 0 <= then_done <= then_of):
        raise ValueError(f"not two shares: {done} of {of}, {then_done} of {then_of}")
    all_done, everybody = done + then_done, of + then_of
    first, last = max(0, all_done - then_of), min(of, all_done)
    if everybody > EXACT_UP_TO:
        logs = [_log_comb(of, k) + _log_comb(then_of, all_done - k) for k in range(first, last + 1)]
        return _share_of_logs(logs, logs[done - first])
    # Each weight follows from the one before it, which spares the large binomials.
    weight = comb(of, first) * comb(then_of, all_done - first)
    weights = [weight]
    for k in range(first, last):
        weight = weight * (of - k) * (all_done - k)
        weight //= (k + 1) * (then_of - all_done + k + 1)
        weights.append(weight)
    seen = weights[done - first]
    return Fraction(sum(weight for weight in weights if weight <= seen), comb(everybody, all_done))


def two_counts(now: int, then: int) -> Fraction:
    """The exact conditional test of two Poisson counts over equal times, two-sided.

    Given their sum, the one count is binomial with one half if both come at one rate
    (J. Przyborowski and H. Wilenski, Homogeneity of results in testing samples from Poisson
    series, Biometrika 31, 1940). Returns the probability of a split as uneven or more so;
    raises ValueError for a count below 0.
    """
    if now < 0 or then < 0:
        raise ValueError(f"not two counts: {now}, {then}")
    both = now + then
    if both > EXACT_UP_TO:
        logs = [_log_comb(both, k) for k in range(both + 1)]
        return _share_of_logs(logs, logs[min(now, then)])
    ways, tail = 1, 0
    for k in range(min(now, then) + 1):
        tail += ways
        ways = ways * (both - k) // (k + 1)
    return min(Fraction(1), Fraction(2 * tail, 2**both))


def _log_comb(n: int, k: int) -> float:
    return math.lgamma(n + 1) - math.lgamma(k + 1) - math.lgamma(n - k + 1)


def _share_of_logs(logs: Sequence[float], seen: float) -> Fraction:
    """The weights not above the one seen, as a share of all; weights are given as logarithms."""
    most = max(logs)
    weights = [math.exp(log - most) for log in logs]
    tail = math.fsum(
        weight for weight, own in zip(weights, logs, strict=True) if own <= seen + _TIE
    )
    return Fraction(min(1.0, tail / math.fsum(weights)))
