"""How a pack handles its concerns, from the four files beside its concern rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pydantic import RootModel

from engine.chaining.causes import CAUSE_PLACES, unknown_places
from engine.chaining.chainers.signal_forms import KINDS
from engine.loading.concerns.concern_ranking import ranking_of
from engine.loading.concerns.naming import (
    PackParts,
    repeated_names,
    unknown_clauses,
    unknown_words,
)
from engine.loading.files.collected import Collected
from engine.loading.files.concern_shapes import CauseShape, LadderShape, RaisesShape
from engine.loading.files.folder import HANDLING
from engine.loading.files.validate import shaped
from engine.loading.files.yaml_lines import Path, YamlDocument
from engine.nouns.evidence.fault import PackFault
from engine.nouns.policy.handling import Cause, Handling, Ladder, LadderStep, Raises, Ranking
from engine.parameters import COMMON_GAP

CAUSES, LADDER, RAISES, RANKING = HANDLING


class _RaisesFile(RootModel[list[RaisesShape]]):
    pass


class _CausesFile(RootModel[list[CauseShape]]):
    pass


def handling_of(
    documents: Mapping[str, YamlDocument], parts: PackParts
) -> tuple[Handling, list[PackFault]]:
    """How concerns are handled, and every fault in the files that say so, by their names."""
    files = Collected(documents)
    raises: tuple[Raises, ...] = files.part(RAISES, lambda file: _raises(file, parts), ())
    causes: tuple[Cause, ...] = files.part(CAUSES, lambda file: _causes(file, parts), ())
    ladder: Ladder | None = files.part(LADDER, lambda file: _ladder(file, parts), None)
    ranking: Ranking | None = files.part(
        RANKING, lambda file: ranking_of(file, parts, bool(causes)), None
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


def _raises_faults(
    document: YamlDocument, shapes: Sequence[RaisesShape], parts: PackParts
) -> Iterator[PackFault]:
    yield from repeated_names(
        document,
        [((place, "duty"), raises_shape.duty) for place, raises_shape in enumerate(shapes)],
    )
    for place, shape in enumerate(shapes):
        yield from unknown_clauses(document, (place, "duty"), [shape.duty], parts, alone=True)
        yield from unknown_clauses(document, (place, "gaps_in"), shape.gaps_in, parts)
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
    yield from repeated_names(
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
        yield from unknown_clauses(document, (place, "clauses"), cause_shape.clauses, parts)
        yield from unknown_words(
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
    yield from repeated_names(document, steps)
    yield from unknown_words(
        document, ("binds",), shape.binds, parts.kinds, "a kind of organisation"
    )
    yield from unknown_words(document, ("enters",), shape.enters, KINDS, "a kind of concern")
