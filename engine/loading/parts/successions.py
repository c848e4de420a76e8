"""Successions from ``successions.yaml``: what has replaced what the policy names."""

from __future__ import annotations

from engine.loading.files.note_shapes import SuccessionShape, notes_in
from engine.loading.files.yaml_lines import YamlDocument
from engine.nouns.evidence.fault import PackFault
from engine.nouns.policy.pack import Pack
from engine.nouns.policy.succession import Succession, holds_term

FILE = "successions.yaml"


def successions_of(document: YamlDocument) -> tuple[tuple[Succession, ...], list[PackFault]]:
    """The successions, in the order written, and every fault in them."""
    notes, faults = notes_in(document, SuccessionShape, "succession", "successions")
    successions = (
        Succession(note.id, tuple(note.terms), note.was, note.now, note.since, note.note)
        for _, note in notes
    )
    return tuple(successions), faults


def idle_terms(pack: Pack) -> list[PackFault]:
    """Terms that no clause's words hold: misspelt, or of another policy."""
    return [
        PackFault(
            FILE,
            1,
            f"the term “{term}” of {succession.id}, which no clause holds",
            "words as a clause of policy.yaml writes them",
            "Correct the term, or remove it.",
        )
        for succession in pack.successions
        for term in succession.terms
        if not any(holds_term(clause.words, term) for clause in pack.clauses.values())
    ]
