"""The examples' quarters, by their folder."""

from __future__ import annotations

from examples.story.nouns import QUARTERS

QUARTER_FOLDERS = {quarter.label.replace(" ", "-"): quarter for quarter in QUARTERS}
