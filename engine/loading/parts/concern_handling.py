"""How a pack handles its concerns, from the four files beside its concern rules."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pydantic import RootModel

from engine.chaining.causes import CAUSE_PLACES, unknown_places
from engine.chaining.chainers.signal_forms import KINDS, SHARED_CAUSE
from engine.loading.files.collected import Collected
from engine.loading.files.concern_shapes import (
    CauseShape,
    EachShape,
    LadderShape,
    RaisesShape,
    RankingShape,
)
from engine.loading.files.folder import HANDLING
from engine.loading.files.validate import shaped
from engine.loading.files.yaml_lines import Path, YamlDocument
from engine.nouns.evidence.fault import PackFault
from engine.nouns.policy.concern_rule import ConcernRule
from engine.nouns.policy.handling import (
    Cause,
    Handling,
    Ladder,
    LadderStep,
    Points,
    Raises,
    Ranking,
    Stake,
)
from engine.parameters import COMMON_GAP

CAUSES, LADDER, RAISES, RANKING = HANDLING


class _RaisesFile(RootModel[list[RaisesShape]]):
    pass


class _CausesFile(RootModel[list[CauseShape]]):
    pass


@dataclass(frozen=True, slots=True)
class PackParts:
    """The parts of a pack that these files may name."""

    clauses: Collection[str]
    cited: Collection[str]
    """The clauses that some rule cites."""
    kinds: Collection[str]
    """The kinds of organisation."""
    concern_rules: Sequence[ConcernRule]
    parameters: Collection[str]


def handling_of(
    documents: Mapping[str, YamlDocument], parts: PackParts
) -> tuple[Handling, list[PackFault]]:
    """How concerns are handled, and every fault in the files that say so, by their names."""
    files = Collected(documents)
    raises: tuple[Raises, ...] = files.part(RAISES, lambda file: _raises(file, parts), ())
    causes: tuple[Cause, ...] = files.part(CAUSES, lambda file: _causes(file, parts), ())
    ladder: Ladder | None = files.part(LADDER, lambda file: _ladder(file, parts), None)
    ranking: Ranking | None = files.part(
        RANKING, lambda file: _ranking(file, parts, bool(causes)), None
    )
    files.faults.extend(_unfed(documents, parts))
    return Handling(raises, causes, ladder, ranking), files.faults


def _raises(document: YamlDocument, parts: PackParts) -> tuple[tuple[Raises, ...], list[PackFault]]:
    listed, faults = shaped(document, _RaisesFile)
    if listed is None:
        return (), faults
    raises = tuple(Raises(shape.duty, tuple(shape.gaps_in), shape.why) for shape in listed.root)
    return raises, [*_raises_faults(document, listed.root, parts)]


def _causes(document: YamlDocument, parts: PackParts) -> tuple[tuple[Cause, ...], list[PackFault]]:
    listed, faults = shaped(document, _CausesFile)
    if listed is None:
        return (), faults
    return tuple(map(_cause, listed.root)), [*_causes_faults(document, listed.root, parts)]


def _ladder(document: YamlDocument, parts: PackParts) -> tuple[Ladder | None, list[PackFault]]:
    shape, faults = shaped(document, LadderShape)
    if shape is None:
        return None, faults
    steps = tuple(LadderStep(step.id, step.label, step.words) for step in shape.steps)
    ladder = Ladder(shape.set_by, shape.note, tuple(shape.binds), tuple(shape.enters), steps)
    return ladder, [*_ladder_faults(document, shape, parts)]


def _ranking(
    document: YamlDocument, parts: PackParts, causes: bool
) -> tuple[Ranking | None, list[PackFault]]:
    shape, faults = shaped(document, RankingShape)
    if shape is None:
        return None, faults
    ranking = Ranking(
        shape.set_by,
        shape.note,
        {kind: Points(given.points, given.why) for kind, given in shape.kinds.items()},
        tuple(
            Stake(stake.label, Points(stake.points, stake.why), tuple(stake.clauses))
            for stake in shape.stakes
        ),
        _points(shape.lasting),
        _points(shape.duties),
        _points(shape.parts),
        _points(shape.age),
    )
    return ranking, [*_ranking_faults(document, shape, parts, causes)]


def _unfed(documents: Mapping[str, YamlDocument], parts: PackParts) -> Iterator[PackFault]:
    """Concern rules that look for what nothing in the pack makes."""
    for rule in parts.concern_rules:
        seen = {pattern.seen for pattern in rule.patterns}
        if "elsewhere" in seen and RAISES not in documents:
            yield PackFault(
                rule.file,
                1,
                "a line that looks for “elsewhere”",
                f"{RAISES}, which says whose gaps raise which duty",
                "Add the file, or take the line out.",
            )
        if "common" in seen and COMMON_GAP not in parts.parameters:
            yield PackFault(
                rule.file,
                1,
                "a line that looks for “common”",
                f"the parameter “{COMMON_GAP}”, which says how many make a gap common",
                "Add it to parameters.yaml, or take the line out.",
            )


def _cause(shape: CauseShape) -> Cause:
    return Cause(
        shape.id,
        shape.title,
        tuple(shape.clauses),
        tuple(shape.concerns),
        shape.because,
        shape.question,
        shape.next_step,
    )


def _points(shape: EachShape) -> Points:
    return Points(shape.points, shape.why, shape.most)


def _raises_faults(
    document: YamlDocument, shapes: Sequence[RaisesShape], parts: PackParts
) -> Iterator[PackFault]:
    yield from _twice(
        document,
        [((place, "duty"), raises_shape.duty) for place, raises_shape in enumerate(shapes)],
    )
    for place, shape in enumerate(shapes):
        yield from _clauses(document, (place, "duty"), [shape.duty], parts, alone=True)
        yield from _clauses(document, (place, "gaps_in"), shape.gaps_in, parts)
        for number, clause in enumerate(shape.gaps_in):
            if clause in parts.clauses and clause not in parts.cited:
                yield document.fault(
                    (place, "gaps_in", number),
                    f"the clause “{clause}”, which no rule cites",
                    "a clause that a rule tests",
                    "Remove it: no finding could raise the duty.",
                )


def _causes_faults(
    document: YamlDocument, shapes: Sequence[CauseShape], parts: PackParts
) -> Iterator[PackFault]:
    yield from _twice(
        document, [((place, "id"), cause_shape.id) for place, cause_shape in enumerate(shapes)]
    )
    rules = [rule.id for rule in parts.concern_rules]
    for place, cause_shape in enumerate(shapes):
        if cause_shape.id in rules:
            yield document.fault(
                (place, "id"),
                f"the id “{cause_shape.id}”, which a concern rule has too",
                "an id of its own",
                "Rename one of them.",
            )
        if not (cause_shape.clauses or cause_shape.concerns):
            yield document.fault(
                (place,),
                f"neither clauses nor concerns for “{cause_shape.id}”",
                "at least one of the two",
                "Name what shares the cause.",
            )
        yield from _clauses(document, (place, "clauses"), cause_shape.clauses, parts)
        yield from _words(
            document, (place, "concerns"), cause_shape.concerns, rules, "a concern rule"
        )
        for key in ("because", "question", "next_step"):
            yield from _places(document, (place, key), getattr(cause_shape, key))


def _places(document: YamlDocument, path: Path, text: str) -> Iterator[PackFault]:
    expected = "one of " + ", ".join(f"{{{place}}}" for place in CAUSE_PLACES)
    try:
        unknown = unknown_places(text)
    except ValueError as problem:
        yield document.fault(path, str(problem), expected, "Write a plain name in the braces.")
        return
    for place in unknown:
        yield document.fault(path, f"“{{{place}}}”", expected, "Correct the name, or remove it.")


def _ladder_faults(
    document: YamlDocument, shape: LadderShape, parts: PackParts
) -> Iterator[PackFault]:
    steps = [
        (("steps", place, "id"), ladder_step_shape.id)
        for place, ladder_step_shape in enumerate(shape.steps)
    ]
    yield from _twice(document, steps)
    yield from _words(document, ("binds",), shape.binds, parts.kinds, "a kind of organisation")
    yield from _words(document, ("enters",), shape.enters, KINDS, "a kind of concern")


def _ranking_faults(
    document: YamlDocument, shape: RankingShape, parts: PackParts, causes: bool
) -> Iterator[PackFault]:
    for kind in shape.kinds:
        if kind not in KINDS:
            yield document.fault(
                ("kinds", kind),
                f"the kind of concern “{kind}”",
                f"one of {', '.join(KINDS)}",
                "Correct the word.",
            )
    used = dict.fromkeys(rule.kind for rule in parts.concern_rules)
    for kind in (*used, *((SHARED_CAUSE,) if causes else ())):
        if kind not in shape.kinds:
            yield document.fault(
                ("kinds",),
                f"no points for the kind of concern “{kind}”",
                "points for each kind that the pack’s concern rules have",
                f"Add “{kind}”; 0 points will do.",
            )
    for place, stake in enumerate(shape.stakes):
        yield from _clauses(document, ("stakes", place, "clauses"), stake.clauses, parts)
    for name in ("lasting", "duties", "parts", "age"):
        each_shape: EachShape = getattr(shape, name)
        if each_shape.most < each_shape.points:
            yield document.fault(
                (name, "most"),
                f"at most {each_shape.most}, under the {each_shape.points} points for one",
                "as much as is given for one, or more",
                "Correct one of the two.",
            )


def _twice(document: YamlDocument, named: Iterable[tuple[Path, str]]) -> Iterator[PackFault]:
    seen: set[str] = set()
    for path, name in named:
        if name in seen:
            yield document.fault(
                path, f"“{name}” a second time", "each once", "Put the two together, or rename one."
            )
        seen.add(name)


def _clauses(
    document: YamlDocument,
    path: Path,
    clauses: Sequence[str],
    parts: PackParts,
    alone: bool = False,
) -> Iterator[PackFault]:
    for number, clause in enumerate(clauses):
        if clause not in parts.clauses:
            yield document.fault(
                path if alone else (*path, number),
                f"the clause “{clause}”",
                "a clause that policy.yaml registers",
                "Correct the id.",
            )


def _words(
    document: YamlDocument, path: Path, words: Sequence[str], known: Collection[str], what: str
) -> Iterator[PackFault]:
    for number, word in enumerate(words):
        if word not in known:
            yield document.fault(
                (*path, number), f"“{word}”", f"{what}: {', '.join(known)}", "Correct the word."
            )
