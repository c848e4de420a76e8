"""An organisation's own page of a round: what is asked, the blank return, sending it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import FileResponse, Http404, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse

from engine.nouns.english import listed
from evidence.files.sources import showable
from web.access.roles import PersonRole
from web.clock import now, today
from web.config import MAX_UPLOAD
from web.jobs.standing import JobKind, standing_of
from web.pages.guard import SignedIn
from web.pages.show import Crumb, show
from web.rounds.jobs import check_return
from web.rounds.models import Expected, SentReturn
from web.rounds.overview import asked_words, is_owed, latest_returns, unchecked
from web.rounds.sending import NotPossible, Upload, receive
from web.rounds.states import RoundState
from web.rounds.store import keep, path_of
from web.scanning.clamd import scanned

WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".ods")
TABLES = (".csv", ".tsv")
MOST_FILES = 20
_LONGEST_NAME = 150
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def expected_of(number: int, code: str) -> Expected:
    """What a round expects of an organisation. Raises Http404 where it expects nothing."""
    every = Expected.objects.select_related("round", "organisation")
    return get_object_or_404(every, round=number, organisation__code=code)


def asked(request: SignedIn, number: int, code: str) -> HttpResponse:
    """What is asked of an organisation, and what it has sent."""
    return _asked(request, expected_of(number, code))


def _asked(request: SignedIn, expected: Expected, wrong: str = "") -> HttpResponse:
    held, organisation = expected.round, expected.organisation
    latest = latest_returns([held.pk]).get((held.pk, organisation.pk))
    returns = SentReturn.objects.filter(round=held, organisation=organisation)
    every = [*returns.defer("faults").select_related("sent_by", "certified_by", "round")]
    stuck = unchecked(every)
    senders = {PersonRole.SUBMITTER, PersonRole.ASSESSOR}
    view = {
        "round": held,
        "organisation": organisation,
        "expected": expected,
        "is_open": held.standing is RoundState.OPEN,
        "most_mb": MAX_UPLOAD // 1_000_000,
        "words": asked_words(held, latest, stuck),
        "is_late": is_owed(held, latest) and today() > held.due,
        "returns": every,
        "stuck": stuck,
        "blanks": standing_of(JobKind.BLANKS, held.pk) if not expected.blank_sha256 else None,
        "may_send": held.standing is RoundState.OPEN
        and request.standing.has_any(senders, organisation.code),
        "accept": ",".join((*WORKBOOKS, *TABLES)),
        "wrong": wrong,
        "is_published": held.standing is RoundState.PUBLISHED
        and organisation.code in request.standing.codes,
        "crumbs": crumbs_of(request, expected)[:-1],
    }
    title = f"{organisation.name}: return for {held.quarter}"
    return show(request, "asked.html", title, view, 400 if wrong else 200)


def crumbs_of(request: SignedIn, expected: Expected) -> tuple[Crumb, ...]:
    """The pages above those of a return."""
    number, code = expected.round.pk, expected.organisation.code
    above = [Crumb("My work", reverse("home"))]
    if request.standing.sees_all:
        label = f"Round {expected.round.quarter}"
        above.append(Crumb(label, reverse("round", kwargs={"number": number})))
    own = reverse("asked", kwargs={"number": number, "code": code})
    return (*above, Crumb(expected.organisation.name, own))


def blank(request: SignedIn, number: int, code: str) -> HttpResponseBase:
    """The blank return of an organisation, with what was carried forward."""
    expected = expected_of(number, code)
    if not expected.blank_sha256:
        raise Http404("not made yet")
    quarter = expected.round.quarter.replace(" ", "-")
    return FileResponse(
        path_of(expected.blank_sha256).open("rb"),
        as_attachment=True,
        filename=f"{code}-{quarter}.xlsx",
        content_type=XLSX,
    )


def send(request: SignedIn, number: int, code: str) -> HttpResponseBase:
    """Take in what was uploaded, and have it checked."""
    expected = expected_of(number, code)
    files: list[UploadedFile] = request.FILES.getlist("files")
    wrong = _wrong_with(files)
    if wrong:
        return _asked(request, expected, wrong)
    refused = next((scan for file in files if (scan := scanned(file.chunks())).is_refused), None)
    if refused is not None:
        return _asked(request, expected, refused.refusal)
    uploads = [Upload(file_name(file), keep(file.chunks())) for file in files]
    moment = now()
    try:
        # The job stands in the same transaction: what was taken in is checked, whatever happens.
        with transaction.atomic():
            sent = receive(expected, uploads, request.standing.person, moment)
            if sent.sent_at == moment:
                check_return.enqueue(sent.pk)
    except NotPossible as error:
        messages.error(request, str(error))
        return HttpResponseRedirect(reverse("asked", kwargs={"number": number, "code": code}))
    way = reverse("sent", kwargs={"number": number, "code": code, "which": sent.number})
    return HttpResponseRedirect(f"{way}?wait=1")


def file_name(file: UploadedFile) -> str:
    """A file's name as it is kept: without folders, signs that no name has, or NHS numbers."""
    name = PurePath((file.name or "").replace("\\", "/")).name
    kept = "".join(sign for sign in name if sign.isprintable() and sign not in '<>:"|?*')
    return showable(kept[-_LONGEST_NAME:].lstrip(". ")) or "return"


def _wrong_with(files: Sequence[UploadedFile]) -> str:
    """Why nothing of an upload is taken in; empty where it is."""
    if not files:
        return "No file was chosen. Choose the workbook, or all CSV files of the return."
    endings = [PurePath(file_name(file)).suffix.lower() for file in files]
    others = [
        file_name(file)
        for file, ending in zip(files, endings, strict=True)
        if ending not in (*WORKBOOKS, *TABLES)
    ]
    if others:
        known = listed((*WORKBOOKS, *TABLES), "or")
        return (
            f"“{others[0]}” cannot be read here. Send a file whose name ends in {known}; in Excel, "
            "choose “Save as” and “Excel Workbook”."
        )
    if len(files) > 1 and any(ending in WORKBOOKS for ending in endings):
        return "Send either one workbook or several CSV files, not both."
    names = [file_name(file).casefold() for file in files]
    if len(set(names)) < len(names) or len(names) > MOST_FILES:
        return f"Send at most {MOST_FILES} CSV files, each with a name of its own."
    if sum(file.size or 0 for file in files) > MAX_UPLOAD:
        return (
            f"The files are larger than {MAX_UPLOAD // 1_000_000} MB together. Take pictures and "
            "sheets that are not asked for out of a copy, and send that."
        )
    return ""
