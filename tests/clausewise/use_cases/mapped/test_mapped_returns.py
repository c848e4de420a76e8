"""Returns in their senders' own layouts, mapped, confirmed and read."""

from __future__ import annotations

from engine.nouns.evidence.fact import Range
from tests.clausewise.use_cases.mapped.layouts_read import Q2, Read, facts, faults_found, texts
from tests.evidence.mapping.layouts import BLOCKS, QUARTERS, SUMMARY


def test_an_audit_in_blocks(read: Read) -> None:
    evidence = read(BLOCKS, quarter=None)
    [submitted] = evidence.reading.returns
    assert (submitted.organisation.code, submitted.organisation.name, submitted.quarter) == (
        "ZX1",
        "Ashdene Trust",
        Q2,
    )
    assert texts(evidence, "section11", "question", "score", "evidence", "action") == [
        ["S6.p07", "3", "Scheme of delegation", ""],
        ["S6.p08.a", "2", "Job descriptions", "Named Doctor sessions to be increased"],
        ["S6.p09.a", "2", "HR tracker", "Clear last renewals"],
        ["S6.p09.b", "3", "Template", ""],
        ["S6.p11.a", "3", "Strategy 2013-16", ""],
    ]
    assert [fault for fault in faults_found(evidence) if "not read" in fault] == [
        "A26: rows with answers that are not read: A26 “3.2 Supervision is given as the policy s”"
    ]


def test_training_as_a_summary(read: Read) -> None:
    columns = ("staff_group", "framework", "level", "required", "compliant", "percent")
    evidence = read(SUMMARY, quarter=None)
    assert texts(evidence, "training_summary", *columns)[2] == [
        "Midwives", "safeguarding", "3", "120", "101", "84.2%",
    ]  # fmt: skip
    fact = facts(evidence)["training.safeguarding.level_3.percent"]
    assert fact.value == Range.of_number(14100 / 164)
    assert {origin.cell for origin in fact.origins} >= {"H5", "I5", "J5", "H8", "I8"}


def test_every_origin_cites_the_senders_own_cell(read: Read) -> None:
    found = facts(read(QUARTERS))
    origins = {
        name: [(origin.file, origin.sheet, origin.cell, origin.text) for origin in fact.origins]
        for name, fact in found.items()
    }
    sheet = "Safeguarding Dashboard 14-15"
    assert origins["dashboard.6.4"] == [("sent.xlsx", sheet, "E14", "90%")]
    assert origins["named_professionals.named_nurse.wte"][0] == ("sent.xlsx", sheet, "E5", "1")
    assert origins["organisation.services"] == [
        ("sender.yaml", "organisation", "", "maternity, mental health")
    ]


def test_a_score_off_the_scale_is_told_and_never_read(read: Read) -> None:
    evidence = read(BLOCKS, {"F11": 4}, quarter=None)
    assert "F11: 4" in faults_found(evidence)
    assert facts(evidence)["section11.S6.p07"].value is None


def test_numbers_that_deny_the_percentage_beside_them_leave_bounds(read: Read) -> None:
    value = facts(read(QUARTERS, {"E9": 1600}))["dashboard.4.1.level_1"].value
    assert value == Range(80.0, 97.0)


def test_a_percentage_left_out_is_worked_out_from_its_numbers(read: Read) -> None:
    fact = facts(read(QUARTERS, {"E8": None}))["dashboard.4.1.level_1"]
    assert fact.value == Range.of_number(97.0)
    assert [origin.cell for origin in fact.origins] == ["E9, E10"]


def test_n_of_m_is_the_share_that_it_is(read: Read) -> None:
    fact = facts(read(QUARTERS, {"E14": "97 of 100"}))["dashboard.6.4"]
    assert (fact.value, fact.origins[0].text) == (Range.of_number(97.0), "97 of 100")
