"""Numbers of the policy stand with the clauses that say them; a commissioner's say where agreed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from engine.loading import PackError, load_pack
from engine.loading.linting.lint import lint
from engine.nouns.evidence.fact import Fact, Range
from engine.nouns.evidence.organisation import Organisation, Submission
from engine.nouns.outcome.finding import ParameterUsed
from engine.nouns.policy.pack import Pack
from engine.nouns.quarter import Quarter
from engine.on_demand import judge
from engine.parameters import in_force
from reports.words import parameter_source

Write = Callable[[Mapping[str, str]], Path]
AS_OF = dt.date(2014, 9, 30)
OWN = "{value: 90, in_force_from: 2013-01-01, set_by: commissioner, note: To be confirmed.}"
TRAINED = "training.fire.level_1.percent"


@pytest.fixture
def with_value(pack_files: dict[str, str], write_pack: Write) -> Callable[[str], Pack]:
    """The small pack with another value of ``trained_met``."""

    def pack(value: str) -> Pack:
        changed = pack_files["parameters.yaml"].replace(OWN, value, 1)
        return load_pack(write_pack({**pack_files, "parameters.yaml": changed}))

    return pack


def number_shown(pack: Pack) -> ParameterUsed:
    """The number as the finding of the rule on F2 shows it."""
    facts = {TRAINED: Fact(TRAINED, Range.of_number(95), returned=True)}
    home = Organisation("H1", "The Elms", "home")
    findings = judge(pack, [Submission(home, Quarter(2014, 2), facts)], AS_OF)
    [finding] = [finding for finding in findings if finding.rule == "F-training"]
    [used] = [step.parameter for step in finding.trace if step.role == "met_when"]
    assert used is not None
    return used


def test_a_number_that_several_clauses_give_is_shown_as_the_rule_s_own(with_value) -> None:
    policys = (
        "{value: 90, in_force_from: 2013-01-01, set_by: policy, clause: F1, repeated_in: [F2]}"
    )
    pack = with_value(policys)
    assert lint(pack) == ()
    assert (number_shown(pack).clause, in_force(pack, AS_OF)["trained_met"].clause) == ("F2", "F1")
    assert (
        parameter_source(number_shown(pack)) == "set by the policy since 1 January 2013, clause F2"
    )


def test_a_number_of_the_commissioner_s_that_was_agreed_says_where(with_value) -> None:
    proposed = number_shown(with_value(OWN))
    agreed = number_shown(with_value(OWN.replace("note:", "agreed: the contract of 2014, note:")))
    assert [parameter_source(used) for used in (proposed, agreed)] == [
        "default, not agreed (since 1 January 2013)",
        "set by the commissioner since 1 January 2013, agreed in the contract of 2014",
    ]


@pytest.mark.parametrize(
    ("value", "found"),
    [
        (
            "{value: 90, in_force_from: 2013-01-01, set_by: policy, clause: F2, agreed: May}",
            "found set_by: policy and where it was agreed; expected where it was agreed only of a "
            "number that the commissioner sets.",
        ),
        (
            "{value: 90, in_force_from: 2013-01-01, set_by: policy, clause: F2, repeated_in: [G]}",
            "found set_by: policy with the clause “G”; expected the id of the clause",
        ),
        (
            OWN.replace("note:", "repeated_in: [F1], note:"),
            "found set_by: commissioner with a clause; expected a note",
        ),
    ],
)
def test_what_cannot_be_said_of_a_number(with_value, value: str, found: str) -> None:
    with pytest.raises(PackError) as faults:
        with_value(value)
    assert found in str(faults.value)
