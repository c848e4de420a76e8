"""Two returns of one organisation and quarter: which one counts, if that can be decided."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from engine.nouns.english import listed
from engine.nouns.evidence.fault import Severity, Stage
from engine.nouns.evidence.resubmission import Superseded
from evidence.returns.changes import changes_between, register_changes
from evidence.returns.draft import Draft
from evidence.text import match_key

_ONE = "one return of an organisation for a quarter"


def settle_resubmissions(drafts: Sequence[Draft]) -> tuple[Superseded, ...]:
    """Bar the drafts that do not count beside another of the same organisation and quarter, and
    report which a later one took the place of.

    Files alike to the byte, or cell for cell, are one return. Of others the one submitted later
    counts. Where the
    days of submission are missing or the same, or the names or kinds differ, as when somebody
    has typed another's code, none counts.
    """
    groups: dict[tuple[str, str], list[Draft]] = {}
    for draft in drafts:
        if not draft.refused:
            groups.setdefault((draft.code, draft.period), []).append(draft)
    superseded: list[Superseded] = []
    for group in groups.values():
        different = _without_copies(group)
        if len(different) > 1:
            superseded += _choose(different)
    return tuple(
        sorted(superseded, key=lambda former: (former.organisation, former.period, former.file))
    )


def _without_copies(group: list[Draft]) -> list[Draft]:
    kept: dict[tuple[tuple[str, str], ...], Draft] = {}
    for draft in sorted(group, key=lambda draft: draft.name):
        prefix = len(draft.name)
        contents = tuple(sorted((sha, name[prefix:]) for name, sha in draft.sha256.items()))
        first = kept.setdefault(contents, draft)
        how = "byte for byte"
        if first is draft:
            first = next(
                (earlier for earlier in kept.values() if _same_cells(earlier, draft)), draft
            )
            how = "cell for cell"
        if first is not draft:
            if kept[contents] is draft:
                del kept[contents]
            draft.refused = True
            draft.log.add(
                Severity.CHECK,
                f"the same return as {first.name}, {how}",
                _ONE,
                "It counts once. There is nothing to do.",
                stage=Stage.TOGETHER,
            )
    return list(kept.values())


def _same_cells(draft: Draft, other: Draft) -> bool:
    """Whether two files, saved apart, say the same in every cell."""
    return (
        draft is not other
        and not changes_between(draft.tables, other.tables)
        and not register_changes(draft.register, other.register)
    )


def _choose(group: list[Draft]) -> list[Superseded]:
    """Bar all but the return that counts, if that can be decided; what the earlier ones said."""
    identities = [draft.identity for draft in group if draft.identity]
    names = {match_key(identity.name) for identity in identities if identity.name}
    if len(names) > 1 or len({identity.kind for identity in identities}) > 1:
        _refuse_all(
            group,
            "with another name or kind of organisation",
            "Check the code in each; until then none of them is used.",
        )
        return []
    days = [identity.submitted_on for identity in identities]
    known = [day for day in days if day is not None]
    if len(known) < len(days) or known.count(max(known)) > 1:
        _refuse_all(
            group,
            "and no day of submission that tells which is the later",
            "Remove the one that does not count, or give each its day of submission; "
            "until then none of them is used.",
        )
        return []
    latest = max(known)
    by = group[known.index(latest)]
    for draft, day in zip(group, known, strict=True):
        _report_which_counts(draft, group, day, latest)
        draft.refused = draft.refused or day != latest
    return [
        _superseded(draft, day, by, latest)
        for draft, day in zip(group, known, strict=True)
        if draft is not by
    ]


def _report_which_counts(draft: Draft, group: list[Draft], day: dt.date, latest: dt.date) -> None:
    draft.log.add(
        Severity.CHECK,
        f"submitted {day:%d/%m/%Y}; {_others(draft, group)} is of the same organisation and "
        "quarter",
        _ONE,
        "This is the later one, and it counts."
        if day == latest
        else "A later one counts in its place; nothing of this one is used.",
        stage=Stage.TOGETHER,
    )


def _superseded(draft: Draft, day: dt.date, by: Draft, latest: dt.date) -> Superseded:
    return Superseded(
        draft.name,
        draft.code,
        draft.period,
        day,
        by.name,
        latest,
        changes_between(draft.tables, by.tables),
        register_changes(draft.register, by.register),
    )


def _refuse_all(group: list[Draft], how: str, to_do: str) -> None:
    for draft in group:
        with draft.log.at_stage(Stage.TOGETHER):
            draft.refuse(
                f"the organisation and quarter of {_others(draft, group)} too, {how}", _ONE, to_do
            )


def _others(draft: Draft, group: list[Draft]) -> str:
    return listed([other.name for other in group if other is not draft])
