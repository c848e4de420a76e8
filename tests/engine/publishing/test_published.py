"""An assessment as anybody may see it, compared with the one it was made from field by field."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from engine.assess import assess
from engine.loading import load_pack
from engine.nouns.evidence.decision import Decisions, Waiver, WaiverStatus
from engine.nouns.evidence.fact import Fact, Origin, Range
from engine.nouns.evidence.fault import Fault, Severity
from engine.nouns.evidence.organisation import Organisation, Submission
from engine.nouns.evidence.resubmission import CellChange, Superseded
from engine.nouns.outcome.assessment import Assessment, InputFile
from engine.nouns.outcome.audience import Audience, Suppression
from engine.nouns.outcome.past import NO_PAST, Past
from engine.nouns.outcome.what_if import ChangedCell, WhatIf
from engine.nouns.policy.condition import Any, Comparison, Condition, Literal, ParameterRef
from engine.nouns.policy.operators import Op
from engine.nouns.policy.pack import Pack
from engine.nouns.policy.rollup import Rollup
from engine.nouns.policy.rule import Rule
from engine.nouns.policy.verdict_fact import verdict_fact
from engine.nouns.quarter import Quarter
from engine.nouns.verdict import Verdict
from engine.publishing import publish_for_public
from engine.publishing.disclosure import Disclosure
from engine.publishing.for_public import CLOSED, VERDICT, _rolled_up
from engine.publishing.mask import Mask
from engine.publishing.shown_places import ShownPlaces
from engine.publishing.small_numbers import GROUP, RESTS, SMALL

Q1, Q2 = Quarter(2014, 1), Quarter(2014, 2)
DAY = dt.date(2014, 9, 30)
ELMS, OAKS = (Organisation(code, f"The {code}", "home") for code in ("ELMS", "OAKS"))
DRILLS, WELL, PLAN = "dashboard.2", "dashboard.3", "dashboard.4"
SMALL_NUMBER = """\
small_number:
  meaning: The smallest count that may be shown
  unit: people
  values:
    - {value: 4.5, in_force_from: 2013-01-01, set_by: policy, clause: F1}
most:
  meaning: The most drills that may be held
  unit: drills
  values:
    - {value: 2, in_force_from: 2013-01-01, set_by: policy, clause: F1}
    - {value: 4, in_force_from: 2014-07-01, set_by: policy, clause: F1}
"""
OF_DRILLS = """\
  never_more_than: dashboard.2
  share: {total: dashboard.2, who: drills held, state: gone well}
"""
CHECKS = """\
- id: fewer
  title: Fewer drills went well than before
  odd_when: {dashboard.3: {is_under: {fact: before.dashboard.3}}}
  says: “{dashboard.3}” went well, and “{before.dashboard.3}” before.
  question: How many were held?
  disputes:
    - {fact: dashboard.4, claim: any}
  examples:
    - {name: fewer, given: {dashboard.3: 1, before.dashboard.3: 2}, expect: fires}
    - {name: as many, given: {dashboard.3: 1, before.dashboard.3: 1}, expect: silent}
