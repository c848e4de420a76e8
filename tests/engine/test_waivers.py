"""Waivers are laid over verdicts and change none; each stands as its days and its duty have it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from engine.nouns.evidence.decision import Action, Decisions, Status, Waiver, WaiverStatus
from engine.nouns.evidence.fact import Origin
from engine.nouns.evidence.organisation import Organisation
from engine.nouns.outcome.assessment import Assessment, Run
from engine.nouns.outcome.finding import Finding
from engine.nouns.outcome.findings import Findings
from engine.nouns.quarter import Quarter
from engine.nouns.verdict import Verdict
from engine.waivers import actions_on, decisions_by_organisation, waivers_applied, with_decisions

NOWHERE = Origin("", "", "", "", "")
AS_OF = dt.date(2014, 9, 30)
DAY = dt.timedelta(days=1)
WHO = Organisation("RZ1", "Orwell", "provider")
NOW, BEFORE = Quarter(2014, 2), Quarter(2014, 1)
UNSETTLED = WaiverStatus.NOTHING_TO_WAIVE


def finding(rule: str, verdict: Verdict, quarter: Quarter = NOW) -> Finding:
    return Finding(rule, rule, WHO, quarter, verdict, None, ("S6.p08", "A1.1"), (), "", "", (), "")


def assessment(*findings: Finding) -> Assessment:
    run = Run(NOW, AS_OF, "Clausewise", "nothing", (), ())
    return Assessment(
        run, None, (BEFORE, NOW), (WHO,), (), Findings.from_findings(findings), (), ()
    )


EVERY = assessment(
    *(finding(verdict.value, verdict) for verdict in Verdict),
    *(finding(verdict.value, verdict, BEFORE) for verdict in Verdict),
)


def waiver(**changed) -> Waiver:
    whole = Waiver(
        *("RZ1", "not_met", "Recruiting", "Director", AS_OF - 90 * DAY, AS_OF + 90 * DAY),
        *(UNSETTLED, NOWHERE),
    )
    return replace(whole, **changed)


@pytest.mark.parametrize(
    ("changed", "standing"),
    [
        ({}, WaiverStatus.APPLIED),
        ({"rule": "partly_met"}, WaiverStatus.APPLIED),
        ({"rule": "no_evidence"}, WaiverStatus.APPLIED),
        ({"until": AS_OF}, WaiverStatus.APPLIED),
        ({"approved_on": AS_OF}, WaiverStatus.APPLIED),
        ({"until": AS_OF - DAY}, WaiverStatus.LAPSED),
        ({"approved_on": AS_OF + DAY}, WaiverStatus.NOT_YET),
        ({"until": None}, WaiverStatus.NO_END),
        ({"approved_on": None}, WaiverStatus.NO_DAY),
        ({"reason": " "}, WaiverStatus.NO_REASON),
        ({"approved_by": ""}, WaiverStatus.NO_APPROVER),
        ({"reason": "", "approved_by": "", "until": None}, WaiverStatus.NO_REASON),
        ({"rule": "met"}, WaiverStatus.NOTHING_TO_WAIVE),
        ({"rule": "not_applicable"}, WaiverStatus.NOTHING_TO_WAIVE),
        ({"rule": "of another kind"}, WaiverStatus.NOTHING_TO_WAIVE),
        ({"organisation": "NXC"}, WaiverStatus.NOTHING_TO_WAIVE),
    ],
)
def test_how_a_waiver_stands(changed, standing) -> None:
    [settled] = with_decisions(EVERY, Decisions((waiver(**changed),))).decisions.waivers
    assert settled == waiver(**changed, standing=standing)


def test_of_several_in_force_the_latest_counts_and_two_of_one_day_do_not() -> None:
    early, late = waiver(reason="early"), waiver(reason="late", approved_on=AS_OF - DAY)
    lapsed = waiver(reason="lapsed", until=AS_OF - DAY, approved_on=AS_OF - DAY)

    def standings(*waivers: Waiver) -> list[WaiverStatus]:
        return [one.standing for one in with_decisions(EVERY, Decisions(waivers)).decisions.waivers]

    assert standings(late, early, lapsed) == [
        *(WaiverStatus.APPLIED, WaiverStatus.REPLACED, WaiverStatus.LAPSED),
    ]
    assert standings(early, waiver(reason="else")) == [WaiverStatus.UNCLEAR, WaiverStatus.UNCLEAR]
    assert standings(late, replace(late, reason="else"), early) == [
        *(WaiverStatus.UNCLEAR, WaiverStatus.UNCLEAR, WaiverStatus.REPLACED),
    ]


DAYS = st.one_of(st.none(), st.dates(AS_OF - 9 * DAY, AS_OF + 9 * DAY))
WAIVERS = st.builds(
    Waiver,
    st.sampled_from(("RZ1", "NXC")),
    st.sampled_from((*(verdict.value for verdict in Verdict), "none such")),
    st.sampled_from(("", "Recruiting")),
    st.sampled_from(("", "Director")),
    DAYS,
    DAYS,
    st.sampled_from(WaiverStatus),
    st.just(NOWHERE),
)
IN_FORCE = st.builds(
    waiver,
    rule=st.sampled_from(("not_met", "partly_met", "conflicting", "no_evidence")),
    approved_on=st.dates(AS_OF - 9 * DAY, AS_OF),
    until=st.dates(AS_OF, AS_OF + 9 * DAY),
    standing=st.sampled_from(WaiverStatus),
)


@example((waiver(),))
@given(st.lists(WAIVERS | IN_FORCE, max_size=8).map(tuple))
def test_whatever_is_waived_no_finding_and_no_count_changes(waivers: tuple[Waiver, ...]) -> None:
    decided = with_decisions(EVERY, Decisions(waivers))
    assert replace(decided, decisions=EVERY.decisions) == EVERY
    assert decided.counts("RZ1", NOW) == EVERY.counts("RZ1", NOW)
    cells = [
        (one.rule, one.organisation)
        for one in decided.decisions.waivers
        if one.standing is WaiverStatus.APPLIED
    ]
    assert len(cells) == len(set(cells)) == len(waivers_applied(decided))
    for one in decided.decisions.waivers:
        if one.standing is WaiverStatus.APPLIED:
            assert one.reason
            assert one.approved_by
            assert one.approved_on <= AS_OF <= one.until
            assert one.rule in ("not_met", "partly_met", "conflicting", "no_evidence")


def action(**changed) -> Action:
    whole = Action(
        *("RZ1", "S6.p08", "", "Appoint", "Matron", None, AS_OF - DAY, Status.OPEN, None, ""),
        NOWHERE,
    )
    return replace(whole, **changed)


def test_an_action_goes_with_its_rule_or_else_with_its_clause() -> None:
    of_rule, of_clause = action(rule="met", clause="A1.1"), action()
    elsewhere = action(organisation="NXC")
    decided = with_decisions(EVERY, Decisions(actions=(of_rule, of_clause, elsewhere)))
    by_code = decisions_by_organisation(decided.decisions)
    assert by_code == {
        "RZ1": Decisions(actions=(of_rule, of_clause)),
        "NXC": Decisions(actions=(elsewhere,)),
    }
    assert actions_on(by_code["RZ1"], finding("met", Verdict.MET)) == (of_rule, of_clause)
    assert actions_on(decided.decisions, finding("not_met", Verdict.NOT_MET)) == (of_clause,)


@pytest.mark.parametrize(
    ("changed", "done", "overdue"),
    [
        ({}, False, True),
        ({"due": AS_OF}, False, False),
        ({"due": None}, False, False),
        ({"status": Status.WITHDRAWN}, False, False),
        ({"status": Status.DONE}, False, True),
        ({"status": Status.DONE, "closed_on": AS_OF}, False, True),
        ({"status": Status.DONE, "evidence": "Minutes"}, False, True),
        ({"status": Status.DONE, "evidence": "Minutes", "closed_on": AS_OF}, True, False),
        ({"status": Status.DONE, "evidence": "Minutes", "closed_on": AS_OF + DAY}, False, True),
        ({"evidence": "Minutes", "closed_on": AS_OF}, False, True),
    ],
)
def test_an_action_is_done_by_its_evidence_and_overdue_by_the_day(changed, done, overdue) -> None:
    one = action(**changed)
    assert (one.is_done_on(AS_OF), one.is_overdue(AS_OF)) == (done, overdue)
