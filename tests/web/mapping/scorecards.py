"""A scorecard in its sender's own layout, and its mapping confirmed as a browser would."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from pathlib import Path

import openpyxl
from django.test import Client

from tests.evidence.mapping.layouts import LAYOUTS, QUARTERS
from tests.web.people_of import OWN, do_jobs, upload
from web.rounds.models import Round, SentReturn

Change = Callable[[openpyxl.Workbook], None]


def unchanged(book: openpyxl.Workbook) -> None:
    """Nothing else than the code is another."""


def scorecard(folder: Path, code: str = OWN, change: Change = unchanged, q3: float = 0.99) -> Path:
    """A scorecard in its sender's own layout, with figures for the quarter."""
    book = openpyxl.load_workbook(LAYOUTS[QUARTERS])
    book["Org"]["B2"] = code
    sheet = book.worksheets[0]
    for row in (8, 11, 12):
        sheet[f"F{row}"] = q3
    change(book)
    path = folder / "scorecard.xlsx"
    book.save(path)
    return path


def send(client: Client, held: Round, path: Path, code: str = OWN) -> SentReturn:
    """Send a file, and have the jobs done."""
    way = f"/rounds/{held.pk}/organisations/{code}/send"
    assert client.post(way, {"files": [upload(path)]}).status_code == 302
    do_jobs()
    return SentReturn.objects.filter(round=held, organisation__code=code).latest("number")


def way_of(sent: SentReturn, more: str = "") -> str:
    own = f"/rounds/{sent.round.pk}/organisations/{sent.organisation.code}"
    return f"{own}/returns/{sent.number}/{more}"


def form_of(client: Client, sent: SentReturn) -> dict[str, str]:
    """What the page's form says once every proposal is accepted."""
    way = way_of(sent, "mapping")
    said = filled_in(client.get(way).content.decode())
    return filled_in(client.post(way, {**said, "step": "accept"}).content.decode())


def filled_in(page: str) -> dict[str, str]:
    """What the fields of a page say."""
    said = dict(re.findall(r'type="radio" name="([^"]+)" id="[^"]+" value="([^"]+)" checked', page))
    said |= {
        name: html.unescape(value)
        for name, value in re.findall(r'<input list="answers" name="([^"]+)" value="([^"]*)"', page)
    }
    return said


def confirm(client: Client, sent: SentReturn, **others: str) -> tuple[int, str]:
    """Confirm all proposals but those that are said otherwise."""
    said = {**form_of(client, sent), **others, "step": "confirm", "stated-services": "maternity"}
    answer = client.post(way_of(sent, "mapping"), said)
    do_jobs()
    sent.refresh_from_db()
    return answer.status_code, html.unescape(answer.content.decode())
