"""The record only grows, holds together under many hands, and says where it is broken."""

from __future__ import annotations

import threading
from dataclasses import replace
from itertools import count

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from engine.verifying.event_chain import (
    FIRST,
    RecordedEvent,
    chain_verdict,
    event_from,
    event_line,
)
from tests.web.people_of import OWN, Site
from web.access.roles import PersonRole
from web.clock import now
from web.record.append import Deed, append, events, record_verdict
from web.record.models import EventRow


def chained(deeds: list[str]) -> list[RecordedEvent]:
    """Events that follow on each other."""
    found, last = [], FIRST
    for number, what in zip(count(1), deeds, strict=False):
        event = RecordedEvent(number, "2026-01-01", "who", what, "it", {}, {"n": what}, last, "")
        found.append(replace(event, digest=event.computed_digest))
        last = found[-1].digest
    return found


@given(st.lists(st.text(), min_size=2, max_size=6), st.data())
def test_any_event_changed_taken_out_or_moved_is_found(
    deeds: list[str], data: st.DataObject
) -> None:
    whole = chained(deeds)
    assert chain_verdict(whole).is_whole
    place = data.draw(st.integers(0, len(whole) - 2))
    changed = [*whole]
    changed[place] = replace(whole[place], what=whole[place].what + "!")
    assert chain_verdict(changed).broken_at == place + 1
    assert chain_verdict(whole[:place] + whole[place + 1 :]).broken_at == place + 1
    swapped = [*whole]
    swapped[place], swapped[place + 1] = whole[place + 1], whole[place]
    assert chain_verdict(swapped).broken_at == place + 1


@given(st.text(), st.dictionaries(st.text(), st.text() | st.integers() | st.none()))
def test_an_event_is_read_back_as_it_was_written(text: str, state: dict[str, object]) -> None:
    event = RecordedEvent(1, text, text, text, text, state, state, FIRST, FIRST)
    assert event_from(event_line(event)) == event


def test_the_database_itself_refuses_to_change_or_remove_an_event(site: Site) -> None:
    append(Deed("somebody", "did", "something"), now())
    for refused in (
        lambda: EventRow.objects.update(who="nobody"),
        lambda: EventRow.objects.all().delete(),
        lambda: _run("DELETE FROM record_eventrow"),
        lambda: _run("UPDATE record_eventrow SET who = 'nobody'"),
    ):
        with pytest.raises(DatabaseError, match="only ever added to"), transaction.atomic():
            refused()
    if connection.vendor == "postgresql":
        with pytest.raises(DatabaseError, match="only ever"), transaction.atomic():
            _run("TRUNCATE record_eventrow")
    assert record_verdict().is_whole


def _run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def test_an_event_changed_behind_the_triggers_is_found(site: Site) -> None:
    for number in range(3):
        append(Deed("somebody", "did", f"deed {number}"), now())
    _run(
        "ALTER TABLE record_eventrow DISABLE TRIGGER ALL"
        if connection.vendor == "postgresql"
        else "DROP TRIGGER record_eventrow_update"
    )
    EventRow.objects.filter(number=2).update(who="nobody")
    verdict = record_verdict()
    assert (verdict.broken_at, verdict.why) == (2, "event 2 is not as it was recorded")
    page = site.client(PersonRole.ADMINISTRATOR).get("/record/").content.decode()
    assert "The record is broken at event 2" in page


def test_the_page_goes_on_from_what_it_has_read_and_reads_all_when_asked(site: Site) -> None:
    auditor = site.client(PersonRole.AUDITOR)
    append(Deed("somebody", "did", "the first deed"), now())
    first = auditor.get("/record/").content.decode()
    assert "All of them were read on" in first
    append(Deed("somebody", "did", "another deed"), now())
    number = EventRow.objects.count()
    with CaptureQueriesContext(connection) as asked:
        page = auditor.get("/record/").content.decode()
    assert f"The first {number - 1} were read on" in page
    read = [query["sql"] for query in asked if '"number" > ' in query["sql"]]
    assert [f'"number" > {number - 1}' in query for query in read] == [True]
    anew = auditor.get("/record/?anew=yes").content.decode()
    assert "All of them were read on" in anew


def test_a_break_among_what_was_read_is_found_by_reading_all_anew(site: Site) -> None:
    auditor = site.client(PersonRole.AUDITOR)
    for number in range(3):
        append(Deed("somebody", "did", f"deed {number}"), now())
    assert "The record is whole." in auditor.get("/record/").content.decode()
    _run(
        "ALTER TABLE record_eventrow DISABLE TRIGGER ALL"
        if connection.vendor == "postgresql"
        else "DROP TRIGGER record_eventrow_update"
    )
    EventRow.objects.filter(number=2).update(who="nobody")
    broken = "The record is broken at event 2"
    assert broken in auditor.get("/record/?anew=yes").content.decode()
    assert broken in auditor.get("/record/").content.decode()


def test_many_hands_at_once_leave_a_whole_record_with_every_event(site: Site) -> None:
    def many(name: str) -> None:
        for number in range(10):
            append(Deed(name, "did", str(number)), now())
        connection.close()

    hands = [threading.Thread(target=many, args=(f"hand {n}",)) for n in range(6)]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()
    verdict = record_verdict()
    assert (verdict.is_whole, verdict.events) == (True, 60)


def test_a_deed_that_fails_leaves_no_event(site: Site) -> None:
    def fail() -> None:
        with transaction.atomic():
            append(Deed("somebody", "did", "something"), now())
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert EventRow.objects.count() == 0


def test_what_people_do_stands_in_the_record_and_can_be_taken_along(site: Site) -> None:
    site.round(codes=(OWN,))
    deeds = [(event.what, event.about) for event in events()]
    assert deeds[-2:] == [
        ("made a round", "round 2014-15 Q3"),
        ("moved a round on", "round 2014-15 Q3"),
    ]
    answer = site.client(PersonRole.AUDITOR).get("/record/record.jsonl")
    lines = b"".join(answer.streaming_content).decode().splitlines()  # type: ignore[attr-defined]
    assert chain_verdict(map(event_from, lines)).is_whole
    assert len(lines) == EventRow.objects.count()
