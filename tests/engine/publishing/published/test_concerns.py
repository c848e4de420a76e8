"""What a concern about one organisation publishes of another: nothing that its mask hides."""

from __future__ import annotations

import dataclasses
import datetime as dt
from dataclasses import replace
from functools import cache

from clausewise.places import DEFAULT_PACK
from engine.assess import assess
from engine.loading import load_pack
from engine.nouns.evidence import fact_names
from engine.nouns.evidence.fact import Fact, Origin, Range
from engine.nouns.evidence.organisation import Commissioned, Organisation, Submission
from engine.nouns.outcome.assessment import Assessment
from engine.nouns.outcome.audience import NamesGiven
from engine.nouns.outcome.concern import Concern
from engine.nouns.outcome.findings import Findings
from engine.nouns.policy.pack import Pack
from engine.nouns.quarter import Quarter
from engine.nouns.verdict import Basis
from engine.publishing import publish_for_public, without_names
from engine.publishing.concerns import concerns_of

PACK = load_pack(DEFAULT_PACK)
QUARTER = Quarter.parse("2014-15 Q2")
BUYER = Organisation("06L", "The Buyer", "ccg")
TRUSTS = tuple(Organisation(code, f"Trust {code}", "provider") for code in ("RA", "RB", "RC"))
NO_POST = "0 WTE (verdict: not met, by a figure that the organisation gave)"
INCIDENTS = "A1-13.3-serious-incidents-completed"


def fact(name: str, value: float, text: str, **more: object) -> Fact:
    origin = Origin("dashboard.csv", "00" * 32, "dashboard", "C9", text)
    return Fact(name, Range.of_number(value), Basis.FIGURE, (origin,), returned=True, **more)  # type: ignore[arg-type]


def incidents(all_: int, done: int) -> dict[str, Fact]:
    """Serious incidents and those completed, as the dashboard and what is worked out say them."""
    told = [
        fact("dashboard.13.1", 40.0, "zq40"),
        fact("dashboard.13.2", float(all_), f"zq{all_}"),
        fact("dashboard.13.3", float(done), f"zq{done}"),
    ]
    note = f"zq{done} of {all_}"
    share = fact("dashboard.13.3.share", 100 * done / all_, note, note=note)
    return {one.name: one for one in (*told, share)}


@cache
def assessed(*figures: tuple[int, int]) -> Assessment:
    register = tuple(Commissioned(f"zq {one.code}", one.code) for one in TRUSTS)
    sent = [Submission(BUYER, QUARTER, commissions=register)]
    sent += [
        Submission(who, QUARTER, incidents(*each))
        for who, each in zip(TRUSTS, figures, strict=True)
    ]
    return assess(PACK, sent, (), (), QUARTER, dt.date(2014, 9, 30), "a test")


@cache
def in_public(*figures: tuple[int, int]) -> Assessment:
    return publish_for_public(assessed(*figures))


def crossing(assessment: Assessment) -> dict[str, Concern]:
    """The concerns that tell of serious incidents at others, by concern rule."""
    return {
        concern.rule: concern
        for concern in assessment.concerns
        if concern.organisation in ("06L", "")
        and concern.rule in ("provider-gaps", "common-gap")
        and any(key.rule == INCIDENTS for key in concern.findings)
    }


def whose(concern: Concern) -> list[str]:
    return [key.organisation for key in concern.findings if key.rule == INCIDENTS]


def test_inside_both_tell_every_figure() -> None:
    told = crossing(assessed((30, 10), (20, 8), (25, 9)))
    assert sorted(told) == ["common-gap", "provider-gaps"]
    assert [whose(one) for one in told.values()] == [["RA", "RB", "RC"]] * 2
    for one in told.values():
        texts = " ".join(said.words for said in one.statements)
        assert all(f"zq{done} of {of}" in texts for of, done in ((30, 10), (20, 8), (25, 9)))


def test_in_public_neither_text_as_typed_nor_a_small_figure_crosses() -> None:
    public = in_public((30, 10), (20, 8), (9, 2))
    told = crossing(public)
    assert sorted(told) == ["common-gap", "provider-gaps"]
    assert "zq" not in repr(public.concerns)
    for one in told.values():
        (small,) = [said for said in one.statements if said.label.startswith("Trust RC: ")]
        assert "not shown (small number)" in small.words
        assert "22" not in small.words
    assert [concern.rank for concern in public.concerns] == list(range(1, len(public.concerns) + 1))


LEVEL = "training.safeguarding.level_3"
DECLARED = "dashboard.4.1.level_3"


def clashing(declared: float, of: int = 8) -> list[Fact]:
    """Level 3 as declared, and half of the staff by the register."""
    return [
        fact(DECLARED, declared, "zq declared"),
        fact(f"{LEVEL}.percent", 50.0, "zq percent"),
        fact(f"{LEVEL}.staff", of, "zq staff"),
        fact(f"{LEVEL}.in_date", of / 2, "zq in date"),
    ]


