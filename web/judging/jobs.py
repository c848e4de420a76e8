"""The jobs of judging: an assessment with its pages, and the bundles that are published."""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections import Counter
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.db import transaction
from django_tasks import task

from clausewise.assessing import AssessmentRun, assess, publish
from clausewise.returns import Evidence, read_mappings, read_returns
from clausewise.use_cases.write_reports import MANIFEST, made_outputs
from engine.nouns.evidence.errors import ClausewiseError
from engine.nouns.outcome.audience import Audience
from engine.verifying.event_chain import event_line
from reports.content.not_shown import not_shown_in
from reports.file_parts import joined_content
from reports.lookup import Lookup
from reports.page.within.parts import menu_of
from web.attachments.attaching import documents_list
from web.clock import now
from web.judging.models import Publication, RoundAssessment
from web.judging.signing import signature_of, void_signatures
from web.judging.site.written import write_pages
from web.judging.state import (
    DECISIONS,
    RETURNS,
    JudgedState,
    command_words,
    lay_out,
    policy_in,
    state_of,
)
from web.record.append import Deed, append, events
from web.rounds.jobs import PROGRAM
from web.rounds.models import Round
from web.rounds.own_layout.confirmed import MAPPINGS
from web.rounds.states import RoundState, may_follow
from web.rounds.store import keep

_EARLIEST = (1980, 1, 1, 0, 0, 0)


def judge_anew(round_id: int) -> None:
    """Have a round judged, and every later one that rests on it and was judged already."""
    held = Round.objects.get(pk=round_id)
    later = Round.objects.filter(pack=held.pack, quarter__gt=held.quarter)
    judged = later.exclude(state__in=[RoundState.DRAFT.value, RoundState.OPEN.value])
    for number in (round_id, *judged.order_by("quarter").values_list("pk", flat=True)):
        judge_round.enqueue(number)


@task()
def judge_round(round_id: int) -> str:
    """Judge a round as it is now; returns the digest of its state.

    A state that was judged already is not judged again.
    """
    held = Round.objects.get(pk=round_id)
    state = state_of(held)
    digest = state.digest
    if not any(sent.round.pk == held.pk for sent in state.returns):
        return digest  # of its own quarter nothing was certified
    if RoundAssessment.objects.filter(round=held, state=digest).exists():
        with transaction.atomic():
            _stands(Round.objects.select_for_update().get(pk=held.pk), digest)
        return digest
    with tempfile.TemporaryDirectory() as folder:
        run = run_laid_out(state, Path(folder))
        write_pages(run, held, digest)
    # All that takes long is worked out before others have to wait for the database.
    summary = _summary_of(run)
    with transaction.atomic():
        Round.objects.select_for_update().get(pk=held.pk)
        _record(held, digest, summary)
    return digest


def evidence_of(state: JudgedState, folder: Path) -> Evidence:
    """What a state is judged by, laid out under a folder and read."""
    lay_out(state, folder)
    decisions, policy = folder / DECISIONS, policy_in(state, folder)
    mappings = [folder / MAPPINGS] if state.mappings else []
    return read_returns(
        folder / RETURNS,
        policy,
        decisions if decisions.is_dir() else None,
        mappings=read_mappings(mappings, policy, state.round.quarter_of),
    )


def run_laid_out(state: JudgedState, folder: Path) -> AssessmentRun:
    """The run of a state that is laid out under a folder."""
    evidence = evidence_of(state, folder)
    return assess(evidence, state.round.quarter_of, state.round.day_judged)


def _summary_of(run: AssessmentRun) -> dict[str, Any]:
    """What the database has of an assessment: its menu, its verdicts, what bundles leave out."""
    period = run.whole.run.period
    return {
        "menu": menu_of(Lookup.for_assessment(run.whole)),
        "counts": Counter(
            finding.verdict.value for finding in run.whole.findings if finding.period == period
        ),
        "left_out": {audience.value: _left_out(run, audience) for audience in Audience},
    }


