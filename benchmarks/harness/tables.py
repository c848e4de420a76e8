"""What was measured, as tables of Markdown, and the page that they stand on."""

from __future__ import annotations

import datetime as dt
import os
import platform
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

PAGE = Path(__file__).resolve().parent.parent.parent / "docs" / "develop" / "speed.md"


@dataclass(frozen=True, slots=True)
class Section:
    """One benchmark's table."""

    key: str
    """Its mark on the page."""
    heading: Sequence[str]
    rows: Sequence[Sequence[str]]
    versions: Sequence[str] = ()
    """The libraries on which it depends."""

    def __str__(self) -> str:
        head = "| " + " | ".join(self.heading) + " |"
        rule = "|---|" + "---:|" * (len(self.heading) - 1)
        return "\n".join([head, rule, *("| " + " | ".join(row) + " |" for row in self.rows)])


def machine(libraries: Sequence[str]) -> str:
    """The machine, and the versions of Python and of some libraries, in a line."""
    found = []
    for library in libraries:
        try:
            found.append(f"{library} {version(library)}")
        except PackageNotFoundError:
            found.append(f"{library} not installed")
    python = f"Python {platform.python_version()}"
    return ", ".join([f"{os.cpu_count()} cores of {_processor()}", python, *found])


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        return platform.machine()
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.machine())


def write_page(section: Section, page: Path = PAGE) -> None:
    """Put a table in its place on the page, between its marks, with the day and the machine."""
    begin, end = f"<!-- bench: {section.key} -->\n", f"<!-- end: {section.key} -->\n"
    text = page.read_text("utf-8")
    before, found, rest = text.partition(begin)
    _, also, after = rest.partition(end)
    if not (found and also):
        raise SystemExit(f"{page.name} has no place for the table “{section.key}”.")
    day = f"Measured on {dt.date.today():%d %B %Y}, {machine(section.versions)}."
    page.write_text(f"{before}{begin}\n{section}\n\n{day}\n\n{end}{after}", "utf-8")


def seconds(value: float) -> str:
    """Seconds, or milliseconds below one of them."""
    return f"{value:.1f} s" if value >= 9.95 else f"{value:.2f} s"


def megabytes(value: float) -> str:
    """Megabytes, and gigabytes above a thousand of them."""
    return f"{value / 1000:.2f} GB" if value >= 1000 else f"{value:.0f} MB"
