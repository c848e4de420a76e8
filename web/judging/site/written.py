"""The pages of an assessment, written once for each state that is judged."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

from django.conf import settings
from django.urls import reverse

from clausewise.assessing import AssessmentRun
from engine.agenda import AgendaItem, agenda
from engine.nouns.outcome.assessment import Assessment
from engine.nouns.outcome.concern import Concern
from reports.lookup import Lookup
from reports.page.links import Addresses
from reports.page.within.parts import WithinScheme, path_of, site_parts
from web.rounds.models import Round

FINDINGS, AGENDA, CONCERNS = "findings.json", "agenda.json", "concerns-in-short.json"


def pages_folder(round_id: int, digest: str) -> Path:
    """Where the pages of an assessment are."""
    data: Path = settings.CLAUSEWISE.data
    return data / "assessments" / str(round_id) / digest


def write_pages(run: AssessmentRun, held: Round, digest: str) -> None:
    """Write the pages of an assessment, all or none."""
    start = reverse("judged", kwargs={"number": held.pk, "page": "index"})
    scheme = WithinScheme(start.removesuffix("index"))
    with parts_written(
        pages_folder(held.pk, digest), Lookup.for_assessment(run.whole), scheme
    ) as draft:
        parts = ((FINDINGS, _findings(run)), (AGENDA, _agenda(run)), (CONCERNS, _concerns(run)))
        for name, lines in parts:
            (draft / name).write_text(json.dumps([*lines], ensure_ascii=False), "utf-8")


@contextmanager
def parts_written(folder: Path, lookup: Lookup, scheme: WithinScheme) -> Iterator[Path]:
    """Write the pages of an assessment in parts, and what is written beside them meanwhile: all
    are in the folder then, or none."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix=".draft-", dir=folder.parent))
    try:
        for page in site_parts(lookup, scheme):
            path = draft / f"{page.path}.json"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(json.dumps(asdict(page), ensure_ascii=False), "utf-8")
        yield draft
        if folder.exists():
            shutil.rmtree(folder)
        os.rename(draft, folder)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _findings(run: AssessmentRun) -> Iterator[dict[str, object]]:
    """Every finding of the quarter, in short, with the page that has it in full."""
    lookup = Lookup.for_assessment(run.whole)
    addresses = Addresses.for_lookup(lookup)
    for finding in run.whole.findings:
        to = addresses.finding(finding.rule, finding.organisation.code)
        if finding.period == run.whole.run.period and to is not None:
            yield {
                "organisation": finding.organisation.code,
                "page": to.names[0],
                "rule": finding.rule,
                "anchor": to.anchor,
                "path": path_of(to),
                "title": finding.title,
                "verdict": finding.verdict.value,
                "because": finding.because,
                "cites": list(finding.cites),
                "question": finding.question,
            }


def _agenda(run: AssessmentRun) -> Iterator[dict[str, object]]:
    """What is discussed with each organisation, in order: each concern, and its question."""
    assessment = run.whole
    addresses = Addresses.for_lookup(Lookup.for_assessment(assessment))
    for organisation in assessment.organisations:
        items = agenda(assessment, organisation.code)
        if items:
            yield {
                "organisation": organisation.code,
                "name": organisation.name,
                "page": addresses.organisations[organisation.code],
                "items": [_item(assessment, addresses, item) for item in items],
            }


def _concerns(run: AssessmentRun) -> Iterator[dict[str, object]]:
    """Every concern in short, the gravest first; those without a rank come last."""
    assessment = run.whole
    for concern in sorted(assessment.concerns, key=lambda known: (not known.rank, known.rank)):
        keys = (key for key in concern.findings if key.period == assessment.run.period.label)
        yield {
            "id": concern.id,
            "organisation": concern.organisation,
            "kind": concern.kind,
            "title": concern.title,
            "rank": concern.rank,
            "because": concern.because,
            "question": concern.question,
            "next_step": concern.next_step,
            "cites": list(concern.cites),
            "rules": [*dict.fromkeys(key.rule for key in keys)],
        }


def _item(assessment: Assessment, addresses: Addresses, item: AgendaItem) -> dict[str, object]:
    concern = item.concern
    return {
        "title": concern.title,
        "because": concern.because,
        "question": concern.question,
        "next_step": concern.next_step,
        "path": path_of(addresses.concern(concern.id)),
        "rules": [*dict.fromkeys(_rules(assessment, concern))],
    }


def _rules(assessment: Assessment, concern: Concern) -> Iterator[str]:
    """The rules of the quarter's findings under a concern, and under those that it takes in."""
    every = {known.id: known for known in assessment.concerns}
    for key in concern.findings:
        own = key.organisation == concern.organisation or not concern.organisation
        if own and key.period == assessment.run.period.label:
            yield key.rule
    for part in concern.parts:
        if part in every:
            yield from _rules(assessment, every[part])
