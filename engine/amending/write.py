"""A register written as a text with ids, for a policy's authors to edit."""

from __future__ import annotations

import re

from engine.amending.policy_text import BY_ITS_PARTS, folded, own_words
from engine.nouns.policy.pack import Pack

_WRITABLE = re.compile(r"[^\[\]\s|]+")
_NOTE = """\
<!-- Change the words; keep the id in brackets before them. A new clause is a line of its own with
     a new id. Then: clausewise policy diff -->"""


class UnwritableError(Exception):
    """Clauses whose ids cannot stand in brackets; ``ids`` names them."""

    def __init__(self, ids: list[str]) -> None:
        self.ids = tuple(ids)
        super().__init__(", ".join(ids))


def text_of(pack: Pack) -> str:
    """The register as Markdown: its sections as headings, each clause on a line after its id.

    A clause whose id continues another's ("S6.p08.b" after "S6.p08") is written as a list item.
    Raises UnwritableError where an id holds a space, a bracket or a bar.
    """
    unwritable = [clause for clause in pack.clauses if not _WRITABLE.fullmatch(clause)]
    if unwritable:
        raise UnwritableError(unwritable)
    lines = [f"# {folded(pack.policy)}", "", _NOTE]
    section: str | None = None
    for clause in pack.clauses.values():
        if clause.section != section:
            section = clause.section
            lines += ["", f"## {folded(section)}", ""]
        bullet = "- " if clause.id.rpartition(".")[0] in pack.clauses else ""
        lines.append(f"{bullet}[{clause.id}] {own_words(clause.words) or BY_ITS_PARTS}")
    return "\n".join(lines) + "\n"
