"""The paths of the interface: what each takes and gives. The check of the table stands before."""

from __future__ import annotations

import math
from typing import Annotated, Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, reverse
from ninja import NinjaAPI, Path, Query
from ninja.errors import ValidationError
from ninja.security import HttpBearer

from web.access.roles import PersonRole
from web.api.judged import AssessmentSeen, concerns_seen, findings_seen, seen_by
from web.api.shapes import (
    AssessmentOut,
    ConcernsOut,
    FindingsAsked,
    FindingsOut,
    PageAsked,
    ProblemOut,
    ReturnOut,
    RoundDetailOut,
    RoundOut,
    RoundsOut,
)
from web.clock import today
from web.judging.signing import signature_of
from web.pages.guard import SignedIn, View
from web.people.standing import PersonStanding, rounds_of_others
from web.rounds.models import Expected, Round
from web.rounds.overview import expected_lines
from web.rounds.states import RoundState

Number = Annotated[int, Path(ge=0, le=2**63 - 1)]


class TokenHolder(HttpBearer):
    """For the description: the check before has found whose token it is."""

    def authenticate(self, request: HttpRequest, token: str) -> PersonStanding:
        standing: PersonStanding = request.standing  # type: ignore[attr-defined]
        return standing


api = NinjaAPI(
    title="Clausewise",
    version="1",
    description="Rounds, findings and concerns, read only. A token is made on the page “Your "
    "account”; it may read what the roles of who made it let them read at that moment.",
    docs_url=None,
    openapi_url=None,
    auth=TokenHolder(),
    urls_namespace="clausewise-api",
)
_PROBLEMS = dict.fromkeys((401, 403, 404, 422, 429), ProblemOut)


@api.exception_handler(ValidationError)
def _wrong(request: HttpRequest, error: ValidationError) -> HttpResponse:
    said = "; ".join(f"{fault['loc'][-1]}: {fault['msg']}" for fault in error.errors)
    return JsonResponse({"detail": said}, status=422)


@api.exception_handler(Http404)
def _missing(request: HttpRequest, error: Http404) -> HttpResponse:
    return JsonResponse({"detail": "Nothing is at this address, or it is not yours."}, status=404)


def _seen_rounds(standing: PersonStanding) -> Any:
    """The rounds that a person may see: who oversees or administers all, others their own."""
    if standing.sees_all or standing.has_any({PersonRole.ADMINISTRATOR}):
        return Round.objects.exclude(pk__in=rounds_of_others(standing))
    own = Expected.objects.filter(organisation__code__in=standing.codes)
    rounds = Round.objects.exclude(state=RoundState.DRAFT.value)
    return rounds.filter(pk__in=own.values("round"))


def _round_values(held: Round) -> dict[str, Any]:
    return {
        "number": held.pk,
        "quarter": held.quarter,
        "pack": held.pack,
        "pack_digest": held.pack_digest,
        "state": held.state,
        "due": held.due,
        "as_of": held.day_judged,
    }


@api.get("/rounds", response={200: RoundsOut, **_PROBLEMS}, url_name="rounds")
def list_rounds(request: SignedIn) -> RoundsOut:
    """The rounds that you may see, the latest first."""
    rounds = _seen_rounds(request.standing)
    return RoundsOut(rounds=[RoundOut(**_round_values(held)) for held in rounds])


@api.get("/rounds/{number}", response={200: RoundDetailOut, **_PROBLEMS}, url_name="one_round")
def show_round(request: SignedIn, number: Number) -> RoundDetailOut:
    """A round, the returns of it that you may see, and its assessment."""
    standing = request.standing
    held = get_object_or_404(_seen_rounds(standing), pk=number)
    sees_all = standing.sees_all or standing.has_any({PersonRole.ADMINISTRATOR})
    returns = [
        ReturnOut(
            organisation=line.code,
            name=line.name,
            words=line.words,
            is_owed=line.owes,
            is_late=line.is_late,
        )
        for line in expected_lines(held, today())
        if sees_all or line.code in standing.codes
    ]
    seen = seen_by(standing, held)
    return RoundDetailOut(
        **_round_values(held),
        returns=returns,
        assessment=_assessment(held, seen) if seen is not None else None,
    )


def _assessment(held: Round, seen: AssessmentSeen) -> AssessmentOut:
    signed = signature_of(held)
    is_signed = signed is not None and signed.assessment.pk == seen.assessment.pk
    return AssessmentOut(
        state=seen.assessment.state,
        is_exact=seen.is_exact,
        audience=seen.audience.value,
        made_at=seen.assessment.made_at,
        signed_by=signed.by.name if signed is not None and is_signed else None,
        signed_at=signed.at if signed is not None and is_signed else None,
    )


@api.get(
    "/rounds/{number}/findings",
    response={200: FindingsOut, **_PROBLEMS},
    url_name="findings",
)
def list_findings(request: SignedIn, number: Number, asked: Query[FindingsAsked]) -> FindingsOut:
    """The findings of a round that you may see: a provider its own, once they are published."""
    seen = _seen(request.standing, number)
    found = [
        line
        for line in findings_seen(request.standing, seen)
        if asked.organisation in ("", line.organisation) and asked.verdict in (None, line.verdict)
    ]
    return FindingsOut(
        **_page_values(seen, len(found), asked),
        findings=found[asked.part],
    )


@api.get(
    "/rounds/{number}/concerns",
    response={200: ConcernsOut, **_PROBLEMS},
    url_name="concerns",
)
def list_concerns(request: SignedIn, number: Number, asked: Query[PageAsked]) -> ConcernsOut:
    """The concerns of a round that you may see: a provider its own, once they are published."""
    seen = _seen(request.standing, number)
    found = [
        line
        for line in concerns_seen(request.standing, seen)
        if asked.organisation in ("", line.organisation)
    ]
    return ConcernsOut(
        **_page_values(seen, len(found), asked),
        concerns=found[asked.part],
    )


def _seen(standing: PersonStanding, number: int) -> AssessmentSeen:
    """What a person may see of a round's assessment. Raises Http404 where it is nothing."""
    seen = seen_by(standing, get_object_or_404(_seen_rounds(standing), pk=number))
    if seen is None:
        raise Http404("not judged, or not published")
    return seen


def _page_values(seen: AssessmentSeen, total: int, asked: PageAsked) -> dict[str, Any]:
    return {
        "state": seen.assessment.state,
        "is_exact": seen.is_exact,
        "audience": seen.audience.value,
        "total": total,
        "page": asked.page,
        "pages": math.ceil(total / asked.limit),
    }


_VIEWS: dict[str, View] = {
    str(pattern.name): pattern.callback
    for pattern in api.urls[0]
    if isinstance(pattern, URLPattern) and pattern.callback is not None
}
rounds, one_round = _VIEWS["rounds"], _VIEWS["one_round"]
findings, concerns = _VIEWS["findings"], _VIEWS["concerns"]


def schema(request: HttpRequest) -> HttpResponseBase:
    """The description of the interface (OpenAPI)."""
    prefix = reverse("api-schema").removesuffix("openapi.json")
    return JsonResponse(api.get_openapi_schema(path_prefix=prefix))
