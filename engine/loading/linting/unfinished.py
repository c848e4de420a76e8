"""What the author of a rule has not filled in yet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict

from engine.nouns.evidence.fault import PackFault
from engine.nouns.policy.rule import Rule

TO_FILL_IN = "TO FILL IN"
"""What stands in a new rule wherever its author has to write something."""


def unfinished_texts(rule: Rule) -> Iterator[PackFault]:
    """A fault for each text of a rule that is still to be written."""
    for key, text in _texts(rule).items():
        if TO_FILL_IN in text:
            yield PackFault(
                rule.file,
                1,
                f"“{TO_FILL_IN}” in {key}",
                "words of your own",
                "Write what the reader is to be told.",
            )


def _texts(rule: Rule) -> Mapping[str, str]:
    words = {f"words.{key}": text for key, text in asdict(rule.words).items()}
    return {"title": rule.title, "note": rule.note, **words}
