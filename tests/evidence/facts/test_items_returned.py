"""How many of the dashboard's items an organisation returned, of those that it is asked for."""

from __future__ import annotations

from engine.nouns.evidence.fact import Origin

ALL_ITEMS = [
    {"item": "2", "value": 0},
    {"item": "3", "value": "2%"},
    *[{"item": "4.1", "part": f"Level {n}", "value": "90%"} for n in range(1, 7)],
    *[{"item": "4.2", "part": f"Level {n}", "value": "90%"} for n in range(1, 5)],
    {"item": "4.2", "part": "Level 5", "value": "n/a", "note": "nobody needs it"},
    {"item": "6.1", "value": "no"},
    {"item": "6.3", "value": 9},
    {"item": "6.4", "value": "90%"},
    {"item": "8.7", "value": 0},
    {"item": "8.8", "value": 0},
    {"item": "10.1", "part": "subject to CP plan", "value": "<5"},
    {"item": "10.1", "part": "total births", "value": 700},
    {"item": "14", "value": "91%"},
]


NAMED = [
    {"role": role, "title": "Lead for safeguarding", "wte": 1}
    for role in ("Named Doctor", "Named Nurse", "Named Midwife")
]


VACANCIES = [
    {"role": role, "vacant_wte": 0, "establishment_wte": 5}
    for role in ("Paediatricians", "Safeguarding Professionals", "Midwives", "GPs")
]


def test_every_item_returned(gather) -> None:
    found = gather(dashboard=ALL_ITEMS, named_professionals=NAMED, vacancies=VACANCIES)
    assert found.value("dashboard.returned_percent") == 100
    assert found.facts["dashboard.returned_percent"].note == "all 13 items"
    assert found.facts["dashboard.returned_percent"].origins == (
        Origin("orwell.xlsx", "a" * 64, "dashboard", "A2:D22", ""),
    )


def test_items_left_out_are_known_to_be(gather) -> None:
    found = gather(
        dashboard=[line for line in ALL_ITEMS if line.get("part") != "total births"][:-1],
        named_professionals=NAMED[:2],
        vacancies=VACANCIES,
    )
    assert found.value("dashboard.returned_percent") == 100 * 10 / 13
    assert found.facts["dashboard.returned_percent"].note == (
        "10 of 13 items; not answered: 1, 10.1 and 14"
    )


def test_unknown_services_leave_open_what_is_asked(gather) -> None:
    found = gather(None, dashboard=ALL_ITEMS, named_professionals=NAMED, vacancies=VACANCIES)
    assert found.facts["dashboard.returned_percent"].note == (
        "11 of 14 items; not answered: 5, 8.1 and 8.3; "
        "the services are not known, and with them what is asked"
    )
    assert found.value("dashboard.returned_percent") == (100 * 11 / 14, 100 * 12 / 13)


def test_nothing_answered(gather) -> None:
    found = gather(dashboard=[{"item": "2"}])
    assert found.value("dashboard.returned_percent") is None
    assert found.why("dashboard.returned_percent") == "no items were answered"


def test_only_kinds_with_a_dashboard_are_asked_for_it(gather) -> None:
    assert "dashboard.returned_percent" not in gather(kind="ccg").facts