"""


@pytest.fixture
def pack(write_pack: Callable[[Mapping[str, str]], Path], pack_files: dict[str, str]) -> Pack:
    parameters = pack_files["parameters.yaml"] + SMALL_NUMBER
    return load_pack(write_pack({**pack_files, "parameters.yaml": parameters}))


@pytest.fixture
def checked(write_pack: Callable[[Mapping[str, str]], Path], pack_files: dict[str, str]) -> Pack:
    parameters = pack_files["parameters.yaml"] + SMALL_NUMBER
    alone = pack_files["indicators.yaml"].replace(OF_DRILLS, "")
    files = {**pack_files, "parameters.yaml": parameters, "checks.yaml": CHECKS}
    files["indicators.yaml"] = alone
    return load_pack(write_pack(files))


def with_rules(pack: Pack, **conditions: Condition) -> Pack:
    like = pack.rules["F-training"]
    rules: dict[str, Rule] = {
        name: replace(like, id=name, title=f"Title of {name}", met_when=met, partly_met_when=None)
        for name, met in conditions.items()
    }
    return replace(pack, rules=rules)


def at_most(fact: str, value: float) -> Comparison:
    return Comparison(fact, Op.IS_AT_MOST, Literal(value))


def sent(who: Organisation, quarter: Quarter, **values: float | bool) -> Submission:
    at = Origin(f"{who.code}.xlsx", "0" * 64, "dashboard", "C2", "typed")
    names = {"drills": DRILLS, "well": WELL, "plan": PLAN}
    facts = {
        names[key]: Fact(
            names[key],
            value if isinstance(value, bool) else Range.of_number(value),
            origins=(at,),
            returned=True,
        )
        for key, value in values.items()
    }
    return Submission(who, quarter, facts, files=(f"{who.code}.xlsx",))


def assessed(pack: Pack, *submissions: Submission) -> Assessment:
    return assess(pack, submissions, (), (), Q2, DAY, "a test")


def not_shown(public: Assessment) -> list[tuple[str, str, str, str]]:
    return [(one.organisation, one.period, one.about, one.reason) for one in public.suppressed]


RETURN = "return of ELMS for 2014-15 Q2"
HAS_PLAN = Comparison(PLAN, Op.IS, Literal(True))


def test_what_is_published_of_a_run_is_all_but_what_tells(pack: Pack) -> None:
    pack = with_rules(
        pack,
        half=at_most(WELL, 2.0),
        most=at_most(WELL, 4.0),
        either=Any((at_most(WELL, 2.0), HAS_PLAN)),
        plan=HAS_PLAN,
    )
    true = assessed(pack, sent(ELMS, Q2, well=3, plan=True), sent(OAKS, Q2, well=9, plan=False))
    cells = [
        ChangedCell(rule, code, Verdict.MET, Verdict.NOT_MET)
        for code in ("ELMS", "OAKS", "gone")
        for rule in ("half", "most", "plan")
    ]
    change = CellChange("dashboard", "2", "value", "2", "3", "dashboard C2", "dashboard C2")
    own = replace(true.run.parameters[0], overlaid_from="own.yaml", note="Ada", agreed="Ada")
    at = Origin("decisions.xlsx", "0" * 64, "waivers", "B2", "half")
    waiver = Waiver(
        *("OAKS", "half", "so Ada", "Ada", DAY, DAY),
        *(WaiverStatus.APPLIED, at),
    )
    fault = Fault(Severity.CELL, "ELMS.xlsx", "3 by Ada", "a number", "Mend.", "dashboard", "C2")
    true = replace(
        true,
        run=replace(
            true.run,
            inputs=(InputFile("ELMS.xlsx", "0" * 64, "ELMS", Q2.label, True),),
            parameters=(*true.run.parameters, own),
            superseded=(
                Superseded("a.xlsx", "ELMS", Q2.label, DAY, "b.xlsx", DAY, (change,), "2 more"),
            ),
        ),
        faults=(fault, replace(fault, cell="C9")),
        what_ifs=(WhatIf(own, 3.0, tuple(cells)),),
        past=Past(quarters=(Q1,)),
        decisions=Decisions((waiver,)),
    )
    own_shown = replace(own, note="", agreed="", overlaid_from="(name not shown)")
    shown_at = Origin("another file (4)", "", "waivers", "B2", "")
    public = publish_for_public(true)
    label = "Drills that went well"
    withheld, plain = replace(true.what_ifs[0], cells=()), true.what_ifs[0].cells
    assert replace(public, findings=true.findings, submissions=true.submissions) == replace(
        true,
        run=replace(
            true.run,
            inputs=(replace(true.run.inputs[0], name=RETURN, sha256=""),),
            parameters=(
                *true.run.parameters[:-1],
                own_shown,
            ),
            superseded=(
                replace(
                    true.run.superseded[0],
                    file="another file (2)",
                    by_file="another file (3)",
                    changes=(),
                    register="",
                ),
            ),
        ),
        faults=tuple(
            replace(
                fault,
                file=RETURN,
                found="words as typed, not shown",
                expected="what that place asks for",
                to_do="The full words are told to those who may see the returns.",
                cell=cell,
            )
            for cell in ("C2", "")
        ),
        what_ifs=(replace(withheld, parameter=own_shown, cells=(plain[2], *plain[3:])),),
        audience=Audience.PUBLIC,
        suppressed=(
            Suppression("ELMS", Q2.label, WELL, label, GROUP),
            Suppression("ELMS", Q2.label, "either", "Title of either", CLOSED),
            Suppression("ELMS", Q2.label, "half", "Title of half", VERDICT),
        ),
        past=NO_PAST,
        decisions=Decisions((replace(waiver, reason="", approved_by="", origin=shown_at),)),
    )
    assert public.findings[1].because == "Too few staff are trained. Drills that went well: 9."
    assert {
        (finding.rule, finding.organisation.code): finding.verdict for finding in public.findings
    } == {
        ("half", "ELMS"): Verdict.NO_EVIDENCE,
        ("half", "OAKS"): Verdict.NOT_MET,
        ("most", "ELMS"): Verdict.MET,
        ("most", "OAKS"): Verdict.NOT_MET,
        ("either", "ELMS"): Verdict.MET,
        ("either", "OAKS"): Verdict.NOT_MET,
        ("plan", "ELMS"): Verdict.MET,
        ("plan", "OAKS"): Verdict.NOT_MET,
    }
    rulings = {(one.rule, one.organisation.code): one.verdict for one in public.findings.rulings()}
    assert rulings == {
        (finding.rule, finding.organisation.code): finding.verdict for finding in public.findings
    }
    [elms, _] = public.submissions
    assert [(fact.value, fact.why_unknown) for fact in elms.facts.values()] == [
        (None, "not shown (small number)"),
        (True, ""),
    ]


def test_a_fault_tells_the_clauses_it_costs_where_the_duties_on_them_are_told(pack: Pack) -> None:
    pack = with_rules(pack, drills=at_most(DRILLS, 4.0), well=at_most(WELL, 2.0))
    pack = replace(pack, rules={**pack.rules, "well": replace(pack.rules["well"], cites=("F1",))})
    small = sent(ELMS, Q2, well=3)
    bounds = replace(small.facts[WELL], value=Range(2, 4))
    small = replace(small, facts={WELL: bounds})
    faults = [
        Fault(
            *(Severity.CELL, "ELMS.xlsx", "typed", "a number", "Mend.", "dashboard", cell),
            *("ELMS", Q2.label, (name,)),
        )
        for cell, name in (("C2", WELL), ("C3", DRILLS))
    ]
    true = assess(pack, [small], faults, (), Q2, DAY, "a test")
    assert [fault.clauses for fault in true.faults] == [("F1",), ("F2",)]
    assert [fault.clauses for fault in publish_for_public(true).faults] == [(), ("F2",)]


def test_the_highest_limit_of_any_organisation_holds_for_all(pack: Pack) -> None:
    small = pack.parameters["small_number"]
    own = replace(small.values[0], value=7.5, organisations=("OAKS",))
    pack = with_rules(pack, plan=HAS_PLAN)
    higher = replace(small, values=(*small.values, own))
    higher_pack = replace(pack, parameters={**pack.parameters, "small_number": higher})
    submissions = [sent(ELMS, Q2, drills=7), sent(OAKS, Q2, drills=8)]
    assert not_shown(publish_for_public(assessed(pack, *submissions))) == []
    assert not_shown(publish_for_public(assessed(higher_pack, *submissions))) == [
        ("ELMS", Q2.label, DRILLS, GROUP)
    ]
    assert not_shown(publish_for_public(assessed(pack, sent(ELMS, Q2, drills=4.0)))) == [
        ("ELMS", Q2.label, DRILLS, GROUP)
    ]


def test_a_quarter_is_judged_by_what_was_in_force_in_it(pack: Pack) -> None:
    """Up to 2 drills would be told in the first quarter; up to 4 tells nothing in the second."""
    pack = with_rules(pack, some=Comparison(DRILLS, Op.IS_AT_MOST, ParameterRef("most")))
    true = assessed(pack, sent(ELMS, Q1, drills=3), sent(ELMS, Q2, drills=3))
    assert not_shown(publish_for_public(true)) == [
        ("ELMS", Q1.label, DRILLS, GROUP),
        ("ELMS", Q1.label, "some", VERDICT),
        ("ELMS", Q2.label, DRILLS, GROUP),
    ]


def test_a_rule_that_binds_others_withholds_nothing(pack: Pack) -> None:
    pack = with_rules(pack, half=at_most(DRILLS, 2.0), others=at_most(DRILLS, 2.0))
    others = replace(pack.rules["others"], binds=("ward",))
    pack = replace(pack, rules={**pack.rules, "others": others})
    public = publish_for_public(assessed(pack, sent(ELMS, Q2, drills=3)))
    assert [one.about for one in public.suppressed] == [DRILLS, "half"]


@pytest.mark.parametrize(
    ("before", "now", "withheld"),
    [
        (9, 9, False),
        (9, 3, False),
        (3, 9, False),
        (4, 3, True),
        (3, 3, True),
        (None, 9, False),
        (None, 3, True),
    ],
)
def test_a_check_on_the_quarter_before_withholds_what_it_could_put_in_dispute(
    checked: Pack, before: int | None, now: int, withheld: bool
) -> None:
    """Whether fewer went well than before would tell of a small number, of either quarter."""
    pack = with_rules(checked, plan=HAS_PLAN)
    own = [
        sent(ELMS, quarter, plan=True, well=well)
        for quarter, well in ((Q1, before), (Q2, now))
        if well is not None
    ]
    public = publish_for_public(assessed(pack, *own))
    odd = [len(one.contradictions) for one in public.submissions if one.quarter == Q2]
    assert odd == [int((before, now) == (9, 3))], "of 4 and 3 it is odd too, and untold"
    told = [one for one in not_shown(public) if one[1] == Q2.label]
    small = [("ELMS", Q2.label, WELL, SMALL)] if now == 3 else []
    assert told == small + ([("ELMS", Q2.label, "plan", VERDICT)] if withheld else [])


def test_a_pair_is_hidden_with_the_difference_between_its_ends(pack: Pack) -> None:
    pack = with_rules(pack, plan=HAS_PLAN)
    public = publish_for_public(assessed(pack, sent(ELMS, Q2, drills=20, well=18)))
    assert not_shown(public) == [("ELMS", Q2.label, name, GROUP) for name in (DRILLS, WELL)]


@pytest.mark.parametrize(
    ("how", "kept_back"), [(Disclosure.WITHHELD, True), (Disclosure.OPEN, False)]
)
def test_a_share_is_kept_back_with_a_verdict_that_a_dispute_withholds(
    pack: Pack, how: Disclosure, kept_back: bool
) -> None:
    """No figure under the verdict is hidden; that it is withheld is enough, for every return."""
    met = Comparison(verdict_fact("plan"), Op.IS, Literal("met"))
    pack = replace(
        with_rules(pack, plan=HAS_PLAN), rollups={"key": Rollup("key", "label", "state", met)}
    )
    nowhere = ShownPlaces((), {})
    masks = {
        ("ELMS", Q2): Mask(pack.catalogue, {}, {}, {"plan": how}, nowhere),
        ("OAKS", Q2): Mask(pack.catalogue, {}, {}, {}, nowhere),
        ("ELMS", Q1): Mask(pack.catalogue, {}, {}, {}, nowhere),
    }
    hidden = dict.fromkeys(("commissioned.key.percent", "commissioned.key.kept"), RESTS)
    expected = {("ELMS", Q2): hidden, ("OAKS", Q2): hidden} if kept_back else {}
    assert dict(_rolled_up(pack, masks)) == expected
