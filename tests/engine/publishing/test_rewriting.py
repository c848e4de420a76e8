"""Every text of an assessment that a return can have got into is rewritten, and nothing else.

The same assessment is made twice, once of plain texts and once of rewritten ones: what a rewriter
makes of the first has to be the second.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from engine.nouns.evidence.contradiction import Contradiction
from engine.nouns.evidence.decision import (
    Action,
    Decisions,
    Moderation,
    Status,
    Waiver,
    WaiverStatus,
)
from engine.nouns.evidence.fact import Claim, Fact, Member, Origin, Range
from engine.nouns.evidence.fault import Fault, Severity
from engine.nouns.evidence.organisation import Commissioned, Organisation, Submission
from engine.nouns.evidence.resubmission import CellChange, Superseded
from engine.nouns.evidence.training import TrainingRow, TrainingTable
from engine.nouns.outcome.assessment import Assessment, InputFile, Run
from engine.nouns.outcome.concern import Concern, FindingKey, Statement
from engine.nouns.outcome.finding import Change, Finding, ParameterUsed, Step
from engine.nouns.outcome.findings import Findings
from engine.nouns.quarter import Quarter
from engine.nouns.verdict import Basis, Truth, Verdict
from engine.publishing.rewriting import Rewriter

DAY = dt.date(2014, 9, 1)
Q2 = Quarter(2014, 2)
ELMS = Organisation("H1", "The Elms", "home")
PACK: Any = object()
CELL = Origin("a.xlsx", "00", "sheet", "C2", "typed")


@dataclass(frozen=True)
class Writing:
    """How texts, the names of files and origins are written."""

    text: Callable[[str], str]
    file: Callable[[str], str]
    origin: Callable[[Origin], Origin]

    @property
    def at(self) -> tuple[Origin, ...]:
        return (self.origin(CELL),)


OF_THE_PACK = ParameterUsed(
    *("most", "the most", 2.0, "", "commissioner", "F1", "2014-04-01", "note", None),
    narrowed_to="midwives",
    agreed="agreed",
)
PLAIN = Writing(lambda text: text, lambda file: file, lambda origin: origin)
MARKED = Writing(
    lambda text: f"<{text}>",
    lambda file: f"[{file}]",
    lambda origin: replace(origin, text=f"({origin.text})"),
)
REWRITER = Rewriter(MARKED.text, MARKED.origin, MARKED.file)


def fact(write: Writing) -> Fact:
    return Fact(
        "name",
        write.text("value"),
        Basis.DECLARED,
        write.at,
        ("under",),
        write.text("note"),
        write.text("why"),
        True,
        (Member(write.text("member"), True, write.text("words"), write.at, "H1"),),
        (
            Claim(write.text("claimed"), True, write.at, "check"),
            Claim(Range.of_number(3), False, write.at),
        ),
    )


def own_figure(write: Writing) -> ParameterUsed:
    return replace(
        OF_THE_PACK,
        note=write.text("note"),
        overlaid_from=write.file("own.yaml"),
        narrowed_to=write.text("midwives"),
        agreed=write.text("agreed"),
    )


def contradiction(write: Writing) -> Contradiction:
    return Contradiction("check", "title", write.text("odd"), "question", ("name",), write.at)


def submission(write: Writing) -> Submission:
    bounds = Range.of_number(3)
    return Submission(
        ELMS,
        Q2,
        {"name": fact(write)},
        files=(write.file("a.xlsx"),),
        commissions=(Commissioned(write.text("provider"), "H2", write.at),),
        training=(
            TrainingTable(
                "fire", "Fire", (TrainingRow(1, write.text("midwives"), bounds, bounds),)
            ),
        ),
        contradictions=(contradiction(write),),
    )


def finding(write: Writing) -> Finding:
    steps = [
        Step("met_when", "asked", Truth.TRUE, True, fact(write), "label", write.text("found")),
        Step(
            *("met_when", "asked", Truth.TRUE, True, fact(write), "label", write.text("found")),
            against=fact(write),
            parameter=own_figure(write),
            against_label="against",
            against_found=write.text("against"),
        ),
    ]
    steps[0] = replace(steps[0], against_found=write.text(""))
    return Finding(
        *("rule", "title", ELMS, Q2, Verdict.NOT_MET, Basis.DECLARED, ("F1",), tuple(steps)),
        write.text("because"),
        write.text("to comply"),
        (Change("name", write.text("change")),),
        "question",
        contradictions=(contradiction(write),),
    )


def concern(write: Writing) -> Concern:
    said = Statement(
        *("label", write.text("said"), write.at, Q2.label, Verdict.NOT_MET),
        figure=write.text("figure"),
    )
    return Concern(
        *("id", "rule", "kind", "title", "H1", (Q2.label,), ("F1",)),
        (FindingKey("rule", "H1", Q2.label),),
        (said,),
        write.text("because"),
        write.text("question"),
        write.text("next step"),
        rank=3,
    )


def fault(write: Writing) -> Fault:
    texts = (write.text("found"), write.text("expected"), write.text("to do"))
    return Fault(
        Severity.CELL, write.file("a.xlsx"), *texts, write.file("sheet"), "C2", "H1", Q2.label
    )


def decisions(write: Writing) -> Decisions:
    at = write.origin(CELL)
    waiver = Waiver(
        *("H1", "rule", write.text("reason"), write.text("approver"), DAY, DAY),
        *(WaiverStatus.APPLIED, at),
    )
    action = Action(
        *("H1", "F1", "rule", write.text("action"), write.text("owner"), DAY, DAY),
        *(Status.DONE, DAY, write.text("evidence"), at),
    )
    moderation = Moderation(
        *("H1", Q2, "F1", write.text("2"), write.text("moderator"), DAY, write.text("seen"), at),
        write.text("3"),
    )
    return Decisions((waiver,), (action,), (moderation,))


def assessment(write: Writing) -> Assessment:
    cells = (write.text("before"), write.text("after"), write.text("B2"), write.text("B3"))
    superseded = Superseded(
        *(write.file("old.xlsx"), "H1", Q2.label, DAY, write.file("new.xlsx"), DAY),
        (CellChange("table", write.text("row"), "column", *cells),),
    )
    inputs = (InputFile(write.file("a.xlsx"), "00", "H1", Q2.label, True),)
    return Assessment(
        Run(
            Q2, DAY, "software", "chainer", inputs, (OF_THE_PACK, own_figure(write)), (superseded,)
        ),
        PACK,
        (Q2,),
        (ELMS,),
        (submission(write),),
        Findings.from_findings([finding(write)]),
        (concern(write),),
        (fault(write),),
        decisions=decisions(write),
    )


def test_every_text_that_a_return_can_have_got_into_is_rewritten() -> None:
    assert REWRITER.assessment(assessment(PLAIN)) == assessment(MARKED)


def test_a_return_without_a_register_of_contracts_is_still_without_one() -> None:
    assert REWRITER.submission(Submission(ELMS, Q2)) == Submission(ELMS, Q2)


def test_a_fact_in_which_nothing_is_rewritten_is_the_same_one() -> None:
    rewriter = Rewriter(PLAIN.text, PLAIN.origin, PLAIN.file)
    own = fact(PLAIN)
    assert rewriter.fact(own) is own
    assert REWRITER.fact(own) is REWRITER.fact(own)
    for marked in (
        replace(own, value=Range.of_number(3)),
        replace(Fact("name", None), note="note"),
        replace(Fact("name", None), claims=(Claim("claimed"),)),
        replace(Fact("name", None), members=(Member("member", None, ""),)),
        replace(Fact("name", None), origins=(CELL,)),
    ):
        assert REWRITER.fact(marked) != marked
