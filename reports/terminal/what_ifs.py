"""What other figures would change, as plain text for the terminal."""

from __future__ import annotations

from collections.abc import Sequence

from engine.nouns.english import counted, day_words, listed
from engine.nouns.outcome.assessment import Assessment
from engine.nouns.outcome.what_if import ChangedCell, WhatIf
from reports.content.what_ifs import changes_in_words, names_of, value_instead
from reports.terminal.layout import wrapped


def what_if_text(
    assessment: Assessment, tried: Sequence[WhatIf], cells: Sequence[ChangedCell]
) -> str:
    """The cells that change when all of ``tried`` hold at once, duty by duty.

    ``tried`` gives each figure with the value tried and who keeps one of their own; its own
    cells are not read.
    """
    run, names = assessment.run, names_of(assessment)
    lines = [
        f"{assessment.pack.title}, {run.period.label}, judged as of {day_words(run.as_of)}",
        "",
    ]
    for what_if in tried:
        words = f"{what_if.parameter.meaning} ({what_if.parameter.name}): "
        lines.append(wrapped(words + value_instead(what_if.parameter, what_if.value), 0, 2))
        if what_if.kept:
            who = listed(f"{names[code]} ({code})" for code in what_if.kept)
            lines.append(wrapped(f"Judged by a value of its own as before: {who}.", 2, 2))
    values = listed(value_instead(what_if.parameter, what_if.value) for what_if in tried)
    lines += ["", wrapped(f"At {values}: {changes_in_words(cells)}.", 0)]
    for rule in dict.fromkeys(cell.rule for cell in cells):
        lines += ["", wrapped(f"{assessment.pack.rules[rule].title} ({rule})", 0, 2)]
        for cell in cells:
            if cell.rule == rule:
                who = f"{names[cell.organisation]} ({cell.organisation})"
                words = f"{cell.now.words.lower()} now, {cell.then.words.lower()} then"
                lines.append(wrapped(f"{who}: {words}", 2, 2))
    if assessment.faults:
        faults = counted(len(assessment.faults), "fault")
        lines += ["", wrapped(f"{faults} in the files given; clausewise check lists them.", 0)]
    return "\n".join(lines)
