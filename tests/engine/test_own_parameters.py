"""Organisations judged by values of their own: each by its own, the others as ever."""

from __future__ import annotations

import dataclasses
import datetime as dt
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.assess import assess
from engine.evaluating.ingest import columns_of
from engine.evaluating.planes import Setting, compare
from engine.loading import load_overlays
from engine.nouns.evidence.fact import Fact, FactSpec, Kind, Range
from engine.nouns.evidence.fault import Fault, Severity
from engine.nouns.evidence.organisation import Organisation, Submission
from engine.nouns.outcome.assessment import InputFile
from engine.nouns.outcome.finding import ParameterUsed
from engine.nouns.outcome.findings import Findings
from engine.nouns.policy.condition import Comparison, ParameterRef
from engine.nouns.policy.operators import Op
from engine.nouns.policy.pack import Pack
from engine.nouns.policy.parameter import ParameterValue, SetBy
from engine.nouns.quarter import Quarter
from engine.nouns.verdict import Basis, Verdict
from engine.on_demand import judge

QUARTER = Quarter(2014, 2)
AS_OF = QUARTER.last_day
APRIL = dt.date(2014, 4, 1)
PERCENT = "training.fire.level_1.percent"


def home(code: str, low: float, high: float | None = None) -> Submission:
    fact = Fact(PERCENT, Range(low, low if high is None else high), Basis.FIGURE, returned=True)
    return Submission(Organisation(code, f"Home {code}", "home"), QUARTER, {PERCENT: fact})


def laid(pack: Pack, name: str, value: float, *codes: str) -> Pack:
    """The pack with one more value of a parameter, for the codes or for all."""
    own = ParameterValue(
        value, APRIL, SetBy.COMMISSIONER, note="Contract", overlaid_from="own.yaml",
        organisations=codes,
    )  # fmt: skip
    held = pack.parameters[name]
    values = tuple(sorted((*held.values, own), key=lambda one: one.in_force_from))
    changed = {**pack.parameters, name: dataclasses.replace(held, values=values)}
    return dataclasses.replace(pack, parameters=changed)


def verdicts(pack: Pack, submissions: list[Submission]) -> dict[tuple[str, str], Verdict]:
    found = judge(pack, submissions, AS_OF)
    return {(one.rule, one.organisation.code): one.verdict for one in found}


BOUNDS = st.tuples(st.integers(0, 100), st.integers(0, 100)).map(sorted)


@given(
    st.lists(BOUNDS, min_size=2, max_size=6),
    st.sampled_from(["trained_met", "trained_partly_met"]),
    st.integers(0, 100),
    st.data(),
)
def test_a_value_for_one_judges_it_as_the_same_value_for_all_and_nobody_else(
    small_pack: Pack, bounds: list[list[int]], name: str, value: int, data: st.DataObject
) -> None:
    submissions = [home(f"H{place}", *both) for place, both in enumerate(bounds)]
    chosen = f"H{data.draw(st.integers(0, len(bounds) - 1))}"
    without = verdicts(small_pack, submissions)
    alone = verdicts(laid(small_pack, name, value, chosen), submissions)
    for_all = verdicts(laid(small_pack, name, value), submissions)
    assert {cell: verdict for cell, verdict in alone.items() if cell[1] == chosen} == {
        cell: verdict for cell, verdict in for_all.items() if cell[1] == chosen
    }
    assert {cell: verdict for cell, verdict in alone.items() if cell[1] != chosen} == {
        cell: verdict for cell, verdict in without.items() if cell[1] != chosen
    }


def test_each_trace_shows_the_organisations_own_value_and_who_set_it(small_pack: Pack) -> None:
    pack = laid(small_pack, "trained_met", 80, "h1")
    one, two = (
        found
        for found in judge(pack, [home("H1", 85), home("H2", 85)], AS_OF)
        if found.rule == "F-training"
    )
    assert (one.verdict, two.verdict) == (Verdict.MET, Verdict.PARTLY_MET)
    assert one.trace[0].parameter == ParameterUsed(
        "trained_met",
        "Share of staff trained, to be met",
        80,
        "%",
        "commissioner",
        None,
        "2014-04-01",
        "Contract",
        "own.yaml",
        ("h1",),
    )
    assert one.trace[0].asked == "Level 1 training, fire safety is at least 80 %"
    assert two.trace[0].parameter is not None
    assert (two.trace[0].parameter.value, two.trace[0].parameter.organisations) == (90, ())
    assert two.changes[0].words.startswith("Level 1 training, fire safety must be at least 90 %")


