"""The organisation's kind and services."""

from __future__ import annotations

import pytest

SERVICES = "organisation.services"


@pytest.mark.parametrize(
    "text",
    [
        "maternity, A&E, LAC",
        "Maternity; ED; looked-after children's health",
        "maternity\nemergency_department\nLooked after children",
        "maternity and A & E and LAC",
        "Maternity / ED / LAC",
        " maternity ,, ED, lac, ",
    ],
)
def test_a_list_of_services(gather, text) -> None:
    found = gather(text)
    assert found.value(SERVICES) == {"maternity", "emergency_department", "looked_after_children"}
    assert found.faults == ()


def test_one_unknown_service_leaves_them_all_unknown(gather) -> None:
    found = gather("paediatrics, matrnity")
    assert found.value(SERVICES) is None
    assert found.why(SERVICES) == (
        "organisation B5 says “paediatrics, matrnity”, where “matrnity” is no service known here"
    )
    assert found.told == [("CELL", "organisation B5", "“matrnity”")]
    assert found.faults[0].to_do == "If “Maternity” is meant, write that."
    assert found.faults[0].facts == (SERVICES,)


def test_blank_services_are_unknown(gather) -> None:
    assert (gather(None).value(SERVICES), gather(None).why(SERVICES)) == (None, "left blank")


def test_no_services_is_an_answer(gather) -> None:
    assert gather("none").value(SERVICES) == frozenset()


def test_services_that_are_not_known(gather) -> None:
    found = gather("TBC")
    assert found.value(SERVICES) is None
    assert found.told == [("CELL", "organisation B5", "“TBC”")]


def test_a_refused_cell(gather, refused) -> None:
    assert gather(refused).why(SERVICES) == "organisation B5: an error cell"


def test_the_kind_with_its_cell(gather) -> None:
    found = gather(organisation=[{"field": "kind", "value": "Provider"}])
    assert found.value("organisation.kind") == "provider"
    assert [o.cell for o in found.facts["organisation.kind"].origins] == ["B2"]


def test_a_kind_that_the_pack_does_not_know(gather) -> None:
    assert "organisation.kind" not in gather(kind="circus").facts
