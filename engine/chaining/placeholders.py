"""The texts of a concern: templates with named places only, filled with plain text."""

from __future__ import annotations

from collections.abc import Mapping
from string import Formatter

ALWAYS = ("organisation", "quarter", "quarters", "subject", "said", "found", "count")
"""Places that any concern can fill."""
OF_KIND: Mapping[str, tuple[str, ...]] = {
    "finding": ("rule_title",),
    "citation": ("rule_title", "clause"),
    "first_seen": ("rule_title", "clause"),
    "answer": ("clause",),
    "figures": ("measure", "declared", "register"),
    "pair": ("part", "total"),
    "elsewhere": ("rule_title", "clause", "organisations"),
    "common": ("rule_title", "organisations"),
    "concern": (),
}
"""Places that a concern can fill because a signal of that kind is under it."""


def places_in(template: str) -> list[str]:
    """The places named in a template, as written, in order.

    Raises ValueError, in words, where the braces are not those of a plain named place.
    """
    try:
        parts = list(Formatter().parse(template))
    except ValueError:
        raise ValueError(f"braces that do not pair in “{template}”") from None
    places = []
    for _, place, form, conversion in parts:
        if place is None:
            continue
        if form or conversion or not place.isidentifier():
            raise ValueError(f"“{{{place}}}” with more than a plain name between its braces")
        places.append(place)
    return places


def fill(template: str, values: Mapping[str, str]) -> str:
    """The template with its places filled; nothing in a value is ever read as a place."""
    return template.format_map(values)
