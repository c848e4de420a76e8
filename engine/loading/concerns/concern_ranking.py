"""Which concern comes first, from ``concerns/ranking.yaml``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from engine.chaining.chainers.signal_forms import KINDS, SHARED_CAUSE
from engine.loading.concerns.naming import PackParts, repeated_names, unknown_clauses
from engine.loading.files.concern_shapes import EachShape, RankingCaseShape, RankingShape
from engine.loading.files.validate import shaped
from engine.loading.files.yaml_lines import Path, YamlDocument
from engine.nouns.evidence.fault import PackFault
from engine.nouns.policy.handling import (
    EVERY_RULE,
    REASON_GIVEN,
    Points,
    Ranking,
    RankingCase,
    Stake,
)
from engine.nouns.verdict import Verdict

VERDICTS = (*(verdict.value for verdict in Verdict), REASON_GIVEN)
"""The words that a case may give for what was found of a rule in a quarter."""


def ranking_of(
    document: YamlDocument, parts: PackParts, causes: bool
) -> tuple[Ranking | None, list[PackFault]]:
    """The ranking that a file holds, and every fault in it.

    ``causes`` says whether the pack has causes, whose concerns need points too.
    """
    shape, faults = shaped(document, RankingShape)
    if shape is None:
        return None, faults
    return _ranking(document, shape), [
        *_kinds_faults(document, shape, parts, causes),
        *_stakes_faults(document, shape, parts),
        *_cases_faults(document, shape, parts),
    ]


def _ranking(document: YamlDocument, shape: RankingShape) -> Ranking:
    stakes = tuple(
        Stake(
            stake.label,
            Points(stake.points, stake.why),
            tuple(stake.clauses),
            tuple(map(Verdict, stake.first)),
            stake.harm,
        )
        for stake in shape.stakes
    )
    cases = tuple(
        RankingCase(case.name, _history(case.first), _history(case.then), line)
        for case, line in zip(shape.cases, _lines(document, shape), strict=True)
    )
    return Ranking(
        shape.set_by,
        shape.note,
        tuple(shape.says),
        {kind: Points(given.points, given.why) for kind, given in shape.kinds.items()},
        {kind: given.label for kind, given in shape.kinds.items()},
        stakes,
        _points(shape.lasting),
        _points(shape.duties),
        _points(shape.together),
        _points(shape.age),
        cases,
    )


def _lines(document: YamlDocument, shape: RankingShape) -> list[int]:
    return [document.line(("cases", place)) for place in range(len(shape.cases))]


def _history(written: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    return {rule: tuple(verdicts) for rule, verdicts in written.items()}


def _points(shape: EachShape) -> Points:
    return Points(shape.points, shape.why, shape.most)


def _kinds_faults(
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


def _stakes_faults(
    document: YamlDocument, shape: RankingShape, parts: PackParts
) -> Iterator[PackFault]:
    for place, stake in enumerate(shape.stakes):
        yield from unknown_clauses(document, ("stakes", place, "clauses"), stake.clauses, parts)
    for name in ("lasting", "duties", "together", "age"):
        given: EachShape = getattr(shape, name)
        if given.most < given.points:
            yield document.fault(
                (name, "most"),
                f"at most {given.most}, under the {given.points} points for one",
                "as much as is given for one, or more",
                "Correct one of the two.",
            )


def _cases_faults(
    document: YamlDocument, shape: RankingShape, parts: PackParts
) -> Iterator[PackFault]:
    names = [(("cases", place, "name"), case.name) for place, case in enumerate(shape.cases)]
    yield from repeated_names(document, names)
    for place, case in enumerate(shape.cases):
        yield from _case_faults(document, ("cases", place), case, parts)


def _case_faults(
    document: YamlDocument, path: Path, case: RankingCaseShape, parts: PackParts
) -> Iterator[PackFault]:
    for side, history in (("first", case.first), ("then", case.then)):
        for rule, verdicts in history.items():
            if rule not in (EVERY_RULE, *parts.rules):
                yield document.fault(
                    (*path, side, rule),
                    f"the rule “{rule}”",
                    f"the id of a rule of the pack, or “{EVERY_RULE}” for all of them",
                    "Correct the id.",
                )
            yield from _verdict_faults(document, (*path, side, rule), verdicts)


def _verdict_faults(
    document: YamlDocument, path: Path, verdicts: Sequence[str]
) -> Iterator[PackFault]:
    for number, verdict in enumerate(verdicts):
        if verdict not in VERDICTS:
            yield document.fault(
                (*path, number),
                f"“{verdict}”",
                f"one of {', '.join(VERDICTS)}",
                "Correct the word.",
            )
