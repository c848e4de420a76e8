"""A round whose returns are in one layout of two senders: exported, it gives the same bytes."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from tests.web.judged_round import archive, made_by_command_line
from tests.web.mapping.scorecards import confirm, scorecard, send, way_of
from tests.web.people_of import OTHER, OWN, Site, do_jobs
from web.access.roles import PersonRole
from web.clock import now
from web.judging.models import RoundAssessment
from web.judging.site.read import findings_of
from web.judging.state import digest_of, state_of
from web.rounds.models import Round
from web.rounds.opening import move
from web.rounds.states import RoundState

FIGURES = {OWN: 0.99, OTHER: 0.11}


def without_code(book: openpyxl.Workbook) -> None:
    """The file does not say whose it is."""
    del book["Org"]


@pytest.fixture
def held(site: Site, tmp_path: Path) -> Round:
    """A round of two senders who share a layout that does not say whose it is, judged."""
    held = site.round()
    for code, figure in FIGURES.items():
        sender = site.client(PersonRole.SUBMITTER, code)
        path = scorecard(tmp_path, change=without_code, q3=figure)
        sent = send(sender, held, path, code)
        assert (confirm(sender, sent)[0], sent.state) == (302, "checked")
        site.client(PersonRole.CERTIFIER, code).post(way_of(sent, "certify"))
    move(held, RoundState.CLOSED, site.person(PersonRole.ADMINISTRATOR), now())
    do_jobs()
    return held


def test_a_mapped_round_exported_and_run_by_the_command_line_gives_the_same_bytes(
    site: Site, held: Round, tmp_path: Path
) -> None:
    commissioner = site.client(PersonRole.COMMISSIONER)
    state = state_of(held)
    through = [line.split()[-2:] for line in state.lines if line.startswith("return ")]
    assert through == [["through", own.sha256] for own, _ in state.mappings]
    assert state.digest == digest_of(held)
    commissioner.post(f"/rounds/{held.pk}/sign-off", {"state": state.digest})
    commissioner.post(f"/rounds/{held.pk}/publish", {"audience": "shared"})
    do_jobs()
    bundle = archive(commissioner, f"/rounds/{held.pk}/bundles/shared.zip")
    made = {name: bundle.read(name) for name in bundle.namelist() if name != "command.txt"}
    exported = tmp_path / "exported"
    archive(commissioner, f"/rounds/{held.pk}/round.zip").extractall(exported)
    assert sorted(path.name for path in (exported / "mappings").iterdir()) == [
        "ZA1-1.yaml",
        "ZA3-1.yaml",
    ]
    own = made_by_command_line(exported)
    assert own.keys() == made.keys()
    assert [name for name in made if made[name] != own[name]] == []


def test_each_sender_is_judged_by_their_own_figures(held: Round) -> None:
    found = findings_of(RoundAssessment.objects.get())
    figures = {
        (line.organisation, figure)
        for line in found
        for figure in ("99 %", "11 %")
        if figure in line.because
    }
    assert figures == {(OWN, "99 %"), (OTHER, "11 %")}
