"""Successions from ``successions.yaml``: what has replaced what the policy names."""

from __future__ import annotations

from engine.loading.files.note_shapes import SuccessionShape
from engine.loading.files.validate import shaped
from engine.loading.files.yaml_lines import YamlDocument
from engine.nouns.evidence.fault import PackFault
from engine.nouns.policy.pack import Pack
from engine.nouns.policy.succession import Succession, holds

FILE = "successions.yaml"


def successions_of(document: YamlDocument) -> tuple[tuple[Succession, ...], list[PackFault]]:
    """The successions, in the order written, and every fault in them."""
    if not isinstance(document.data, list):
        return (), [document.fault((), "no list", "a list of successions", "Begin each with -.")]
    successions: dict[str, Succession] = {}
    faults: list[PackFault] = []
    for place, data in enumerate(document.data):
        shape, wrong = shaped(document, SuccessionShape, data, (place,))
        faults.extend(wrong)
        if shape is None:
            continue
        if shape.id in successions:
            faults.append(
                document.fault(
                    (place,), f"the succession “{shape.id}” again", "each once", "Rename it."
                )
            )
        successions[shape.id] = Succession(
            shape.id, tuple(shape.terms), shape.was, shape.now, shape.since, shape.note
        )
    return tuple(successions.values()), faults


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
        if not any(holds(clause.words, term) for clause in pack.clauses.values())
    ]