def _record(held: Round, digest: str, summary: dict[str, Any]) -> None:
    """Take an assessment that was made into the round."""
    made = RoundAssessment.objects.create(round=held, state=digest, made_at=now(), **summary)
    _stands(held, digest)
    about = f"{held.words}, assessment {made.pk}"
    after = {"state": digest, "verdicts": summary["counts"]}
    append(Deed(PROGRAM, "judged a round", about, after), now())


def _stands(held: Round, digest: str) -> None:
    """A round has the state of a digest, and that is judged: a signature for another is void."""
    signed = signature_of(held)
    is_signed = signed is not None and signed.assessment.state == digest
    if signed is not None and not is_signed:
        void_signatures(held, "what it was given for has changed", PROGRAM, now())
    closed = Round.objects.filter(pk=held.pk, state=RoundState.CLOSED.value)
    # Opened once more and closed as it was, it is still what somebody signed.
    closed.update(state=(RoundState.SIGNED if is_signed else RoundState.ASSESSED).value)


def _left_out(run: AssessmentRun, audience: Audience) -> dict[str, object]:
    """What a bundle for an audience would not show: a count, and the first of it in words."""
    try:
        hidden = not_shown_in(publish(run, audience).shown)
    except ClausewiseError as error:
        return {"refused": str(error), "count": 0, "first": []}
    return {"refused": "", "count": len(hidden), "first": [asdict(line) for line in hidden[:200]]}


@task()
def make_bundle(publication_id: int) -> str:
    """Make the bundle of a publication: the reports for its audience, as the command line writes
    them; returns the SHA-256 of the archive."""
    asked = Publication.objects.select_related("sign_off__assessment__round").get(pk=publication_id)
    held = asked.sign_off.assessment.round
    state = state_of(held)
    if asked.sha256 or state.digest != asked.sign_off.assessment.state:
        return asked.sha256
    audience = Audience(asked.audience)
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder).resolve()
        run = publish(run_laid_out(state, base), audience)
        outputs = made_outputs(run, base / audience.value)
        made = {name: joined_content(content) for name, content in outputs}
    manifest = keep([made[MANIFEST]]).sha256
    if audience is Audience.INTERNAL:
        # The auditor's: with the record as it is now, and what was attached by name and digest.
        made["documents.json"] = documents_list(held)
        made["record.jsonl"] = "".join(f"{event_line(event)}\n" for event in events()).encode()
    made["command.txt"] = f"{command_words(state, audience.value)}\n".encode()
    kept = keep([archive_of(made)])
    with transaction.atomic():
        Publication.objects.filter(pk=asked.pk).update(sha256=kept.sha256, manifest_sha256=manifest)
        if may_follow(Round.objects.get(pk=held.pk).standing, RoundState.PUBLISHED):
            Round.objects.filter(pk=held.pk).update(state=RoundState.PUBLISHED.value)
        after = {"bundle": kept.sha256, "manifest": manifest}
        about = f"{held.words}, for {audience.value}"
        append(Deed(PROGRAM, "made a published bundle", about, after), now())
    return kept.sha256


def export_of(state: JudgedState) -> bytes:
    """A round as an archive that the command line judges to the same bytes."""
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder)
        lay_out(state, base)
        files = {
            path.relative_to(base).as_posix(): path.read_bytes()
            for path in sorted(base.rglob("*"))
            if path.is_file()
        }
    files["state.txt"] = "".join(f"{line}\n" for line in state.lines).encode()
    files["command.txt"] = f"{command_words(state, Audience.SHARED.value)}\n".encode()
    return archive_of(files)


def archive_of(files: dict[str, bytes]) -> bytes:
    """Files as a ZIP archive; the same files give the same bytes."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            part = zipfile.ZipInfo(name, _EARLIEST)
            part.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(part, content)
    return made.getvalue()
