"""Lines of a training summary that add up other lines, or are part of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.evidence.facts.training.summary_lines import LEVEL_3, SG, faults_beside, line

CLERICAL = line("Clerical", 100, 60)


def test_a_line_that_adds_up_the_lines_above_it_is_not_counted_again(gather) -> None:
    lines = [line("Nurses", 50, 50), line("Midwives", 50, 50), line("Total clinical", 100, 100)]
    found = gather(training_summary=[*lines, CLERICAL])
    assert (found.value(LEVEL_3), faults_beside(found)) == (80, [])


def test_a_sum_of_lines_that_are_not_there_leaves_bounds_and_is_told(gather) -> None:
    found = gather(training_summary=[line("Nurses", 50, 50), line("Sub-total", 100, 100), CLERICAL])
    assert found.value(LEVEL_3) == (pytest.approx(100 * 110 / 150), pytest.approx(84))
    assert faults_beside(found) == [
        (
            "CHECK",
            "training_summary D3, E3",
            "“Sub-total” at Level 3, which may be counted in another line too",
        )
    ]


@pytest.mark.parametrize("part", ["of which midwives", "Nurses in the community"])
def test_a_group_that_may_be_part_of_another_leaves_bounds(gather, part) -> None:
    found = gather(training_summary=[line("Nurses", 100, 100), line(part, 50, 50), CLERICAL])
    assert found.value(LEVEL_3) == (80, pytest.approx(84))
    with_total = [line("Nurses", 100, 100), line(part, 50, 50), CLERICAL, line("Total", 200, 160)]
    assert gather(training_summary=with_total).value(LEVEL_3) == 80
    apart = [line("Nurses", 100, 100), line(part, 50, 0), CLERICAL]
    assert gather(training_summary=apart).value(LEVEL_3) == (
        64 if part.startswith("Nurses") else (64, 80)
    )


@pytest.mark.parametrize("total", ["Total", "Trust total", "All staff", "GRAND TOTAL:", "Overall"])
def test_the_line_of_all_staff_by_its_names(gather, total) -> None:
    found = gather(training_summary=[line("Nurses", 100, 100), CLERICAL, line(total, 200, 160)])
    assert (found.value(LEVEL_3), faults_beside(found)) == (80, [])


def test_the_lowest_group_is_no_better_than_a_total_that_says_less(gather) -> None:
    found = gather(training_summary=[line("Nurses", 100, 100), line("Total", 100, 80)])
    assert found.value(f"{SG}.lowest_group_percent") == (80, 100)
    assert found.value(LEVEL_3) == (80, 100)


@given(data=st.data())
def test_the_true_share_lies_within_what_is_made_of_untidy_lines(gather, data) -> None:
    groups = data.draw(
        st.lists(st.tuples(st.integers(1, 60), st.integers(0, 60)), min_size=1, max_size=5)
    )
    true = [(of, min(of, done)) for of, done in groups]
    lines = [line(f"Team {chr(65 + n)}", *figures) for n, figures in enumerate(true)]
    run = data.draw(st.integers(1, len(true)))
    sums = [sum(part) for part in zip(*true[:run], strict=True)]
    untidy = {
        "subtotal": line("Sub-total", *sums),
        "part": line("of which team A in the community", *true[0]),
        "elsewhere": line("Team Z", 10, data.draw(st.integers(0, 10)), level=None),
        "blank": line("Team Y", None, None),
        "total": line("Total", *(sum(part) for part in zip(*true, strict=True))),
    }
    lines += [untidy[name] for name in data.draw(st.sets(st.sampled_from(sorted(untidy))))]
    value = gather(training_summary=lines).facts[LEVEL_3].value
    share = 100 * sum(done for _, done in true) / sum(of for of, _ in true)
    if value is not None:
        assert value.low <= share + 1e-9
        assert value.high >= share - 1e-9
