"""Who is who among the organisations of a run, by the names that people write."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from engine.nouns.evidence.organisation import Organisation
from evidence.terms import TermMatcher
from evidence.text import folded, match_key


@dataclass(frozen=True, slots=True)
class Directory:
    """The organisations that sent a return of any quarter, found by name or code."""

    names: TermMatcher

    @classmethod
    def from_organisations(cls, organisations: Iterable[Organisation]) -> Directory:
        """The directory of some organisations; of two with one name neither is found by it."""
        by_code: dict[str, set[str]] = {}
        for organisation in organisations:
            by_code.setdefault(organisation.code, set()).add(organisation.name)
        meant: dict[str, set[str]] = {}
        for code, names in by_code.items():
            for name in names:
                meant.setdefault(_same(name), set()).add(code)
        spellings = {
            code: (code, *sorted(name for name in names if len(meant[_same(name)]) == 1))
            for code, names in by_code.items()
        }
        labels = {code: sorted(names)[0] for code, names in by_code.items()}
        return cls(TermMatcher("an organisation", labels, spellings, _same))

    def code_of(self, text: str) -> str:
        """The code of the organisation that a text names; empty where it names none."""
        return self.names.find(text) or ""

    def nearest(self, text: str) -> str:
        """The name that a misspelt text comes nearest to; empty where none is near."""
        return self.names.nearest(text)


def _same(text: str) -> str:
    """Without regard to case, accents, punctuation, and "&" or "and"."""
    return match_key(
        " ".join(word for word in folded(text).replace("&", " ").split() if word != "and")
    )
