"""Names used by the files on concerns, checked against what the pack has."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from engine.loading.files.yaml_lines import Path, YamlDocument
from engine.nouns.evidence.fault import PackFault
from engine.nouns.policy.concern_rule import ConcernRule


@dataclass(frozen=True, slots=True)
class PackParts:
    """The parts of a pack that these files may name."""

    clauses: Collection[str]
    cited: Collection[str]
    """The clauses that some rule cites."""
    kinds: Collection[str]
    """The kinds of organisation."""
    rules: Collection[str]
    concern_rules: Sequence[ConcernRule]
    parameters: Collection[str]


def repeated_names(
    document: YamlDocument, named: Iterable[tuple[Path, str]]
) -> Iterator[PackFault]:
    """A fault for each name that stands a second time, each given with its place."""
    seen: set[str] = set()
    for path, name in named:
        if name in seen:
            yield document.fault(
                path, f"“{name}” a second time", "each once", "Put the two together, or rename one."
            )
        seen.add(name)


def unknown_clauses(
    document: YamlDocument,
    path: Path,
    clauses: Sequence[str],
    parts: PackParts,
    alone: bool = False,
) -> Iterator[PackFault]:
    """A fault for each clause that the register does not have.

    ``alone`` where the place holds one clause, and no list of them.
    """
    for number, clause in enumerate(clauses):
        if clause not in parts.clauses:
            yield document.fault(
                path if alone else (*path, number),
                f"the clause “{clause}”",
                "a clause that policy.yaml registers",
                "Correct the id.",
            )


def unknown_words(
    document: YamlDocument, path: Path, words: Sequence[str], known: Collection[str], what: str
) -> Iterator[PackFault]:
    """A fault for each word that is none of ``known``; ``what`` says what those are."""
    for number, word in enumerate(words):
        if word not in known:
            yield document.fault(
                (*path, number), f"“{word}”", f"{what}: {', '.join(known)}", "Correct the word."
            )
