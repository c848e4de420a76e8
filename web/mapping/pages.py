"""The page on which a sender's own layout is mapped."""

from __future__ import annotations

from django.db import transaction
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse

from engine.nouns.policy.pack import Pack
from evidence.mapping.nouns import Mapping
from web.access.roles import PersonRole
from web.clock import now
from web.mapping.choosing import MappingMade, MappingSaid, all_accepted, made_of, said_before
from web.mapping.lines import FormState, layout_page
from web.pages.guard import SignedIn
from web.pages.show import Crumb, show
from web.rounds.jobs import check_return
from web.rounds.models import SenderMapping, SentReturn
from web.rounds.own_layout.confirmed import MAPPED_IN, confirm_mapping, mapping_for, mappings_known
from web.rounds.own_layout.proposed import LayoutProposed, kept_proposed
from web.rounds.own_layout.texts import kept_mapping
from web.rounds.own_pages import crumbs_of, expected_of
from web.rounds.packs import pack_named
from web.rounds.sending import NotPossible
from web.rounds.sent_pages import return_of
from web.rounds.states import RoundState

_CONFIRMS = {PersonRole.SUBMITTER, PersonRole.ASSESSOR}


def mapping(request: SignedIn, number: int, code: str, which: int) -> HttpResponseBase:
    """Show what is proposed of a return's layout, or take in what was said of it."""
    sent = return_of(number, code, which)
    pack = pack_named(sent.round.pack).pack
    proposed = kept_proposed(sent.proposed_sha256, pack) if sent.proposed_sha256 else None
    if proposed is None:
        raise Http404("no layout of its own")
    before = _filled_by(sent, request.GET.get("version", ""))
    earlier = _read(before, pack)
    if request.method != "POST":
        said = MappingSaid(said_before(proposed.mapping, earlier))
        return _shown(request, sent, proposed, FormState(said, {}, earlier))
    said = MappingSaid({name: value for name, value in request.POST.items() if len(name) < 40})
    if request.POST.get("step") == "accept":
        said = all_accepted(proposed.mapping, said)
        return _shown(request, sent, proposed, FormState(said, {}, earlier))
    organisation = sent.organisation
    stated = {"code": organisation.code, "name": organisation.name, "kind": organisation.kind}
    made = made_of(proposed.mapping, said, pack, stated)
    if not made.is_right:
        form = FormState(said, _errors(made), earlier)
        return _shown(request, sent, proposed, form, 400)
    return _confirm(request, sent, made.mapping)


def _filled_by(sent: SentReturn, version: str) -> SenderMapping | None:
    """The mapping by which the form is filled in: an earlier version of the sender's where one is
    asked for, else the one that the return is read through. Raises Http404."""
    if not version:
        return mapping_for(sent)
    for known in mappings_known(sent):
        if str(known.version) == version:
            return known
    raise Http404("no such version")


def _confirm(request: SignedIn, sent: SentReturn, made: Mapping) -> HttpResponseBase:
    named = {"number": sent.round.pk, "code": sent.organisation.code, "which": sent.number}
    try:
        with transaction.atomic():
            confirm_mapping(sent, made, request.standing.person, now())
            check_return.enqueue(sent.pk)
    except NotPossible as error:
        return _refused(request, sent, str(error))
    return HttpResponseRedirect(f"{reverse('sent', kwargs=named)}?wait=1")


def _refused(request: SignedIn, sent: SentReturn, why: str) -> HttpResponse:
    view = {"words": (why, "Nothing was changed.")}
    return show(request, "refusal.html", "The mapping was not confirmed", view, 400)


def _errors(made: MappingMade) -> dict[str, str]:
    """What is wrong, by the field it is told at; what is wrong with the whole at none."""
    faults = "; ".join(f"{fault.found}: {fault.to_do}" for fault in made.faults)
    whole = " ".join(filter(None, (made.errors.get("", ""), faults)))
    return {**made.errors, **({"": whole} if whole else {})}


def _read(confirmed: SenderMapping | None, pack: Pack) -> Mapping | None:
    return kept_mapping(confirmed.text, pack) if confirmed is not None else None


def _shown(
    request: SignedIn,
    sent: SentReturn,
    proposed: LayoutProposed,
    form: FormState,
    status: int = 200,
) -> HttpResponse:
    code, number = sent.organisation.code, sent.round.pk
    vocabulary = pack_named(sent.round.pack).pack.vocabulary
    where = {"number": number, "code": code, "which": sent.number}
    is_open = sent.round.standing is RoundState.OPEN and sent.standing in MAPPED_IN
    found = {
        own.row.get("field")
        for sheet in proposed.mapping.sheets
        for own in sheet.proposals
        if own.table == "organisation"
    }
    title = f"{sent.organisation.name}: match the cells of return {sent.number}"
    view = {
        "sent": sent,
        "page": layout_page(proposed, vocabulary, sent.organisation.kind, form),
        "errors": form.errors,
        "confirmed": mapping_for(sent),
        "versions": mappings_known(sent),
        "filled_by": request.GET.get("version", ""),
        "may_confirm": is_open and request.standing.has_any(_CONFIRMS, code),
        "is_open": is_open,
        "services": form.said.text("stated-services"),
        "legal_form": form.said.text("stated-legal_form"),
        "asks_services": "services" not in found and vocabulary.services,
        "legal_forms": () if "legal_form" in found else tuple(vocabulary.legal_forms.items()),
        "known_services": vocabulary.services,
        "where": where,
        "crumbs": (
            *crumbs_of(request, expected_of(number, code)),
            Crumb(f"Return {sent.number}", reverse("sent", kwargs=where)),
        ),
    }
    return show(request, "mapping.html", title, view, status)
