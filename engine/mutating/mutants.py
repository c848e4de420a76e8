"""The mutants of a rule: each thing in its file that could have been written wrongly."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from engine.loading.files.yaml_lines import Path
from engine.mutating.comparisons import comparison_edits
from engine.mutating.edits import Edit, condition_paths, value_at, with_key, with_value, without
from engine.nouns.policy.pack import Pack

_ROLES = ("applies_when", "met_when", "partly_met_when")


def edits_of(pack: Pack, data: Mapping[str, Any]) -> Iterator[Edit]:
    """Every mutant of a rule that loads: comparisons, structure, who is bound, clauses."""
    for role in _ROLES:
        if role in data:
            for path in condition_paths(data, (role,)):
                yield from _condition_edits(pack, data, path)
    yield from _role_edits(data)
    yield from _part_edits(data)
    yield from _word_edits(data)
    yield from _binds_edits(data, list(pack.vocabulary.kinds))
    yield from _clause_edits(data, [clause.id for clause in pack.clauses.values() if clause.words])


def _condition_edits(pack: Pack, data: Mapping[str, Any], path: Path) -> Iterator[Edit]:
    here = value_at(data, path)
    if next(iter(here)) in ("not", "all", "any"):
        yield from structure_edits(data, path)
    else:
        yield from comparison_edits(pack, data, path, here)


def structure_edits(data: Mapping[str, Any], path: Path) -> Iterator[Edit]:
    """Every mutant of what joins several conditions, or denies one."""
    [(key, inner)] = value_at(data, path).items()
    if key == "not":
        yield Edit(path, "not taken away", with_value(data, path, inner))
        return
    other = "any" if key == "all" else "all"
    yield Edit(path, f"{key} to {other}", with_key(data, (*path, key), other))
    for place in range(len(inner)):
        left = [part for n, part in enumerate(inner) if n != place]
        smaller = {key: left} if len(left) > 1 else left[0]
        gone = next(iter(inner[place]))
        yield Edit((*path, key, place), f"{gone} left out", with_value(data, path, smaller))


def _word_edits(data: Mapping[str, Any]) -> Iterator[Edit]:
    """Words that say the opposite of the verdict that they stand for."""
    met, not_met = data["words"]["met"], data["words"]["not_met"]
    path: Path = ("words", "met")
    yield Edit(path, "words.met say what words.not_met do", with_value(data, path, not_met))
    swapped = with_value(with_value(data, path, not_met), ("words", "not_met"), met)
    yield Edit(path, "words.met and words.not_met swapped", swapped)


def _role_edits(data: Mapping[str, Any]) -> Iterator[Edit]:
    if "applies_when" in data:
        yield Edit(("applies_when",), "applies_when left out", without(data, ("applies_when",)))
    if "partly_met_when" in data:
        met, partly = data["met_when"], data["partly_met_when"]
        yield Edit(("partly_met_when",), "left out", without(data, ("partly_met_when",)))
        swapped = with_value(with_value(data, ("met_when",), partly), ("partly_met_when",), met)
        yield Edit(("met_when",), "met_when and partly_met_when swapped", swapped)
        yield Edit(
            ("met_when",), "met_when as partly_met_when", with_value(data, ("met_when",), partly)
        )


def _part_edits(data: Mapping[str, Any]) -> Iterator[Edit]:
    """A whole that forgets one of its parts."""
    parts = list(data.get("parts", ()))
    for place, part in enumerate(parts):
        path: Path = ("parts", place) if len(parts) > 1 else ("parts",)
        yield Edit(path, f"the part {part} left out", without(data, path))


def _binds_edits(data: Mapping[str, Any], kinds: Sequence[str]) -> Iterator[Edit]:
    binds = list(data["binds"])
    for place, kind in enumerate(binds):
        path = ("binds", place)
        if len(binds) > 1:
            yield Edit(path, f"binds without {kind}", without(data, path))
        for other in kinds:
            if other not in binds:
                yield Edit(path, f"binds {other} for {kind}", with_value(data, path, other))
    for other in kinds:
        if other not in binds:
            yield Edit(
                ("binds",), f"binds {other} too", with_value(data, ("binds",), [*binds, other])
            )


def _clause_edits(data: Mapping[str, Any], register: Sequence[str]) -> Iterator[Edit]:
    cites = list(data["cites"])
    for place, clause in enumerate(cites):
        path = ("cites", place)
        if len(cites) > 1:
            yield Edit(path, f"cites without {clause}", without(data, path))
        for other in _neighbours(clause, register):
            yield Edit(path, f"cites {other} for {clause}", with_value(data, path, other))
    if len(cites) > 1:
        swapped = [cites[1], cites[0], *cites[2:]]
        yield Edit(
            ("cites",), "the first two clauses swapped", with_value(data, ("cites",), swapped)
        )
    for clause in data.get("quotes", {}):
        path = ("quotes", clause)
        yield Edit(path, f"no quote of {clause}", without(data, path))
        for other in _neighbours(clause, register):
            yield Edit(path, f"the quote of {clause} as {other}", with_key(data, path, other))


def _neighbours(clause: str, register: Sequence[str]) -> list[str]:
    """The clauses before and after one in the register."""
    place = register.index(clause) if clause in register else 0
    return [register[n] for n in (place - 1, place + 1) if 0 <= n < len(register)]
