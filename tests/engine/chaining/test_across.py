"""Signals across organisations: whose gaps touch whose duties, and which gaps several share."""

from __future__ import annotations

import dataclasses

import pytest

from engine.chaining.chainers.durable_adapter import DurableChainer
from engine.chaining.chainers.fixpoint import Fixpoint
from engine.chaining.concerns import derive_concerns
from engine.chaining.make_signals import Common, Elsewhere
from engine.chaining.shared_gaps import common_of, elsewhere_of
from engine.nouns.evidence.fact import Origin
from engine.nouns.evidence.organisation import Commissioned, Organisation, Submission
from engine.nouns.outcome.concern import FindingKey
from engine.nouns.outcome.finding import Finding
from engine.nouns.outcome.findings import Findings
from engine.nouns.outcome.rulings import Ruling
from engine.nouns.policy.handling import Handling, Raises
from engine.nouns.policy.pack import Pack
from engine.nouns.quarter import Quarter

Q1, Q2 = Quarter.parse("2014-15 Q1"), Quarter.parse("2014-15 Q2")
BUYER = Organisation("06L", "The Buyer", "ccg")
A, B, C = (Organisation(f"R{one}", f"Trust {one}", "provider") for one in "ABC")
RAISES = (Raises("S4.2.5.p04", ("S6.p18.d", "S6.p17.e"), "linked"),)


def register(quarter: Quarter, *codes: str) -> Submission:
    return Submission(
        BUYER, quarter, {}, commissions=tuple(Commissioned(f"as {code}", code) for code in codes)
    )


def ruled(finding: Finding) -> Ruling:
    """A finding without its reasons."""
    (ruling,) = Findings.from_findings([finding]).rulings()
    return ruling


def test_only_those_on_the_register_of_the_quarter_and_only_what_touches_a_duty(finding):
    on = finding("R1", "2014-15 Q2", "not_met", "declared", ("S6.p18.d",), organisation=A)
    both = finding("R2", "2014-15 Q2", "met", "figure", ("S6.p17.e", "S6.p18.d"), organisation=A)
    other = finding("R3", "2014-15 Q2", "not_met", "figure", ("S6.p01.a",), organisation=A)
    before = finding("R1", "2014-15 Q1", "not_met", "figure", ("S6.p18.d",), organisation=A)
    nobodys = finding("R1", "2014-15 Q2", "not_met", "figure", ("S6.p18.d",), organisation=B)
    own = finding("R9", "2014-15 Q2", "not_met", "figure", ("S6.p18.d",), organisation=BUYER)
    found = elsewhere_of(
        RAISES,
        [register(Q2, "RA", "RA", "", "06L")],
        Findings.from_findings([on, both, other, before, nobodys, own]),
    )
    assert found == {
        ("elsewhere", "S4.2.5.p04", "R1", "RA", Q2.index, "not_met", "declared"): Elsewhere(
            "S4.2.5.p04", ruled(on)
        ),
        ("elsewhere", "S4.2.5.p04", "R2", "RA", Q2.index, "met", "figure"): Elsewhere(
            "S4.2.5.p04", ruled(both)
        ),
    }


def test_without_a_register_nobody_is_under_contract(finding):
    gap = finding("R1", "2014-15 Q2", "not_met", "figure", ("S6.p18.d",), organisation=A)
    silent = Submission(BUYER, Q2, {})
    assert elsewhere_of(RAISES, [silent], Findings.from_findings([gap])) == {}


def test_a_gap_is_common_from_as_many_organisations_as_the_parameter_says(finding):
    one = finding("R1", "2014-15 Q2", "not_met", organisation=C)
    two = finding("R1", "2014-15 Q2", "partly_met", organisation=A)
    open_yet = dataclasses.replace(
        finding("R1", "2014-15 Q2", "partly_met", organisation=B), may_yet_be_met=True
    )
    earlier = finding("R1", "2014-15 Q1", "not_met", organisation=B)
    quiet = [finding("R2", "2014-15 Q2", "no_evidence", None, organisation=o) for o in (B, A)]
    fine = [finding("R3", "2014-15 Q2", "met", organisation=o) for o in (A, B, C)]
    every = [*map(ruled, [one, two, open_yet, earlier, *quiet, *fine])]
    assert common_of(every, 2) == {
        ("common", "R1", Q2.index, "unmet"): Common((ruled(two), ruled(one))),
        ("common", "R2", Q2.index, "no_evidence"): Common((ruled(quiet[1]), ruled(quiet[0]))),
    }
    assert common_of(every, 3) == {}


