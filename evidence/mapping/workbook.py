"""A mapping as a workbook for a person to confirm: a row for each proposal, with drop-downs."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping as Dict
from collections.abc import Sequence
from typing import Any

from evidence.mapping.choices import Choices, label_of
from evidence.mapping.nouns import STATED, MappedSheet, Mapping, Proposal
from evidence.workbook_kit import (
    FORM,
    Formats,
    drop_down,
    formats_of,
    lines_of,
    new_workbook,
    protect,
    row_height,
    set_about,
    set_for_print,
    write_choices,
    write_entry,
    write_steps,
)

README, ROWS, SCALES, ORGANISATION, KEPT = "Read me", "Rows", "Scales", "Organisation", "Kept"
_CHUNK = 30_000
COLUMNS = (
    ("n", 5),
    ("confirmed", 10),
    ("sheet", 14),
    ("cell", 7),
    ("the sender’s words", 34),
    ("answers", 42),
    ("in the file now", 22),
    ("nearness", 9),
    ("why nothing is proposed", 26),
)
"""The columns of the lines to confirm, and their widths: together within 1366 pixels."""
CONFIRMED_COLUMN, ANSWERS_COLUMN, STATED_COLUMN = 1, 5, 2
_WORDS_OF_FIELDS = {
    "code": "its code",
    "name": "its name",
    "kind": "what kind of organisation it is",
    "legal_form": "what it is in law",
    "services": "the services it gives, with commas between them",
    "period": "the quarter; else it is the one that the run is given",
}
_STEPS = (
    ("What this is", "How a sender’s own workbook may answer the policy’s questions. Nothing of it "
     "is used until you confirm it. Write in the yellow cells."),
    (ROWS, "One line for each row of the sender’s, or for each column of a register. Look at its "
     "words and at what it is said to answer; choose another from the list where that is wrong. "
     "Then choose yes. A line left at no is not used."),
    (SCALES, "What the sender’s scores and words mean. Check which end is the best, and confirm "
     "every line of a scale; until then nothing on it is used. Other: about something that is not "
     "asked for; such lines are left out."),
    (ORGANISATION, "What the sender’s file does not say itself. Write what is not found."),
    ("When you have done", "Save the workbook, and give it with the sender’s returns. It serves "
     "for every later return of the sender in the same layout; a changed layout is told."),
)  # fmt: skip


def mapping_workbook(
    mapping: Mapping, plain: Dict[str, Any], offered: Choices, now: Dict[tuple[int, int], str]
) -> bytes:
    """The workbook of a mapping. ``plain`` is it as plain data, ``now`` what each proposal reads in
    the file that it was made from, by sheet and place.

    The same mapping gives the same bytes.
    """
    inside = io.BytesIO()
    book = new_workbook(inside)
    set_about(book, title=f"Mapping of {mapping.made_from}")
    formats = formats_of(book, FORM)
    page = book.add_worksheet(README)
    page.set_column(0, 0, 24)
    page.set_column(1, 1, 90)
    page.write_string(0, 0, f"Mapping of {mapping.made_from}", formats["title"])
    row = write_steps(page, formats, 2, _STEPS, width=100)
    labels = tuple(offered.labels.values())
    lists = write_choices(page, formats, row + 1, [("answers", labels)])
    page.print_area(0, 0, row, 1)
    protect(page)
    set_for_print(page, 1)
    _write_rows(book, formats, mapping, (lists[labels], offered.labels), now)
    _write_scales(book, formats, mapping)
    _write_organisation(book, formats, mapping, offered, now)
    _keep(book, plain)
    book.get_worksheet_by_name(ROWS).activate()
    book.close()
    return inside.getvalue()


def _write_rows(
    book: Any,
    formats: Formats,
    mapping: Mapping,
    choices: tuple[str, Dict[str, str]],
    now: Dict[tuple[int, int], str],
) -> None:
    """Write a line for each proposal; ``choices`` are where the drop-down's list stands, and the
    labels with what they ask."""
    page = _headed(book, formats, ROWS, COLUMNS)
    source, labels = choices
    row = 0
    for s, sheet in enumerate(mapping.sheets):
        for p, proposal in enumerate(sheet.proposals):
            row += 1
            cells = (str(row), *_line_of(sheet, proposal, labels, now.get((s, p), "")))
            for n, text in enumerate(cells):
                look = "field" if n in (CONFIRMED_COLUMN, ANSWERS_COLUMN) else "printed"
                write_entry(page, row, n, text, formats[look])
            widths = zip(cells, COLUMNS, strict=True)
            page.set_row(row, row_height(max(lines_of(t, 1.1 * w) for t, (_, w) in widths)))
    last, column = max(1, row), CONFIRMED_COLUMN
    page.data_validation(1, column, last, column, drop_down(["yes", "no"], "Yes or no"))
    answers = ANSWERS_COLUMN
    page.data_validation(1, answers, last, answers, drop_down(source, "One of the listed rows"))
    page.autofilter(0, 0, last, len(COLUMNS) - 1)
    page.ignore_errors({"number_stored_as_text": f"A1:I{last + 1}"})


def _line_of(
    sheet: MappedSheet, proposal: Proposal, labels: Dict[str, str], now: str
) -> tuple[str, ...]:
    """The cells of a proposal's line, but its number."""
    words = "; ".join(dict.fromkeys(rest.words for rest in proposal.rests_on[:3]))
    label = label_of(proposal.table, proposal.row)
    return (
        "yes" if proposal.confirmed else "no",
        sheet.layout.sheet,
        proposal.rests_on[0].cell if proposal.rests_on else "",
        words,
        labels.get(label, label),
        now,
        str(proposal.confidence or ""),
        proposal.why_not,
    )


