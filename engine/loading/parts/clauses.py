"""The register of clauses, from ``policy.yaml``, and the policy queries from ``queries.yaml``."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from engine.loading.files.note_shapes import QueryShape, notes_in
from engine.loading.files.shapes import PolicyShape
from engine.loading.files.yaml_lines import YamlDocument
from engine.nouns.evidence.fault import PackFault
from engine.nouns.policy.clause import Clause, Reading, Start, fingerprint
from engine.nouns.policy.pack import PolicyQuery


def clauses_of(
    document: YamlDocument, policy: PolicyShape
) -> tuple[dict[str, Clause], list[PackFault]]:  # house: four faults in full
    """The clauses by id, in the order written, and every fault in the register."""
    clauses: dict[str, Clause] = {}
    faults: list[PackFault] = []
    for place, shape in enumerate(policy.clauses):
        at = ("clauses", place)
        if shape.id in clauses:
            faults.append(
                document.fault(at, f"the clause “{shape.id}” again", "each once", "Remove one.")
            )
        pin = fingerprint(shape.words)
        if shape.words and shape.fingerprint != pin:
            faults.append(
                document.fault(
                    (*at, "fingerprint"),
                    f"the fingerprint “{shape.fingerprint}” of {shape.id}",
                    pin,
                    "Read the clause and its rules again; then pin the new fingerprint.",
                )
            )
        if bool(shape.words) == bool(shape.parts):
            faults.append(
                document.fault(
                    at,
                    f"{shape.id} with " + ("words and parts" if shape.words else "no words"),
                    "the words quoted, or the parts that a paragraph consists of",
                    "Give one of the two.",
                )
            )
        clauses[shape.id] = Clause(
            shape.id,
            shape.citation,
            shape.section,
            shape.words,
            tuple(shape.bearers),
            shape.force,
            shape.fingerprint,
            shape.reason,
            tuple(shape.parts),
            shape.context,
        )
    for place, shape in enumerate(policy.clauses):
        faults.extend(_unknown(document, ("clauses", place, "parts"), shape.parts, clauses))
        if shape.starts is not None:
            path = ("clauses", place, "starts", "clauses")
            faults.extend(_nobodys(document, path, shape.starts.clauses, clauses))
    for place, reading in enumerate(policy.readings):
        faults.extend(_nobodys(document, ("readings", place, "clauses"), reading.clauses, clauses))
    return {name: _started(clause, policy) for name, clause in clauses.items()}, faults


def _nobodys(
    document: YamlDocument,
    path: tuple[str | int, ...],
    heads: Iterable[str],
    clauses: dict[str, Clause],
) -> Iterable[PackFault]:
    for head in heads:
        if not any(_is_under(clause, head) for clause in clauses):
            yield document.fault(
                path,
                f"“{head}”",
                "a clause that policy.yaml registers, or what the ids of several begin with",
                "Correct the id.",
            )


def _started(clause: Clause, policy: PolicyShape) -> Clause:
    """The clause, with the latest day from which any clause says it is asked for."""
    starts = [
        Start(shape.starts.on, shape.id)
        for shape in policy.clauses
        if shape.starts is not None
        and any(_is_under(clause.id, head) for head in shape.starts.clauses)
    ]
    return replace(clause, starts=max(starts, key=lambda start: start.on)) if starts else clause


def _is_under(clause: str, head: str) -> bool:
    return clause == head or clause.startswith(f"{head}.")


def readings_of(policy: PolicyShape) -> tuple[Reading, ...]:
    """How clauses are read, by those said of several together and of single ones."""
    together = (
        Reading(tuple(reading.clauses), reading.force, reading.because)
        for reading in policy.readings
    )
    single = (
        Reading((clause.id,), clause.reading.force, clause.reading.because)
        for clause in policy.clauses
        if clause.reading is not None
    )
    return (*together, *single)


def queries_of(
    document: YamlDocument, clauses: dict[str, Clause]
) -> tuple[tuple[PolicyQuery, ...], list[PackFault]]:
    """The policy queries, in the order written, and every fault in them."""
    notes, faults = notes_in(document, QueryShape, "query", "queries")
    for place, note in notes:
        faults.extend(_unknown(document, (place, "clauses"), note.clauses, clauses))
    queries = (
        PolicyQuery(
            note.id,
            tuple(note.clauses),
            note.words,
            note.reading,
            note.consequence,
            tuple(note.rules),
        )
        for _, note in notes
    )
    return tuple(queries), faults


def _unknown(
    document: YamlDocument,
    path: tuple[str | int, ...],
    ids: Iterable[str],
    clauses: dict[str, Clause],
) -> Iterable[PackFault]:
    for clause_id in ids:
        if clause_id not in clauses:
            yield document.fault(
                path,
                f"the clause “{clause_id}”",
                "a clause that policy.yaml registers",
                "Correct the id.",
            )
