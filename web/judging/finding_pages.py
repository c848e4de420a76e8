"""A finding with what was decided about it, and the steps that may be taken."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from markupsafe import Markup

from web.access.roles import PersonRole
from web.attachments.attaching import documents_beside
from web.clock import now, today
from web.judging.deciding import (
    DECIDED_IN,
    Hand,
    RoundFinding,
    SeenTooEarly,
    decide,
    seen_until,
    settle,
    versions_on,
)
from web.judging.forms import (
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
from web.judging.signing import current_assessment
from web.judging.site_pages import FoundLine, article_of, crumbs_of, findings_of, site_menu
from web.judging.state import latest_versions
from web.pages.guard import SignedIn
from web.pages.show import Crumb, show
from web.people.models import KnownOrganisation
from web.rounds.models import Round
from web.rounds.packs import pack_named
from web.rounds.sending import NotPossible

_WITHDRAW = {"withdraw": DecisionState.WITHDRAWN}
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


def _asked(number: int, page: str, duty: str) -> FindingAsked:
    """The finding at an address. Raises Http404 where there is none."""
    held = get_object_or_404(Round, pk=number)
    assessment, is_exact = current_assessment(held)
    if assessment is None:
        raise Http404("not judged yet")
    for found in findings_of(assessment):
        if (found.page, found.anchor) == (page, duty):
            organisation = get_object_or_404(KnownOrganisation, code=found.organisation)
            key = RoundFinding(held, organisation, found.rule)
            return FindingAsked(held, assessment, is_exact, found, key)
    raise Http404("no such finding")


def _forms(asked: FindingAsked) -> Mapping[DecisionKind, MakeForm]:
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
    return _shown(request, _asked(number, page, duty))


def _shown(
    request: SignedIn,
    asked: FindingAsked,
    wrong: tuple[DecisionKind, DecisionForm] | None = None,
    notice: str = "",
    status: int = 200,
) -> HttpResponse:
    """The page of a finding; with ``wrong`` the form that could not be taken, as it was sent."""
    forms = dict(_offered(request, asked))
    if wrong is not None and wrong[0].value in forms:
        forms[wrong[0].value] = (_TITLES[wrong[0]], wrong[1])
    organisation = asked.key.organisation.name
    view = {
        "round": asked.round,
        "found": asked.found,
        "article": Markup(article_of(asked.assessment, asked.found)),
        "is_exact": asked.is_exact,
        "forms_of": forms,
        "wrong": wrong[1] if wrong is not None else None,
        "notice": notice,
        "where": _where(asked),
        "documents": documents_beside(asked.round, asked.found.organisation, asked.found.rule),
        "judged_on": asked.round.day_judged.isoformat(),
        "site_menu": site_menu(asked.round, asked.assessment, ""),
        "crumbs": (
            *crumbs_of(asked.round),
            Crumb(organisation, _way(asked, f"org/{asked.found.page}")),
        ),
        **_decided(request, asked),
    }
    return show(request, "finding_page.html", f"{asked.found.title}: {organisation}", view, status)


def _offered(
    request: SignedIn, asked: FindingAsked
) -> Iterator[tuple[str, tuple[str, DecisionForm]]]:
    """The forms that somebody may fill in here, by kind: the heading and the form."""
    if asked.round.standing in DECIDED_IN:
        for kind, make in sorted(_forms(asked).items()):
            if request.standing.has_any(_MAY_BEGIN[kind]):
                yield kind.value, (_TITLES[kind], make())


def _decided(request: SignedIn, asked: FindingAsked) -> dict[str, object]:
    """What was decided about a finding, and which steps somebody may take."""
    versions, me = versions_on(asked.key), request.standing
    may_decide = asked.round.standing in DECIDED_IN
    return {
        "latest": [
            (latest, [version for version in versions if version.thread == latest.thread])
            for latest in latest_versions(versions)
        ],
        "own": {version.thread for version in versions if version.by == me.person},
        "approves": may_decide and me.has_any({PersonRole.COMMISSIONER}),
        "closes": may_decide and me.has_any(_MAY_BEGIN[DecisionKind.ACTION]),
        "moderates": may_decide and me.has_any({PersonRole.ASSESSOR}),
        "closing": ClosingForm(initial={"closed_on": today()}),
        "seen": seen_until(versions),
    }


def _where(asked: FindingAsked) -> dict[str, object]:
    return {"number": asked.round.pk, "page": asked.found.page, "duty": asked.found.anchor}


def _way(asked: FindingAsked, page: str) -> str:
    return reverse("judged", kwargs={"number": asked.round.pk, "page": page})


def _hand(request: SignedIn) -> Hand:
    """Who sent a form, and what the page that it stood on had shown."""
    text = request.POST.get("seen", "")[:18]
    return Hand(request.standing.person, int(text) if text.isdecimal() else -1, now())


def _begin(
    request: SignedIn, kind: DecisionKind, number: int, page: str, duty: str
) -> HttpResponseBase:
    """Begin a decision of a kind, or show what is wrong with it."""
    asked = _asked(number, page, duty)
    make = _forms(asked).get(kind)
    if make is None:
        return _shown(request, asked, None, f"No {kind.value} can be laid over this finding.", 400)
    form = make(request.POST)
    if not form.is_valid():
        return _shown(request, asked, (kind, form), "", 400)
    content, person = form.content, request.standing.person
    if kind is DecisionKind.MODERATION:
        content |= {"moderated_by": person.name, "moderated_on": today().isoformat()}
    if kind is DecisionKind.ACTION:
        content |= {"clause": asked.found.cites[0], "agreed_on": today().isoformat()}
    try:
        decide(asked.key, kind, content, _hand(request))
    except NotPossible as error:
        return _shown(request, asked, (kind, form), str(error), _status(error))
    return _back(asked)


def _status(error: NotPossible) -> int:
    return 409 if isinstance(error, SeenTooEarly) else 400


def _back(asked: FindingAsked) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("finding", kwargs=_where(asked)))


def propose_waiver(request: SignedIn, number: int, page: str, duty: str) -> HttpResponseBase:
    """Propose a waiver; somebody else approves it."""
    return _begin(request, DecisionKind.WAIVER, number, page, duty)


def moderate(request: SignedIn, number: int, page: str, duty: str) -> HttpResponseBase:
    """Set an assessor's own score beside an answer of the audit."""
    return _begin(request, DecisionKind.MODERATION, number, page, duty)


