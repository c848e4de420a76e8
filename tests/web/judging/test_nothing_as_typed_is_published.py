"""The public's bundle holds nothing that anybody typed into a return, a decision or a form."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.clausewise.typed.planting import Marks, plant_return
from tests.clausewise.typed.test_nothing_as_typed import everything_in
from tests.web.people_of import OTHER, Site, do_jobs
from web.access.roles import PersonRole
from web.judging.models import DecisionVersion, Publication, RoundAssessment
from web.judging.state import state_of
from web.people.models import Account
from web.rounds.models import Round
from web.rounds.store import path_of

pytestmark = [
    pytest.mark.slow,
    pytest.mark.parametrize("connection", ["sqlite"], indirect=True),
]
FEWEST = 60
"""Marks that the auditor's bundle of the same round holds, at the least."""


def planted_round(site: Site, folder: Path, marks: Marks) -> Round:
    """A round with one return, judged: marks in its fields, its files' names, its numbers, and the
    name of whoever sent it."""
    held = site.round()
    Round.objects.filter(pk=held.pk).update(
        parameters="training_met:\n  values:\n    - {value: 90, in_force_from: 2014-04-01, "
        f"set_by: commissioner, note: {marks('note of a number')}}}\n"
    )
    sender = site.person(PersonRole.SUBMITTER, OTHER)
    Account.objects.filter(pk=sender.pk).update(name=f"Ann {marks('name of the sender')}")
    identity = {"code": OTHER, "name": "Tollwick Trust", "period": "2014-15 Q3"}
    plant_return(folder / "return", marks, identity)
    unknown = folder / "return" / "unknown.csv"
    unknown.rename(unknown.with_name(f"{marks('name of a file')}.csv"))
    files = [
        SimpleUploadedFile(path.name, path.read_bytes())
        for path in sorted((folder / "return").iterdir())
    ]
    own = f"/rounds/{held.pk}/organisations/{OTHER}"
    answer = site.client(PersonRole.SUBMITTER, OTHER).post(f"{own}/send", {"files": files})
    assert answer.status_code == 302, answer.content.decode()
    do_jobs()
    site.client(PersonRole.CERTIFIER, OTHER).post(f"{own}/returns/1/certify")
    site.client(PersonRole.ADMINISTRATOR).post(f"/rounds/{held.pk}/state", {"state": "closed"})
    do_jobs()
    return Round.objects.get()


def decide(site: Site, held: Round, marks: Marks) -> None:
    """An action, a comment and a waiver with marks, the waiver approved."""
    from web.judging.site.read import findings_of

    assessment = RoundAssessment.objects.get(round=held, state=state_of(held).digest)
    wanted = ("not_met", "partly_met", "no_evidence", "conflicting")
    found = next(line for line in findings_of(assessment) if line.verdict in wanted)
    address = f"/rounds/{held.pk}/pages/finding/{found.page}/{found.anchor}"
    assessor, other = (site.client(role) for role in (PersonRole.ASSESSOR, PersonRole.COMMISSIONER))
    words = {name: f"ask {marks(f'decision, {name}')}" for name in ("action", "owner", "reason")}
    due = {"due": "2015-03-31", "until": "2015-06-30"}
    for kind in ("comment", "action", "waiver"):
        seen = str(DecisionVersion.objects.count())
        given = {**words, **due, "text": marks("a comment"), "seen": seen}
        assert assessor.post(f"{address}/{kind}", given).status_code == 302
    step = {"decision": "3", "step": "approve", "seen": "3"}
    assert other.post(f"{address}/waiver/approval", step).status_code == 302
    do_jobs()


def published(site: Site, held: Round, audience: str, folder: Path) -> str:
    """All that the bundle of an audience holds, archives within it unpacked."""
    commissioner = site.client(PersonRole.COMMISSIONER)
    commissioner.post(f"/rounds/{held.pk}/sign-off", {"state": state_of(held).digest})
    commissioner.post(f"/rounds/{held.pk}/publish", {"audience": audience})
    do_jobs()
    made = Publication.objects.get(audience=audience)
    with zipfile.ZipFile(io.BytesIO(path_of(made.sha256).read_bytes())) as bundle:
        bundle.extractall(folder / audience)
        return "\n".join([*bundle.namelist(), everything_in(folder / audience)])


def test_the_public_bundle_holds_no_mark_and_the_auditors_many(site: Site, tmp_path: Path) -> None:
    marks = Marks()
    held = planted_round(site, tmp_path, marks)
    decide(site, held, marks)
    found = {
        audience: marks.found_in(published(site, held, audience, tmp_path))
        for audience in ("internal", "public")
    }
    assert found["public"] == []
    assert len(found["internal"]) >= FEWEST
    assert {"name of a file", "decision, reason"} <= set(found["internal"])
