"""Concerns as they are derived, a ladder, causes and a ranking, small enough to see through."""

from __future__ import annotations

from engine.chaining.derived import Derived
from engine.nouns.outcome.concern import Concern, FindingKey, Statement
from engine.nouns.policy.handling import Cause, Ladder, LadderStep, Points, Ranking, Stake
from engine.nouns.verdict import Verdict

LADDER = Ladder(
    "commissioner",
    "Confirm it.",
    ("provider",),
    ("escalation",),
    tuple(LadderStep(id, id, f"Do the {id}.") for id in ("query", "notice", "meeting")),
)
CAUSES = (
    Cause("posts", "Posts", ("C1", "C2"), (), "{count}: {parts}", "Who, {organisation}?", "Hire."),
    Cause("other", "Other", ("C2", "C3"), ("odd",), "b", "q", "n"),
)
NOT, PARTLY, SILENT = Verdict.NOT_MET, Verdict.PARTLY_MET, Verdict.NO_EVIDENCE
RANKING = Ranking(
    "commissioner",
    "To be agreed.",
    ("What is new on harm comes first.",),
    {
        "escalation": Points(30, "x"),
        "repetition": Points(10, "x"),
        "shared_cause": Points(0, "x"),
    },
    {"escalation": "raised before", "repetition": "again", "shared_cause": "together"},
    (
        Stake("a death", Points(60, "x"), ("C4", "C5"), (NOT, PARTLY), harm=True),
        Stake("checks", Points(55, "x"), ("C6",), (NOT,), harm=True),
        Stake("children at risk", Points(50, "x"), ("C1",)),
        Stake("nobody", Points(50, "x"), ("C1",)),
    ),
    Points(5, "x", 10),
    Points(1, "x", 3),
    Points(2, "x", 4),
    Points(40, "x", 80),
)


def derived(
    id: str,
    clauses: tuple[str, ...] = ("C1",),
    kind: str = "repetition",
    quarter: int = 10,
    subject: str = "R1",
    periods: tuple[str, ...] = ("2014-15 Q1", "2014-15 Q2"),
    follows_from: tuple[str, ...] = (),
    rung: int = 0,
    organisation: str = "RA",
    verdicts: tuple[Verdict, ...] = (),
) -> Derived:
    concern = Concern(
        id=id,
        rule=id.split("/")[0],
        kind=kind,
        title=f"Title of {id}",
        organisation=organisation,
        periods=periods,
        cites=clauses,
        findings=(FindingKey(subject, organisation, periods[-1]),),
        statements=(Statement(f"said by {id}", "words"),),
        because="b",
        question="q",
        next_step="n",
        follows_from=follows_from,
    )
    found = frozenset(verdicts)
    return Derived(concern, subject, quarter, f"about {subject}", clauses, rung, found, found)
