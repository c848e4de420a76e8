"""A return in its sender's own layout: proposed, confirmed once, read, told where it drifts."""

from __future__ import annotations

import html
import re
from pathlib import Path

import openpyxl
import pytest
from django.db import DatabaseError, connection
from django.test import Client

from tests.evidence.mapping.layouts import BLOCKS, LAYOUTS
from tests.web.mapping.scorecards import confirm, filled_in, scorecard, send, way_of
from tests.web.people_of import MARLHAVEN, OTHER, OWN, Site, do_jobs
from web.access.roles import PersonRole
from web.record.models import EventRow
from web.rounds.models import Round, SenderMapping, SentReturn
from web.rounds.opening import move
from web.rounds.sending import files_of
from web.rounds.states import RoundState
from web.rounds.store import path_of


@pytest.fixture
def held(site: Site) -> Round:
    return site.round()


@pytest.fixture
def sender(site: Site) -> Client:
    return site.client(PersonRole.SUBMITTER, OWN)


def test_a_senders_layout_is_shown_with_its_cells_confirmed_and_read(
    sender: Client, held: Round, tmp_path: Path
) -> None:
    sent = send(sender, held, scorecard(tmp_path))
    assert (sent.state, sent.faults) == ("to be mapped", [])
    page = html.unescape(sender.get(way_of(sent, "mapping")).content.decode())
    assert "% supervision in timescale" in page
    assert '<td id="c-0-D14" class="answer"><bdi>85%</bdi></td>' in page
    assert "Yes: dashboard: 6.4" in page
    assert confirm(sender, sent)[0] == 302
    mapping = SenderMapping.objects.get()
    assert (sent.state, sent.mapping, mapping.version) == ("checked", mapping, 1)
    page = sender.get(way_of(sent)).content.decode()
    assert "It is read as Submitter ZA1 confirmed on " in page
    assert "(version 1): <a href=" in page
    event = EventRow.objects.get(what="confirmed a mapping")
    assert event.after["mapping"] == mapping.sha256
    assert event.after["rows left out"] == 0


def test_a_mapping_is_confirmed_once_and_serves_the_next_return(
    sender: Client, held: Round, tmp_path: Path
) -> None:
    first = send(sender, held, scorecard(tmp_path))
    confirm(sender, first)
    second = send(sender, held, scorecard(tmp_path, q3=0.5))
    assert (second.number, second.state, second.mapping) == (2, "checked", first.mapping)
    assert SenderMapping.objects.count() == 1


def test_a_blank_return_is_read_as_it_is_where_its_sender_has_a_mapping(
    sender: Client, held: Round, tmp_path: Path
) -> None:
    confirm(sender, send(sender, held, scorecard(tmp_path)))
    sent = send(sender, held, MARLHAVEN)
    assert (sent.state, sent.mapping, sent.proposed_sha256) == ("checked", None, "")


def test_a_row_put_in_makes_a_layout_to_be_confirmed_once_more(
    sender: Client, held: Round, tmp_path: Path
) -> None:
    confirm(sender, send(sender, held, scorecard(tmp_path)))
    drifted = scorecard(tmp_path, change=lambda book: book.worksheets[0].insert_rows(6))
    sent = send(sender, held, drifted)
    assert sent.state == "to be mapped"
    assert sent.verdict.startswith("Its layout is not the one that was confirmed")
    [fault] = sent.faults
    assert "a row was put in at row 6" in fault["found"]
    page = sender.get(way_of(sent, "mapping")).content.decode()
    assert "You confirmed the same words before." in page
    assert confirm(sender, sent)[0] == 302
    assert (sent.state, sent.mapping and sent.mapping.version) == ("checked", 2)


def test_what_is_not_settled_or_twice_the_same_is_told_at_its_row(
    sender: Client, held: Round, tmp_path: Path
) -> None:
    sent = send(sender, held, scorecard(tmp_path))
    status, page = confirm(sender, sent, **{"row-0-1": "", "row-0-2": "other"})
    assert (status, sent.state) == (400, "to be mapped")
    assert re.findall('<li><a href="#(row-[0-9-]+)">.*?</a>: (.*?)</li>', page) == [
        ("row-0-1", "Say whether it is right, not in this return, or something else."),
        ("row-0-2", "Choose what it answers from the list."),
    ]
    twice = {"row-0-1": "other", "row-0-1-other": "dashboard: 3"}
    status, page = confirm(sender, sent, **twice)
    assert status == 400
    assert "Another row is said to answer “dashboard: 3” too." in page
    assert not SenderMapping.objects.exists()


