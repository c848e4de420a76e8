"""What a mask leaves of findings: compared whole, so that no field gets by."""

from __future__ import annotations

from dataclasses import replace

import pytest

from engine.nouns.evidence.contradiction import Contradiction
from engine.nouns.evidence.fact import Fact, Member, Range
from engine.nouns.evidence.organisation import Submission
from engine.nouns.outcome.finding import Change, Finding, Step
from engine.nouns.outcome.rulings import Ruling
from engine.nouns.policy.condition import Comparison, Literal
from engine.nouns.policy.operators import Op
from engine.nouns.policy.rule import CONTRADICTS, Rule, RuleWords
from engine.nouns.verdict import Basis, Truth, Verdict
from engine.publishing.disclosure import Disclosure
from tests.engine.publishing.masked.facts import (
    ANSWER,
    CELL,
    DRILLS,
    ELMS,
    HIDES,
    OWN_WORD,
    Q2,
    SHOWN_CELL,
    THREE,
    TYPED,
    WELL,
    fact,
    mask,
    shown,
)


def step(own: Fact, against: Fact | None = None, decisive: bool = True) -> Step:
    return Step(
        "met_when",
        "asked",
        Truth.TRUE,
        decisive,
        own,
        f"label of {own.name}",
        "found, says Ada",
        against,
        None,
        "" if against is None else f"label of {against.name}",
        "" if against is None else "found, says Ada",
    )


RULE = Rule(
    "rule",
    "Drills go well",
    ("home",),
    ("F1",),
    Comparison(WELL, Op.IS_OVER, Literal(0.0)),
    RuleWords("All well.", "Not well.", "Not known.", "Hold drills.", "How many?"),
    (),
)
ODD = Contradiction("told", "Odd", "Ada said 3", "How?", (WELL,), (CELL,))
ODD_SHOWN = Contradiction("told", "Odd", "Odd.", "How?", (WELL,), (SHOWN_CELL,))
TRUE_FINDING = Finding(
    "rule",
    "Drills go well",
    ELMS,
    Q2,
    Verdict.MET,
    Basis.FIGURE,
    ("F1",),
    (step(fact(WELL, THREE), fact(DRILLS, Range.of_number(9))), step(fact(OWN_WORD, "Ada"))),
    "So says Ada.",
    "Hold drills.",
    (Change(WELL, "6 more"),),
    "How many?",
    True,
    (ODD, replace(ODD, check="untold")),
    True,
)
SENT = Submission(ELMS, Q2)


def test_of_a_finding_that_is_told_words_and_steps_are_those_of_the_facts_shown() -> None:
    words = "All well. Label of dashboard.3: 3 drills; label of dashboard.2: 9 drills; "
    well, drills = shown(WELL, THREE), shown(DRILLS, Range.of_number(9))
    note = shown(OWN_WORD, None, TYPED)
    assert mask().finding(TRUE_FINDING, RULE, SENT) == replace(
        TRUE_FINDING,
        trace=(
            replace(step(well, drills), found="3 drills", against_found="9 drills"),
            replace(step(note), found=TYPED),
        ),
        because=f"{words}label of note: {TYPED}.",
        contradictions=(ODD_SHOWN,),
        changes=(),
    )
    assert mask().finding(TRUE_FINDING, None, SENT).because.startswith(" Label of dashboard.3: ")


def test_of_a_finding_in_conflict_what_is_odd_is_told_by_its_title() -> None:
    found = mask().finding(replace(TRUE_FINDING, verdict=Verdict.CONFLICTING), RULE, SENT)
    assert found.because == f"{CONTRADICTS} Odd."


def test_of_a_closed_finding_no_comparison_with_a_hidden_figure_tells_how_it_came_out() -> None:
    own = mask((DRILLS,), rule=Disclosure.CLOSED)
    well, drills = shown(WELL, THREE), shown(DRILLS, None, HIDES)
    note = shown(OWN_WORD, None, TYPED)
    assert own.finding(TRUE_FINDING, RULE, SENT) == replace(
        TRUE_FINDING,
        basis=None,
        trace=(
            replace(
                step(well, drills, decisive=False),
                truth=Truth.UNKNOWN,
                found="3 drills",
                against_found=HIDES,
            ),
            replace(step(note, decisive=False), found=TYPED),
        ),
        because="All well.",
        changes=(),
        may_yet_be_met=False,
        contradictions=(ODD_SHOWN,),
        excused=False,
    )
    by_itself = replace(TRUE_FINDING, trace=(step(fact(DRILLS, THREE)),))
    [only] = own.finding(by_itself, RULE, SENT).trace
    assert (only.truth, only.against, only.against_found) == (Truth.UNKNOWN, None, "")


