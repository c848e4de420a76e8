"""A mapping as a YAML file: written for a person to confirm, read back with all its faults."""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Iterator
from collections.abc import Mapping as Dict
from dataclasses import replace
from pathlib import Path
from typing import Any

from engine.loading.files.validate import shaped
from engine.loading.files.yaml_lines import YamlDocument, read_yaml
from engine.loading.regular_files import regular_bytes
from engine.nouns.evidence.fault import PackFault
from engine.nouns.policy.pack import Pack
from engine.nouns.quarter import Quarter
from evidence.mapping.check import problems_of
from evidence.mapping.choices import Choice, choices_of, label_alone, label_of, with_choice
from evidence.mapping.nouns import (
    ANSWERS,
    STATED,
    MappedSheet,
    Mapping,
    MappingFile,
    Place,
    Proposal,
    Rest,
    SenderLayout,
    SenderScale,
    Take,
)
from evidence.mapping.shapes import TAKES, MappingShape, RowShape, SheetShape
from evidence.mapping.workbook_read import is_workbook, mapping_text_in

_HEAD = """\
# How a sender's own workbook answers the pack. Nothing is used until it is confirmed: look at each
# row, correct `table` and `row` where they are wrong, and write `confirmed: yes`. Scales are
# confirmed by themselves. `why_not` says why nothing is proposed of a row.
"""


class MappingUnusableError(Exception):
    """A file that is no mapping, or not one for the pack; ``faults`` say why."""

    def __init__(self, faults: list[PackFault]) -> None:
        self.faults = tuple(faults)
        super().__init__("; ".join(map(str, faults)))


def read_mapping(path: Path, name: str, pack: Pack) -> MappingFile:
    """The mapping in a YAML file or in the workbook that a person confirmed it in.

    Raises MappingUnusableError with every fault, and OSError where the file cannot be opened.
    """
    data = regular_bytes(path)
    if is_workbook(data):
        text, problem = mapping_text_in(data)
        if problem:
            raise MappingUnusableError([PackFault(name, 1, *problem)])
    else:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            fault = PackFault(name, 1, "no text", "a mapping", "Give a file that map wrote.")
            raise MappingUnusableError([fault]) from None
    mapping, faults = mapping_of(text, name, pack)
    if mapping is None or faults:
        raise MappingUnusableError(faults)
    return MappingFile(name, hashlib.sha256(data).hexdigest(), mapping)


def mapping_of(text: str, name: str, pack: Pack) -> tuple[Mapping | None, list[PackFault]]:
    """The mapping in a YAML text, and every fault of it."""
    document, faults = read_yaml(text, name)
    if document is None or faults:
        return None, faults
    shape, faults = shaped(document, MappingShape)
    if shape is None:
        return None, faults
    mapping = Mapping(
        shape.pack,
        shape.made_from,
        tuple(_sheet(sheet, choices_of(pack.vocabulary)) for sheet in shape.sheets),
        tuple(
            SenderScale(s.id, s.answers, s.because, s.confirmed == "yes", tuple(s.choices))
            for s in shape.scales
        ),
        {key: value for key, value in shape.organisation.items() if value},
        dict(_quarters(shape)),
    )
    return mapping, [
        *_of_no_quarter(document, shape),
        *_untouched(document, shape, mapping),
        *problems_of(document, mapping, pack),
    ]


def _quarters(shape: MappingShape) -> Iterator[tuple[str, Quarter]]:
    for name, said in shape.returns.items():
        with contextlib.suppress(ValueError):
            yield name, Quarter.parse(said)


def _of_no_quarter(document: YamlDocument, shape: MappingShape) -> Iterator[PackFault]:
    for name, said in shape.returns.items():
        try:
            Quarter.parse(said)
        except ValueError:
            yield document.fault(
                ("returns", name), f"“{said}”", "a quarter like 2014-15 Q2", "Correct it."
            )


def _untouched(
    document: YamlDocument, shape: MappingShape, mapping: Mapping
) -> Iterator[PackFault]:
    for n, (sheet, mapped) in enumerate(zip(shape.sheets, mapping.sheets, strict=True)):
        if sheet.fingerprint != mapped.layout.fingerprint:
            yield document.fault(
                ("sheets", n, "fingerprint"),
                f"a fingerprint that is not that of the words of “{sheet.sheet}”",
                "the words of the layout as they were written",
                "Leave the words as they are, or have the sender’s file mapped again.",
            )


def _sheet(shape: SheetShape, choices: Dict[str, Choice]) -> MappedSheet:
    layout = SenderLayout(shape.sheet, shape.words, tuple(shape.label_columns))
    return MappedSheet(layout, tuple(_chosen(row, choices) for row in shape.rows))


def _chosen(shape: RowShape, choices: Dict[str, Choice]) -> Proposal:
    """A row with what a person chose for it in the workbook, where that is something else."""
    proposal = _proposal(shape)
    chosen = None if shape.chosen is None else label_alone(shape.chosen)
    if chosen is None or chosen == label_of(proposal.table, proposal.row):
        return proposal
    table, row = choices.get(chosen, ("", {}))
    if not table:
        return replace(proposal, table=chosen, row={})
    return with_choice(proposal, table, row)