def test_what_is_said_to_be_something_else_or_not_in_the_return_is_kept_so(
    sender: Client, held: Round, tmp_path: Path
) -> None:
    sent = send(sender, held, scorecard(tmp_path))
    others = {"row-0-1": "no", "row-0-2": "other", "row-0-2-other": "dashboard: 2 – as asked"}
    assert confirm(sender, sent, **others)[0] == 302
    text = SenderMapping.objects.get().text
    assert text.count("confirmed: no") == 1
    assert text.count('row: {item: "2"}') == 2
    page = sender.get(way_of(sent, "mapping")).content.decode()
    assert 'value="no" checked' in page
    assert 'name="row-0-2-other" value="dashboard: 2"' in page


def test_a_score_counts_once_its_scale_is_confirmed(
    sender: Client, held: Round, tmp_path: Path
) -> None:
    book = openpyxl.load_workbook(LAYOUTS[BLOCKS])
    book.worksheets[0]["C3"] = f"Ashdene Trust ({OWN})"
    book.worksheets[0]["C6"] = "Quarter 3 2014/15"
    book.save(tmp_path / "audit.xlsx")
    sent = send(sender, held, tmp_path / "audit.xlsx")
    status, page = confirm(sender, sent)
    assert status == 400
    assert "</bdi></a>: Say whether these are the meanings." in page
    answers = {"scale-0": "yes", **{f"scale-0-{n}": "met" for n in range(4)}}
    assert confirm(sender, sent, **answers)[0] == 302
    assert sent.state == "checked"


