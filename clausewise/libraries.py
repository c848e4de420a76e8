"""Libraries that are extras: whether one is installed that something wants."""

from __future__ import annotations

from importlib.util import find_spec

from clausewise.errors import LibraryMissing


def check_parquet() -> None:
    """That pyarrow is installed, which writes Parquet. Raises LibraryMissing."""
    if find_spec("pyarrow") is None:
        raise LibraryMissing(
            "Findings are written as Parquet with pyarrow, which is not installed. Install "
            "Clausewise with its extra “parquet”, or use findings.json or matrix.csv."
        )
