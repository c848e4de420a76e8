"""The templates of the web application's own pages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import jinja2
from django.urls import reverse

from engine.nouns.english import capitalised, counted, day_words

TEMPLATES = Path(__file__).parent / "templates"


def web_environment(**_: Any) -> jinja2.Environment:
    """Strict templates, everything escaped; Django asks for it with options of its own."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    environment.filters["counted"] = counted
    environment.filters["capitalize_first"] = capitalised
    environment.filters["day"] = day_words
    environment.globals["url"] = _url
    return environment


def _url(name: str, **named: Any) -> str:
    return reverse(name, kwargs=named)
