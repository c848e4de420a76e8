"""What does not agree within a return is told, with both cells; nothing is made unknown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from evidence.facts.across import agreement

Gather = Callable[..., "object"]


def test_a_review_due_before_the_approval(gather: Gather) -> None:
    lines = [
        {"kind": "annual_report", "approved_on": "01/06/2014", "review_due": "01/05/2014"},
        {"kind": "training_strategy", "approved_on": "01/06/2014", "review_due": "01/06/2014"},
        {"kind": "supervision_policy", "approved_on": "June 2014", "review_due": "01/05/2014"},
    ]
    assert gather(documents=lines).faults_in_short == [
        (
            "CHECK",
            "documents D2, C2",
            "due for review 01/05/2014 (documents D2), before it was approved 01/06/2014 "
            "(documents C2)",
        )
    ]


@pytest.mark.parametrize(
    ("name", "wte", "found"),
    [
        ("Ann Other", 0.0, "somebody named (named_professionals C2) with 0 WTE"),
        ("Ann Other", "nil", "somebody named (named_professionals C2) with nil WTE"),
        ("Ann Other", None, "somebody named (named_professionals C2) with no WTE"),
        ("Ann Other", 0.2, ""),
        ("vacant", 0.0, ""),
        ("n/a", 0.0, ""),
        (None, 0.0, ""),
    ],
)
def test_somebody_named_without_time(
    gather: Gather, name: str | None, wte: float | str | None, found: str
) -> None:
    line = {"role": "named_nurse", "title": "Nurse", "name": name, "wte": wte}
    expected = f"{found} (named_professionals D2)"
    assert gather(named_professionals=[line]).faults_in_short == (
        [("CHECK", "named_professionals D2, C2", expected)] if found else []
    )


def test_a_return_sent_before_its_quarter_began(
    organisation_rows: list[tuple[str, object]],
    returned: Callable[..., Path],
    assessed_faults: Callable[[Path], list[tuple[str, str]]],
) -> None:
    rows = [(r[0], "30/06/2014" if r[0] == "submitted_on" else r[1]) for r in organisation_rows]
    assert (
        "submitted 30/06/2014 (organisation B7), before 2014-15 Q2 began (01/07/2014)",
        "do the cells agree with each other",
    ) in assessed_faults(returned("early.xlsx", organisation=rows))


@pytest.mark.parametrize(
    ("evidence", "found"),
    [
        (("Policy, page 4", "policy page 4", "Policy, page 4", "Minutes"), 3),
        (("Policy, page 4", "Policy, page 4", "Policy, page 5", "Minutes"), 0),
        ((None, None, "-", "-"), 0),
    ],
)
def test_one_text_as_the_evidence_of_many_answers(
    evidence: Sequence[str | None], found: int, gather: Gather, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(agreement, "_FOR_MANY", 3)
    questions = ("S6.p08.a", "S6.p08.b", "S6.p11.c", "S6.p18.c")
    lines = [
        {"question": question, "score": 3, "evidence": text}
        for question, text in zip(questions, evidence, strict=True)
    ]
    expected = f"“Policy, page 4” as evidence of {found} answers"
    faults = gather(section11=lines).faults_in_short
    assert [fault for fault in faults if "as evidence of" in fault[2]] == (
        [("CHECK", "section11 F2:F4", expected)] if found else []
    )
