"""The coverage of a policy, for the terminal."""

from __future__ import annotations

from engine.nouns.english import counted
from reports.content.coverage import CoverageRow
from reports.text import one_line


def as_text(rows: list[CoverageRow]) -> str:
    """The coverage for a terminal, section by section, with a count at the end.

    A clause with neither a rule nor a reason is shown as "NO RULE AND NO REASON".
    """
    lines: list[str] = []
    width = max((len(row.id) for row in rows), default=0)
    section = None
    for row in rows:
        if row.section != section:
            section = row.section
            lines += ["", one_line(section)]
        bound = ", ".join(row.bearers) or "nobody"
        lines.append(f"  {row.id:<{width}}  {one_line(row.citation)} ({row.force}; {bound})")
        indent = " " * (width + 4)
        if row.rules:
            lines.append(f"{indent}tested by {', '.join(row.rules)}")
        else:
            why = f"no rule: {one_line(row.reason)}" if row.reason else "NO RULE AND NO REASON"
            lines.append(indent + why)
    tested = sum(1 for row in rows if row.rules)
    explained = sum(1 for row in rows if not row.rules and row.reason)
    bare = len(rows) - tested - explained
    lines += [
        "",
        f"{counted(len(rows), 'clause')}: {tested} with rules, {explained} with a reason for "
        f"having none, {bare} with neither.",
    ]
    return "\n".join(lines).lstrip("\n")
