"""Several CSV files of one sender, each in a layout of its own, are mapped together."""

from __future__ import annotations

import csv
import html
from pathlib import Path

import openpyxl
import pytest
from django.test import Client

from tests.web.judged_round import archive, made_by_command_line
from tests.web.mapping.scorecards import confirm, filled_in, scorecard, way_of
from tests.web.people_of import OTHER, OWN, Site, do_jobs, upload
from web.access.roles import PersonRole
from web.clock import now
from web.judging.state import state_of
from web.rounds.models import Round, SenderMapping, SentReturn
from web.rounds.opening import move
from web.rounds.own_layout.texts import kept_mapping, parts_of
from web.rounds.packs import pack_named
from web.rounds.states import RoundState


@pytest.fixture
def held(site: Site) -> Round:
    return site.round()


@pytest.fixture
def sender(site: Site) -> Client:
    return site.client(PersonRole.SUBMITTER, OWN)


def files_of_scorecard(folder: Path, code: str = OWN, q3: float = 0.99) -> list[Path]:
    """The sheets of a scorecard, each saved as a CSV file."""
    book = openpyxl.load_workbook(scorecard(folder, code, q3=q3))
    made = []
    for sheet in book:
        path = folder / f"{sheet.title}.csv"
        with path.open("w", newline="", encoding="utf-8") as out:
            csv.writer(out).writerows([map(_typed, row) for row in sheet.iter_rows()])
        made.append(path)
    return made


def _typed(cell: object) -> str:
    value, look = cell.value, cell.number_format  # type: ignore[attr-defined]
    if value is None:
        return ""
    return f"{value:.0%}" if isinstance(value, float) and "%" in look else str(value)


def send(client: Client, held: Round, paths: list[Path], code: str = OWN) -> SentReturn:
    way = f"/rounds/{held.pk}/organisations/{code}/send"
    assert client.post(way, {"files": [upload(path) for path in paths]}).status_code == 302
    do_jobs()
    return SentReturn.objects.filter(round=held, organisation__code=code).latest("number")


def test_the_files_are_shown_together_and_each_is_read_through_its_own_part(
    sender: Client, held: Round, tmp_path: Path
) -> None:
    paths = files_of_scorecard(tmp_path)
    assert len(paths) > 1
    sent = send(sender, held, paths)
    assert sent.state == "to be mapped"
    page = html.unescape(sender.get(way_of(sent, "mapping")).content.decode())
    for path in paths:
        assert path.name in page
    assert confirm(sender, sent)[0] == 302
    assert sent.state == "checked", sent.verdict
    mapping = SenderMapping.objects.get()
    assert len(parts_of(mapping.text)) == len(paths)
    again = send(sender, held, files_of_scorecard(tmp_path, q3=0.5))
    assert (again.state, again.mapping) == ("checked", mapping)
    assert [fault["stage"] for fault in sent.faults] == ["which tables are there"]
    figures = [fault["found"] for fault in again.faults if fault["stage"] == "which cells"]
    assert figures == ["0.5", "0.5", "0.5"]


def test_what_was_confirmed_of_several_files_fills_the_form_in_again(
    sender: Client, held: Round, tmp_path: Path
) -> None:
    sent = send(sender, held, files_of_scorecard(tmp_path))
    confirm(sender, sent)
    way = way_of(sent, "mapping")
    first = filled_in(sender.get(way).content.decode())
    assert "yes" in first.values()
    assert confirm(sender, sent)[0] == 302
    assert len({own.sha256 for own in SenderMapping.objects.all()}) == 1
    whole = kept_mapping(SenderMapping.objects.latest("version").text, pack_named(held.pack).pack)
    assert whole is not None
    assert len(whole.sheets) == len(files_of_scorecard(tmp_path))


def test_one_file_that_names_another_organisation_makes_all_of_them_theirs(
    sender: Client, held: Round, tmp_path: Path
) -> None:
    sent = send(sender, held, files_of_scorecard(tmp_path, code=OTHER))
    assert confirm(sender, sent)[0] == 302
    assert sent.state == "to be mapped"
    assert "this page is for ZA1" in sent.verdict


def test_a_round_of_several_files_exported_and_run_by_the_command_line_gives_the_same_bytes(
    site: Site, sender: Client, held: Round, tmp_path: Path
) -> None:
    sent = send(sender, held, files_of_scorecard(tmp_path))
    confirm(sender, sent)
    site.client(PersonRole.CERTIFIER, OWN).post(way_of(sent, "certify"))
    move(held, RoundState.CLOSED, site.person(PersonRole.ADMINISTRATOR), now())
    do_jobs()
    commissioner, exported = site.client(PersonRole.COMMISSIONER), tmp_path / "exported"
    commissioner.post(f"/rounds/{held.pk}/sign-off", {"state": state_of(held).digest})
    commissioner.post(f"/rounds/{held.pk}/publish", {"audience": "shared"})
    do_jobs()
    bundle = archive(commissioner, f"/rounds/{held.pk}/bundles/shared.zip")
    made = {name: bundle.read(name) for name in bundle.namelist() if name != "command.txt"}
    archive(commissioner, f"/rounds/{held.pk}/round.zip").extractall(exported)
    names = sorted(path.name for path in (exported / "mappings").iterdir())
    assert names == ["ZA1-1-1.yaml", "ZA1-1-2.yaml"]
    own = made_by_command_line(exported)
    assert own.keys() == made.keys()
    assert [name for name in made if made[name] != own[name]] == []
