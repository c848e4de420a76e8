"""The facts of the returns as they were sent, under the real pack."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.loading import load_pack
from engine.nouns.evidence.fact import Range
from evidence.nouns.yardstick import Yardstick
from evidence.reading import read_returns
from evidence.submissions import submissions

ROOT = Path(__file__).resolve().parents[3]
RETURNS = ROOT / "tests" / "shared" / "returns"
SG, LAC = "training.safeguarding", "training.looked_after_children"


@pytest.fixture(scope="module")
def real_pack():
    return load_pack(ROOT / "rules" / "suffolk-safeguarding-children-2013")


@pytest.fixture(scope="module")
def gathered(real_pack):
    judged = Yardstick(
        lambda quarter: quarter.last_day,
        lambda name, quarter, code: real_pack.parameters[name].value_on(quarter.last_day).value,
    )
    found, faults = submissions(read_returns([RETURNS], real_pack), real_pack, judged)
    return {f"{each.organisation.code} {each.quarter}": each for each in found}, faults


def plain(value):
    if isinstance(value, Range):
        return value.low if value.is_exact else (value.low, value.high)
    return value


def values(submission, names):
    return {
        name: plain(submission.facts[name].value) if name in submission.facts else "absent"
        for name in names
    }


def test_every_fact_is_in_the_catalogue(gathered, real_pack) -> None:
    for submission in gathered[0].values():
        assert set(submission.facts) <= set(real_pack.catalogue)


def test_known_facts_have_an_origin_and_unknown_ones_a_reason(gathered) -> None:
    for submission in gathered[0].values():
        for fact in submission.facts.values():
            if fact.value is None:
                assert fact.why_unknown
            else:
                assert not fact.why_unknown
                assert fact.returned
                assert fact.origins or fact.name == "organisation.kind"


def test_the_acute_trusts_second_quarter(gathered) -> None:
    orwell = gathered[0]["RZ1 2014-15 Q2"]
    expected = {
        "organisation.services": {
            "maternity",
            "emergency_department",
            "paediatrics",
            "inpatient",
            "adult_inpatient",
        },
        "named_professionals.named_doctor.wte": 0.2,
        "named_professionals.named_nurse.wte": 0,
        "named_professionals.named_midwife.wte": 0.6,
        "dashboard.3": 8,
        "dashboard.4.1.level_3": 61,
        "dashboard.4.1.level_5": None,
        "dashboard.4.2.level_2": 70,
        "dashboard.4.2.level_3": None,
        "dashboard.4.2.level_4": None,
        "dashboard.6.1": True,
        "dashboard.7.3": True,
        "dashboard.8.1": 6,
        "dashboard.8.3": 9,
        "dashboard.8.6": None,
        "dashboard.8.8.share": 60,
        "dashboard.10.1.subject_to_plan": None,
        "dashboard.10.1.total_births": 712,
        "dashboard.10.2": 0,
        "dashboard.11.1": None,
        "dashboard.11.1.not_applicable": True,
        "dashboard.14": None,
        "dashboard.15.2.under_5s": "absent",
        "dashboard.returned_percent": (100 * 32 / 36, 100 * 35 / 36),
        "vacancies.paediatricians.rate": 25,
        "vacancies.midwives.rate": 6.875,
        "vacancies.highest_rate": round(100 / 2.8, 10),
        "section11.S6.p13": "not_met",
        "section11.S6.p18.c": "partly_met",
        "section11.S6.p18.f": None,
        "section11.S6.p18.g": None,
        "section11.S6.p19.declared": "met",
        "section11.S6.p19.moderated": "absent",
        "section11.S6.p19": "met",
        "section11.answered_percent": (100 * 42 / 44, 100 * 43 / 44),
        f"{SG}.level_3.staff": 90,
        f"{SG}.level_3.in_date": 60,
        f"{SG}.level_3.percent": 100 * 60 / 90,
        f"{SG}.level_1.percent": (100 * 49 / 58, 100 * 55 / 58),
        f"{SG}.level_5.needed": False,
        f"{SG}.lowest_level_percent": 100 * 60 / 90,
        f"{SG}.lowest_group_percent": 60,
        f"{LAC}.level_2.needed": None,
        f"{LAC}.level_3.needed": None,
        "documents.training_strategy.approved_on": 734990,
        "documents.annual_report.approved_on": "absent",
    }
    assert values(orwell, expected) == expected
    withheld = orwell.facts["dashboard.10.1.subject_to_plan"]
    assert (withheld.returned, withheld.why_unknown) == (True, "suppressed at source as “<5”")
    note = orwell.facts[f"{SG}.level_3.percent"].note
    assert note == (
        "from the register: 60 of 90 trained and in date, 26 below the level, 4 out of date; "
        "the dashboard declares 61 %"
    )


def test_level_3_counted_by_hand(gathered) -> None:
    """64 of the 90 who need Level 3 have it; 4 of the 64 were trained before 30 September 2011."""
    import datetime as dt

    import openpyxl

    book = openpyxl.load_workbook(RETURNS / "Orwell Deben SG return Q2 FINAL v3.xlsx")
    trained = []
    for _, _, framework, need, has, on in book["training"].iter_rows(min_row=4, values_only=True):
        if framework == "safeguarding" and need in (3, "Level 3"):
            day = dt.datetime.strptime(on, "%d/%m/%Y") if isinstance(on, str) else on
            trained.append((has >= 3, day >= dt.datetime(2011, 9, 30)))
    assert len(trained) == 90
    assert sum(has for has, _ in trained) == 64
    assert sum(has and recent for has, recent in trained) == 60
    assert plain(gathered[0]["RZ1 2014-15 Q2"].facts[f"{SG}.level_3.in_date"].value) == 60


def test_the_acute_trusts_faults(gathered) -> None:
    told = [
        (fault.severity.name, f"{fault.sheet.strip()} {fault.cell}", fault.found)
        for fault in gathered[1]
        if fault.period == "2014-15 Q2" and fault.organisation == "RZ1"
    ]
    register = "by the register (training A4:F363)"
    assert told == [
        ("CELL", "dashboard C10", "-"),
        ("CELL", "dashboard C11", "-"),
        ("CELL", "dashboard C14", "N/K"),
        ("CELL", "dashboard C15", "1"),
        ("CELL", "dashboard C31", "TBC"),
        ("CELL", "dashboard C49", "not collected"),
        ("CELL", "Section 11 B42", "?"),
        ("CHECK", "Section 11 C43, D43, E43", "a moderated score on the return"),
        (
            "CELL",
            "training E17, E41, E208, E244, E305 and 1 more",
            "no achieved level on 6 lines",
        ),
        (
            "CHECK",
            "dashboard C7",
            f"Level 2, safeguarding children: 90 % declared (dashboard C7), 84.7 % {register}",
        ),
        (
            "CHECK",
            "dashboard C8",
            f"Level 3, safeguarding children: 61 % declared (dashboard C8), 66.7 % {register}",
        ),
        (
            "CHECK",
            "dashboard C9",
            f"Level 4, safeguarding children: 100 % declared (dashboard C9), 84.8 % {register}",
        ),
        ("CHECK", "dashboard C13", "a figure for Level 2, of which the register has nobody"),
        (
            "CHECK",
            "dashboard C28, C26",
            "8.3 is 9 (dashboard C28), more than 8.1, which is 6 (dashboard C26)",
        ),
        ("CHECK", "Section 11 F4:F47", "“See policy library” as evidence of 40 answers"),
    ]


def test_the_acute_trusts_first_quarter(gathered) -> None:
    expected = {
        "named_professionals.named_nurse.wte": 1,
        "dashboard.4.1.level_2": 91,
        "dashboard.4.1.level_3": 78,
        "dashboard.6.4": 64,
        "dashboard.8.6": 3,
        "dashboard.8.8.share": 100,
        "dashboard.14": 91,
        f"{SG}.level_3.percent": 100 * 58 / 90,
        "section11.answered_percent": 100,
    }
    assert values(gathered[0]["RZ1 2014-15 Q1"], expected) == expected


def test_the_community_provider(gathered) -> None:
    gipping = gathered[0]["NXC 2014-15 Q2"]
    expected = {
        "organisation.services": {
            "health_visiting",
            "school_nursing",
            "looked_after_children",
            "mental_health",
        },
        "named_professionals.named_nurse.wte": 1,
        "named_professionals.named_midwife.wte": "absent",
        "dashboard.3": 0,
        "dashboard.4.1.level_5": None,
        "dashboard.4.1.level_5.not_applicable": "absent",
        "dashboard.7.3": False,
        "dashboard.8.8.share": 100 * 10 / 12,
        "dashboard.15.2.under_5s": 31,
        "dashboard.15.2.over_5s": 64,
        "dashboard.15.2.care_leavers": 9,
        "section11.S6.p08.b": None,
        "section11.S6.p08.b.not_applicable": True,
        "section11.S6.p16": "partly_met",
        "section11.answered_percent": 100,
        f"{SG}.level_3.percent": 100,
        f"{SG}.level_5.needed": None,
        f"{SG}.lowest_level_percent": (0, 100),
        f"{SG}.lowest_group_percent": None,
        "vacancies.health_visitors.rate": round(940 / 58, 10),
        "vacancies.highest_rate": round(940 / 58, 10),
        "documents.annual_report.published": True,
    }
    assert values(gipping, expected) == expected
    told = [(f.file, f.cell, f.found) for f in gathered[1] if f.organisation == "NXC"]
    file = "gipping-2014-15-Q2/dashboard.csv"
    assert told == [
        (file, "C8", "N/A"),
        (file, "C9", "N/A"),
        (file, "C14", "N/A"),
        (
            "gipping-2014-15-Q2/section11.csv",
            "F2:F45",
            "“See policy library” as evidence of 42 answers",
        ),
    ]


def test_the_ccg(gathered) -> None:
    expected = {
        "organisation.kind": "ccg",
        "organisation.services": None,
        "section11.S4.2.2.f3.c": "not_met",
        "section11.S4.2.6.p01.b": "partly_met",
        "section11.answered_percent": 100,
        "dashboard.returned_percent": "absent",
        "documents.declaration.published": True,
    }
    assert values(gathered[0]["06L 2014-15 Q2"], expected) == expected
