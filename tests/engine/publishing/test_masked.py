"""What a mask leaves of facts, findings and faults: compared whole, so that no field gets by."""

from __future__ import annotations

from dataclasses import replace

import pytest

from engine.nouns.evidence.contradiction import Contradiction
from engine.nouns.evidence.fact import Claim, Fact, FactSpec, Kind, Member, Origin, Range
from engine.nouns.evidence.fault import Fault, Severity
from engine.nouns.evidence.organisation import Commissioned, Organisation, Submission
from engine.nouns.evidence.training import TrainingTable
from engine.nouns.outcome.finding import Change, Finding, Step
from engine.nouns.outcome.rulings import Ruling
from engine.nouns.policy.condition import Comparison, Literal
from engine.nouns.policy.operators import Op
from engine.nouns.policy.rule import CONTRADICTS, Rule, RuleWords
from engine.nouns.quarter import Quarter
from engine.nouns.verdict import Basis, Truth, Verdict
from engine.publishing.disclosure import Disclosure
from engine.publishing.mask import Mask, fault_of
from engine.publishing.shown_places import ShownPlaces
from engine.publishing.small_numbers import SMALL

Q2 = Quarter(2014, 2)
ELMS = Organisation("H1", "The Elms", "home")
DRILLS, WELL, OWN_WORD, ANSWER = "dashboard.2", "dashboard.3", "note", "audit.F1"
CATALOGUE = {
    DRILLS: FactSpec(DRILLS, Kind.NUMBER, "drills held", "drills"),
    WELL: FactSpec(WELL, Kind.NUMBER, "drills that went well", "drills"),
    OWN_WORD: FactSpec(OWN_WORD, Kind.WORD, "a note"),
    ANSWER: FactSpec(ANSWER, Kind.WORD, "the answer", words=("yes", "no")),
}
CELL = Origin("elms.xlsx", "0" * 64, "dashboard", "C2", "3, says Ada")
LINES = Origin("elms.xlsx", "0" * 64, "register", "A2:A9", "Ada and others")
SHOWN_CELL = Origin("another file", "", "dashboard", "C2", "")
SHOWN_LINES = Origin("another file", "", "another sheet", "", "")


def mask(hidden: tuple[str, ...] = (), **disclosures: Disclosure) -> Mask:
    names = {"H1": "The Elms"}
    figures, places = dict.fromkeys(hidden, SMALL), ShownPlaces((), {"dashboard": "dashboard"})
    return Mask(CATALOGUE, names, figures, disclosures, places, frozenset({"untold"}))


def fact(name: str, value: object, **more: object) -> Fact:
    made = Fact(name, value, Basis.FIGURE, (CELL, LINES), ("a", "b"), "says Ada", "so Ada", True)  # type: ignore[arg-type]
    return replace(made, **more)  # type: ignore[arg-type]


def shown(name: str, value: object, why: str = "", **more: object) -> Fact:
    origins = (SHOWN_CELL, SHOWN_LINES)
    made = Fact(name, value, Basis.FIGURE, origins, ("a", "b"), "", why, True)  # type: ignore[arg-type]
    return replace(made, **more)  # type: ignore[arg-type]


THREE = Range.of_number(3)
HIDES, TYPED = "not shown (small number)", "words as typed, not shown"


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
