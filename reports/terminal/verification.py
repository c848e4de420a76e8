"""How a pack stands against a policy's text, for a reader's terminal and as plain data."""

from __future__ import annotations

from collections.abc import Iterator

from engine.amending.plain_text import Stands
from engine.amending.verify import Discrepancy, Verification
from engine.nouns.english import counted, listed
from reports.terminal.layout import wrapped
from reports.text import quoted

_LIMIT_OF_PLAIN = (
    "A text without the register's ids shows that the words are somewhere in it. It cannot show "
    "words that were added beside them, nor their order."
)


def verification_page(verification: Verification) -> str:
    """What was held to the text and how it stands; then every discrepancy, with what to do."""
    parts = [list(_counts(verification))]
    parts += [list(_discrepancy(verification.file, found)) for found in verification.discrepancies]
    parts.append([wrapped(_ending(verification), 0)])
    return "\n\n".join("\n".join(part) for part in parts)


def _counts(verification: Verification) -> Iterator[str]:
    read = "by its ids" if verification.with_ids else "by its words alone"
    yield wrapped(f"{verification.file}, read {read}:", 0)
    for how in Stands:
        standing = verification.clauses_standing(how)
        if standing or how is Stands.WHOLE:
            names = "" if how is Stands.WHOLE else f" ({listed(standing)})"
            words = "not found as the register has it" if how is Stands.NOT else how.value
            found = "" if how is Stands.NOT else "found "
            yield wrapped(f"{counted(len(standing), 'clause')} {found}{words}{names}", 2, 2)
    yield wrapped(f"{counted(verification.rule_quotes, 'quote')} of rules looked up", 2, 2)
    looked = verification.query_quotes - len(verification.unchecked)
    yield wrapped(f"{counted(looked, 'quote')} of policy queries looked up", 2, 2)
    for query, passage in verification.unchecked:
        words = f"not checked: {query} quotes {quoted(passage)}, which no clause holds and this "
        yield wrapped(f"{words}text does not print; hold it to the whole policy", 2, 2)
    if verification.headers:
        headers = listed(quoted(line) for line in verification.headers)
        yield wrapped(f"passed over as page headers: {headers}", 2, 2)
    for line, words in verification.without_id:
        yield wrapped(f"not checked: line {line} has no id: {quoted(words)}", 2, 2)
    if not verification.with_ids:
        yield wrapped(_LIMIT_OF_PLAIN, 2)


def _discrepancy(file: str, found: Discrepancy) -> Iterator[str]:
    place = f", {file}:{found.line}" if found.line else ""
    yield wrapped(f"{found.about}{place}", 0)
    yield wrapped(f"the pack: {found.register_says}", 2, 2)
    yield wrapped(f"the text: {found.text_says}", 2, 2)
    yield wrapped(f"to do: {found.to_do}", 2, 2)


def _ending(verification: Verification) -> str:
    if verification.discrepancies:
        return f"{counted(len(verification.discrepancies), 'discrepancy', 'discrepancies')}."
    return "All that was looked up holds."


def verification_json(verification: Verification) -> dict[str, object]:
    """The verification as plain data."""
    return {
        "text": verification.file,
        "read": "ids" if verification.with_ids else "words",
        "clauses": {how.name.lower(): list(verification.clauses_standing(how)) for how in Stands},
        "rule_quotes": verification.rule_quotes,
        "query_quotes": verification.query_quotes,
        "discrepancies": [
            {
                "about": found.about,
                "line": found.line,
                "register_says": found.register_says,
                "text_says": found.text_says,
                "to_do": found.to_do,
            }
            for found in verification.discrepancies
        ],
        "unchecked": [{"query": query, "words": words} for query, words in verification.unchecked],
        "without_id": [{"line": line, "words": words} for line, words in verification.without_id],
        "page_headers": list(verification.headers),
    }
