"""The exact state of a round: all that its assessment is made from, and the digest of it."""

from __future__ import annotations

import csv
import functools
import hashlib
import io
import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from clausewise.packs import LoadedPack
from evidence.nouns.columns import ACTIONS, SCORES, WAIVERS, columns_of
from web.judging.kinds import COUNTS, JUDGED, DecisionKind, DecisionState
from web.judging.models import DecisionVersion
from web.record.models import EventRow
from web.rounds.laying_out import lay_out_return
from web.rounds.models import Round, SenderMapping, SentFile, SentReturn
from web.rounds.own_layout.confirmed import MAPPINGS, lay_out_mappings
from web.rounds.packs import PARAMETERS, folder_of, pack_folder, pack_in
from web.rounds.states import ReturnState

_TABLES = {
    DecisionKind.MODERATION: SCORES,
    DecisionKind.WAIVER: WAIVERS,
    DecisionKind.ACTION: ACTIONS,
}
RETURNS, DECISIONS, RULES = "returns", "decisions", "rules"


@dataclass(frozen=True, slots=True)
class JudgedState:
    """What an assessment of a round is made from."""

    round: Round
    returns: tuple[SentReturn, ...]
    """The certified returns of it and of the earlier rounds under the same pack."""
    files: tuple[tuple[SentReturn, SentFile], ...]
    """The files of those returns, each with its return."""
    decisions: tuple[DecisionVersion, ...]
    """The latest version of each decision that counts, of the same rounds."""

    @property
    def lines(self) -> tuple[str, ...]:
        """It as text, a line each thing; the same state has the same lines."""
        files = (
            (sent.round.quarter, sent.organisation.code, file.name, file.sha256, _mapping(sent))
            for sent, file in self.files
        )
        return _lines(self.round, files, self.decisions)

    @property
    def mappings(self) -> tuple[tuple[SenderMapping, SentReturn], ...]:
        """The mappings of the returns in their senders' own layouts, each with its return."""
        return tuple((own, sent) for sent in self.returns if (own := sent.mapping) is not None)

    @property
    def digest(self) -> str:
        return _digest(self.lines)

    @property
    def decision_files(self) -> tuple[tuple[str, str], ...]:
        """The decisions as a folder of CSV files, as --decisions takes it: names and texts."""
        return tuple(_decision_files(self.decisions))


def _mapping(sent: SentReturn) -> str | None:
    return sent.mapping.sha256 if sent.mapping is not None else None


def _lines(
    held: Round,
    files: Iterable[tuple[str, str, str, str, str | None]],
    decisions: Sequence[DecisionVersion],
) -> tuple[str, ...]:
    """A state as text; of each file the quarter, the organisation, its name and SHA-256, and the
    SHA-256 of the mapping that it is read through."""
    return (
        f"quarter {held.quarter}, as of {held.day_judged.isoformat()}",
        f"pack {held.pack} {held.pack_digest}",
        f"parameters {hashlib.sha256(held.parameters.encode()).hexdigest()}",
        *(
            f"return {quarter} {code} {name} {sha256}" + (f" through {mapping}" if mapping else "")
            for quarter, code, name, sha256, mapping in files
        ),
        *(
            f"decision {name} {hashlib.sha256(text.encode()).hexdigest()}"
            for name, text in _decision_files(decisions)
        ),
    )


