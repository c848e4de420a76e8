"""What a blank return says beside a line: for which services it is, and the policy's words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from engine.nouns.english import either
from engine.nouns.policy.pack import Pack
from engine.nouns.policy.vocabulary import Question, Term
from evidence.blank_return.nouns import BlankLine
from evidence.blank_return.request import Request


def clause_words(pack: Pack, clause: str) -> str:
    """The policy's words in a clause; "" where the pack has no such clause."""
    return pack.clauses[clause].words if clause in pack.clauses else ""


def wording_of(pack: Pack, value: str) -> str:
    """The policy's words for the item that a table of its own returns."""
    items = [
        indicator for indicator in pack.vocabulary.indicators.values() if indicator.value == value
    ]
    return clause_words(pack, items[0].clause) if items else ""


def only_with(pack: Pack, services: tuple[str, ...]) -> str:
    """For which services something is asked: "Only if you provide Maternity. "; "" for all."""
    terms = pack.vocabulary.services
    labels = either(terms[service].label for service in services if service in terms)
    return f"Only if you provide {labels}. " if labels else ""


def only_as(pack: Pack, question: Question) -> str:
    """Of what legal form those are whom a question is put to: "Only as NHS trust. "; "" for all."""
    forms = pack.vocabulary.legal_forms
    labels = either(forms[form].label for form in question.legal_forms if form in forms)
    return f"Only if you are: {labels}. " if labels else ""


def is_asked(term: Term, request: Request) -> bool:
    """Whether something is asked of this kind of organisation with these services."""
    return term.is_for(request.kind) and request.applies_to(term.services)


def is_put(question: Question, request: Request) -> bool:
    """Whether a question is put to this kind of organisation with these services."""
    return request.kind in question.kinds and request.applies_to(question.services)


def with_help_on_first(
    lines: Sequence[BlankLine], words: str, wording: str = ""
) -> tuple[BlankLine, ...]:
    """The lines, with what holds for all of them said once, beside the first."""
    return tuple(
        replace(line, help=f"{line.help} {words}".strip(), wording=wording) if n == 0 else line
        for n, line in enumerate(lines)
    )
