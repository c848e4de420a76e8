"""Mappings that were confirmed: the versions of each sender's, and how they are laid out."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

from django.db import transaction
from django.db.models import Max

from clausewise.packs import LoadedPack
from clausewise.returns import read_mappings
from evidence.mapping.nouns import NO_MAPPINGS, Mapping, MappingsGiven
from web.people.models import Account
from web.record.append import Deed, append
from web.rounds.laying_out import return_name
from web.rounds.models import Round, SenderMapping, SentReturn
from web.rounds.own_layout.texts import kept_text, parts_of
from web.rounds.sending import NotPossible, about, files_of
from web.rounds.states import ReturnState, RoundState

MAPPINGS = "mappings"
"""The folder that mappings are laid out in."""
MAPPED_IN = frozenset({ReturnState.TO_MAP, ReturnState.CHECKED})
"""The states of a return whose mapping may be confirmed, or changed."""


def mapping_for(sent: SentReturn) -> SenderMapping | None:
    """The mapping that a return is read through: the one it was confirmed with, else the latest
    of its organisation under the round's pack."""
    if sent.mapping is not None:
        return sent.mapping
    own = SenderMapping.objects.filter(organisation=sent.organisation, pack=sent.round.pack)
    return own.order_by("-version").first()


def mappings_known(sent: SentReturn) -> list[SenderMapping]:
    """Every version of the sender's mapping under the round's pack, the latest first."""
    own = SenderMapping.objects.filter(organisation=sent.organisation, pack=sent.round.pack)
    return [*own.select_related("confirmed_by").order_by("-version")]


def confirm_mapping(
    sent: SentReturn, mapping: Mapping, person: Account, now: dt.datetime
) -> SenderMapping:
    """Confirm how a return's layout answers the pack, as the next version of its sender's mapping;
    the return is to be checked anew.

    Raises NotPossible where the round is not open, or the return is in another state by now.
    """
    text = kept_text(mapping, is_apart=len([*files_of(sent)]) > 1)
    with transaction.atomic():
        held = Round.objects.select_for_update().get(pk=sent.round.pk)
        if held.standing is not RoundState.OPEN:
            raise NotPossible(f"The round {held.quarter} is {held.state}: nothing is mapped.")
        own = SenderMapping.objects.filter(organisation=sent.organisation, pack=held.pack)
        made = SenderMapping.objects.create(
            organisation=sent.organisation,
            pack=held.pack,
            version=(own.aggregate(last=Max("version"))["last"] or 0) + 1,
            text=text,
            sha256=hashlib.sha256(text.encode()).hexdigest(),
            confirmed_by=person,
            confirmed_at=now,
        )
        done = SentReturn.objects.filter(
            pk=sent.pk, state__in=[state.value for state in MAPPED_IN]
        ).update(
            state=ReturnState.RECEIVED.value, mapping=made, verdict="", faults=[], marked_sha256=""
        )
        if not done:
            raise NotPossible("This return is not one whose mapping can be confirmed (any more).")
        rows = [mapping.is_used(own) for sheet in mapping.sheets for own in sheet.proposals]
        after = {
            "version": made.version,
            "mapping": made.sha256,
            "rows confirmed": sum(rows),
            "rows left out": len(rows) - sum(rows),
        }
        append(Deed(person.words, "confirmed a mapping", about(sent), after), now)
    return made


def lay_out_mappings(
    pairs: Iterable[tuple[SenderMapping, SentReturn]], folder: Path
) -> Path | None:
    """Lay mappings out under a folder, each with the names of the returns that are read through
    it; returns the folder of them, None where there are none."""
    lines: dict[str, list[str]] = {}
    for own, sent in pairs:
        quarter = json.dumps(sent.round.quarter)
        named = f"  {json.dumps(return_name(sent))}: {quarter}"
        name, parts = f"{own.organisation.code}-{own.version}", parts_of(own.text)
        for n, part in enumerate(parts, 1):
            file = f"{name}-{n}.yaml" if len(parts) > 1 else f"{name}.yaml"
            lines.setdefault(file, [f"{part}returns:"]).append(named)
    if not lines:
        return None
    path = folder / MAPPINGS
    path.mkdir(exist_ok=True)
    for name, text in lines.items():
        (path / name).write_text("\n".join([*text, ""]), "utf-8", newline="\n")
    return path


def mappings_of(sent: SentReturn, policy: LoadedPack, folder: Path) -> MappingsGiven:
    """The mapping that a return is read through, laid out under a folder. Raises
    MappingUnusable."""
    mapping = sent.mapping
    path = lay_out_mappings([(mapping, sent)] if mapping is not None else [], folder)
    return read_mappings(path, policy) if path is not None else NO_MAPPINGS