def _proposal(shape: RowShape) -> Proposal:
    places = {
        column: Place(
            tuple(cells),
            tuple(shape.quarters.get(column, ())),
            TAKES[shape.take.get(column, Take.WHOLE.value)],
        )
        for column, cells in shape.cells.items()
    }
    return Proposal(
        shape.table,
        shape.row,
        places,
        tuple(Rest(cell, words) for cell, words in shape.rests_on.items()),
        shape.confidence,
        shape.scale,
        shape.why_not,
        shape.confirmed == "yes",
    )


def mapping_text(mapping: Mapping) -> str:
    """The mapping as YAML, for a person to read and confirm. The same gives the same text."""
    plain = mapping_as_data(mapping)
    lines = [
        _HEAD.rstrip(),
        f"mapping: {plain['mapping']}",
        f"pack: {_quoted(plain['pack'])}",
        f"made_from: {_quoted(plain['made_from'])}",
        f"# What the file itself does not say of its organisation: {', '.join(STATED)}.",
        f"organisation: {_flow(plain['organisation'])}",
        "scales:" if plain["scales"] else "scales: []",
    ]
    for scale in plain["scales"]:
        lines += _entry(scale, "  ")
    lines.append("sheets:")
    for sheet in plain["sheets"]:
        rows = sheet.pop("rows")
        lines += _entry(sheet, "  ")
        lines.append("    rows:" if rows else "    rows: []")
        for row in rows:
            lines += _entry(row, "      ")
    if plain.get("returns"):
        lines.append(f"returns: {_flow(plain['returns'])}")
    return "\n".join(lines) + "\n"


def mapping_as_data(mapping: Mapping) -> dict[str, Any]:
    """The mapping as plain data, as its file has it."""
    return {
        "mapping": 1,
        "pack": mapping.pack,
        "made_from": mapping.made_from,
        "organisation": dict(mapping.stated),
        "scales": [
            {
                "id": scale.id,
                "because": scale.because,
                "answers": dict(scale.answers),
                **({} if scale.choices == ANSWERS else {"choices": list(scale.choices)}),
                "confirmed": _yes_no(scale.confirmed),
            }
            for scale in mapping.scales
        ],
        "sheets": [
            {
                "sheet": sheet.layout.sheet,
                "fingerprint": sheet.layout.fingerprint,
                "label_columns": list(sheet.layout.label_columns),
                "words": dict(sheet.layout.words),
                "rows": [_plain_row(proposal) for proposal in sheet.proposals],
            }
            for sheet in mapping.sheets
        ],
        **({"returns": _labels(mapping.returns)} if mapping.returns else {}),
    }


def _labels(quarters: Dict[str, Quarter]) -> dict[str, str]:
    return {name: quarter.label for name, quarter in quarters.items()}


def _plain_row(proposal: Proposal) -> dict[str, Any]:
    places = proposal.places.items()
    row = {
        "confirmed": _yes_no(proposal.confirmed),
        "table": proposal.table,
        "row": dict(proposal.row),
        "cells": {
            column: list(at.cells) if len(at.cells) > 1 else at.cells[0] for column, at in places
        },
        "quarters": {column: list(at.headings) for column, at in places if at.headings},
        "take": {column: at.take.value for column, at in places if at.take is not Take.WHOLE},
        "rests_on": {rest.cell: rest.words for rest in proposal.rests_on if rest.cell},
        "confidence": proposal.confidence,
        "scale": proposal.scale,
        "why_not": proposal.why_not,
    }
    always = ("confirmed", "table", "row", "cells")
    return {key: value for key, value in row.items() if value or key in always}


def _yes_no(value: bool) -> str:
    return "yes" if value else "no"


def _entry(plain: dict[str, Any], indent: str) -> list[str]:
    """A list's entry, a line a key."""
    return [
        f"{indent}{'- ' if n == 0 else '  '}{key}: {_flow(value, key)}"
        for n, (key, value) in enumerate(plain.items())
    ]


def _flow(value: Any, key: str = "") -> str:
    match value:
        case dict():
            return "{" + ", ".join(f"{_quoted(k)}: {_flow(v)}" for k, v in value.items()) + "}"
        case list():
            return "[" + ", ".join(map(_flow, value)) + "]"
        case int():
            return str(value)
    return str(value) if key == "confirmed" else _quoted(value)


def _quoted(text: str) -> str:
    """Plain where no reader of YAML could take it for anything else, else in quotation marks."""
    plain = text.replace("_", "").replace("-", "")
    if plain.isalnum() and plain.isascii() and not text[:1].isdigit() and text[:1] not in "-":
        return (
            text
            if text.lower() not in ("yes", "no", "true", "false", "null", "y", "n")
            else (json.dumps(text))
        )
    return json.dumps(text, ensure_ascii=False)
