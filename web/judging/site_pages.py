"""The pages of an assessment, within the frame of the application."""

from __future__ import annotations

import functools
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from markupsafe import Markup

from reports.page.within.parts import PageParts
from web.judging.models import RoundAssessment
from web.judging.pages_written import AGENDA, CONCERNS, FINDINGS, pages_folder
from web.judging.signing import current_assessment
from web.pages.guard import SignedIn
from web.pages.show import Crumb, MenuEntry, show
from web.rounds.models import Round

_ITSELF = re.compile(r' <a class="back" href="[^"]*">Decide or comment</a>')
"""The link of a finding to its own page, on which it is shown."""
_BESIDE = (
    ("meetings", "Meetings"),
    ("decisions", "Decisions"),
    ("what-if", "What if"),
    ("sign-off", "Sign off and publish"),
)
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


def judged(request: SignedIn, number: int, page: str) -> HttpResponse:
    """A page of the latest assessment of a round."""
    held = get_object_or_404(Round, pk=number)
    assessment, is_exact = current_assessment(held)
    if assessment is None:
        raise Http404("not judged yet")
    parts = page_parts(assessment, page)
    view = {
        "parts": parts,
        "heading": Markup(parts.heading),
        "page_lead": Markup(parts.lead),
        "page_main": Markup(parts.main),
        "is_exact": is_exact,
        "round": held,
        "site_menu": site_menu(held, assessment, page),
        "crumbs": crumbs_of(held),
    }
    return show(request, "judged.html", f"{parts.title}, {held.quarter}", view)


def crumbs_of(held: Round) -> tuple[Crumb, ...]:
    """The pages above those of an assessment."""
    above = Crumb(f"Round {held.quarter}", reverse("round", kwargs={"number": held.pk}))
    return (Crumb("My work", reverse("home")), above)


def site_menu(held: Round, assessment: RoundAssessment, page: str) -> tuple[MenuEntry, ...]:
    """The menu of an assessment's own pages, and those about it."""
    own = [
        MenuEntry(label, reverse("judged", kwargs={"number": held.pk, "page": path}), path == page)
        for label, path in assessment.menu
    ]
    beside = [
        MenuEntry(label, reverse(name, kwargs={"number": held.pk}), name == page)
        for name, label in _BESIDE
    ]
    return (*own, *beside)


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
