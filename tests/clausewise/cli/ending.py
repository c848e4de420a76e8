"""How a command ended."""

from __future__ import annotations

from click.testing import Result

A_RETURN = "a workbook (xlsx, xlsm, xls or ods), or a folder of CSV files with one table in each"


def ending(result: Result) -> tuple[int, list[str]]:
    """The status of a command and the lines that it printed."""
    return result.exit_code, result.output.splitlines()
