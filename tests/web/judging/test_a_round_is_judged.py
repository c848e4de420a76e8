"""A round is judged, decided on, signed and published; what was signed is what was judged."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from django.db import DatabaseError, transaction
from django.db import connection as database
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.web.people_of import OTHER, TOLLWICK, Site, do_jobs, upload
from web.access.roles import PersonRole
from web.clock import today
from web.judging.models import DecisionVersion, Publication, RoundAssessment, SignOff
from web.judging.signing import signature_of
from web.judging.state import state_of
from web.record.append import record_verdict
from web.rounds.models import Round

OWN = OTHER


def wanting(held: Round) -> str:
    """The address of a finding of the round that leaves something to be wished for."""
    from web.judging.site.read import findings_of

    assessment = RoundAssessment.objects.get(round=held, state=state_of(held).digest)
    found = next(line for line in findings_of(assessment) if line.verdict == "not_met")
    return f"/rounds/{held.pk}/pages/finding/{found.page}/{found.anchor}"


def seen(client: Client, address: str) -> str:
    page = client.get(address).content.decode()
    return page.partition('name="seen" value="')[2].partition('"')[0]


def test_every_page_that_the_assessment_links_to_is_there(site: Site, held: Round) -> None:
    client = site.client(PersonRole.ASSESSOR)
    start = f"/rounds/{held.pk}/pages/"
    known, wait = set[str](), [f"{start}index"]
    for _ in range(40):
        address = wait.pop(0)
        answer = client.get(address)
        assert answer.status_code == 200, address
        known.add(address)
        for way in answer.content.decode().split('href="')[1:]:
            link = way.partition('"')[0].partition("#")[0].partition("?")[0]
            if link.startswith(start) and link not in known and link not in wait:
                wait.append(link)
    assert len(known) == 40


def test_a_finding_is_told_in_full_beside_what_may_be_decided(site: Site, held: Round) -> None:
    address = wanting(held)
    page = site.client(PersonRole.ASSESSOR).get(address).content.decode()
    for words in ("What was required", "What was found", "Why", "What would satisfy it"):
        assert words in page
    assert "Propose a waiver" in page
    read_only = site.client(PersonRole.AUDITOR).get(address).content.decode()
    assert "Propose a waiver" not in read_only
    assert "What was required" in read_only


def test_a_waiver_is_proposed_and_somebody_else_approves_it(site: Site, held: Round) -> None:
    address = wanting(held)
    assessor, commissioner = (
        site.client(PersonRole.ASSESSOR),
        site.client(PersonRole.COMMISSIONER),
    )
    said = {"reason": "A locum starts in March", "until": "2015-06-30"}
    assessor.post(f"{address}/waiver", {**said, "seen": seen(assessor, address)})
    step = {"decision": "1", "step": "approve", "seen": seen(commissioner, address)}
    assert assessor.post(f"{address}/waiver/approval", step).status_code == 403
    assert commissioner.post(f"{address}/waiver/approval", step).status_code == 302
    do_jobs()
    states = [version.state for version in DecisionVersion.objects.all()]
    assert states == ["proposed", "approved"]
    page = commissioner.get(address).content.decode()
    assert "Not met" in page
    assert "A locum starts in March" in page
    assert RoundAssessment.objects.count() == 2


def test_nobody_approves_their_own_waiver(site: Site, held: Round) -> None:
    from web.people.models import Membership

    address = wanting(held)
    both = site.person(PersonRole.ASSESSOR)
    Membership.objects.create(person=both, role="commissioner")
    client = site.client(PersonRole.ASSESSOR)
    said = {"reason": "I say so", "until": "2015-06-30", "seen": seen(client, address)}
    client.post(f"{address}/waiver", said)
    step = {"decision": "1", "step": "approve", "seen": seen(client, address)}
    answer = client.post(f"{address}/waiver/approval", step)
    assert answer.status_code == 400
    assert "You proposed this waiver: somebody else has to decide on it." in answer.content.decode()
    assert [version.state for version in DecisionVersion.objects.all()] == ["proposed"]


def test_two_who_decide_at_once_both_see_what_happened(site: Site, held: Round) -> None:
    address = wanting(held)
    assessor, commissioner = (
        site.client(PersonRole.ASSESSOR),
        site.client(PersonRole.COMMISSIONER),
    )
    before = seen(assessor, address)
    said = {"action": "Appoint", "owner": "Jane Quill", "due": "2015-03-31"}
    assert assessor.post(f"{address}/action", {**said, "seen": before}).status_code == 302
    late = commissioner.post(f"{address}/action", {**said, "action": "Wait", "seen": before})
    page = late.content.decode()
    assert late.status_code == 409
    assert "Somebody else decided on this finding while you wrote." in page
    assert "Jane Quill" in page
    assert "Wait</textarea>" in page
    assert DecisionVersion.objects.count() == 1


def test_a_decision_is_never_changed_by_the_database(site: Site, held: Round) -> None:
    address = wanting(held)
    client = site.client(PersonRole.ASSESSOR)
    client.post(f"{address}/comment", {"text": "Look again", "seen": "0"})
    assert DecisionVersion.objects.count() == 1
    with pytest.raises(DatabaseError, match="only ever added to"), transaction.atomic():
        DecisionVersion.objects.update(state="withdrawn")


def test_what_is_typed_holds_no_formula_and_no_nhs_number(site: Site, held: Round) -> None:
    address = wanting(held)
    client = site.client(PersonRole.ASSESSOR)
    for text in ("=HYPERLINK(1)", "The child 943 476 5919 was seen"):
        answer = client.post(f"{address}/comment", {"text": text, "seen": "0"})
        assert answer.status_code == 400
    assert DecisionVersion.objects.count() == 0


def test_an_action_is_closed_with_its_evidence(site: Site, held: Round) -> None:
    address = wanting(held)
    client = site.client(PersonRole.COMMISSIONER)
    said = {"action": "Appoint", "owner": "Jane Quill", "due": "2015-03-31"}
    client.post(f"{address}/action", {**said, "seen": "0"})
    step = {"decision": "1", "step": "close", "closed_on": "2015-01-05", "evidence": ""}
    bad = client.post(f"{address}/action/end", {**step, "seen": seen(client, address)})
    assert bad.status_code == 400
    step["evidence"] = "Minutes of 5 January"
    client.post(f"{address}/action/end", {**step, "seen": seen(client, address)})
    assert [version.state for version in DecisionVersion.objects.all()] == ["open", "done"]


def test_a_signature_is_for_one_state_and_void_after_any_change(site: Site, held: Round) -> None:
    commissioner = site.client(PersonRole.COMMISSIONER)
    sign = f"/rounds/{held.pk}/sign-off"
    commissioner.post(sign, {"state": "0" * 64})
    assert signature_of(held) is None
    commissioner.post(sign, {"state": state_of(held).digest})
    assert signature_of(held) is not None
    address = wanting(held)
    said = {"action": "Appoint", "owner": "Jane Quill", "due": "2015-03-31", "seen": "0"}
    site.client(PersonRole.ASSESSOR).post(f"{address}/action", said)
    assert signature_of(held) is None
    assert SignOff.objects.get().void_reason.startswith("Assessor decided on ZA3, ")
    held.refresh_from_db()
    assert held.state == "assessed"
    do_jobs()
    page = commissioner.get(sign).content.decode()
    assert "Void signatures" in page
    assert "Sign this assessment" in page


def test_a_return_certified_later_voids_the_signature(site: Site, held: Round) -> None:
    commissioner = site.client(PersonRole.COMMISSIONER)
    commissioner.post(f"/rounds/{held.pk}/sign-off", {"state": state_of(held).digest})
    move = f"/rounds/{held.pk}/state"
    administrator = site.client(PersonRole.ADMINISTRATOR)
    administrator.post(move, {"state": "open", "reason": "Tollwick was ill"})
    assessor = site.client(PersonRole.ASSESSOR)
    own = f"/rounds/{held.pk}/organisations/{OWN}"
    assessor.post(f"{own}/send", {"files": [upload(TOLLWICK, "again.xlsx")]})
    do_jobs()
    assessor.post(f"{own}/returns/2/accept", {"given_by": "Dr Quill"})
    administrator.post(move, {"state": "closed"})
    do_jobs()
    assert signature_of(held) is None
    assert "has changed" in SignOff.objects.get().void_reason


def test_what_is_published_is_what_the_command_line_makes(
    site: Site, held: Round, tmp_path: Path
) -> None:
    commissioner = site.client(PersonRole.COMMISSIONER)
    address = wanting(held)
    said = {"action": "Appoint", "owner": "Jane Quill", "due": "2015-03-31", "seen": "0"}
    commissioner.post(f"{address}/action", said)
    do_jobs()
    page = commissioner.get(address).content.decode()
    assert "<dt>Due</dt><dd><bdi>31 March 2015</bdi></dd>" in page
    assert "due 31 March 2015" in commissioner.get(f"/rounds/{held.pk}/decisions").content.decode()
    commissioner.post(f"/rounds/{held.pk}/sign-off", {"state": state_of(held).digest})
    commissioner.post(f"/rounds/{held.pk}/publish", {"audience": "shared"})
    do_jobs()
    bundle = _zip(commissioner, f"/rounds/{held.pk}/bundles/shared.zip")
    made = {name: bundle.read(name) for name in bundle.namelist() if name != "command.txt"}
    _zip(commissioner, f"/rounds/{held.pk}/round.zip").extractall(tmp_path)
    words = (tmp_path / "command.txt").read_text("utf-8").split("--out")[0].split()
    again = [sys.executable, "-m", "clausewise", *words[1:]]
    again = [word.strip('"') for word in again]
    where = again.index("--period")
    again[where + 1 : where + 3] = [" ".join(again[where + 1 : where + 3])]
    subprocess.run(
        [*again, "--out", "shared"],
        cwd=tmp_path,
        capture_output=True,
        check=False,
        env={"PYTHONPATH": str(Path.cwd())},
    )
    out = tmp_path / "shared"
    own = {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in out.rglob("*")
        if path.is_file()
    }
    assert own.keys() == made.keys()
    assert [name for name in made if made[name] != own[name]] == []
    held.refresh_from_db()
    assert held.state == "published"
    assert Publication.objects.get().sha256
    assert record_verdict().is_whole


def _zip(client: Client, path: str) -> zipfile.ZipFile:
    answer = client.get(path)
    assert answer.status_code == 200, path
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
    answer.close()
    return zipfile.ZipFile(io.BytesIO(content))


def test_a_provider_takes_the_shared_bundle_and_no_other(site: Site, held: Round) -> None:
    commissioner = site.client(PersonRole.COMMISSIONER)
    commissioner.post(f"/rounds/{held.pk}/sign-off", {"state": state_of(held).digest})
    for audience in ("shared", "internal"):
        commissioner.post(f"/rounds/{held.pk}/publish", {"audience": audience})
    do_jobs()
    page = commissioner.get(f"/rounds/{held.pk}/sign-off").content.decode()
    assert "The bundle for auditors</a> (ZIP)" in page
    assert "Publish for the public</button>" in page
    provider = site.client(PersonRole.SUBMITTER, OWN)
    own = f"/rounds/{held.pk}/organisations/{OWN}/published"
    assert f'href="{own}/"' in provider.get(own.removesuffix("published")).content.decode()
    page = provider.get(f"{own}/").content.decode()
    assert f'href="{own}/shared.zip">The bundle for those at the same table</a>' in page
    assert "auditors" not in page
    assert _zip(provider, f"{own}/shared.zip").read("manifest.json")
    assert provider.get(f"{own}/internal.zip").status_code == 404
    auditor = site.client(PersonRole.AUDITOR)
    internal = _zip(auditor, f"/rounds/{held.pk}/bundles/internal.zip")
    assert internal.read("record.jsonl").startswith(b'{"number": 1')


def test_a_meeting_goes_from_question_to_question_and_keeps_what_comes(
    site: Site, held: Round
) -> None:
    client = site.client(PersonRole.ASSESSOR)
    page = client.get(f"/rounds/{held.pk}/meetings/").content.decode()
    assert f'href="/rounds/{held.pk}/meetings/{OWN}/1"' in page
    first = f"/rounds/{held.pk}/meetings/{OWN}/1"
    page = client.get(first).content.decode()
    rule = page.partition('<option value="')[2].partition('"')[0]
    half = {"finding": rule, "action": "Appoint a locum", "owner": ""}
    answer = client.post(first, half)
    assert answer.status_code == 400
    assert "An action needs what is to be done, who owns it, and a day." in answer.content.decode()
    said = {**half, "owner": "Jane Quill", "due": "2015-03-31", "answer": "The post is advertised"}
    assert client.post(first, said)["Location"] == f"/rounds/{held.pk}/meetings/{OWN}/2"
    kinds = [(version.kind, version.rule) for version in DecisionVersion.objects.all()]
    assert kinds == [("comment", rule), ("action", rule)]
    page = client.get(first).content.decode()
    assert "Answered: The post is advertised" in page
    assert client.get(f"/rounds/{held.pk}/meetings/{OWN}/99").status_code == 404


QUERIES = {
    "": 8,  # among them how the latest judging went
    "pages/index": 7,
    "pages/matrix-provider": 7,
    "pages/org/ZA3": 7,
    "pages/finding/ZA3/{duty}": 10,
    "decisions": 8,
    "meetings/": 7,
    "meetings/ZA3/1": 10,
    "sign-off": 11,
}
"""How often a page of a round may ask the database."""


def test_a_page_asks_the_database_little_however_much_was_sent_and_decided(
    site: Site, held: Round
) -> None:
    client = site.client(PersonRole.ASSESSOR)
    address = wanting(held)
    duty = address.rpartition("/")[2]
    pages = [(page.format(duty=duty), most) for page, most in QUERIES.items()]
    before = {page: _asked(client, held, page) for page, _ in pages}
    assert {page: before[page] for page, most in pages if before[page] > most} == {}
    for _ in range(3):
        said = {"action": "Appoint", "owner": "Jane Quill", "due": "2015-03-31"}
        client.post(f"{address}/action", {**said, "seen": seen(client, address)})
    do_jobs()
    assert {page: _asked(client, held, page) for page, _ in pages} == before


def _asked(client: Client, held: Round, page: str) -> int:
    """How often a page asks the database once it was asked for before."""
    address = f"/rounds/{held.pk}/{page}"
    assert client.get(address).status_code == 200, address
    with CaptureQueriesContext(database) as asked:
        client.get(address)
    return len(asked)


def test_what_pages_are_made_from_is_no_page(site: Site, held: Round) -> None:
    client = site.client(PersonRole.ASSESSOR)
    for name in ("findings", "agenda", "index.json", "../secret"):
        assert client.get(f"/rounds/{held.pk}/pages/{name}").status_code == 404, name


def test_a_waiver_counts_once_the_round_is_judged_as_on_a_day_after_its_approval(
    site: Site, held: Round
) -> None:
    address = wanting(held)
    assessor = site.client(PersonRole.ASSESSOR)
    commissioner = site.client(PersonRole.COMMISSIONER)
    said = {"reason": "A locum starts in March", "until": "2099-06-30"}
    assessor.post(f"{address}/waiver", {**said, "seen": seen(assessor, address)})
    step = {"decision": "1", "step": "approve", "seen": seen(commissioner, address)}
    commissioner.post(f"{address}/waiver/approval", step)
    do_jobs()
    assert "It does not count yet:" in assessor.get(address).content.decode()
    assert "A waiver is not applied" in decisions_shown(held)
    for day, taken in (("2014-12-30", False), ("2999-01-01", False), (str(today()), True)):
        assessor.post(f"/rounds/{held.pk}/as-on", {"day": day})
        held.refresh_from_db()
        assert (held.as_of is not None) == taken
    do_jobs()
    assert "It does not count yet:" not in assessor.get(address).content.decode()
    assert "A locum starts in March" in decisions_shown(held)
    assert "is not applied" not in decisions_shown(held)


def decisions_shown(held: Round) -> str:
    """What the assessment says of the decisions that it was given."""
    from web.judging.site.read import page_parts

    assessment = RoundAssessment.objects.get(round=held, state=state_of(held).digest)
    return page_parts(assessment, "decisions").main
