"""Filling in the templates of pictures; what every picture has beside its lines."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import jinja2

from reports.templates import strict_environment
from reports.text import visible

_SIZE = re.compile(r'viewBox="0 0 (\d+) (\d+)"')
_TEMPLATES = Path(__file__).parent / "templates"


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture with the same in words for those who cannot see it, and its table."""

    svg: str
    title: str
    alternative: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@cache
def _environment() -> jinja2.Environment:
    return strict_environment(_TEMPLATES)


def svg(template: str, **view: object) -> str:
    """A template filled in; texts in it are escaped and shown, never obeyed."""
    text = visible(_environment().get_template(template).render(**view))
    return "".join(line.strip() + "\n" for line in text.splitlines() if line.strip())


def size_of(drawing: str) -> tuple[int, int]:
    """The width and height of a drawing, in its own units. Raises ValueError where it has none."""
    found = _SIZE.search(drawing)
    if found is None:
        raise ValueError("a drawing without a viewBox")
    return int(found[1]), int(found[2])


def coordinate(value: float) -> str:
    """A coordinate with at most one decimal, so that a picture stays small."""
    return f"{value:.1f}".rstrip("0").rstrip(".") if value else "0"


def wrapped_words(text: str, width: int, most: int) -> tuple[str, ...]:
    """A text on at most ``most`` lines of ``width`` characters; the last may be cut."""
    lines: list[str] = []
    for word in text.split():
        if lines and len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    shown = [line if len(line) <= width else line[: width - 1] + "…" for line in lines[:most]]
    if len(lines) > most and not shown[-1].endswith("…"):
        shown[-1] = shown[-1][: width - 1] + "…"
    return tuple(shown)