def test_a_file_too_large_to_be_mapped_on_a_page_could_not_be_used(
    sender: Client, held: Round, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("web.rounds.own_layout.proposed.MOST_ROWS", 10)
    sent = send(sender, held, scorecard(tmp_path))
    assert (sent.state, sent.proposed_sha256) == ("could not be used", "")
    monkeypatch.undo()
    monkeypatch.setattr("web.rounds.own_layout.proposed.MOST_PROPOSALS", 10)
    assert send(sender, held, scorecard(tmp_path)).state == "could not be used"


def test_a_file_that_names_another_organisation_is_not_read_as_ones_own(
    sender: Client, held: Round, tmp_path: Path
) -> None:
    sent = send(sender, held, scorecard(tmp_path, code=OTHER))
    page = sender.get(way_of(sent, "mapping")).content.decode()
    assert "This is always read, because a return has to say whose it is" in page
    assert confirm(sender, sent)[0] == 302
    assert sent.state == "to be mapped"
    assert "It is the return of ZA3, and this page is for ZA1." in sent.verdict


def test_a_layout_of_another_quarters_figures_alone_cannot_be_passed_off(
    sender: Client, held: Round, tmp_path: Path
) -> None:
    def later(book: openpyxl.Workbook) -> None:
        book.worksheets[0]["A3"], book.worksheets[0]["B3"] = "Period covered", "Quarter 2 2014/15"

    sent = send(sender, held, scorecard(tmp_path, change=later))
    confirm(sender, sent)
    assert sent.state == "to be mapped"
    assert "It is for 2014-15 Q2, and 2014-15 Q3 is asked for." in sent.verdict


def test_who_confirmed_the_mapping_does_not_certify_what_is_read_through_it(
    site: Site, sender: Client, held: Round, tmp_path: Path
) -> None:
    from web.people.models import Membership

    assessor = site.client(PersonRole.ASSESSOR)
    sent = send(sender, held, scorecard(tmp_path))
    assert confirm(assessor, sent)[0] == 302
    person = site.person(PersonRole.ASSESSOR)
    Membership.objects.create(person=person, role="certifier", organisation=sent.organisation)
    assessor.post(way_of(sent, "certify"))
    sent.refresh_from_db()
    assert sent.state == "checked"
    site.client(PersonRole.CERTIFIER, OWN).post(way_of(sent, "certify"))
    sent.refresh_from_db()
    assert sent.state == "certified"
    event = EventRow.objects.filter(what="certified a return").latest("number")
    assert event.after["version of the mapping"] == 1
    status, _ = confirm(sender, sent)
    assert (status, SenderMapping.objects.count()) == (400, 1)


def test_a_certifier_and_an_auditor_look_at_a_mapping_and_change_nothing(
    site: Site, sender: Client, held: Round, tmp_path: Path
) -> None:
    sent = send(sender, held, scorecard(tmp_path))
    for client in (site.client(PersonRole.CERTIFIER, OWN), site.client(PersonRole.AUDITOR)):
        page = client.get(way_of(sent, "mapping")).content.decode()
        assert '<fieldset class="whole" disabled>' in page
        assert "Confirm this mapping" not in page
        assert client.post(way_of(sent, "mapping"), {"step": "confirm"}).status_code == 403
    assert site.client(PersonRole.SUBMITTER, OTHER).get(way_of(sent, "mapping")).status_code == 403


def test_what_was_not_mapped_is_not_kept_once_it_is_superseded_withdrawn_or_the_round_closed(
    site: Site, sender: Client, held: Round, tmp_path: Path
) -> None:
    def kept(sent: SentReturn) -> list[bool]:
        digests = [file.sha256 for file in files_of(sent)]
        return [path_of(digest).exists() for digest in [*digests, sent.proposed_sha256]]

    first = send(sender, held, scorecard(tmp_path))
    assert kept(first) == [True, True]
    second = send(sender, held, scorecard(tmp_path, q3=0.2))
    assert kept(first) == [False, False]
    sender.post(way_of(second, "withdraw"))
    assert kept(second) == [False, False]
    third = send(sender, held, scorecard(tmp_path, q3=0.3))
    move(held, RoundState.CLOSED, site.person(PersonRole.ADMINISTRATOR), third.sent_at)
    third.refresh_from_db(fields=["state"])
    assert (third.state, kept(third)) == ("could not be used", [False, False])
    assert sender.get(way_of(third, "mapping")).status_code == 404


def test_text_of_a_senders_cells_is_shown_as_text(
    sender: Client, held: Round, tmp_path: Path
) -> None:
    def hostile(book: openpyxl.Workbook) -> None:
        book.worksheets[0]["B6"] = "<script>alert(1)</script> Number of incidents reported to LADO"

    sent = send(sender, held, scorecard(tmp_path, change=hostile))
    page = sender.get(way_of(sent, "mapping")).content.decode()
    assert "<script>" not in page
    assert "&lt;script&gt;" in page


def test_an_earlier_version_is_taken_up_again_as_the_next(
    sender: Client, held: Round, tmp_path: Path
) -> None:
    sent = send(sender, held, scorecard(tmp_path))
    confirm(sender, sent)
    way = way_of(sent, "mapping")
    first = filled_in(sender.get(way).content.decode())
    key = next(key for key, value in first.items() if value == "yes")
    assert confirm(sender, sent, **{key: "no"})[0] == 302
    assert filled_in(sender.get(way).content.decode())[key] == "no"
    page = sender.get(f"{way}?version=1").content.decode()
    assert "the form is filled in as it was" in page
    assert filled_in(page) == first
    assert 'name="stated-services" value="maternity"' in page
    said = {**first, "stated-services": "maternity", "step": "confirm"}
    answer = sender.post(f"{way}?version=1", said)
    assert answer.status_code == 302
    do_jobs()
    again = [*SenderMapping.objects.order_by("version")]
    assert [own.version for own in again] == [1, 2, 3]
    assert again[2].text == again[0].text != again[1].text
    sent.refresh_from_db()
    assert (sent.state, sent.mapping) == ("checked", again[2])
    assert sender.get(f"{way}?version=9").status_code == 404


def test_a_mapping_that_was_confirmed_is_never_changed(
    sender: Client, held: Round, tmp_path: Path
) -> None:
    confirm(sender, send(sender, held, scorecard(tmp_path)))
    with pytest.raises(DatabaseError, match="only ever added to"):
        SenderMapping.objects.update(text="other")
    with connection.cursor() as cursor, pytest.raises(DatabaseError, match="only ever added to"):
        cursor.execute("DELETE FROM rounds_sendermapping")
