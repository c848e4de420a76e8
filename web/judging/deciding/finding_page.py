"""The page of a finding: what was decided about it, and the forms of what may be."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from markupsafe import Markup

from web.access.roles import PersonRole
from web.attachments.attaching import documents_beside
from web.clock import today
from web.judging.deciding.decisions import (
    DECIDED_IN,
    RoundFinding,
    seen_until,
    versions_on,
)
from web.judging.deciding.forms import (
    ActionForm,
    ClosingForm,
    CommentForm,
    DecisionForm,
    ModerationForm,
    WaiverForm,
    questions_of,
)
from web.judging.kinds import DecisionKind, DecisionState
from web.judging.models import DecisionVersion, RoundAssessment
from web.judging.site.pages import assessed_round, crumbs_of, how_exact, site_menu
from web.judging.site.read import FoundLine, article_of, findings_of
from web.judging.state import latest_versions
from web.pages.guard import SignedIn
from web.pages.show import Crumb, show
from web.people.models import KnownOrganisation
from web.rounds.models import Round
from web.rounds.packs import citations_in, pack_named

_WANTING = {"not_met", "partly_met", "conflicting", "no_evidence"}
MakeForm = Callable[..., DecisionForm]


@dataclass(frozen=True, slots=True)
class FindingAsked:
    """A finding that somebody looks at."""

    round: Round
    assessment: RoundAssessment
    is_exact: bool
    found: FoundLine
    key: RoundFinding


def asked_finding(number: int, page: str, duty: str) -> FindingAsked:
    """The finding at an address. Raises Http404 where there is none."""
    held, assessment, is_exact = assessed_round(number)
    for found in findings_of(assessment):
        if (found.page, found.anchor) == (page, duty):
            organisation = get_object_or_404(KnownOrganisation, code=found.organisation)
            key = RoundFinding(held, organisation, found.rule)
            return FindingAsked(held, assessment, is_exact, found, key)
    raise Http404("no such finding")


def forms_on(asked: FindingAsked) -> Mapping[DecisionKind, MakeForm]:
    """How the form of each kind of decision is made."""
    policy = pack_named(asked.round.pack).pack
    questions = questions_of(policy, asked.found.rule, asked.key.organisation.kind)

    def moderation(*given: object) -> DecisionForm:
        return ModerationForm(questions, policy, *given)

    forms: dict[DecisionKind, MakeForm] = {
        DecisionKind.ACTION: ActionForm,
        DecisionKind.COMMENT: CommentForm,
    }
    if asked.found.verdict in _WANTING:
        forms[DecisionKind.WAIVER] = WaiverForm
    if questions:
        forms[DecisionKind.MODERATION] = moderation
    return forms


_MAY_BEGIN: Mapping[DecisionKind, frozenset[PersonRole]] = {
    DecisionKind.WAIVER: frozenset({PersonRole.ASSESSOR}),
    DecisionKind.MODERATION: frozenset({PersonRole.ASSESSOR}),
    DecisionKind.ACTION: frozenset({PersonRole.ASSESSOR, PersonRole.COMMISSIONER}),
    DecisionKind.COMMENT: frozenset({PersonRole.ASSESSOR, PersonRole.COMMISSIONER}),
}
_TITLES = {
    DecisionKind.WAIVER: "Propose a waiver",
    DecisionKind.MODERATION: "Moderate an answer",
    DecisionKind.ACTION: "Agree an action",
    DecisionKind.COMMENT: "Comment",
}


def finding(request: SignedIn, number: int, page: str, duty: str) -> HttpResponse:
    """A finding in full, with every decision beside it."""
    return finding_shown(request, asked_finding(number, page, duty))


def finding_shown(
    request: SignedIn,
    asked: FindingAsked,
    wrong: tuple[DecisionKind, DecisionForm] | None = None,
    notice: str = "",
    status: int = 200,
) -> HttpResponse:
    """The page of a finding; with ``wrong`` the form that could not be taken, as it was sent."""
    forms = dict(_offered(request, asked))
    closing = wrong[1] if wrong is not None and isinstance(wrong[1], ClosingForm) else None
    if wrong is not None and closing is None and wrong[0].value in forms:
        forms[wrong[0].value] = (_TITLES[wrong[0]], wrong[1])
    organisation = asked.key.organisation.name
    view = {
        "round": asked.round,
        "found": asked.found,
        "article": Markup(article_of(asked.assessment, asked.found)),
        **how_exact(request, asked.round, asked.is_exact),
        "forms_of": forms,
        "wrong": wrong[1] if wrong is not None else None,
        "notice": notice,
        "where": address_of(asked),
        "documents": documents_beside(asked.round, asked.found.organisation, asked.found.rule),
        "citations": citations_in(asked.round.pack),
        "judged_on": asked.round.day_judged.isoformat(),
        "site_menu": site_menu(asked.round, asked.assessment, ""),
        "crumbs": (
            *crumbs_of(asked.round),
            Crumb(organisation, _way(asked, f"org/{asked.found.page}")),
        ),
        **_decided(request, asked, closing),
    }
    return show(request, "finding_page.html", f"{asked.found.title}: {organisation}", view, status)


def _offered(
    request: SignedIn, asked: FindingAsked
) -> Iterator[tuple[str, tuple[str, DecisionForm]]]:
    """The forms that somebody may fill in here, by kind: the heading and the form."""
    if asked.round.standing in DECIDED_IN:
        for kind, make in sorted(forms_on(asked).items()):
            if request.standing.has_any(_MAY_BEGIN[kind]):
                yield kind.value, (_TITLES[kind], make())


def _decided(
    request: SignedIn, asked: FindingAsked, closing: ClosingForm | None
) -> dict[str, object]:
    """What was decided about a finding, and which steps somebody may take; ``closing`` is a form
    that could not be taken, of the action that it names."""
    versions, me = versions_on(asked.key), request.standing
    latest = latest_versions(versions)
    may_decide = asked.round.standing in DECIDED_IN
    return {
        "latest": [
            (last, [version for version in versions if version.thread == last.thread])
            for last in sorted(latest, key=lambda last: last.standing is not DecisionState.PROPOSED)
        ],
        "not_yet": {last.thread for last in latest if _is_later(last, asked.round.day_judged)},
        "waits": [last for last in latest if last.standing is DecisionState.PROPOSED],
        "own": {version.thread for version in versions if version.by == me.person},
        "approves": may_decide and me.has_any({PersonRole.COMMISSIONER}),
        "closes": may_decide and me.has_any(_MAY_BEGIN[DecisionKind.ACTION]),
        "moderates": may_decide and me.has_any({PersonRole.ASSESSOR}),
        "closings": {last.thread: _closing(last.thread, closing) for last in latest},
        "seen": seen_until(versions),
    }


def _is_later(version: DecisionVersion, judged_on: dt.date) -> bool:
    """Whether it is a waiver approved after the day as on which the round is judged: it does not
    count yet."""
    is_approved = version.standing is DecisionState.APPROVED
    return is_approved and version.content["approved_on"] > judged_on.isoformat()


def _closing(thread: int, sent: ClosingForm | None) -> ClosingForm:
    """The form by which an action is closed, as it was sent where it was."""
    if sent is not None and sent.data.get("decision") == str(thread):
        return sent
    return ClosingForm(initial={"closed_on": today()}, auto_id=f"closing-{thread}-%s")


def address_of(asked: FindingAsked) -> dict[str, object]:
    """What the addresses of a finding's page and of its steps are made from."""
    return {"number": asked.round.pk, "page": asked.found.page, "duty": asked.found.anchor}


def _way(asked: FindingAsked, page: str) -> str:
    return reverse("judged", kwargs={"number": asked.round.pk, "page": page})
