"""Pictures: what is drawn, what is told in words, and the table beside it."""

from __future__ import annotations

import dataclasses
import re
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.nouns.evidence.fact import Fact, Range
from engine.nouns.evidence.organisation import Organisation, Submission
from engine.nouns.outcome.assessment import Assessment
from engine.nouns.outcome.trend import Better, Chance, Limits, Point, Trend, TrendChange
from engine.nouns.policy.vocabulary import Framework
from engine.nouns.quarter import Quarter
from reports.lookup import Lookup
from reports.pictures.drawing import Drawn, wrapped_words
from reports.pictures.hatch import hatch_path
from reports.pictures.heat import (
    SHADES,
    Heat,
    HeatRow,
    HeatTable,
    Shade,
    heat_map,
    heat_table,
)
from reports.pictures.levels import LevelFigures, levels_chart, levels_of
from reports.pictures.raster import png
from reports.pictures.trend_line import trend_line
from tests.reports.small_pack import APPENDIX, SECTION_6

ONE = Organisation("RX1", "One", "provider")
SPACE = "{http://www.w3.org/2000/svg}"
QUARTERS = tuple(Quarter.parse(f"2014-15 Q{number}") for number in (1, 2, 3, 4))


def trend(*values: Range | None, unit: str = "%", threshold: float | None = 95.0) -> Trend:
    points = tuple(Point(*pair) for pair in zip(QUARTERS, values, strict=False))
    return Trend(
        "RX1",
        "training",
        "Level 3 training",
        unit,
        ("A1.4.1",),
        Better.HIGHER,
        threshold,
        "training_met" if threshold is not None else "",
        points,
        None,
        None,
    )


def tree(drawn: Drawn) -> ElementTree.Element:
    return ElementTree.fromstring(drawn.svg)


def count(drawn: Drawn, name: str) -> int:
    return len(tree(drawn).findall(f".//{SPACE}{name}"))


KNOWN = (Range(61, 61), None, Range(70, 75), Range(80, 80))


def test_a_trend_is_told_in_words_with_its_gap_and_its_bounds() -> None:
    drawn = trend_line(trend(*KNOWN))
    assert drawn.alternative == (
        "Level 3 training: 2014-15 Q1 61 %; 2014-15 Q2 no figure; 2014-15 Q3 70 to 75 %; "
        "2014-15 Q4 80 %. Required: at least 95 %."
    )
    assert drawn.rows == (
        ("2014-15 Q1", "61 %", ""),
        ("2014-15 Q2", "no figure", ""),
        ("2014-15 Q3", "70 to 75 %", ""),
        ("2014-15 Q4", "80 %", ""),
    )
    assert tree(drawn).findtext(f"{SPACE}desc") == drawn.alternative


def test_nothing_is_drawn_through_a_gap_or_a_range() -> None:
    # The one line is the value asked for; no two neighbours are both exact.
    assert count(trend_line(trend(*KNOWN)), "line") == 1
    assert count(trend_line(trend(*KNOWN)), "circle") == 2
    whole = trend_line(trend(Range(61, 61), Range(70, 70), threshold=None))
    assert count(whole, "line") == 1


def test_a_percentage_is_drawn_from_0_to_100_whatever_its_figures() -> None:
    drawn = trend_line(trend(Range(90, 90), Range(100, 100), threshold=None))
    [low, high] = [float(one.get("cy", "")) for one in tree(drawn).iter(f"{SPACE}circle")]
    assert (low, high) == (49.6, 40.0)


@pytest.mark.parametrize(("highest", "top"), [(3, "5"), (21, "25"), (0, "1"), (430, "500")])
def test_a_count_is_drawn_up_to_a_round_number(highest: float, top: str) -> None:
    drawn = trend_line(trend(Range(0, 0), Range(highest, highest), unit="", threshold=None))
    assert f">{top}</text>" in drawn.svg


def test_a_change_and_its_limits_are_part_of_the_words_and_the_picture() -> None:
    change = TrendChange(
        QUARTERS[0], QUARTERS[1], 9.0, Chance.PERHAPS, "it rose by 9, may be chance"
    )
    told = dataclasses.replace(
        trend(Range(61, 61), Range(70, 70)), change=change, limits=Limits(65, 50, 80, ())
    )
    drawn = trend_line(told)
    assert drawn.alternative.endswith("It rose by 9, may be chance.")
    assert count(drawn, "rect") == 1


def test_text_in_a_picture_is_never_obeyed() -> None:
    hostile = "</title><script>alert(1)</script>\x00"
    drawn = trend_line(dataclasses.replace(trend(*KNOWN), label=hostile))
    assert tree(drawn).findtext(f"{SPACE}title") == "</title><script>alert(1)</script>␀"
    assert png(drawn.svg).startswith(b"\x89PNG")


def test_levels_tell_staff_numbers_and_what_is_only_declared(assessment: Assessment) -> None:
    framework = Framework("own", "own framework", 3, "4.1", "refresh")
    facts = [
        Fact("training.own.level_1.staff", Range.of_number(90)),
        Fact("training.own.level_1.in_date", Range.of_number(60)),
        Fact("training.own.level_1.percent", Range.of_number(200 / 3)),
        Fact("dashboard.4.1.level_1", Range.of_number(99)),
        Fact("dashboard.4.1.level_2", Range.of_number(70)),
    ]
    submission = Submission(ONE, QUARTERS[0], {fact.name: fact for fact in facts})
    levels = levels_of(Lookup.for_assessment(assessment), submission, framework)
    assert levels == (
        LevelFigures(
            1, Range.of_number(200 / 3), Range.of_number(60), Range.of_number(90), True, None
        ),
        LevelFigures(2, Range.of_number(70), None, None, False, None),
        LevelFigures(3, None, None, None, False, None),
    )
    drawn = levels_chart(framework, "2014-15 Q1", levels)
    assert drawn.rows == (
        ("1", "90", "60", "66.7 %", "", "register"),
        ("2", "", "", "70 %", "", "declared"),
        ("3", "", "", "no figure", "", ""),
    )
    assert drawn.alternative == (
        "own framework: training in date by level, 2014-15 Q1. Level 1: 60 of 90 in date "
        "(66.7 %); Level 2: 70 %, declared; Level 3: no figure."
    )
    assert len(re.findall(r'fill="url\(#kown\)"', drawn.svg)) == 1