def test_of_an_open_finding_comparisons_with_a_hidden_figure_are_told() -> None:
    own = mask((DRILLS,), rule=Disclosure.OPEN)
    found = own.finding(TRUE_FINDING, RULE, SENT)
    assert [(one.truth, one.decisive) for one in found.trace] == [(Truth.TRUE, True)] * 2
    assert (found.basis, found.may_yet_be_met, found.excused) == (Basis.FIGURE, True, True)


def test_of_a_withheld_finding_not_even_what_it_lacks_is_left() -> None:
    own = mask((DRILLS,), rule=Disclosure.WITHHELD)
    assert own.finding(TRUE_FINDING, RULE, SENT) == Finding(
        "rule",
        "Drills go well",
        ELMS,
        Q2,
        Verdict.NO_EVIDENCE,
        None,
        ("F1",),
        (),
        "The verdict is not shown: it would tell a small number of people.",
        "",
        (),
        "",
    )


@pytest.mark.parametrize(
    ("disclosure", "left"),
    [
        (Disclosure.OPEN, {}),
        (Disclosure.CLOSED, {"basis": None, "may_yet_be_met": False, "excused": False}),
        (
            Disclosure.WITHHELD,
            {
                "verdict": Verdict.NO_EVIDENCE,
                "basis": None,
                "may_yet_be_met": False,
                "excused": False,
            },
        ),
    ],
)
def test_a_ruling_is_told_as_far_as_its_finding(
    disclosure: Disclosure, left: dict[str, object]
) -> None:
    true = Ruling("rule", "Title", ELMS, Q2, Verdict.MET, Basis.FIGURE, ("F1",), True, True)
    assert mask(rule=disclosure).ruling(true) == replace(true, **left)  # type: ignore[arg-type]
    assert mask(other=disclosure).ruling(true) == true


A_SHARE = fact(DRILLS, THREE, members=(Member("Ada", True, "so"),))
NEVER_SENT = fact(DRILLS, None, returned=False)


@pytest.mark.parametrize(
    ("hidden", "facts", "kept"),
    [
        ((), (fact(WELL, THREE), None), True),
        ((WELL,), (fact(WELL, THREE), None), False),
        ((DRILLS,), (fact(WELL, THREE), fact(DRILLS, THREE)), False),
        ((), (fact(WELL, THREE), fact(OWN_WORD, "Ada")), False),
        ((), (fact(WELL, THREE), fact(DRILLS, THREE)), True),
        ((), (fact(WELL, THREE), A_SHARE), False),
        ((), (fact(WELL, THREE), NEVER_SENT), True),
        ((), (fact(WELL, THREE), replace(NEVER_SENT, returned=True)), False),
        ((), (fact(OWN_WORD, "Ada"), None), False),
        ((), (fact(DRILLS, THREE), None), False),
    ],
)
def test_a_change_is_told_where_all_that_it_may_quote_is_shown(
    hidden: tuple[str, ...], facts: tuple[Fact, Fact | None], kept: bool
) -> None:
    change = Change(WELL, "6 more")
    of_another = Change("dashboard.9", "3 more")
    true = replace(TRUE_FINDING, trace=(step(*facts),), changes=(change, of_another))
    assert mask(hidden).finding(true, RULE, SENT).changes == ((change,) if kept else ())


@pytest.mark.parametrize(
    ("hidden", "disclosures", "held"),
    [
        ((), {}, False),
        ((), {"rule": Disclosure.OPEN}, True),
        ((), {"other": Disclosure.WITHHELD}, False),
        ((WELL,), {}, True),
        ((DRILLS,), {}, True),
        ((ANSWER,), {}, False),
    ],
)
def test_what_rests_on_a_hidden_figure_is_held_back(
    hidden: tuple[str, ...], disclosures: dict[str, Disclosure], held: bool
) -> None:
    true = replace(TRUE_FINDING, trace=(step(fact(WELL, THREE), fact(DRILLS, THREE)),))
    assert mask(hidden, **disclosures).holds_back(true) is held
    assert mask(hidden, **disclosures).holds_back(None) is False
