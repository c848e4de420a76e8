"""What is proposed of a sender's own workbook, on the terminal."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping as Dict

from engine.nouns.english import counted
from evidence.mapping.choices import label_of
from evidence.mapping.foreign_sheet import CSV
from evidence.mapping.nouns import Mapping, Proposal
from reports.terminal.layout import wrapped


def mapping_page(mapping: Mapping, now: Dict[tuple[int, int], str], labels: Dict[str, str]) -> str:
    """Each proposal with its cell, the words it rests on, what it reads and how near they are; then
    what is not proposed, and why. ``now`` is what each reads, by sheet and place, ``labels``
    the rows of the pack with what they ask."""
    every = [proposal for sheet in mapping.sheets for proposal in sheet.proposals]
    chosen = sum(proposal.is_chosen for proposal in every)
    lines = [
        wrapped(
            f"{mapping.made_from}: {counted(chosen, 'row')} proposed, "
            f"{counted(len(every) - chosen, 'row')} not. Nothing is used until it is confirmed.",
            0,
        )
    ]
    for n, sheet in enumerate(mapping.sheets):
        name = sheet.layout.sheet.replace(CSV, mapping.made_from)
        lines += ["", f"SHEET {name} (layout {sheet.layout.fingerprint})"]
        for p, proposal in enumerate(sheet.proposals):
            if proposal.is_chosen:
                lines += _proposed(proposal, now.get((n, p), ""), labels)
        left = [proposal for proposal in sheet.proposals if not proposal.is_chosen]
        if left:
            lines += ["", "  Not proposed, for you to say or to leave:"]
            lines += [line for proposal in left for line in _left(proposal)]
    if mapping.scales:
        lines += ["", "SCALES"]
    for scale in mapping.scales:
        answers = ", ".join(
            f"{score} = {answer.replace('_', ' ') or '?'}"
            for score, answer in scale.answers.items()
        )
        lines += [
            wrapped(f"{scale.id}: {answers or '?'}", 2),
            wrapped(f"rests on: {scale.because}", 6),
        ]
    missing = [name for name in ("code", "name", "kind", "period") if not _says(mapping, name)]
    if missing:
        lines += ["", wrapped(f"The file does not say: {', '.join(missing)}.", 0)]
    return "\n".join(lines)


def _proposed(proposal: Proposal, now: str, labels: Dict[str, str]) -> Iterator[str]:
    at = proposal.rests_on[0] if proposal.rests_on else None
    where = f"{at.cell} “{at.words}”" if at is not None else ""
    label = labels.get(label_of(proposal.table, proposal.row)) or proposal.table
    yield wrapped(f"{where} -> {label} ({proposal.confidence} %)", 2)
    cells = "; ".join(f"{column} {' '.join(p.cells)}" for column, p in proposal.places.items())
    if cells:
        yield wrapped(f"cells: {cells}" + (f"; now {now}" if now else ""), 6)


def _left(proposal: Proposal) -> Iterator[str]:
    at = proposal.rests_on[0] if proposal.rests_on else None
    where = f"{at.cell} “{at.words}”" if at is not None else "a row"
    yield wrapped(f"{where}: {proposal.why_not}", 4)


def _says(mapping: Mapping, field: str) -> bool:
    return field in mapping.stated or any(
        proposal.row.get("field") == field
        for sheet in mapping.sheets
        for proposal in sheet.proposals
    )
