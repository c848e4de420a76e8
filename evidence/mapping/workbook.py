"""A mapping as a workbook to confirm in: a row for each proposal, with drop-downs; read back."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping as Dict
from collections.abc import Sequence
from typing import Any

from evidence.files.archive import DamagedError, LockedError, TooLargeError
from evidence.grids.xlsx.workbook import open_workbook
from evidence.mapping.nouns import Mapping
from evidence.nouns.grid import Grid, Layout, tidy
from evidence.workbook_kit import (
    CREATED,
    FORM,
    Formats,
    drop_down,
    formats_of,
    lines_of,
    new_workbook,
    protect,
    row_height,
    set_for_print,
    write_choices,
    write_entry,
    write_steps,
)

README, ROWS, SCALES, ORGANISATION, KEPT = "Read me", "Rows", "Scales", "Organisation", "Kept"
_CHUNK = 30_000
_COLUMNS = (
    ("n", 5),
    ("confirmed", 11),
    ("sheet", 20),
    ("cell", 10),
    ("the sender’s words", 40),
    ("answers", 44),
    ("in the file now", 24),
    ("confidence", 11),
    ("why nothing is proposed", 34),
)
_CONFIRMED, _ANSWERS = 1, 5
_ANSWERS_OF = ("met", "partly_met", "not_met")
_STATED = ("code", "name", "kind", "services")
_STEPS = (
    ("What this is", "How a sender’s own workbook may answer the policy’s questions. Nothing of it "
     "is used until you confirm it."),
    (ROWS, "One line for each row of the sender’s. Look at its words and at what it is said to "
     "answer; choose another from the list where that is wrong. Then choose yes. A line left at no "
     "is not used."),
    (SCALES, "What the sender’s scores mean. Check which end is the best, and confirm every line "
     "of a scale; until then no score on it is used."),
    (ORGANISATION, "What the sender’s file does not say itself: its code, name, kind, services."),
    ("When you have done", "Save the workbook, and give it with the sender’s returns. It serves "
     "for every later return of the sender in the same layout; a changed layout is told."),
)  # fmt: skip


def mapping_workbook(
    mapping: Mapping, plain: Dict[str, Any], labels: Dict[str, str], now: Dict[tuple[int, int], str]
) -> bytes:
    """The workbook of a mapping. ``plain`` is it as plain data, ``labels`` what can be
    chosen, by its label with what it asks, ``now`` what each proposal reads in the file that it was
    made from, by sheet and place.

    The same mapping gives the same bytes.
    """
    inside = io.BytesIO()
    book = new_workbook(inside)
    book.set_properties({"title": f"Mapping of {mapping.made_from}", "created": CREATED})
    formats = formats_of(book, FORM)
    page = book.add_worksheet(README)
    page.set_column(0, 0, 24)
    page.set_column(1, 1, 90)
    page.write_string(0, 0, f"Mapping of {mapping.made_from}", formats["title"])
    row = write_steps(page, formats, 2, _STEPS, width=100)
    lists = write_choices(page, formats, row + 1, [("answers", tuple(labels.values()))])
    page.print_area(0, 0, row, 1)
    protect(page)
    set_for_print(page, 1)
    _write_rows(book, formats, mapping, (lists[tuple(labels.values())], labels), now)
    _write_scales(book, formats, mapping)
    _write_organisation(book, formats, mapping)
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
    from evidence.mapping.choices import label_of

    page = _headed(book, formats, ROWS, _COLUMNS)
    source, labels = choices
    row = 0
    for s, sheet in enumerate(mapping.sheets):
        for p, proposal in enumerate(sheet.proposals):
            row += 1
            words = "; ".join(rest.words for rest in proposal.rests_on[:3])
            cells = (
                str(row),
                "yes" if proposal.confirmed else "no",
                sheet.layout.sheet,
                proposal.rests_on[0].cell if proposal.rests_on else "",
                words,
                labels.get(label := label_of(proposal.table, proposal.row), label),
                now.get((s, p), ""),
                str(proposal.confidence or ""),
                proposal.why_not,
            )
            for n, text in enumerate(cells):
                look = formats["field" if n in (_CONFIRMED, _ANSWERS) else "printed"]
                write_entry(page, row, n, text, look)
            widths = zip(cells, _COLUMNS, strict=True)
            page.set_row(row, row_height(max(lines_of(t, 1.1 * w) for t, (_, w) in widths)))
    last = max(1, row)
    page.data_validation(1, _CONFIRMED, last, _CONFIRMED, drop_down(["yes", "no"], "Yes or no"))
    page.data_validation(1, _ANSWERS, last, _ANSWERS, drop_down(source, "One of the listed rows"))
    page.autofilter(0, 0, last, len(_COLUMNS) - 1)
    page.ignore_errors({"number_stored_as_text": f"A1:I{last + 1}"})


def _write_scales(book: Any, formats: Formats, mapping: Mapping) -> None:
    columns = (("scale", 34), ("score", 16), ("means", 16), ("confirmed", 11), ("rests on", 60))
    page = _headed(book, formats, SCALES, columns)
    row = 0
    for scale in mapping.scales:
        for score, answer in scale.answers.items():
            row += 1
            yes = "yes" if scale.confirmed else "no"
            for n, text in enumerate((scale.id, score, answer, yes, scale.because)):
                write_entry(page, row, n, text, formats["field" if n in (2, 3) else "printed"])
    last = max(1, row)
    page.data_validation(1, 2, last, 2, drop_down(list(_ANSWERS_OF), "What the score means"))
    page.data_validation(1, 3, last, 3, drop_down(["yes", "no"], "Yes or no"))
    page.ignore_errors({"number_stored_as_text": f"B1:B{last + 1}"})


def _write_organisation(book: Any, formats: Formats, mapping: Mapping) -> None:
    page = _headed(book, formats, ORGANISATION, (("field", 16), ("value", 60)))
    for row, name in enumerate(_STATED, start=1):
        write_entry(page, row, 0, name, formats["printed"])
        write_entry(page, row, 1, mapping.stated.get(name, ""), formats["field"])


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


def is_workbook(data: bytes) -> bool:
    """Whether bytes are those of an Excel workbook."""
    return data[:2] == b"PK"


def mapping_text_in(data: bytes) -> tuple[str, tuple[str, str, str] | None]:
    """The mapping in a workbook with what people confirmed and chose in it, as text that is read
    like its YAML; and what is found, expected and to do where there is none."""
    trouble = (
        "a workbook that is no mapping",
        "one that was made of a sender’s file",
        "Give that one.",
    )
    try:
        with open_workbook(data) as sheets:
            texts = {sheet.name: _texts(sheet) for sheet in sheets}
    except (DamagedError, LockedError, TooLargeError):
        return "", trouble
    try:
        kept = json.loads("".join(row[0][1:-1] for row in texts[KEPT]))
        _lay_rows(kept, texts[ROWS])
        _lay_scales(kept, texts[SCALES])
        stated = {row[0]: row[1] for row in texts[ORGANISATION][1:] if row[0] in _STATED}
        kept["organisation"] = {name: value for name, value in stated.items() if value}
    except (KeyError, IndexError, ValueError, TypeError):
        return "", trouble
    return json.dumps(kept, ensure_ascii=False), None


def _texts(sheet: Grid) -> list[list[str]]:
    rows = []
    for row in sheet.rows(Layout()):
        last = max(row.cells, default=0)
        cells = (row.cells.get(n) for n in range(1, max(last, len(_COLUMNS)) + 1))
        rows.append(["" if cell is None else cell.text.strip() for cell in cells])
    return rows


def _lay_rows(kept: dict[str, Any], lines: Sequence[Sequence[str]]) -> None:
    """Lay what people wrote in the rows over the mapping that was kept."""
    proposals = [row for sheet in kept["sheets"] for row in sheet["rows"]]
    for line in lines[1:]:
        if not line[0].isdigit():
            continue
        row = proposals[int(line[0]) - 1]
        row["confirmed"] = _yes_or_no(line[_CONFIRMED])
        row["chosen"] = tidy(line[_ANSWERS])


def _lay_scales(kept: dict[str, Any], lines: Sequence[Sequence[str]]) -> None:
    scales = {scale["id"]: scale for scale in kept["scales"]}
    yes: dict[str, list[bool]] = {}
    for line in lines[1:]:
        scale = scales.get(line[0])
        if scale is not None and line[1] in scale["answers"]:
            scale["answers"][line[1]] = line[2].casefold().replace(" ", "_")
            yes.setdefault(line[0], []).append(_yes_or_no(line[3]) == "yes")
    for name, scale in scales.items():
        said = yes.get(name, [])
        confirmed = len(said) == len(scale["answers"]) and all(said)
        scale["confirmed"] = "yes" if confirmed else "no"


def _yes_or_no(text: str) -> str:
    return "yes" if text.casefold() in ("yes", "y") else "no"
