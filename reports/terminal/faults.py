"""Faults as text for the terminal."""

from __future__ import annotations

from collections.abc import Sequence

from engine.nouns.english import counted
from engine.nouns.evidence.fault import Fault
from engine.nouns.evidence.resubmission import Superseded
from engine.nouns.outcome.assessment import Assessment, InputFile
from reports.content.faults import (
    blank_words,
    costs_words,
    evidence_lost,
    in_order_met,
    lost_words,
)
from reports.content.resubmissions import change_words, replaced_words
from reports.terminal.layout import wrapped

_CLAUSES_SHOWN = 12


def checked_text(assessment: Assessment) -> str:
    """What was wrong with each file, in the order of a careful reading, and what is lost by it."""
    lines: list[str] = []
    for name, faults in _by_file(assessment.run.inputs, assessment.faults):
        lines += _of_file(name, faults)
    lines += _resubmissions(assessment.run.superseded)
    return "\n".join([*lines, *_end(assessment)])


def faults_text(faults: Sequence[Fault]) -> str:
    """The faults alone, where no file could be used at all."""
    lines: list[str] = []
    for name in dict.fromkeys(fault.file for fault in faults):
        lines += _of_file(name, [fault for fault in faults if fault.file == name])
    return "\n".join(lines)


def _by_file(inputs: Sequence[InputFile], faults: Sequence[Fault]) -> list[tuple[str, list[Fault]]]:
    """Each submitted file and its faults; of a folder the faults of the whole come first."""
    names = dict.fromkeys([fault.file for fault in faults] + [file.name for file in inputs])
    return [(name, [fault for fault in faults if fault.file == name]) for name in sorted(names)]


def _of_file(name: str, faults: Sequence[Fault]) -> list[str]:
    if not faults:
        return [f"{name}: nothing wrong", ""]
    lines = [f"{name}: {counted(len(faults), 'fault')}"]
    stage = None
    for fault in in_order_met(faults):
        if fault.stage is not stage:
            stage = fault.stage
            lines.append(f"  {stage.value.capitalize()}?")
        where = " > ".join(part for part in (fault.sheet.strip(), fault.cell) if part)
        head = f"{where}: {fault.severity.value}" if where else fault.severity.value.capitalize()
        lines.append(wrapped(f"- {head}", 4, 2))
        kind = f" ({fault.kind_found})" if fault.kind_found else ""
        lines.append(
            wrapped(f"Found {fault.found or 'nothing'}{kind}; expected {fault.expected}.", 6)
        )
        lines.append(wrapped(fault.to_do, 6))
        if fault.clauses:
            lines.append(wrapped(f"Without evidence because of it: {_listed(fault.clauses)}.", 6))
    return [*lines, ""]


def _listed(clauses: Sequence[str]) -> str:
    shown = ", ".join(clauses[:_CLAUSES_SHOWN])
    more = len(clauses) - _CLAUSES_SHOWN
    return f"{shown} and {counted(more, 'clause')} more" if more > 0 else shown


def _end(assessment: Assessment) -> list[str]:
    faults, lost = assessment.faults, evidence_lost(assessment)
    blank = [wrapped(f"- {words}.", 4, 2) for words in blank_words(assessment)]
    if blank:
        blank = ["", "Left blank or without evidence, and so not known:", *blank]
    if not faults:
        usable = "All that was sent can be used." if blank else "Every file can be used in full."
        return [usable, *blank]
    lines = [wrapped(f"{counted(len(faults), 'fault').capitalize()} ({costs_words(faults)}).", 0)]
    lines.append(wrapped(lost_words(lost), 0) if lost else "No evidence is lost through them.")
    return [*lines, *blank]


def _resubmissions(superseded: Sequence[Superseded]) -> list[str]:
    """Each return that was replaced, and every change in what replaced it."""
    lines: list[str] = []
    for earlier in superseded:
        lines.append(wrapped(replaced_words(earlier), 0, 2))
        lines += [wrapped(f"- {change_words(change)}", 4, 2) for change in earlier.changes]
        if earlier.register:
            lines.append(wrapped(f"- {earlier.register}", 4, 2))
    return [*lines, ""] if lines else []
