"""The files of the data set, part by part of the organisations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from urllib.parse import quote

from engine.nouns.evidence.organisation import Organisation
from engine.nouns.quarter import Quarter
from reports.dataset.parquet import parquet_bytes
from reports.dataset.rows import Row, rows_of
from reports.files import DATASET
from reports.lookup import Lookup

PART = 100
"""So many organisations are written at a time, into files of their own."""


def parts_of(organisations: Sequence[Organisation]) -> list[tuple[Organisation, ...]]:
    """The organisations in parts, in the order given: who is in which depends on nothing else."""
    starts = range(0, len(organisations), PART)
    return [tuple(organisations[start : start + PART]) for start in starts]


def dataset_files(lookup: Lookup) -> Iterator[tuple[str, bytes]]:
    """Every file of the data set by its name among the outputs, one at a time."""
    for number, part in enumerate(parts_of(lookup.assessment.organisations)):
        yield from part_files(lookup, number, part)


def part_files(
    lookup: Lookup, number: int, part: Sequence[Organisation]
) -> Iterator[tuple[str, bytes]]:
    """The files of one part, by quarter and kind; each sorted by organisation, then by the order
    of the pack's rules."""
    rows: dict[tuple[Quarter, str], list[Row]] = {}
    for organisation in part:
        for finding, row in rows_of(lookup, organisation):
            rows.setdefault((finding.period, finding.organisation.kind), []).append(row)
    for quarter, kind in sorted(rows):
        yield file_name(quarter, kind, number), parquet_bytes(rows.pop((quarter, kind)))


def file_name(quarter: Quarter, kind: str, number: int) -> str:
    """``findings.parquet/quarter=2014-15-Q2/kind=provider/part-00000.parquet``."""
    folder = f"quarter={quarter.label.replace(' ', '-')}/kind={quote(kind, safe='')}"
    return f"{DATASET}/{folder}/part-{number:05}.parquet"
