"""The pages of a bundle before it is published, written once for each state and audience."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

from django.urls import reverse
from django_tasks import task

from clausewise.assessing import publish
from engine.nouns.outcome.audience import Audience
from reports.lookup import Lookup
from reports.page.within.parts import WithinScheme, menu_of
from web.judging.jobs import run_laid_out
from web.judging.site.written import pages_folder, parts_written
from web.judging.state import state_of
from web.rounds.models import Round

MENU = "menu.json"
AUDIENCES = (Audience.SHARED, Audience.PUBLIC)
"""Whom a bundle shows less than the assessment itself does."""
READERS = {
    Audience.SHARED: "the organisations of the round",
    Audience.PUBLIC: "the public",
    Audience.INTERNAL: "auditors",
}
"""The readers of each bundle, as its buttons and links call them."""


def preview_folder(round_id: int, digest: str, audience: Audience) -> Path:
    """Where the pages of a bundle are before it is published."""
    return pages_folder(round_id, f"{digest}-{audience.value}")


@task()
def make_preview(round_id: int, audience: str) -> str:
    """Write the pages that a bundle for an audience would have; returns the digest of the state.

    Once more for the same state and audience changes nothing.
    """
    held, readers = Round.objects.get(pk=round_id), Audience(audience)
    state = state_of(held)
    folder = preview_folder(held.pk, state.digest, readers)
    if folder.exists() or not state.returns:
        return state.digest
    start = reverse(
        "preview", kwargs={"number": held.pk, "audience": readers.value, "page": "index"}
    )
    with tempfile.TemporaryDirectory() as laid_out:
        run = publish(run_laid_out(state, Path(laid_out)), readers)
    lookup = Lookup.for_assessment(run.shown)
    with parts_written(folder, lookup, WithinScheme(start.removesuffix("index"), False)) as draft:
        (draft / MENU).write_text(json.dumps(menu_of(lookup)), "utf-8")
    return state.digest
