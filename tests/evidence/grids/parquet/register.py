"""A register in Parquet beside the other tables of a return, and what is read of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from engine.nouns.evidence.fault import Fault, Severity
from evidence.nouns.columns import columns_of
from evidence.nouns.returns import ReturnsRead

HEADS = columns_of("training")

Folder = Callable[..., Path]


def with_parquet(folder: Path, columns: Mapping[str, Any], **options: Any) -> Path:
    """The return in a folder with a register of these columns beside its tables."""
    pq.write_table(pa.table(dict(columns)), folder / "training.parquet", **options)
    return folder


def lines(**columns: Any) -> dict[str, Any]:
    """A register of two lines, with some columns other than they usually are."""
    usual = {
        "staff_ref": ["E1", "E2"],
        "staff_group": ["Nurses", "Nurses"],
        "framework": ["safeguarding", "LAC"],
        "required_level": ["3", "2"],
        "achieved_level": ["3", None],
        "completed_on": ["2014-03-11", "05/07/2014"],
    }
    return {**usual, **columns}


def faults(reading: ReturnsRead) -> list[Fault]:
    """What is told of the register; that a return lacks other tables is left out."""
    return [fault for fault in reading.faults if fault.sheet]


def faults_in_short(reading: ReturnsRead) -> list[tuple[Severity, str, str]]:
    return [(fault.severity, fault.found, fault.cell) for fault in faults(reading)]


MOMENTS = pa.array([dt.datetime(2014, 3, 11)] * 2, pa.timestamp("us", tz="UTC"))