@given(st.lists(st.tuples(st.integers(-900, 40), st.integers(0, 30)), min_size=1, max_size=6))
def test_months_by_organisation_are_counted_for_each(given_ones: list[tuple[int, int]]) -> None:
    comparison = Comparison("d", Op.IS_WITHIN, ParameterRef("months"))
    catalogue = {"d": FactSpec("d", Kind.DATE, "d")}
    facts = [
        {"d": Fact("d", Range.of_number(AS_OF.toordinal() + days), returned=True)}
        for days, _ in given_ones
    ]
    months = np.array([float(months) for _, months in given_ones])
    together = compare(
        comparison, columns_of(facts, ["d"], catalogue), Setting({"months": months}, AS_OF)
    )
    for place, (_, own) in enumerate(given_ones):
        single = compare(
            comparison,
            columns_of([facts[place]], ["d"], catalogue),
            Setting({"months": float(own)}, AS_OF),
        )
        assert (together.true[place], together.false[place]) == (single.true[0], single.false[0])


def test_a_tolerance_of_ones_own_decides_what_is_a_disagreement(small_pack: Pack) -> None:
    from engine.chaining.concerns import derive_concerns

    seen: list[dict[str, int]] = []

    class Counting:
        name = "a counter"

        def chain(self, rules: object, signals: object) -> frozenset[object]:
            found = [signal for signal in signals if signal[0] == "figures"]  # type: ignore[attr-defined]
            seen.append({"figures": len(found)})
            return frozenset()

    def both(code: str) -> Submission:
        facts = [
            Fact("dashboard.1.level_1", Range.of_number(92), Basis.FIGURE, returned=True),
            Fact(PERCENT, Range.of_number(80), Basis.FIGURE, returned=True),
            Fact("training.fire.level_1.staff", Range.of_number(40), Basis.FIGURE, returned=True),
        ]
        who = Organisation(code, code, "home")
        return Submission(who, QUARTER, {fact.name: fact for fact in facts})

    derive_concerns(
        small_pack,
        Findings.from_findings([]),
        [both("H1"), both("H2")],
        5.0,
        Counting(),
        {"H1": 20.0, "H2": 5.0},
    )
    assert seen == [{"figures": 0}, {"figures": 1}]


def test_a_code_that_is_nobodys_is_told_once_for_each_file(
    small_pack: Pack, tmp_path: Path
) -> None:
    path = tmp_path / "contracts.yaml"
    path.write_text(
        "trained_met:\n  values:\n    - {value: 85, in_force_from: 2014-04-01, "
        "set_by: commissioner, note: Contract, organisations: [h1, RX9, B1]}\n"
        "trained_partly_met:\n  values:\n    - {value: 60, in_force_from: 2014-04-01, "
        "set_by: commissioner, note: Contract, organisations: [RX9]}\n",
        "utf-8",
    )
    pack = load_overlays([path], small_pack)
    broken = InputFile("broken.xlsx", "ab" * 32, "B1", "", False)
    result = assess(pack, [home("H1", 87)], (), (broken,), QUARTER, AS_OF, "x")
    assert result.faults == (
        Fault(
            Severity.CHECK,
            "contracts.yaml",
            "the organisation “RX9”, with its own trained_met, trained_partly_met",
            "the code of an organisation of these returns: B1, H1",
            "Correct the code, or leave it for a run with that organisation's return; "
            "here its values judged nobody.",
        ),
    )
    [finding] = [finding for finding in result.findings if finding.rule == "F-training"]
    assert finding.verdict is Verdict.MET


def test_the_packs_own_parameters_never_name_organisations(
    pack_files: dict[str, str], write_pack: pytest.FixtureRequest
) -> None:
    from engine.loading import PackError, load_pack

    pack_files["parameters.yaml"] = pack_files["parameters.yaml"].replace(
        "{value: 90,", "{organisations: [H1], value: 90,"
    )
    with pytest.raises(PackError) as error:
        load_pack(write_pack(pack_files))  # type: ignore[operator]
    assert [str(fault) for fault in error.value.faults] == [
        "parameters.yaml:5: found the key “organisations”; expected a key that is known here. "
        "Remove it, or correct its spelling."
    ]
