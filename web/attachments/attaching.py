"""Attaching a document, and removing one: each one transaction, with its event."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from django.db import transaction

from web.attachments.models import AttachedDocument
from web.people.models import Account
from web.record.append import Deed, append
from web.rounds.models import Expected, Round
from web.rounds.sending import NotPossible, check_kept, forget_unwanted
from web.rounds.states import RoundState
from web.rounds.store import KeptFile
from web.scanning.clamd import ScanAnswer

MOST_BYTES = 20_000_000
"""Of one document."""
MOST_DOCUMENTS = 100
"""Of one organisation in one round."""


@dataclass(frozen=True, slots=True)
class DocumentGiven:
    """A document as it came, already kept and scanned."""

    name: str
    title: str
    kept: KeptFile
    scan: ScanAnswer
    rule: str = ""
    """The duty beside whose finding it is attached; empty where beside none."""
    is_theirs: bool = True


def attach(
    expected: Expected, given: DocumentGiven, person: Account, now: dt.datetime
) -> AttachedDocument:
    """Attach a document. It changes no state of the round, and no verdict.

    Raises NotPossible where the round is a draft, or holds too many of the organisation's already.
    """
    with transaction.atomic():
        held = Round.objects.select_for_update().get(pk=expected.round.pk)
        if held.standing is RoundState.DRAFT:
            raise NotPossible(f"The round {held.quarter} is a draft: nothing is attached.")
        own = documents_of(expected)
        if len(own) >= MOST_DOCUMENTS:
            raise NotPossible(f"There are {MOST_DOCUMENTS} documents already. Remove some first.")
        made = AttachedDocument.objects.create(
            round=held,
            organisation=expected.organisation,
            rule=given.rule,
            title=given.title,
            name=given.name,
            sha256=given.kept.sha256,
            size=given.kept.size,
            scan=given.scan.result.value,
            is_theirs=given.is_theirs,
            by=person,
            at=now,
        )
        after = {
            "document": given.title,
            "file": given.name,
            "sha256": made.sha256,
            "scan": made.scan,
            **({"duty": given.rule} if given.rule else {}),
        }
        append(Deed(person.words, "attached a document", about(made), after), now)
        check_kept([given.kept])
    return made


def remove(document: AttachedDocument, person: Account, now: dt.datetime) -> None:
    """Remove a document: its file is forgotten, and that it was there stays in the record.

    Raises NotPossible where it was removed already.
    """
    with transaction.atomic():
        done = AttachedDocument.objects.filter(pk=document.pk, removed_at=None).update(
            removed_by=person, removed_at=now
        )
        if not done:
            raise NotPossible("This document was removed already.")
        was = {"document": document.title, "file": document.name, "sha256": document.sha256}
        append(Deed(person.words, "removed a document", about(document), {}, was), now)
        transaction.on_commit(partial(forget_unwanted, document.sha256))


def is_attached(sha256: str) -> bool:
    """Whether a kept file is attached as a document, and was not removed."""
    return AttachedDocument.objects.filter(sha256=sha256, removed_at=None).exists()


def documents_of(expected: Expected) -> list[AttachedDocument]:
    """The documents of an organisation in a round that were not removed."""
    found = AttachedDocument.objects.filter(
        round=expected.round, organisation=expected.organisation, removed_at=None
    )
    return [*found.select_related("round", "organisation", "by")]


def documents_beside(held: Round, code: str, rule: str) -> list[AttachedDocument]:
    """The documents that were attached beside the finding on an organisation's duty, and not
    removed."""
    found = AttachedDocument.objects.filter(
        round=held, organisation__code=code, rule=rule, removed_at=None
    )
    return [*found.select_related("organisation", "by")]


def about(document: AttachedDocument) -> str:
    """A document as the record names it."""
    return f"{document.round.words}, {document.organisation.code}, document {document.pk}"


def documents_list(held: Round) -> bytes:
    """What was attached in a round, as JSON: the files themselves are left out."""
    return (json.dumps([*_listed(held)], ensure_ascii=False, indent=1) + "\n").encode()


def _listed(held: Round) -> Iterator[dict[str, object]]:
    every = AttachedDocument.objects.filter(round=held).select_related("organisation", "by")
    for document in every:
        yield {
            "organisation": document.organisation.code,
            "duty": document.rule,
            "document": document.title,
            "file": document.name,
            "sha256": document.sha256,
            "size": document.size,
            "scan": document.scan,
            "attached by": document.by.words,
            "attached at": document.at.isoformat(timespec="seconds"),
            "removed": document.removed_at is not None,
        }