def agree_action(request: SignedIn, number: int, page: str, duty: str) -> HttpResponseBase:
    """Agree an action after a finding."""
    return _begin(request, DecisionKind.ACTION, number, page, duty)


def comment(request: SignedIn, number: int, page: str, duty: str) -> HttpResponseBase:
    """Comment on a finding."""
    return _begin(request, DecisionKind.COMMENT, number, page, duty)


def _settle(
    request: SignedIn,
    where: tuple[int, str, str],
    kind: DecisionKind,
    steps: Mapping[str, DecisionState],
) -> HttpResponseBase:
    """Take a decision of a kind on to what the button says."""
    asked = _asked(*where)
    following = steps.get(request.POST.get("step", ""))
    latest = _latest(asked, request.POST.get("decision", ""))
    if following is None or latest is None or latest.sort is not kind:
        raise Http404("no such step or decision")
    more: dict[str, str] = {}
    if following is DecisionState.DONE:
        form = ClosingForm(request.POST)
        if not form.is_valid():
            return _shown(request, asked, (DecisionKind.ACTION, form), "", 400)
        more = form.content
    person = request.standing.person
    if following is DecisionState.APPROVED:
        more = {"approved_by": person.name, "approved_on": today().isoformat()}
    try:
        settle(latest, following, more, _hand(request))
    except NotPossible as error:
        return _shown(request, asked, None, str(error), _status(error))
    return _back(asked)


def _latest(asked: FindingAsked, thread: str) -> DecisionVersion | None:
    for version in latest_versions(versions_on(asked.key)):
        if str(version.thread) == thread:
            return version
    return None


def settle_waiver(request: SignedIn, number: int, page: str, duty: str) -> HttpResponseBase:
    """Approve a waiver, or decline it."""
    steps = {"approve": DecisionState.APPROVED, "decline": DecisionState.DECLINED}
    return _settle(request, (number, page, duty), DecisionKind.WAIVER, steps)


def withdraw_waiver(request: SignedIn, number: int, page: str, duty: str) -> HttpResponseBase:
    """Withdraw a waiver that was proposed or approved."""
    return _settle(request, (number, page, duty), DecisionKind.WAIVER, _WITHDRAW)


def settle_action(request: SignedIn, number: int, page: str, duty: str) -> HttpResponseBase:
    """Close an action with its evidence, or withdraw it."""
    steps = {"close": DecisionState.DONE, **_WITHDRAW}
    return _settle(request, (number, page, duty), DecisionKind.ACTION, steps)


def withdraw_moderation(request: SignedIn, number: int, page: str, duty: str) -> HttpResponseBase:
    """Withdraw a moderated score."""
    return _settle(request, (number, page, duty), DecisionKind.MODERATION, _WITHDRAW)
