"""What was read is kept for the next job; the pack of a round is kept for as long as the round."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import settings

from clausewise.errors import PackUnusable
from clausewise.places import DEFAULT_PACK
from tests.web.people_of import MARLHAVEN, OTHER, OWN, Site, do_jobs, upload
from web.access.roles import PersonRole
from web.judging.state import command_words, lay_out, policy_in, state_of
from web.rounds import jobs
from web.rounds.laying_out import policy_of
from web.rounds.models import Round, SentReturn
from web.rounds.packs import CACHE, PACKS, loaded

pytestmark = pytest.mark.parametrize("connection", ["sqlite"], indirect=True)


def kept(site: Site) -> set[Path]:
    return {*(site.config.data / CACHE).rglob("*.kept")}


def send(site: Site, code: str) -> SentReturn:
    held = Round.objects.get()
    own = f"/rounds/{held.pk}/organisations/{code}/send"
    site.client(PersonRole.SUBMITTER, code).post(own, {"files": [upload(MARLHAVEN)]})
    do_jobs()
    return SentReturn.objects.get(organisation__code=code)


def test_what_a_check_read_is_there_for_the_next_job_and_nothing_of_what_was_refused(
    site: Site,
) -> None:
    site.round()
    before = kept(site)
    refused = send(site, OTHER)
    assert refused.state == "could not be used"
    pack_alone = kept(site)
    assert len(pack_alone - before) <= 1
    assert send(site, OWN).state == "checked"
    assert len(kept(site) - pack_alone) > 1


def test_a_spoilt_cache_changes_nothing(site: Site) -> None:
    site.round()
    assert send(site, OWN).state == "checked"
    for path in kept(site):
        path.write_bytes(b"spoilt")
    first = SentReturn.objects.get()
    SentReturn.objects.update(state="received")
    jobs.check_return.call(first.pk)
    again = SentReturn.objects.get()
    assert (again.state, again.faults) == ("checked", first.faults)


def changed_pack(folder: Path) -> Path:
    """The pack as a later version of the program might have it."""
    copy = folder / DEFAULT_PACK.name
    shutil.copytree(DEFAULT_PACK, copy)
    with (copy / "parameters.yaml").open("a", encoding="utf-8") as file:
        file.write("# a later version\n")
    return copy


def test_a_round_is_judged_by_the_pack_that_it_was_made_under(site: Site, tmp_path: Path) -> None:
    held = site.round()
    settings.CLAUSEWISE = replace(site.config, packs=(changed_pack(tmp_path),))
    policy = policy_of(held, tmp_path)
    assert policy.pack.digest == held.pack_digest
    assert policy.path == site.config.data / PACKS / held.pack_digest / DEFAULT_PACK.name
    assert loaded(settings.CLAUSEWISE.packs[0]).pack.digest != held.pack_digest
    state, out = state_of(held), tmp_path / "laid out"
    out.mkdir()
    assert "--rules rules" in command_words(state, "shared")
    lay_out(state, out)
    assert policy_in(state, out).path == out / "rules"


def test_a_pack_that_was_not_kept_and_has_changed_is_refused(site: Site, tmp_path: Path) -> None:
    held = site.round()
    shutil.rmtree(site.config.data / PACKS)
    settings.CLAUSEWISE = replace(site.config, packs=(changed_pack(tmp_path),))
    with pytest.raises(PackUnusable, match="no longer the one that the round was made under"):
        policy_of(held, tmp_path)
