"""The examples as rounds of their own: five quarters of invented organisations."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

from clausewise.places import DEFAULT_PACK, EXAMPLES
from clausewise.returns import read_whatever
from clausewise.use_cases.write_reports import files_under
from engine.nouns.evidence.fault import Severity
from evidence.nouns.returns import Return, ReturnsRead
from reports.content.faults import in_order_met
from web.clock import now
from web.people.accounts import add_organisation
from web.people.models import Account, KnownOrganisation
from web.rounds.checking import fault_line, outcome_words
from web.rounds.models import Expected, Round, SentReturn
from web.rounds.opening import RoundPlan, make_round, move
from web.rounds.packs import pack_named
from web.rounds.sending import Certification, Upload, certify, receive
from web.rounds.states import ReturnState, RoundState
from web.rounds.store import keep

_DUE_AFTER = dt.timedelta(days=30)


def seed(person: Account, say: Callable[[str], None]) -> None:
    """Make a round of each quarter of the examples, closed, its returns certified.

    Nothing is done where there is a round already.
    """
    if Round.objects.exists():
        say("There are rounds already, so the examples are left out.")
        return
    policy = pack_named(DEFAULT_PACK.name)
    read = {}
    for folder in sorted(EXAMPLES.iterdir()):
        say(f"Reading the examples of {folder.name} ...")
        read[folder] = read_whatever(folder, policy).reading
    for reading in read.values():
        for sent in reading.returns:
            _know(sent, person)
    for folder, reading in read.items():
        _seed_quarter(folder, reading, person)


def _know(sent: Return, person: Account) -> None:
    organisation = sent.organisation
    if not KnownOrganisation.objects.filter(code=organisation.code).exists():
        code, name, kind = organisation.code, organisation.name, organisation.kind
        add_organisation(code, name, kind, person, now())


def _seed_quarter(folder: Path, reading: ReturnsRead, person: Account) -> None:
    pack = pack_named(DEFAULT_PACK.name).pack
    quarter = reading.returns[0].quarter
    due = quarter.last_day + _DUE_AFTER
    plan = RoundPlan(quarter.label, DEFAULT_PACK.name, due, [*KnownOrganisation.objects.all()])
    held = make_round(plan, person, now())
    move(held, RoundState.OPEN, person, now())
    files = files_under((folder,), pack)
    for sent in reading.returns:
        _seed_return(held, sent, reading, {name: files[name] for name in sent.sha256}, person)
    move(held, RoundState.CLOSED, person, now())


def _seed_return(
    held: Round, sent: Return, reading: ReturnsRead, files: dict[str, Path], person: Account
) -> None:
    expected = Expected.objects.select_related("round", "organisation").get(
        round=held, organisation__code=sent.organisation.code
    )
    uploads = [Upload(path.name, keep([path.read_bytes()])) for path in files.values()]
    received = receive(expected, uploads, person, now())
    faults = in_order_met(fault for fault in reading.faults if fault.file.startswith(sent.file))
    costs = any(fault.severity is not Severity.CHECK for fault in faults)
    SentReturn.objects.filter(pk=received.pk).update(
        state=ReturnState.CHECKED.value,
        verdict=outcome_words(faults, costs),
        faults=[fault_line(fault).as_json for fault in faults],
    )
    # It is shown as having come when its sender says, so that none is late for being an example.
    day = sent.submitted_on or sent.quarter.last_day
    noon = dt.datetime.combine(day, dt.time(12), dt.UTC)
    SentReturn.objects.filter(pk=received.pk).update(sent_at=noon)
    certify(received, Certification(person, True, sent.submitted_by or "its sender"), now())