def _write_scales(book: Any, formats: Formats, mapping: Mapping) -> None:
    columns = (("scale", 30), ("score", 24), ("means", 22), ("confirmed", 11), ("rests on", 60))
    page = _headed(book, formats, SCALES, columns)
    row = 0
    for scale in mapping.scales:
        first = row + 1
        for score, answer in scale.answers.items():
            row += 1
            yes = "yes" if scale.confirmed else "no"
            for n, text in enumerate((scale.id, score, answer, yes, scale.because)):
                write_entry(page, row, n, text, formats["field" if n in (2, 3) else "printed"])
        if scale.answers:
            means = drop_down(list(scale.choices), "What it means")
            page.data_validation(first, 2, row, 2, means)
    last = max(1, row)
    page.data_validation(1, 3, last, 3, drop_down(["yes", "no"], "Yes or no"))
    page.ignore_errors({"number_stored_as_text": f"B1:B{last + 1}"})


def _write_organisation(
    book: Any,
    formats: Formats,
    mapping: Mapping,
    offered: Choices,
    now: Dict[tuple[int, int], str],
) -> None:
    """Write what the file says of its organisation, and ask for what it does not say."""
    columns = (("field", 14), ("found in the file", 44), ("not found: write it here", 44),
               ("what is asked", 48))  # fmt: skip
    page = _headed(book, formats, ORGANISATION, columns)
    found = _found(mapping, now)
    for row, (name, asked) in enumerate(_WORDS_OF_FIELDS.items(), start=1):
        write_entry(page, row, 0, name, formats["printed"])
        write_entry(page, row, 1, found.get(name, "not found"), formats["printed"])
        look = "field" if name in STATED else "printed"
        write_entry(page, row, STATED_COLUMN, mapping.stated.get(name, ""), formats[look])
        write_entry(page, row, 3, asked, formats["printed"])
        words = {"kind": offered.kinds, "legal_form": offered.legal_forms}.get(name, ())
        if words:
            listed = drop_down(list(words), "One of the words of the pack")
            page.data_validation(row, STATED_COLUMN, row, STATED_COLUMN, listed)


def _found(mapping: Mapping, now: Dict[tuple[int, int], str]) -> dict[str, str]:
    """What the file says of its organisation, by field."""
    return {
        proposal.row["field"]: f"{sheet.layout.sheet} {proposal.places['value'].cells[0]}: "
        + now.get((s, p), "").removeprefix("value: ")
        for s, sheet in enumerate(mapping.sheets)
        for p, proposal in enumerate(sheet.proposals)
        if proposal.table == "organisation" and "value" in proposal.places
    }


def _headed(book: Any, formats: Formats, name: str, columns: Sequence[tuple[str, int]]) -> Any:
    page = book.add_worksheet(name)
    for n, (heading, width) in enumerate(columns):
        page.set_column(n, n, width)
        page.write_string(0, n, heading.capitalize(), formats["heading"])
    page.freeze_panes(1, 0)
    protect(page)
    set_for_print(page, 0)
    return page


def _keep(book: Any, plain: Dict[str, Any]) -> None:
    """Keep the mapping itself for the program: what people write is laid over it."""
    page = book.add_worksheet(KEPT)
    text = json.dumps(plain, ensure_ascii=False)
    for n, start in enumerate(range(0, len(text), _CHUNK)):
        # A sign before each part, so that no program takes it for a formula or trims it.
        page.write_string(n, 0, f"|{text[start : start + _CHUNK]}|")
    protect(page)
    page.hide()