def test_heat_counts_silence_as_not_met_and_says_it(assessment: Assessment) -> None:
    lookup = Lookup.for_assessment(assessment)
    table = heat_table(lookup, "provider")
    period = assessment.run.period
    for place, organisation in enumerate(table.organisations):
        cells = [row.heats[place] for row in table.rows]
        counts = assessment.counts(organisation.code, period)
        told = [
            sum(cell.met for cell in cells),
            sum(cell.partly for cell in cells),
            sum(cell.unmet for cell in cells),
            sum(cell.conflicting for cell in cells),
            sum(cell.silent for cell in cells),
        ]
        assert told == [number for _, number in list(counts.items())[:5]]


def drawn_heats(*heats: Heat) -> Drawn:
    rows = tuple(HeatRow(str(number), (heat,)) for number, heat in enumerate(heats))
    return heat_map(HeatTable("Provider", "2014-15 Q1", (ONE,), rows))


def bars(drawn: Drawn) -> list[tuple[str, str]]:
    """The ground and the width of each segment of the cells, without the legend's."""
    found = [
        (rect.get("fill", ""), rect.get("width", ""))
        for rect in tree(drawn).iter(f"{SPACE}rect")
        if rect.get("height") == "14"
    ]
    return found[: -len(SHADES)]


def test_a_heat_cell_is_a_bar_of_its_verdicts_each_with_a_shade_and_a_sign() -> None:
    drawn = drawn_heats(
        Heat(0, 0, 0, 3), Heat(2, 0, 0, 0), Heat(0, 0, 0, 0), Heat(0, 1, 1, 1, conflicting=1)
    )
    assert bars(drawn) == [
        ("#eef1f2", "36"),
        ("#ffffff", "36"),
        ("#b7c9e2", "9"),
        ("#003087", "9"),
        ("#4a6fa8", "9"),
        ("#eef1f2", "9"),
    ]
    assert [row[1] for row in drawn.rows] == [
        "0 of 3 met, 3 without evidence",
        "2 of 2 met",
        "does not apply",
        "0 of 4 met, 1 partly met, 1 not met, 1 conflicting, 1 without evidence",
    ]


def test_verdicts_differ_by_shade_and_by_sign() -> None:
    assert len({shade.sign for shade in SHADES}) == len(SHADES)
    # Evidence missing is as light as met: it is hatched besides.
    plain = sorted(_light(shade.ground) for shade in SHADES if not shade.is_hatched)
    assert all((light + 0.05) / (dark + 0.05) >= 1.5 for dark, light in pairwise(plain))


def test_a_map_of_many_organisations_is_drawn_in_parts_as_even_as_can_be() -> None:
    many = tuple(Organisation(f"RX{n}", f"Number {n}", "provider") for n in range(30))
    whole = HeatTable("Provider", "2014-15 Q1", many, (HeatRow("a", (Heat(1, 0, 0, 0),) * 30),))
    parts = whole.in_parts(8)
    assert [len(part.organisations) for part in parts] == [7, 8, 7, 8]
    assert tuple(who for part in parts for who in part.organisations) == many
    assert [part.which for part in parts[:2]] == ["1 to 7 of 30", "8 to 15 of 30"]
    assert all(len(part.rows[0].heats) == len(part.organisations) for part in parts)
    assert whole.in_parts(30) == (whole,)


def test_rows_are_the_policys_own_words_under_its_own_headings(assessment: Assessment) -> None:
    table = heat_table(Lookup.for_assessment(assessment), "provider")
    assert {row.section for row in table.rows} == {SECTION_6, APPENDIX}
    labels = [row.label for row in table.rows]
    assert "Paragraph 8: Named Doctor and Nurse" in labels
    assert "Section 6, paragraph 8: Named Doctor and Nurse" in [
        row[0] for row in heat_map(table).rows
    ]


@given(st.floats(0, 500), st.floats(0, 500), st.floats(1, 90), st.floats(5, 60))
def test_hatching_stays_within_its_box(
    left: float, top: float, width: float, height: float
) -> None:
    numbers = re.findall(r"[ML](\S+) (\S+?)(?=[ML]|$)", hatch_path(left, top, width, height))
    assert numbers
    for x, y in numbers:
        assert left - 0.1 <= float(x) <= left + width + 0.1
        assert top - 0.1 <= float(y) <= top + height + 0.1


def _light(colour: str) -> float:
    """The relative luminance of a colour, as WCAG 2.2 defines it."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("shade", SHADES, ids=lambda shade: shade.words)
def test_the_sign_of_a_verdict_stands_out_from_its_ground(shade: Shade) -> None:
    """WCAG 2.2, 1.4.3: at least 4.5 to 1, which no tool can work out for text in a picture."""
    dark, light = sorted((_light(shade.ground), _light(shade.ink)))
    assert (light + 0.05) / (dark + 0.05) >= 4.5


def test_words_are_cut_only_where_they_must_be() -> None:
    assert wrapped_words("one two three", 7, 2) == ("one two", "three")
    assert wrapped_words("one two three four", 7, 2) == ("one two", "three…")
    assert wrapped_words("incomprehensible", 7, 1) == ("incomp…",)
