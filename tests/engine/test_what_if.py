"""What if a parameter were another: the same cells that judging anew would change."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.assess import assess
from engine.loading import PackError, load_pack
from engine.loading.linting.lint import lint
from engine.nouns.evidence.organisation import Organisation, Submission
from engine.nouns.outcome.what_if import ChangedCell, WhatIf
from engine.nouns.policy.pack import Pack
from engine.nouns.quarter import Quarter
from engine.nouns.verdict import Verdict
from engine.on_demand import judge
from engine.parameters import in_force
from engine.what_if import (
    changed_cells,
    codes_with_own_value,
    pack_with_values,
    verdicts_of,
    what_ifs,
)
from tests.engine.test_own_parameters import AS_OF, QUARTER, home, laid


def with_tries(pack: Pack, name: str, *values: float) -> Pack:
    held = dataclasses.replace(pack.parameters[name], what_if=values)
    return dataclasses.replace(pack, parameters={**pack.parameters, name: held})


def tries(pack: Pack, *submissions: Submission) -> tuple[WhatIf, ...]:
    return what_ifs(pack, submissions, AS_OF)


def test_the_cells_that_would_change(small_pack: Pack) -> None:
    pack = with_tries(small_pack, "trained_met", 85, 95)
    found = tries(pack, home("H1", 85), home("H2", 92), home("H3", 40))
    used = in_force(pack, AS_OF)["trained_met"]
    met, partly = Verdict.MET, Verdict.PARTLY_MET
    assert found == (
        WhatIf(used, 85, (ChangedCell("F-training", "H1", partly, met),)),
        WhatIf(used, 95, (ChangedCell("F-training", "H2", met, partly),)),
    )


def test_the_silent_change_nothing(small_pack: Pack) -> None:
    silent = Submission(Organisation("H1", "The Elms", "home"), QUARTER, received=False)
    [found] = tries(with_tries(small_pack, "trained_met", 0), silent)
    assert found.cells == ()


def test_organisations_with_a_value_of_their_own_keep_it(small_pack: Pack) -> None:
    pack = laid(with_tries(small_pack, "trained_met", 80), "trained_met", 95, "H1")
    [found] = tries(pack, home("H1", 85), home("H2", 85))
    assert found.kept == ("H1",)
    assert [cell.organisation for cell in found.cells] == ["H2"]
    assert codes_with_own_value(pack, "trained_met", AS_OF, ["H2", "H1"]) == ("H1",)


def test_the_value_in_force_is_not_tried(small_pack: Pack) -> None:
    pack = laid(with_tries(small_pack, "trained_met", 80, 85), "trained_met", 85)
    assert [found.value for found in tries(pack, home("H1", 82))] == [80]


def test_what_changes_the_facts_is_not_tried_on_the_same_facts(small_pack: Pack) -> None:
    pack = with_tries(with_tries(small_pack, "refresh_months", 24), "figures_tolerance", 1)
    assert tries(pack, home("H1", 82)) == ()


@given(
    st.lists(st.tuples(st.integers(0, 100), st.integers(0, 100)).map(sorted), max_size=5),
    st.sampled_from(["trained_met", "trained_partly_met"]),
    st.integers(0, 100),
    st.booleans(),
)
def test_trying_a_value_changes_what_judging_by_it_changes(
    small_pack: Pack, bounds: list[list[int]], name: str, value: int, own: bool
) -> None:
    submissions = [home(f"H{place}", *both) for place, both in enumerate(bounds)]
    pack = laid(small_pack, name, 50, "H0") if own else small_pack
    now = judge(pack, submissions, AS_OF)
    then = judge(pack_with_values(pack, {name: value}, AS_OF), submissions, AS_OF)
    wanted = changed_cells(verdicts_of(now), verdicts_of(then))
    found = what_ifs(with_tries(pack, name, value), submissions, AS_OF)
    assert [one.cells for one in found if one.cells] == [wanted] * bool(wanted)


def test_values_are_tried_when_somebody_looks_and_once(
    small_pack: Pack, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = []

    def counted(*arguments: object) -> tuple[WhatIf, ...]:
        calls.append(arguments)
        return what_ifs(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr("engine.assess.what_ifs", counted)
    pack = with_tries(small_pack, "trained_met", 85, 95)
    sent = [home("H1", 85), home("H2", 92)]
    found = assess(pack, sent, (), (), QUARTER, AS_OF, "test").what_ifs
    assert calls == []
    assert found == tries(pack, *sent)
    assert (len(found), found[1:], list(found)) == (2, (found[1],), [found[0], found[1]])
    assert len(calls) == 1


def test_only_the_quarter_of_the_run_is_tried(small_pack: Pack) -> None:
    pack = with_tries(small_pack, "trained_met", 80)
    earlier = dataclasses.replace(home("H1", 85), quarter=Quarter(2014, 1))
    result = assess(pack, [earlier, home("H1", 60)], (), (), QUARTER, AS_OF, "x")
    assert [(what_if.value, what_if.cells) for what_if in result.what_ifs] == [(80, ())]
    before = assess(pack, [earlier], (), (), earlier.quarter, earlier.quarter.last_day, "x")
    assert [len(what_if.cells) for what_if in before.what_ifs] == [1]


Write = Callable[[Mapping[str, str]], Path]


def listed(files: dict[str, str], name: str, values: str) -> dict[str, str]:
    text = files["parameters.yaml"].replace(f"{name}:\n", f"{name}:\n  what_if: {values}\n")
    return {**files, "parameters.yaml": text}


def test_a_pack_lists_values_worth_trying(pack_files: dict[str, str], write_pack: Write) -> None:
    pack = load_pack(write_pack(listed(pack_files, "trained_met", "[80, 85.5]")))
    assert pack.parameters["trained_met"].what_if == (80, 85.5)
    assert lint(pack) == ()


@pytest.mark.parametrize(
    ("values", "found"),
    [
        ("[90]", "found 90 under “what_if”; expected values other than the one in force, each"),
        ("[80, 80]", "found 80 under “what_if”; expected values other than the one in force"),
        ("[120]", "found 120 under “what_if”; expected a number from 0 to 100."),
        ("[many]", "found “many” for “0”; expected a number."),
    ],
)
def test_values_not_worth_trying_are_told(
    pack_files: dict[str, str], write_pack: Write, values: str, found: str
) -> None:
    with pytest.raises(PackError) as error:
        load_pack(write_pack(listed(pack_files, "trained_met", values)))
    [fault] = error.value.faults
    assert found in str(fault)


@pytest.mark.parametrize("name", ["refresh_months", "figures_tolerance"])
def test_lint_tells_of_values_that_cannot_be_tried(
    pack_files: dict[str, str], write_pack: Write, name: str
) -> None:
    pack = load_pack(write_pack(listed(pack_files, name, "[3]")))
    assert [str(fault) for fault in lint(pack)] == [
        f"parameters.yaml:1: found “what_if” for the parameter “{name}”, which changes the facts "
        "themselves; expected values to try only for parameters that rules alone compare with. "
        "Remove it; “clausewise what-if” can try any parameter."
    ]
