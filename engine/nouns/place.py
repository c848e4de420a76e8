"""Places in submitted files, as people read them."""

from __future__ import annotations


def in_file(file: str, sheet: str, cell: str) -> str:
    """``orwell-q2.xlsx > dashboard > C9``; a CSV file is its own only sheet."""
    named = "" if file == sheet or file.endswith(f"/{sheet}") else sheet
    return " > ".join(part for part in (file, named, cell) if part)
