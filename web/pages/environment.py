"""The templates of the web application's own pages."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import jinja2
from django.urls import reverse
from django.utils import timezone

from engine.nouns.english import day_words
from reports.page.write import page_environment

_HTMX = json.dumps(
    {
        "allowEval": False,
        "allowScriptTags": False,
        "historyCacheSize": 0,
        "includeIndicatorStyles": False,
        "selfRequestsOnly": True,
    }
)
"""What htmx is told: neither scripts nor styles within a page, nothing kept, nobody else asked."""
TEMPLATES = Path(__file__).parent / "templates"


def web_environment(**_: Any) -> jinja2.Environment:
    """Strict templates, everything escaped; Django asks for it with options of its own."""
    environment = page_environment(TEMPLATES)
    environment.auto_reload = False
    environment.filters["day"] = _day
    environment.filters["moment"] = _moment
    environment.filters["recorded"] = _recorded
    environment.filters["decided"] = _decided
    environment.globals["url"] = _url
    environment.globals["HTMX"] = _HTMX
    return environment


def _url(name: str, **named: Any) -> str:
    return reverse(name, kwargs=named)


def _day(when: dt.date) -> str:
    """A day; of a moment the day that it was where the server stands."""
    return day_words(timezone.localtime(when).date() if isinstance(when, dt.datetime) else when)


def _moment(when: dt.datetime) -> str:
    """A moment, by the clock where the server stands."""
    return f"{_day(when)}, {timezone.localtime(when):%H:%M}"


def _decided(value: str) -> str:
    """A value of a decision as it reads on a page: days are kept as ISO writes them."""
    try:
        return day_words(dt.date.fromisoformat(value))
    except ValueError:
        return value


def _recorded(value: object) -> str:
    """A value of an event, as it reads in a line."""
    if isinstance(value, dict):
        return ", ".join(f"{name}: {_recorded(part)}" for name, part in value.items())
    if isinstance(value, list):
        return ", ".join(map(_recorded, value)) or "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)