def _digest(lines: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _decision_files(decisions: Sequence[DecisionVersion]) -> Iterator[tuple[str, str]]:
    for kind, table in _TABLES.items():
        own = [version for version in decisions if version.sort is kind]
        if own:
            yield f"{table}.csv", _csv(table, map(_row, own))


def digest_of(held: Round) -> str:
    """The digest of a round's state as it is now; as ``state_of(held).digest``, and much sooner.

    For pages alone: who signs has the state itself read.
    """
    last = EventRow.objects.order_by("-number").values_list("digest", flat=True).first()
    return _digest_at(held.pk, last or "")


@functools.lru_cache(maxsize=64)
def _digest_at(round_id: int, last_event: str) -> str:
    """The digest of a round's state once an event is the record's last.

    Whatever changes a state appends its event in the same transaction, so that a state holds at
    least until the record goes on.
    """
    held = Round.objects.get(pk=round_id)
    files = (
        SentFile.objects.filter(
            sent__round__pack=held.pack,
            sent__round__quarter__lte=held.quarter,
            sent__state=ReturnState.CERTIFIED.value,
        )
        .order_by("sent__round__quarter", "sent__organisation__code", "name")
        .values_list(
            *("sent__round__quarter", "sent__organisation__code", "name", "sha256"),
            "sent__mapping__sha256",
        )
    )
    return _digest(_lines(held, files, tuple(_counting(held))))


def state_of(held: Round) -> JudgedState:
    """The state of a round as it is now."""
    sent = (
        SentReturn.objects.filter(
            round__pack=held.pack,
            round__quarter__lte=held.quarter,
            state=ReturnState.CERTIFIED.value,
        )
        .select_related("round", "organisation", "mapping__organisation")
        .defer("faults")
        .order_by("round__quarter", "organisation__code")
    )
    returns = tuple(sent)
    files: dict[int, list[SentFile]] = {}
    for file in SentFile.objects.filter(sent__in=returns).order_by("name"):
        files.setdefault(file.sent_id, []).append(file)
    pairs = ((own, file) for own in returns for file in files.get(own.pk, ()))
    return JudgedState(held, returns, tuple(pairs), tuple(_counting(held)))


def latest_versions(versions: Iterable[DecisionVersion]) -> tuple[DecisionVersion, ...]:
    """Of each decision the version that stands."""
    found: dict[tuple[int, int], DecisionVersion] = {}
    for version in versions:
        key = version.round.pk, version.thread
        if key not in found or found[key].version < version.version:
            found[key] = version
    return tuple(found.values())


def _counting(held: Round) -> Iterator[DecisionVersion]:
    versions = (
        DecisionVersion.objects.filter(
            round__pack=held.pack,
            round__quarter__lte=held.quarter,
            kind__in=[kind.value for kind in JUDGED],
        )
        .select_related("round", "organisation", "by")
        .order_by("round__quarter", "thread", "version")
    )
    for version in latest_versions(versions):
        if version.standing in COUNTS[version.sort]:
            yield version


def _row(version: DecisionVersion) -> dict[str, str]:
    """A decision as a row of its table."""
    row = {str(name): str(value) for name, value in version.content.items()}
    row |= {"organisation": version.organisation.code, "rule": version.rule}
    if version.sort is DecisionKind.MODERATION:
        row |= {"period": version.round.quarter}
    if version.sort is DecisionKind.ACTION:
        row |= {"status": "done" if version.standing is DecisionState.DONE else "open"}
    return row


def _csv(table: str, rows: Iterable[dict[str, str]]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(
        out, columns_of(table), restval="", extrasaction="ignore", lineterminator="\n"
    )
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def lay_out(state: JudgedState, folder: Path) -> None:
    """Lay a state out as files, as the command line is given them: the returns of each quarter,
    the mappings of senders' own layouts, the decisions, the numbers agreed and
    a pack that is no longer the installed one."""
    for sent in state.returns:
        quarter = folder / RETURNS / sent.round.quarter.replace(" ", "-")
        quarter.mkdir(parents=True, exist_ok=True)
        lay_out_return(sent, quarter)
    lay_out_mappings(state.mappings, folder)
    if not _is_installed(state.round):
        kept = folder_of(state.round.pack, state.round.pack_digest)
        shutil.copytree(kept, folder / RULES)
    for name, text in state.decision_files:
        (folder / DECISIONS).mkdir(exist_ok=True)
        (folder / DECISIONS / name).write_text(text, "utf-8", newline="\n")
    if state.round.parameters.strip():
        (folder / PARAMETERS).write_text(state.round.parameters, "utf-8", newline="\n")


def _is_installed(held: Round) -> bool:
    """Whether the pack that a round was made under is the one that Clausewise comes with now."""
    return folder_of(held.pack, held.pack_digest) == pack_folder(held.pack)


def policy_in(state: JudgedState, folder: Path) -> LoadedPack:
    """The pack of a state that is laid out, with the numbers agreed; loaded anew."""
    parameters = folder / PARAMETERS
    own = (parameters,) if parameters.exists() else ()
    held, rules = state.round, folder / RULES
    return pack_in(rules if rules.is_dir() else pack_folder(held.pack), held.pack_digest, own)


def command_words(state: JudgedState, audience: str) -> str:
    """The command that makes the same of what was laid out."""
    words = ["clausewise assess returns", f'--period "{state.round.quarter}"']
    words += [f"--as-of {state.round.day_judged.isoformat()}"]
    words += [f"--mapping {MAPPINGS}"] if state.mappings else []
    words += [] if _is_installed(state.round) else [f"--rules {RULES}"]
    words += ["--decisions decisions"] if state.decision_files else []
    words += [f"--parameters {PARAMETERS}"] if state.round.parameters.strip() else []
    return " ".join([*words, f"--audience {audience} --out {audience}"])
