"""The policy queries of Sections 4 to 8: the readings are those that the rules take."""

from __future__ import annotations

import pytest

from engine.nouns.policy.pack import Pack, PolicyQuery
from engine.nouns.policy.rule import Rule


@pytest.fixture(scope="module")
def queries(pack: Pack) -> dict[str, PolicyQuery]:
    return {query.id: query for query in pack.queries}


def _on_words_alone(rule: Rule) -> bool:
    """Whether a rule reads the audit’s answers, and beside them only other rules’ verdicts."""
    return all(name.startswith(("section11.S", "rules.")) for name in rule.facts)


def test_what_no_figure_measures_rests_on_the_audit_alone(
    pack: Pack, queries: dict[str, PolicyQuery]
) -> None:
    alone = {
        rule.cites[0]
        for rule in pack.rules.values()
        if rule.binds[0] == "ccg" and _on_words_alone(rule)
    }
    named = queries["Q-commissioner-indicators"].clauses
    assert set(named) <= alone
    # What these have is told by queries of their own, or is not the CCG's.
    assert alone - set(named) == {"S4.2.5.p02.a", "S4.2.5.p03.a"}


@pytest.mark.parametrize(
    ("query", "parameter", "value"),
    [
        ("Q-annually", "annual_monitoring_months", 12),
        ("Q-dashboard-frequency", "monthly_months", 1),
        ("Q-all-contracts", "contracts_expectations_met", 100),
        ("Q-all-contracts", "contracts_information_sharing_met", 100),
        ("Q-all-contracts", "contracts_consulted_met", 100),
        ("Q-appropriate-level", "all_staff_training_met", 100),
        ("Q-members-or-linked", "providers_all_met", 100),
    ],
)
def test_a_reading_with_a_number_has_its_parameter(
    pack: Pack, queries: dict[str, PolicyQuery], query: str, parameter: str, value: float
) -> None:
    resting = [rule for rule in pack.rules.values() if queries[query] in pack.queries_on(rule)]
    within = {name for rule in resting for name in rule.parameters}
    assert parameter in within
    assert pack.parameters[parameter].values[-1].value == value


def test_checks_are_due_again_after_three_years(pack: Pack) -> None:
    (value,) = pack.parameters["dbs_cycle_months"].values
    assert (value.value, value.clause) == (36, "S4.2.6.p01.b")


@pytest.mark.parametrize(
    ("query", "clause"),
    [
        ("Q-mindful", "S4.2.7.p01.a"),
        ("Q-truncated-membership", "S4.2.2.f5.d"),
        ("Q-shared-attendance", "S4.2.5.p02.b"),
    ],
)
def test_what_the_queries_call_not_testable_is(
    pack: Pack, queries: dict[str, PolicyQuery], query: str, clause: str
) -> None:
    assert clause in queries[query].clauses
    bearers = pack.clauses[clause].bearers
    for kind in bearers:
        assert clause in [clause.id for clause in pack.not_testable(kind)]


def test_each_section_from_4_to_8_has_queries(queries: dict[str, PolicyQuery]) -> None:
    sections = {clause.split(".")[0] for query in queries.values() for clause in query.clauses}
    assert {"S4", "S5", "S6", "S7", "S8", "A1"} <= sections
