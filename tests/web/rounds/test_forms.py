"""What a form of a round says where something is missing."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from clausewise.places import DEFAULT_PACK
from tests.web.people_of import OTHER, OWN, Site
from web.access.roles import PersonRole
from web.clock import now
from web.rounds.laying_out import policy_of
from web.rounds.models import Expected, Round
from web.rounds.opening import RoundPlan, make_round

AGREED = """training_met:
  values:
    - {value: 97, in_force_from: 2015-01-01, set_by: commissioner, note: Agreed for the round of \
2014-15 Q4}
"""


def test_an_empty_form_says_beside_each_field_what_to_do(site: Site) -> None:
    site.organisation("ZA1")
    answer = site.client(PersonRole.ADMINISTRATOR).post("/rounds/new", {"pack": "suffolk"})
    page = answer.content.decode()
    assert answer.status_code == 400
    for label, words in (
        ("Quarter", "Fill this in."),
        ("Returns are due on", "Give the day."),
        ("Who is expected to send a return", "Choose at least one."),
    ):
        assert f">{label}</a>: {words}</li>" in page
    assert page.count("Choose at least one.") == 2
    assert "This field is required" not in page


def test_where_no_organisation_is_known_there_is_nothing_to_choose(site: Site) -> None:
    page = site.client(PersonRole.ADMINISTRATOR).get("/rounds/new").content.decode()
    assert "<p>There is nothing to choose from yet.</p>" in page


def test_a_new_round_begins_with_what_the_latest_one_had(site: Site) -> None:
    client = site.client(PersonRole.ADMINISTRATOR)
    first = site.round("2014-15 Q2", (OWN,))
    assessor, another = site.person(PersonRole.ASSESSOR), site.person(PersonRole.ASSESSOR, "", "2")
    organisations = [site.organisation(OWN), site.organisation(OTHER)]
    plan = RoundPlan("2014-15 Q4", DEFAULT_PACK.name, first.due, organisations[:1], AGREED)
    by = site.person(PersonRole.ADMINISTRATOR)
    make_round(replace(plan, assessors=[assessor]), by, now())
    page = client.get("/rounds/new").content.decode()
    ticked = {*re.findall(r'name="(\w+)" value="(\d+)" id="\w+" checked', page)}
    assert ticked == {("organisations", str(organisations[0].pk)), ("assessors", str(assessor.pk))}
    assert f'name="assessors" value="{another.pk}"' in page
    assert 'name="quarter" value="2015-16 Q1"' in page
    assert f'<option value="{DEFAULT_PACK.name}" selected>' in page
    assert f"\n{AGREED}</textarea>" in page
    assert re.search(r'name="due"(?! value)[^>]*>', page)
    assert "Filled in from the round of 2014-15 Q4" in page


def test_what_is_taken_off_again_stays_off(site: Site) -> None:
    site.round("2014-15 Q3", (OWN, OTHER))
    only = site.organisation(OTHER)
    said = {"quarter": "2014-15 Q4", "pack": DEFAULT_PACK.name, "due": "2099-04-30"}
    sent = {**said, "organisations": [only.pk], "parameters": ""}
    assert site.client(PersonRole.ADMINISTRATOR).post("/rounds/new", sent).status_code == 302
    made = Round.objects.get(quarter="2014-15 Q4")
    assert [found.organisation for found in Expected.objects.filter(round=made)] == [only]


def test_a_number_typed_on_a_line_is_written_out_and_judged_by(site: Site) -> None:
    said = {"quarter": "2014-15 Q4", "pack": DEFAULT_PACK.name, "due": "2099-04-30"}
    only = site.organisation(OWN)
    numbers = "training_met: 97\r\nsupervision_met : 92.5 %\r\n\r\n"
    offered = site.client(PersonRole.ADMINISTRATOR).get("/rounds/new").content.decode()
    listed = dict(re.findall(r"<code>(\w+)</code></th>.*?In the pack\">([^<]*)</td>", offered))
    assert (listed["training_met"], listed["supervision_met"]) == ("95 %", "95 %")
    sent = {**said, "organisations": [only.pk], "parameters": numbers}
    assert site.client(PersonRole.ADMINISTRATOR).post("/rounds/new", sent).status_code == 302
    made = Round.objects.get()
    assert made.parameters.startswith(AGREED)
    with TemporaryDirectory() as folder:
        parameters = policy_of(made, Path(folder)).pack.parameters
    day = made.day_judged
    values = {name: parameters[name].value_on(day) for name in ("training_met", "supervision_met")}
    assert {name: found.value for name, found in values.items() if found is not None} == {
        "training_met": 97,
        "supervision_met": 92.5,
    }


def test_a_number_of_a_name_that_the_pack_has_not_is_told_and_kept(site: Site) -> None:
    said = {"quarter": "2014-15 Q4", "pack": DEFAULT_PACK.name, "due": "2099-04-30"}
    only = site.organisation(OWN)
    sent = {**said, "organisations": [only.pk], "parameters": "training_mett: 97"}
    answer = site.client(PersonRole.ADMINISTRATOR).post("/rounds/new", sent)
    page = html.unescape(answer.content.decode())
    assert answer.status_code == 400
    assert "training_mett" in page
    assert re.search(r"training_mett: 97\s*</textarea>", page)
