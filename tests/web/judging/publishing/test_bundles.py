"""What is published is what was signed, and what the command line makes."""

from __future__ import annotations

from pathlib import Path

from tests.web.judged_round import SENDER, archive, made_by_command_line, wanting
from tests.web.people_of import Site, do_jobs
from web.access.roles import PersonRole
from web.judging.models import Publication
from web.judging.state import state_of
from web.record.append import record_verdict
from web.rounds.models import Round


def test_what_is_published_is_what_the_command_line_makes(
    site: Site, held: Round, tmp_path: Path
) -> None:
    commissioner = site.client(PersonRole.COMMISSIONER)
    address = wanting(held)
    said = {"action": "Appoint", "owner": "Jane Quill", "due": "2015-03-31", "seen": "0"}
    commissioner.post(f"{address}/action", said)
    do_jobs()
    commissioner.post(f"/rounds/{held.pk}/sign-off", {"state": state_of(held).digest})
    commissioner.post(f"/rounds/{held.pk}/publish", {"audience": "shared"})
    do_jobs()
    bundle = archive(commissioner, f"/rounds/{held.pk}/bundles/shared.zip")
    made = {name: bundle.read(name) for name in bundle.namelist() if name != "command.txt"}
    archive(commissioner, f"/rounds/{held.pk}/round.zip").extractall(tmp_path)
    own = made_by_command_line(tmp_path)
    assert own.keys() == made.keys()
    assert [name for name in made if made[name] != own[name]] == []
    held.refresh_from_db()
    assert held.state == "published"
    assert Publication.objects.get().sha256
    assert record_verdict().is_whole


def test_a_provider_takes_the_shared_bundle_and_no_other(site: Site, held: Round) -> None:
    commissioner = site.client(PersonRole.COMMISSIONER)
    commissioner.post(f"/rounds/{held.pk}/sign-off", {"state": state_of(held).digest})
    for audience in ("shared", "internal"):
        commissioner.post(f"/rounds/{held.pk}/publish", {"audience": audience})
    do_jobs()
    page = commissioner.get(f"/rounds/{held.pk}/sign-off").content.decode()
    assert "The bundle for auditors</a> (ZIP)" in page
    assert "Publish for the public</button>" in page
    provider = site.client(PersonRole.SUBMITTER, SENDER)
    own = f"/rounds/{held.pk}/organisations/{SENDER}/published"
    assert f'href="{own}/"' in provider.get(own.removesuffix("published")).content.decode()
    page = provider.get(f"{own}/").content.decode()
    assert f'href="{own}/shared.zip">The bundle for the organisations of the round</a>' in page
    assert "auditors" not in page
    assert archive(provider, f"{own}/shared.zip").read("manifest.json")
    assert provider.get(f"{own}/internal.zip").status_code == 404
    auditor = site.client(PersonRole.AUDITOR)
    internal = archive(auditor, f"/rounds/{held.pk}/bundles/internal.zip")
    assert internal.read("record.jsonl").startswith(b'{"number": 1')
