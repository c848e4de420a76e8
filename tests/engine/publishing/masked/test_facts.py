"""What a mask leaves of facts, returns and faults: compared whole, so that no field gets by."""

from __future__ import annotations

from dataclasses import replace

import pytest

from engine.nouns.evidence.contradiction import Contradiction
from engine.nouns.evidence.fact import Claim, Fact, Member
from engine.nouns.evidence.fault import Fault, Severity
from engine.nouns.evidence.organisation import Commissioned, Submission
from engine.nouns.evidence.training import TrainingTable
from engine.publishing.mask import fault_of
from tests.engine.publishing.masked.facts import (
    ANSWER,
    CELL,
    ELMS,
    HIDES,
    LINES,
    OWN_WORD,
    Q2,
    SHOWN_CELL,
    SHOWN_LINES,
    THREE,
    TYPED,
    WELL,
    fact,
    mask,
    shown,
)


@pytest.mark.parametrize(
    ("hidden", "true", "left"),
    [
        ((), fact(WELL, THREE), shown(WELL, THREE)),
        ((WELL,), fact(WELL, THREE), shown(WELL, None, HIDES)),
        ((), fact(OWN_WORD, "Ada"), shown(OWN_WORD, None, TYPED)),
        ((), fact("unheard", "Ada"), shown("unheard", None, TYPED)),
        ((), fact(ANSWER, "yes"), shown(ANSWER, "yes")),
        ((), fact(WELL, None), shown(WELL, None, "suppressed at source")),
        ((WELL,), fact(WELL, None), shown(WELL, None, "suppressed at source")),
        (
            (),
            fact(WELL, None, returned=False),
            shown(WELL, None, "nothing usable was returned", returned=False),
        ),
        (
            (),
            fact(WELL, None, claims=(Claim(THREE), Claim(None))),
            shown(WELL, None, "in dispute: what was returned contradicts itself"),
        ),
    ],
)
def test_of_a_fact_its_value_is_left_where_nothing_hides_it(
    hidden: tuple[str, ...], true: Fact, left: Fact
) -> None:
    own = mask(hidden)
    assert own.fact(true) == left
    assert own.fact(true) is own.fact(true)


def test_of_those_that_a_share_counts_the_name_of_the_run_is_left() -> None:
    members = tuple(
        Member(f"as typed {code}", keeps, "“No”, says Ada", (CELL,), code)
        for code, keeps in (("H1", True), ("H1", False), ("", None))
    )
    own = fact(WELL, THREE, members=members)
    assert mask().fact(own).members == (
        Member("The Elms", True, "so", (SHOWN_CELL,), "H1"),
        Member("The Elms", False, "not so", (SHOWN_CELL,), "H1"),
        Member("one on the register, name not shown", None, "not known", (SHOWN_CELL,), ""),
    )
    assert mask((WELL,)).fact(own).members == ()


def test_of_a_return_no_table_of_staff_and_no_name_as_typed_is_left() -> None:
    odd = [
        Contradiction(check, f"Title of {check}", "Ada said 3", "How?", (WELL,), (CELL,))
        for check in ("told", "untold")
    ]
    true = Submission(
        ELMS,
        Q2,
        {WELL: fact(WELL, THREE)},
        files=("elms.xlsx",),
        commissions=(Commissioned("as typed", "H1", (CELL,)), Commissioned("Ada's", "", (LINES,))),
        training=(TrainingTable("fire", "Fire", ()),),
        contradictions=tuple(odd),
    )
    assert mask((WELL,)).submission(true) == Submission(
        ELMS,
        Q2,
        {WELL: shown(WELL, None, HIDES)},
        files=("another file",),
        commissions=(
            Commissioned("The Elms", "H1", (SHOWN_CELL,)),
            Commissioned("one on the register, name not shown", "", (SHOWN_LINES,)),
        ),
        training=(),
        contradictions=(
            Contradiction(
                "told", "Title of told", "Title of told.", "How?", (WELL,), (SHOWN_CELL,)
            ),
        ),
    )
    assert mask().submission(replace(true, commissions=None)).commissions is None


def test_a_fault_is_told_without_its_words() -> None:
    true = Fault(
        *(Severity.CELL, "elms.xlsx", "Ada", "a number, Ada", "Ask Ada.", "dashboard", "C2"),
        *("H1", "2014-15 Q2", (WELL,)),
    )
    assert fault_of(true) == replace(
        true,
        found="words as typed, not shown",
        expected="what that place asks for",
        to_do="The full words are told to those who may see the returns.",
    )
