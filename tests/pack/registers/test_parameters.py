"""The parameters: the agreed numbers, none presented as the policy's that it does not say."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.pack.policy_files import of_pack

NUMBERS = {
    "training_met": 95,
    "training_partly_met": 80,
    "lac_training_met": 95,
    "lac_training_partly_met": 80,
    "training_refresh_months": 36,
    "dbs_outstanding_met": 0,
    "dbs_outstanding_partly_met": 5,
    "vacancy_met": 5,
    "vacancy_partly_met": 10,
    "supervisors_trained_met": 95,
    "supervisors_trained_partly_met": 80,
    "supervision_met": 95,
    "supervision_partly_met": 80,
    "peer_review_sessions_met": 3,
    "peer_review_sessions_partly_met": 1,
    "peer_review_attendance_met": 80,
    "peer_review_attendance_partly_met": 60,
    "adult_ward_met": 0,
    "adult_ward_partly_met": 2,
    "lac_offered_met": 100,
    "lac_offered_partly_met": 80,
    "si_completed_met": 100,
    "si_completed_partly_met": 80,
    "sudic_met": 100,
    "felt_safe_met": 90,
    "felt_safe_partly_met": 80,
    "annual_months": 12,
    "dashboard_complete_met": 100,
    "dashboard_complete_partly_met": 90,
    "audit_complete_met": 100,
    "audit_complete_partly_met": 90,
    "contracts_expectations_met": 100,
    "contracts_information_sharing_met": 100,
    "contracts_consulted_met": 100,
    "contracts_partly_met": 80,
    "providers_all_met": 100,
    "providers_each_met": 100,
    "providers_partly_met": 80,
    "dbs_cycle_months": 36,
    "dbs_cycle_met": 100,
    "dbs_cycle_partly_met": 95,
    "all_staff_training_met": 100,
    "all_staff_training_partly_met": 80,
    "annual_monitoring_months": 12,
    "quarterly_months": 3,
    "monthly_months": 1,
    "figures_tolerance": 5,
    "common_gap": 3,
    "small_number": 5,
    "change_by_chance": 5,
    "near_margin": 1,
    "near_margin_days": 31,
    "returns_due_days": 31,
    "wte_of_one_person": 1.5,
    "wte_of_a_token": 0.05,
    "review_longest_months": 60,
    "register_covers_least": 50,
    "evidence_dated_months": 24,
    "largest_count": 10_000,
    "smallest_sample": 5,
}
BY_POLICY = {
    "annual_months": (12, "S6.p20.a", "Annual Report"),
    "contracts_expectations_met": (100, "S4.p02", "for **all** health providers"),
    "contracts_information_sharing_met": (100, "S4.2.4.p02", "in all commissioning arrangements"),
    "contracts_consulted_met": (100, "S4.2.4.p03", "on all relevant contracts"),
    "providers_all_met": (100, "S4.2.5.p04", "all commissioned health providers"),
    "dbs_cycle_months": (36, "S4.2.6.p01.b", "3 yearly cycle"),
    "all_staff_training_met": (100, "S4.2.7.p01.b", "all staff must be up to date"),
    "annual_monitoring_months": (12, "S5.2.r1", "Annually"),
    "quarterly_months": (3, "S5.2.r4", "Quarterly"),
    "monthly_months": (1, "S5.2.r4", "monthly performance updates"),
}
"""What the policy says itself: the number, the clause, and the clause's words for it."""


@pytest.fixture(scope="module")
def values() -> dict[str, list[dict[str, Any]]]:
    """The values of each parameter, by its name."""
    written = of_pack("parameters.yaml")
    return {name: parameter["values"] for name, parameter in written.items()}


def test_the_numbers_are_those_agreed(values: dict[str, list[dict[str, Any]]]) -> None:
    assert {
        name: [(value["value"], str(value["in_force_from"])) for value in listed]
        for name, listed in values.items()
    } == {name: [(value, "2013-11-01")] for name, value in NUMBERS.items()}


def test_only_what_the_policy_says_is_set_by_the_policy(
    policy: str,
    values: dict[str, list[dict[str, Any]]],
) -> None:
    by_policy = {
        name: (value["value"], value["clause"])
        for name, listed in values.items()
        for value in listed
        if value["set_by"] == "policy"
    }
    assert by_policy == {name: (value, clause) for name, (value, clause, _) in BY_POLICY.items()}
    for _, clause, said in BY_POLICY.values():
        [words] = re.findall(rf"^(?:- |\| )?\[?{re.escape(clause)}[\] ](.*)$", policy, re.MULTILINE)
        assert said in words, clause


def test_what_the_commissioner_sets_is_to_be_confirmed_against_the_contract(
    values: dict[str, list[dict[str, Any]]],
) -> None:
    confirmed = {
        name: "to be confirmed against the contract." in value["note"].lower()
        for name, listed in values.items()
        for value in listed
        if value["set_by"] == "commissioner"
    }
    assert confirmed == {name: True for name in NUMBERS if name not in BY_POLICY}