@pytest.fixture
def area_pack(pack: Pack) -> Pack:
    return dataclasses.replace(pack, handling=Handling(raises=RAISES))


@pytest.mark.parametrize("chainer", [DurableChainer, Fixpoint])
def test_a_gap_elsewhere_raises_the_duty_and_names_whose_and_where(
    area_pack, finding, fact, submission, chainer
):
    score = fact("section11.S6.p18.d.declared", "not_met", "B9", "0")
    found = [
        finding(
            "R1",
            "2014-15 Q2",
            "not_met",
            "declared",
            ("S6.p18.d",),
            score,
            "not met",
            organisation=A,
        )
    ]
    concerns, _ = derive_concerns(
        area_pack,
        Findings.from_findings(found),
        [register(Q2, "RA"), submission("2014-15 Q2", score, organisation=A)],
        0.5,
        chainer(),
    )
    (raised,) = concerns
    assert raised.id == "provider-gaps/06L/2014-15-Q2/S4.2.5.p04"
    assert (raised.organisation, raised.kind) == ("06L", "roll_up")
    assert raised.cites == ("S4.2.5.p04", "S6.p18.d")
    assert raised.findings == (FindingKey("R1", "RA", "2014-15 Q2"),)
    (said,) = raised.statements
    assert said.label == "Trust A: What R1 reads, 2014-15 Q2"
    assert said.words == "not met (verdict: not met, by the organisation’s own word)"
    assert said.origins == (Origin("orwell.xlsx", "00", "dashboard", "B9", "0"),)
    assert raised.because.startswith(
        "S4.2.5.p04 is a duty of The Buyer. In 2014-15 Q2 the returns of Trust A, with whom it has "
        "contracts, show gaps under it: Trust A: What R1 reads"
    )


@pytest.mark.parametrize("chainer", [DurableChainer, Fixpoint])
def test_a_common_gap_is_a_concern_about_all_together_and_repeats(area_pack, finding, chainer):
    found = [
        finding("R1", quarter, "not_met", organisation=organisation)
        for quarter in ("2014-15 Q1", "2014-15 Q2")
        for organisation in (A, B)
    ]
    concerns, _ = derive_concerns(
        area_pack, Findings.from_findings(found), [], 0.5, chainer(), common=2
    )
    area = [concern for concern in concerns if concern.organisation == ""]
    assert [one.id for one in area] == [
        "common-gap-again/*/2014-15-Q2/R1",
        "common-gap/*/2014-15-Q2/R1",
        "common-gap/*/2014-15-Q1/R1",
    ]
    assert area[0].parts == (area[1].id, area[2].id)
    assert area[0].findings == tuple(
        FindingKey("R1", code, quarter)
        for quarter in ("2014-15 Q1", "2014-15 Q2")
        for code in ("RA", "RB")
    )
    assert "at several organisations: Trust A and Trust B." in area[0].because
    alone, _ = derive_concerns(area_pack, Findings.from_findings(found), [], 0.5, chainer())
    assert {concern.organisation for concern in alone} == {"RA", "RB"}


@pytest.mark.parametrize("chainer", [DurableChainer, Fixpoint])
def test_silence_elsewhere_is_told_as_silence(area_pack, finding, chainer):
    found = [
        finding("R1", "2014-15 Q2", "no_evidence", None, ("S6.p18.d",), organisation=one)
        for one in (A, B)
    ]
    concerns, _ = derive_concerns(
        area_pack,
        Findings.from_findings(found),
        [register(Q2, "RA", "RB")],
        0.5,
        chainer(),
        common=2,
    )
    assert [concern.id for concern in concerns] == [
        "provider-silence/06L/2014-15-Q2/organisation",
        "common-silence/*/2014-15-Q2/organisation",
    ]
    assert [said.label for said in concerns[0].statements] == [
        "Trust A: No evidence, 2014-15 Q2",
        "Trust B: No evidence, 2014-15 Q2",
    ]
