"""What a form of a round says where something is missing."""

from __future__ import annotations

from tests.web.people_of import Site
from web.access.roles import PersonRole


def test_an_empty_form_says_beside_each_field_what_to_do(site: Site) -> None:
    site.organisation("ZA1")
    answer = site.client(PersonRole.ADMINISTRATOR).post("/rounds/new", {"pack": "suffolk"})
    page = answer.content.decode()
    assert answer.status_code == 400
    for label, words in (
        ("Quarter", "Fill this in."),
        ("Returns are due on", "Give the day."),
        ("Who is expected to send one", "Choose at least one."),
    ):
        assert f">{label}</a>: {words}</li>" in page
    assert page.count("Choose at least one.") == 2
    assert "This field is required" not in page


def test_where_no_organisation_is_known_there_is_nothing_to_choose(site: Site) -> None:
    page = site.client(PersonRole.ADMINISTRATOR).get("/rounds/new").content.decode()
    assert "<p>There is nothing to choose from yet.</p>" in page
