"""What a findings.json says, as far as two of them are compared."""

from __future__ import annotations

import json
from typing import Any

from engine.nouns.outcome.difference import About, Difference, How
from engine.nouns.verdict import Verdict
from engine.verifying.compare import RecordedFindings

_NAMED = 20
"""So many concerns that are new or gone are named; the rest are counted."""


def findings_in_file(content: bytes, lines: bytes = b"") -> RecordedFindings:
    """The findings of a findings.json, and of the lines beside it where they are too many for it.

    Raises ValueError where it is not such a file.
    """
    try:
        findings = [*json.loads(content)["findings"], *map(json.loads, lines.splitlines())]
        return {
            (finding["rule"], finding["organisation"]["code"], finding["period"]): (
                Verdict(finding["verdict"]).words.lower(),
                finding["organisation"]["name"],
                json.dumps(finding, sort_keys=True),
            )
            for finding in findings
        }
    except (TypeError, KeyError, AttributeError, RecursionError) as error:
        raise ValueError("not a findings.json") from error


def concerns_compared(recorded: bytes, now: bytes) -> list[Difference]:
    """The concerns that are new or gone, of two files that ``findings_in_file`` reads."""
    before, after = (_concerns(json.loads(content)) for content in (recorded, now))
    changed = [
        Difference(About.CONCERN, how, name, words)
        for how, these, those, words in (
            (How.MISSING, before, after, "recorded; it does not follow now"),
            (How.EXTRA, after, before, "not recorded; it follows now"),
        )
        for name, count in these.items()
        if count > those.get(name, 0)
    ]
    if len(changed) > _NAMED:
        rest = len(changed) - _NAMED
        more = Difference(
            About.CONCERN, How.CHANGED, f"{rest} more concerns", "new or gone as those above"
        )
        return [*changed[:_NAMED], more]
    return changed


def _concerns(findings: Any) -> dict[str, int]:
    names: dict[str, int] = {}
    for concern in findings.get("concerns", ()):
        name = f"{concern['title']}, {concern['organisation']}, {', '.join(concern['periods'])}"
        names[name] = names.get(name, 0) + 1
    return names
