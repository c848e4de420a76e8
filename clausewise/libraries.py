"""Libraries: in which versions they are installed, and whether an extra is that something wants."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec

from clausewise.errors import LibraryMissing

LIBRARIES = (
    *("durable_rules", "jinja2", "lxml", "markupsafe", "numpy", "openpyxl"),
    *("pandas", "pyarrow", "pydantic", "pyyaml", "xlrd", "xlsxwriter"),
)
"""The libraries on which verdicts, concerns or the bytes of the reports depend."""


def version_of(library: str) -> str:
    """The version in which a library is installed; empty where it is not."""
    try:
        return version(library)
    except PackageNotFoundError:
        return ""


def check_cluster() -> None:
    """That Dask is installed, by which work is spread over machines. Raises LibraryMissing."""
    if find_spec("distributed") is None:
        raise LibraryMissing(
            "Work is spread over machines with Dask, which is not installed. Install Clausewise "
            "with its extra “scale” on each of them, or use --workers on this machine."
        )


def check_parquet() -> None:
    """That pyarrow is installed, which writes Parquet. Raises LibraryMissing."""
    if find_spec("pyarrow") is None:
        raise LibraryMissing(
            "Findings are written as Parquet with pyarrow, which is not installed. Install "
            "Clausewise with its extra “parquet”, or use findings.json or matrix.csv."
        )
