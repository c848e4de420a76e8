"""A sender's mapping as its version keeps it: one text, or one for each of several CSV files.

The command line reads every CSV file of a folder through a mapping of its own, so that what was
confirmed of several together is kept as several.
"""

from __future__ import annotations

from dataclasses import replace

from engine.nouns.policy.pack import Pack
from evidence.mapping.file import mapping_of, mapping_text
from evidence.mapping.nouns import MappedSheet, Mapping

_BETWEEN = "\n---\n"


def kept_text(mapping: Mapping, is_apart: bool) -> str:
    """The text of a mapping; with ``is_apart`` one for each sheet of which something is used."""
    if not is_apart:
        return mapping_text(mapping)
    said = {
        own.row.get("field", "")
        for sheet in mapping.used_sheets
        for own in sheet.proposals
        if own.table == "organisation" and mapping.is_used(own)
    }
    # What a file says itself of its organisation is not stated beside another.
    stated = {name: text for name, text in mapping.stated.items() if name not in said}
    whole = replace(mapping, stated=stated)
    parts = (mapping_text(_of(whole, sheet)) for sheet in mapping.used_sheets)
    return _BETWEEN.join(part.rstrip("\n") for part in parts) + "\n"


def _of(mapping: Mapping, sheet: MappedSheet) -> Mapping:
    """The mapping of one sheet, with the scales that it needs."""
    wanted = {own.scale for own in sheet.proposals}
    scales = tuple(scale for scale in mapping.scales if scale.id in wanted)
    return replace(mapping, sheets=(sheet,), scales=scales)


def parts_of(text: str) -> list[str]:
    """The texts of the mappings that a version holds."""
    return [f"{part.rstrip()}\n" for part in text.split(_BETWEEN)]


def kept_mapping(text: str, pack: Pack) -> Mapping | None:
    """The mapping that a version holds, of several the whole; None where the pack no longer knows
    what it says."""
    read = [mapping_of(part, "mapping", pack)[0] for part in parts_of(text)]
    found = [mapping for mapping in read if mapping is not None]
    if len(found) < len(read):
        return None
    scales = {scale.id: scale for mapping in found for scale in mapping.scales}
    sheets = tuple(sheet for mapping in found for sheet in mapping.sheets)
    return replace(found[0], sheets=sheets, scales=tuple(scales.values()))