def own_concerns(*facts: Fact, pack: Pack = PACK) -> dict[str, Concern]:
    """The public concerns about one organisation that sent some facts, by rule."""
    sent = Submission(TRUSTS[0], QUARTER, {one.name: one for one in facts})
    true = assess(pack, [sent], (), (), QUARTER, dt.date(2014, 9, 30), "a test")
    return {concern.rule: concern for concern in publish_for_public(true).concerns}


def test_figures_and_answers_that_clash_are_published_as_far_as_they_are_shown() -> None:
    """Of hidden ones that they clash, and no more; every cell without its text."""
    question = PACK.vocabulary.audit.fact("S6.p08.a")
    said = [
        replace(fact(name, 0.0, "zq met"), value="met")
        for name in (question, fact_names.declared(question))
    ]
    nurse = fact(fact_names.wte(fact_names.post("named_nurse")), 0.0, "zq none")
    pair = [fact("dashboard.8.1", 3.0, "zq total"), fact("dashboard.8.3", 12.0, "zq part")]
    found = own_concerns(*clashing(95.0), *pair, *said, nurse)
    hides = "not shown (small number)"
    rules = {
        "declared-figure-above-register": [hides, hides],
        "part-exceeds-total": [hides, hides],
        "self-audit-contradicted": ["met", NO_POST],
    }
    assert {
        rule: [statement.words for statement in found[rule].statements] for rule in rules
    } == rules
    cell = Origin("another file", "", "dashboard", "C9", "")
    origins = {at for rule in rules for one in found[rule].statements for at in one.origins}
    assert origins == {cell}
    shown = own_concerns(*clashing(95.0, of=80))["declared-figure-above-register"]
    assert [one.words for one in shown.statements] == ["95 %", "40 of 80 in date, 50 %"]


def test_figures_clash_beyond_the_tolerance_of_the_pack_or_beyond_none() -> None:
    tolerance = PACK.parameters["figures_tolerance"].values[0].value
    assert tolerance >= 1
    rest = {name: one for name, one in PACK.parameters.items() if name != "figures_tolerance"}
    without = replace(PACK, parameters=rest, checks=())
    rule = "declared-figure-above-register"
    assert rule in own_concerns(*clashing(50.5 + tolerance))
    assert rule not in own_concerns(*clashing(50.0 + tolerance))
    assert rule in own_concerns(*clashing(50.5), pack=without)


def test_a_verdict_that_is_withheld_is_nobodys_ground() -> None:
    true = assessed((30, 10), (20, 8), (25, 9))
    concerns = concerns_of(
        true,
        true.findings,
        {
            (submission.organisation.code, submission.quarter): submission
            for submission in true.submissions
        },
        frozenset({(INCIDENTS, "RC", QUARTER.label)}),
    )
    told = crossing(dataclasses.replace(true, concerns=concerns))
    assert sorted(told) == ["provider-gaps"], "two are too few; the third is not told by a count"
    assert whose(told["provider-gaps"]) == ["RA", "RB"]
    assert "Trust RC" not in told["provider-gaps"].because
    keys = [key for concern in concerns for key in concern.findings]
    assert all((key.rule, key.organisation) != (INCIDENTS, "RC") for key in keys)
    assert [concern.rank for concern in concerns] == list(range(1, len(concerns) + 1))


def test_concerns_rest_on_findings_as_their_masks_leave_them_and_on_nothing_more() -> None:
    """That what a duty lacks was excused, or on which basis it stands, tells how its comparisons
    came out: no concern may tell it where the finding does not."""
    true = assessed((30, 10), (20, 8), (25, 9))
    places = {
        (submission.organisation.code, submission.quarter): submission
        for submission in true.submissions
    }
    closed = true.findings.rewritten(
        lambda finding: dataclasses.replace(finding, basis=None, excused=False),
        lambda ruling: dataclasses.replace(ruling, basis=None, excused=False),
    )
    none = dataclasses.replace(true, findings=Findings.from_findings(()))
    assert concerns_of(true, closed, places, frozenset()) == concerns_of(
        none, closed, places, frozenset()
    )


def test_the_public_concerns_are_those_of_what_is_published() -> None:
    """Two assessments that publish the same findings publish the same concerns."""
    one, other = (in_public((30, 10), (20, 8), small) for small in ((9, 2), (9, 3)))
    assert one.findings == other.findings
    assert one.concerns == other.concerns


def test_names_of_people_are_left_out_of_what_crosses() -> None:
    true = assessed((30, 10), (20, 8), (25, 9))
    place = frozenset({("dashboard.csv", "dashboard", "C9")})
    shared = without_names(true, NamesGiven(frozenset({"zq10 of 30"}), place))
    assert "zq10 of 30" not in repr(shared.concerns)
    assert "zq8 of 20" in repr(shared.concerns)
