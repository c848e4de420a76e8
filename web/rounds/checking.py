"""Checking a return that was sent: what is wrong with it, and whether it can be used."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from clausewise.errors import MappingUnusable
from clausewise.packs import LoadedPack
from clausewise.returns import Evidence, read_mappings, read_whatever
from clausewise.use_cases.check import ReturnsChecked, check, write_marked
from engine.nouns.english import counted, listed
from engine.nouns.evidence.fault import Fault
from engine.nouns.quarter import Quarter
from evidence.mapping.nouns import NO_MAPPINGS, MappingsGiven
from reports.content.faults import in_order_met
from web.rounds.states import ADVICE

MOST_FAULTS = 2_000
"""Faults that are kept and shown; the marked copy has all."""


@dataclass(frozen=True, slots=True)
class FaultLine:
    """A fault as the page of a return shows it."""

    stage: str
    severity: str
    file: str
    sheet: str
    cell: str
    found: str
    expected: str
    to_do: str
    clauses: tuple[str, ...]

    @property
    def as_json(self) -> dict[str, object]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class CheckOutcome:
    """What a check came to."""

    is_usable: bool
    words: str
    faults: tuple[FaultLine, ...]
    marked: bytes
    """A copy with the faults marked: a workbook; empty where the file cannot be opened."""
    is_mapped: bool = False
    """Whether it was read through a mapping of its sender's own layout."""
    is_foreign: bool = False
    """Whether nothing in it says whose it is as the blank return does: it may be in a layout of
    its sender's own, or in one that has changed since it was mapped."""

    @property
    def lines(self) -> list[dict[str, object]]:
        """The faults as JSON has them."""
        return [line.as_json for line in self.faults]


@dataclass(frozen=True, slots=True)
class ReturnAsked:
    """What a return has to be."""

    code: str
    quarter: Quarter
    mappings: Path | None = None
    """The folder of the mapping of its sender's own layout; None where there is none."""


def checked(
    paths: Sequence[Path], policy: LoadedPack, asked: ReturnAsked, out: Path
) -> CheckOutcome:
    """Check the files of a return that an organisation sent for a quarter.

    ``out`` is an empty folder for the marked copy. A return of another organisation or another
    quarter cannot be used here.
    """
    evidence = _read(paths, policy, asked)
    quarter, sent = asked.quarter, evidence.reading.sent
    wrong = _not_ours(evidence, asked.code, quarter)
    found = ReturnsChecked(evidence, None) if wrong else check(evidence, quarter)
    faults = in_order_met(found.faults)
    return CheckOutcome(
        not wrong,
        wrong or outcome_words(faults, found.costs_evidence),
        tuple(fault_line(fault) for fault in faults[:MOST_FAULTS]),
        _marked(found, out),
        any(tables.stated_in for tables in sent),
        not any("organisation" in tables.tables for tables in sent),
    )


def _read(paths: Sequence[Path], policy: LoadedPack, asked: ReturnAsked) -> Evidence:
    """What is in a return. One that is not in the layout of its sender's mapping has to say itself
    whose it is and of which quarter, since nothing will say so when it is judged."""
    evidence = read_whatever(paths, policy, mappings=_mappings(asked, policy))
    mapped = any(tables.stated_in for tables in evidence.reading.sent)
    return evidence if mapped or not evidence.reading.returns else read_whatever(paths, policy)


def _mappings(asked: ReturnAsked, policy: LoadedPack) -> MappingsGiven:
    """The mapping of the sender's layout; none where the pack has changed so that it no longer
    holds, and the layout is to be mapped anew."""
    if asked.mappings is None:
        return NO_MAPPINGS
    try:
        return read_mappings(asked.mappings, policy)
    except MappingUnusable:
        return NO_MAPPINGS


def _not_ours(evidence: Evidence, code: str, quarter: Quarter) -> str:
    """Why what was sent is not the return that was asked for; empty where it is."""
    returns = evidence.reading.returns
    if not returns:
        return (
            f"It could not be used: {counted(len(evidence.reading.faults), 'fault')}. "
            "Correct what is listed below, and send it again."
        )
    others = [sent.organisation.code for sent in returns if sent.organisation.code != code]
    if others:
        return (
            f"It is the return of {listed(others, 'and')}, and this page is for {code}. "
            "Correct the code on the sheet “organisation”, or send the right file."
        )
    if len(returns) != 1 or returns[0].quarter != quarter:
        quarters = listed([sent.quarter.label for sent in returns], "and")
        return (
            f"It is for {quarters}, and {quarter.label} is asked for. "
            "Correct the period on the sheet “organisation”, or send the right file."
        )
    return ""


def outcome_words(faults: Sequence[Fault], costs_evidence: bool) -> str:
    """What the check of a return that can be used came to, in a sentence or two."""
    if not faults:
        return "Everything in it can be used."
    number = counted(len(faults), "fault")
    if costs_evidence:
        return f"It can be used, with {number}. What cannot be read counts as not known{ADVICE}"
    return f"It can be used. Please look at {number}."


def fault_line(fault: Fault) -> FaultLine:
    """A fault as the page of a return shows it."""
    return FaultLine(
        fault.stage.value,
        fault.severity.value,
        fault.file,
        fault.sheet,
        fault.cell,
        fault.found,
        fault.expected,
        fault.to_do,
        fault.clauses,
    )


def _marked(found: ReturnsChecked, out: Path) -> bytes:
    written = write_marked(found, out)
    return written[0].read_bytes() if written else b""


def to_be_mapped(outcome: CheckOutcome) -> CheckOutcome:
    """What a check came to of a return in a layout of its sender's own that is still to be
    mapped, or that has changed since."""
    changed = [line for line in outcome.faults if "layout that is not the one" in line.found]
    if outcome.is_mapped:
        words = f"It was read through its mapping, and that cannot be right. {outcome.words}"
        return replace(outcome, words=words)
    if changed:
        words = (
            "Its layout is not the one that was confirmed, so nothing of it is read. See what has "
            "changed, and match its cells to the questions again."
        )
        return replace(outcome, words=words, faults=tuple(changed), marked=b"")
    words = (
        "It is not laid out like the blank return. Match its cells to the questions; then it is "
        "checked."
    )
    return replace(outcome, words=words, faults=(), marked=b"")
