"""The page of an organisation's documents in a round."""

from __future__ import annotations

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse, Http404, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import NoReverseMatch, reverse

from evidence.privacy.nhs_numbers import holds_nhs_number
from web.access.roles import OVERSEEING, PersonRole
from web.attachments.attaching import (
    MOST_BYTES,
    DocumentGiven,
    attach,
    documents_of,
    remove,
)
from web.attachments.kinds import ENDINGS, trouble_with
from web.attachments.models import AttachedDocument
from web.clock import now
from web.pages.guard import SignedIn
from web.pages.show import show
from web.rounds.models import Expected
from web.rounds.own_pages import crumbs_of, expected_of, file_name
from web.rounds.packs import pack_named
from web.rounds.sending import NotPossible, forget_unwanted
from web.rounds.states import RoundState
from web.rounds.store import keep, path_of
from web.scanning.clamd import NOT_SCANNED, scanned

_ATTACHES = {
    PersonRole.SUBMITTER,
    PersonRole.CERTIFIER,
    PersonRole.ASSESSOR,
    PersonRole.COMMISSIONER,
}
_SANDBOX = "default-src 'none'; sandbox"


def documents(request: SignedIn, number: int, code: str) -> HttpResponseBase:
    """The documents of an organisation, or one more of them."""
    expected = expected_of(number, code)
    if request.method != "POST":
        return _shown(request, expected)
    file = request.FILES.get("document")
    title = _typed(request)["title"]
    wrong = _trouble(file, title)
    if wrong or file is None:
        return _shown(request, expected, wrong)
    return _attached(request, expected, file, title)


def _typed(request: SignedIn) -> dict[str, str]:
    """What was typed, and the finding that the form stood beside; all empty where none was sent."""
    said = {name: request.POST.get(name, "") for name in ("title", "rule", "page", "duty")}
    return {name: " ".join(text.split())[:200] for name, text in said.items()}


def _trouble(file: UploadedFile | None, title: str) -> str:
    """Why nothing of an upload is taken in; empty where it may be."""
    if file is None:
        return "No file was chosen. Choose the document."
    if not title:
        return "Type the document’s name, as the evidence has it."
    if holds_nhs_number(title):
        return "It may hold an NHS number. Nothing about a single child belongs here."
    if (file.size or 0) > MOST_BYTES:
        return f"The file is larger than {MOST_BYTES // 1_000_000} MB."
    return ""


def _attached(
    request: SignedIn, expected: Expected, file: UploadedFile, title: str
) -> HttpResponseBase:
    """Look at what a document holds, have it scanned, keep and attach it; what may not be attached
    is never kept."""
    name = file_name(file)
    wrong = trouble_with(file, name)
    scan = scanned(file.chunks()) if not wrong else NOT_SCANNED
    if wrong or scan.is_refused:
        return _shown(request, expected, wrong or scan.refusal)
    standing, rule = request.standing, request.POST.get("rule", "")
    oversees = bool(standing.over_all & OVERSEEING)
    if not oversees or rule not in pack_named(expected.round.pack).pack.rules:
        rule = ""
    given = DocumentGiven(name, title, keep(file.chunks()), scan, rule, not oversees)
    try:
        attach(expected, given, standing.person, now())
    except NotPossible as error:
        forget_unwanted(given.kept.sha256)
        return _shown(request, expected, str(error))
    messages.success(request, f"“{title}” is attached.")
    return HttpResponseRedirect(_back(request, expected))


def _back(request: SignedIn, expected: Expected) -> str:
    """Where to go on: to the finding that the form stood beside, else to the documents."""
    number, code = expected.round.pk, expected.organisation.code
    where = {"page": request.POST.get("page", ""), "duty": request.POST.get("duty", "")}
    try:
        return reverse("finding", kwargs={"number": number, **where})
    except NoReverseMatch:
        return reverse("documents", kwargs={"number": number, "code": code})


def _shown(request: SignedIn, expected: Expected, wrong: str = "") -> HttpResponse:
    held, organisation = expected.round, expected.organisation
    standing = request.standing
    view = {
        "round": held,
        "organisation": organisation,
        "documents": _seen(request, expected),
        "may_attach": held.standing is not RoundState.DRAFT
        and standing.has_any(_ATTACHES, organisation.code),
        "removes": standing.person,
        "accept": ",".join(ENDINGS),
        "endings": ENDINGS,
        "wrong": wrong,
        "typed": _typed(request),
        "crumbs": crumbs_of(request, expected),
    }
    title = f"{organisation.name}: documents for {held.quarter}"
    return show(request, "documents.html", title, view, 400 if wrong else 200)


def _seen(request: SignedIn, expected: Expected) -> list[AttachedDocument]:
    """The documents that somebody may see: of their own organisation's what it attached itself."""
    every = documents_of(expected)
    if request.standing.sees_all:
        return every
    return [document for document in every if document.is_theirs]


def _found(request: SignedIn, number: int, code: str, document: int) -> AttachedDocument:
    """A document that somebody may see. Raises Http404 where it is not there, or not for them."""
    seen = _seen(request, expected_of(number, code))
    for known in seen:
        if known.pk == document:
            return known
    raise Http404("no such document")


def document_file(request: SignedIn, number: int, code: str, document: int) -> HttpResponseBase:
    """A document, always as a download."""
    found = _found(request, number, code, document)
    path = path_of(found.sha256)
    if not path.is_file():
        raise Http404("not kept")
    answer = FileResponse(
        path.open("rb"),
        as_attachment=True,
        filename=found.name,
        content_type="application/octet-stream",
    )
    answer["Content-Security-Policy"] = _SANDBOX
    return answer


def remove_document(request: SignedIn, number: int, code: str, document: int) -> HttpResponseBase:
    """Remove a document that one attached oneself."""
    found = _found(request, number, code, document)
    if found.by != request.standing.person:
        messages.error(request, "Whoever attached a document removes it.")
    else:
        try:
            remove(found, request.standing.person, now())
        except NotPossible as error:
            messages.error(request, str(error))
        else:
            messages.success(request, f"“{found.title}” is removed.")
    return HttpResponseRedirect(reverse("documents", kwargs={"number": number, "code": code}))
