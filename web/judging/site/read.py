"""What was written of an assessment, read again: its pages, findings, meetings and concerns."""

from __future__ import annotations

import functools
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.http import Http404

from reports.page.within.parts import PageParts
from web.judging.models import RoundAssessment
from web.judging.site.written import AGENDA, CONCERNS, FINDINGS, pages_folder

_ITSELF = re.compile(r' <a class="back" href="[^"]*">Decide or comment</a>')
"""The link of a finding to its own page, on which it is shown."""
_PATH = re.compile(r"[A-Za-z0-9._-]+(?:/[A-Za-z0-9._-]+){0,2}")


@dataclass(frozen=True, slots=True)
class FoundLine:
    """A finding of an assessment, in short, and where it is told in full."""

    organisation: str
    page: str
    rule: str
    anchor: str
    path: str
    title: str
    verdict: str
    because: str
    cites: tuple[str, ...]
    question: str


@dataclass(frozen=True, slots=True)
class MeetingItem:
    """A concern that is discussed with an organisation."""

    title: str
    because: str
    question: str
    next_step: str
    path: str
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """What is discussed with an organisation, in order."""

    organisation: str
    name: str
    page: str
    items: tuple[MeetingItem, ...]


def page_parts(assessment: RoundAssessment, page: str) -> PageParts:
    """A page of an assessment. Raises Http404 where it has none of that name."""
    return parts_in(pages_folder(assessment.round.pk, assessment.state), page)


def parts_in(folder: Path, page: str) -> PageParts:
    """A page as it was written into a folder. Raises Http404 where there is none of that name."""
    if not _PATH.fullmatch(page) or ".." in page:
        raise Http404("no such page")
    said = _read_from(folder / f"{page}.json")
    if not isinstance(said, dict):
        raise Http404("no page, but what pages are made from")
    return PageParts(**said)


def findings_of(assessment: RoundAssessment) -> tuple[FoundLine, ...]:
    """Every finding of an assessment, in short."""
    return _findings_in(assessment.round.pk, assessment.state)


@functools.lru_cache(maxsize=4)
def _findings_in(round_id: int, state: str) -> tuple[FoundLine, ...]:
    """The findings of a state that was judged. They never change, and many pages want one."""
    said = _read_in(round_id, state, FINDINGS)
    return tuple(FoundLine(**{**line, "cites": tuple(line["cites"])}) for line in said)


def meetings_of(assessment: RoundAssessment) -> list[MeetingLine]:
    """What is discussed with each organisation that any concern is about."""
    return [
        MeetingLine(
            said["organisation"],
            said["name"],
            said["page"],
            tuple(MeetingItem(**{**item, "rules": tuple(item["rules"])}) for item in said["items"]),
        )
        for said in _read(assessment, AGENDA)
    ]


def concerns_of(assessment: RoundAssessment) -> list[dict[str, Any]]:
    """Every concern of an assessment, in short, the gravest first."""
    found: list[dict[str, Any]] = _read(assessment, CONCERNS)
    return found


def _read(assessment: RoundAssessment, name: str) -> Any:
    return _read_in(assessment.round.pk, assessment.state, name)


def _read_in(round_id: int, state: str, name: str) -> Any:
    return _read_from(pages_folder(round_id, state) / name)


def _read_from(path: Path) -> Any:
    try:
        return json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        raise Http404("no such page") from None


def article_of(assessment: RoundAssessment, found: FoundLine) -> str:
    """A finding in full, as its page has it: HTML that is safe to show."""
    main = page_parts(assessment, found.path).main
    start = main.find(f'<article id="{found.anchor}" class="f ')
    end = main.find("</article>", start)
    if start < 0 or end < 0:
        raise Http404("no such finding")
    return _ITSELF.sub("", main[start : end + len("</article>")])
