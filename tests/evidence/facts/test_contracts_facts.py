"""The register of contracts as facts: shares, who breaks them, and the providers named."""

from __future__ import annotations

import datetime as dt

import pytest

from engine.nouns.evidence.organisation import Organisation
from evidence.facts.directory import Directory

CONSULTED = "designated_professionals_consulted_on"


def line(provider, expectations, consulted=None, contract="Services") -> dict:
    return {
        "provider": provider,
        "contract": contract,
        "safeguarding_expectations": expectations,
        "information_sharing": expectations,
        CONSULTED: consulted,
    }


def test_the_share_of_contracts_and_the_one_that_breaks_it(gather) -> None:
    lines = [line("Orwell", "Yes"), line("Gipping", "Y"), line("Stour", "No")]
    found = gather(kind="ccg", contracts=lines)
    name = "contracts.safeguarding_expectations"
    assert found.value("contracts.count") == 3
    assert found.value(f"{name}.kept") == 2
    assert found.value(f"{name}.percent") == pytest.approx(200 / 3)
    fact = found.facts[f"{name}.percent"]
    assert [(member.name, member.keeps, member.words) for member in fact.members] == [
        ("Stour, Services", False, "“No”"),
        ("Orwell, Services", True, "“Yes”"),
        ("Gipping, Services", True, "“Y”"),
    ]
    assert [origin.cell for origin in fact.origins] == ["C4", "C2", "C3"]
    assert fact.note == "2 of 3 contracts; not so: Stour, Services (“No”)"
    assert found.faults == ()


@pytest.mark.parametrize(
    ("name", "keeps"),
    [
        ("Acute services (unsigned)", None),
        ("Acute contract 2011-12", None),
        ("Acute contract 2013-14", True),
        ("Acute contract", True),
    ],
)
def test_a_contract_that_may_be_none_keeps_nothing_for_certain(gather, name, keeps) -> None:
    found = gather(kind="ccg", contracts=[line("Orwell", "Yes", contract=name)])
    [member] = found.facts["contracts.information_sharing.percent"].members
    assert member.keeps is keeps
    broken = gather(kind="ccg", contracts=[line("Orwell", "No", contract=name)])
    [member] = broken.facts["contracts.information_sharing.percent"].members
    assert member.keeps is False


@pytest.mark.parametrize(
    ("typed", "keeps"),
    [
        (dt.date(2014, 2, 3), True),
        ("03/02/2014", True),
        ("February 2014", True),
        (dt.date(2014, 9, 30), True),
        (dt.date(2014, 10, 1), None),
        (dt.date(2012, 4, 1), True),
        (dt.date(2012, 3, 31), None),
        ("no", False),
        ("N/A - spot purchase", None),
        ("", None),
        (None, None),
        ("soon", None),
    ],
)
def test_whether_designated_professionals_were_consulted(gather, typed, keeps) -> None:
    found = gather(kind="ccg", contracts=[line("Orwell", "Yes", typed)])
    [member] = found.facts[f"contracts.{CONSULTED}.percent"].members
    assert member.keeps is keeps
    assert found.value(f"contracts.{CONSULTED}.percent") == (
        (0, 100) if keeps is None else 100 * keeps
    )


def test_what_cannot_be_read_is_told_and_leaves_bounds(gather) -> None:
    found = gather(kind="ccg", contracts=[line("Orwell", "Yes"), line("Gipping", "mostly")])
    assert found.value("contracts.safeguarding_expectations.percent") == (50, 100)
    assert found.faults_in_short[0] == ("CELL", "contracts C3", "mostly")


def test_a_cell_that_the_reader_refused_is_unknown(gather, refused) -> None:
    found = gather(kind="ccg", contracts=[line("Orwell", refused)])
    assert found.value("contracts.safeguarding_expectations.percent") == (0, 100)


def test_without_a_register_nothing_is_known(gather) -> None:
    found = gather(kind="ccg", contracts=[{"provider": "", "contract": None}])
    assert [name for name in found.facts if name.startswith("contracts.")] == []


@pytest.fixture
def commissions(gather_all):
    """The providers that a CCG's register names, beside the returns of two providers."""

    def named(lines):
        found, faults = gather_all(
            ("06L", "A CCG", "ccg", {"contracts": lines}),
            ("NXC", "Gipping Valley Community Health", "provider", {}),
            ("RZ1", "Orwell & Deben Hospital", "provider", {}),
        )
        known = found[0].commissions
        return [(one.name, one.code) for one in known], [fault.found for fault in faults]

    return named


def test_providers_are_matched_by_name_or_code_each_once(commissions) -> None:
    lines = [
        line("Orwell and Deben Hospital", "Yes", contract="Acute"),
        line("rz1", "Yes", contract="Outreach"),
        line("Stour Independent Hospital", "Yes"),
    ]
    named, told = commissions(lines)
    assert named == [("Orwell and Deben Hospital", "RZ1"), ("Stour Independent Hospital", "")]
    assert told == []


def test_a_name_almost_right_is_told_and_not_guessed(commissions) -> None:
    named, told = commissions([line("Gipping Valey Community Health", "Yes")])
    assert named == [("Gipping Valey Community Health", "")]
    assert told == ["Gipping Valey Community Health"]


def test_a_contract_without_a_provider_is_one_nobody_can_match(commissions) -> None:
    named, told = commissions([line("", "Yes", contract="Surgery")])
    assert named == [("Surgery", "")]
    assert told == ["nothing"]


def test_two_organisations_of_one_name_are_found_by_code_alone() -> None:
    directory = Directory.from_organisations(
        [
            Organisation("A1", "St Mary & Co", "provider"),
            Organisation("B2", "St Mary and Co", "ccg"),
        ]
    )
    assert [directory.code_of(text) for text in ("St Mary & Co", "a1", "B2", "")] == [
        *("", "A1", "B2", "")
    ]
