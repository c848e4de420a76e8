"""The templates of the web application's own pages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import jinja2
from django.urls import reverse

from engine.nouns.english import day_words
from reports.page.write import strict_environment

TEMPLATES = Path(__file__).parent / "templates"


def web_environment(**_: Any) -> jinja2.Environment:
    """Strict templates, everything escaped; Django asks for it with options of its own."""
    environment = strict_environment(TEMPLATES)
    environment.filters["day"] = day_words
    environment.globals["url"] = _url
    return environment


def _url(name: str, **named: Any) -> str:
    return reverse(name, kwargs=named)
