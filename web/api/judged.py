"""The findings and concerns of a round that the holder of a token may see.

Who sees all organisations sees the latest assessment. A provider sees its own organisation's part
of the bundle that was published for providers, as it stands there, and nothing before that.
"""

from __future__ import annotations

import functools
import json
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import Http404

from engine.nouns.outcome.audience import Audience
from web.api.shapes import ConcernOut, FindingOut
from web.judging.models import Publication, RoundAssessment
from web.judging.signing import current_assessment, signature_of
from web.judging.site.read import concerns_of, findings_of
from web.people.standing import PersonStanding
from web.rounds.models import Expected, Round
from web.rounds.store import path_of


@dataclass(frozen=True, slots=True)
class AssessmentSeen:
    """The assessment of a round that somebody may see, and for which audience."""

    assessment: RoundAssessment
    is_exact: bool
    audience: Audience
    bundle: str
    """The SHA-256 of the published bundle that it is read from; empty where it is not."""


def seen_by(standing: PersonStanding, held: Round) -> AssessmentSeen | None:
    """What a person may see of a round; None where there is nothing, or nothing yet."""
    if standing.sees_all:
        assessment, is_exact = current_assessment(held)
        if assessment is None:
            return None
        return AssessmentSeen(assessment, is_exact, Audience.INTERNAL, "")
    signed = signature_of(held)
    if signed is None or not _expected(standing, held):
        return None
    shared = Publication.objects.filter(sign_off=signed, audience=Audience.SHARED.value).first()
    if shared is None or not shared.sha256:
        return None
    return AssessmentSeen(signed.assessment, True, Audience.SHARED, shared.sha256)


def _expected(standing: PersonStanding, held: Round) -> bool:
    expected = Expected.objects.filter(round=held, organisation__code__in=standing.codes)
    return expected.exists()


def findings_seen(standing: PersonStanding, seen: AssessmentSeen) -> list[FindingOut]:
    """The findings that a person may see, in the order of the assessment."""
    if not seen.bundle:
        return [FindingOut.model_validate(line) for line in findings_of(seen.assessment)]
    published, _ = _published(seen.bundle)
    return [found for found in published if found.organisation in standing.codes]


def concerns_seen(standing: PersonStanding, seen: AssessmentSeen) -> list[ConcernOut]:
    """The concerns that a person may see, the gravest first."""
    if not seen.bundle:
        return [ConcernOut(**said) for said in concerns_of(seen.assessment)]
    _, published = _published(seen.bundle)
    return [concern for concern in published if concern.organisation in standing.codes]


@functools.lru_cache(maxsize=4)
def _published(sha256: str) -> tuple[tuple[FindingOut, ...], tuple[ConcernOut, ...]]:
    """The findings of its quarter and the concerns that a published bundle holds.

    The bundle is kept by its SHA-256, so that what was read of it stays so.
    """
    try:
        with zipfile.ZipFile(path_of(sha256)) as packed:
            said = json.loads(packed.read("findings.json"))
    except (OSError, KeyError, ValueError, zipfile.BadZipFile):
        raise Http404("not published") from None
    period = said["run"]["period"]
    found = (_finding(line) for line in said["findings"] if line["period"] == period)
    return tuple(found), tuple(_concerns(said["concerns"], period))


def _finding(said: dict[str, Any]) -> FindingOut:
    code = said["organisation"]["code"]
    return FindingOut(**{**said, "organisation": code})


def _concerns(said: Iterable[dict[str, Any]], period: str) -> Iterable[ConcernOut]:
    for line in sorted(said, key=lambda line: (not line["rank"], line["rank"])):
        keys = (key["rule"] for key in line["findings"] if key["period"] == period)
        yield ConcernOut(**{**line, "rules": [*dict.fromkeys(keys)]})
