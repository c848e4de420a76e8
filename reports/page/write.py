"""matrix.html: one self-contained page, readable without JavaScript, filterable with it."""

from __future__ import annotations

import base64
import functools
import hashlib
from pathlib import Path

import jinja2
from markupsafe import Markup

from engine.nouns.english import capitalised, counted
from engine.nouns.verdict import Verdict
from reports.content.found import MOST_PLACES
from reports.lookup import Lookup
from reports.page.page import page_view
from reports.text import visible

_TEMPLATES = Path(__file__).parent / "templates"
_STYLES = ("nhsuk.css", "matrix.css", "explain.css", "pictures.css")


def matrix_html(lookup: Lookup) -> bytes:
    """The page as UTF-8. Text from returns is escaped and shown, never obeyed.

    The page allows itself, by a content security policy with their hashes, only its own style
    and its own script: even text that slipped through could load and run nothing.
    """
    style = _squeezed("\n".join((_TEMPLATES / name).read_text("utf-8") for name in _STYLES))
    script = _squeezed((_TEMPLATES / "matrix.js").read_text("utf-8"))
    page = page_view(lookup)
    sections = {
        section.number: section.title for matrix in page.matrices for section in matrix.sections
    }
    text = (
        _environment()
        .get_template("matrix.html")
        .render(
            page=page,
            pictures=page.pictures,
            wording=lookup.assessment.pack.vocabulary.wording,
            sections=tuple(sections.items()),
            verdicts=tuple(Verdict),
            most=MOST_PLACES,
            style=Markup(style),
            script=Markup(script),
            style_hash=_hash(style),
            script_hash=_hash(script),
        )
    )
    # No template holds what visible() changes, so once over the whole page is enough.
    return visible(text).encode("utf-8")


@functools.cache
def _environment() -> jinja2.Environment:
    """The page's templates, compiled once in a process."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_TEMPLATES),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    environment.filters["counted"] = counted
    environment.filters["capitalize_first"] = capitalised
    return environment


def _squeezed(source: str) -> str:
    lines = (line.strip() for line in source.splitlines())
    return "\n".join(line for line in lines if line)


def _hash(source: str) -> str:
    digest = hashlib.sha256(source.encode("utf-8")).digest()
    return f"sha256-{base64.b64encode(digest).decode('ascii')}"
