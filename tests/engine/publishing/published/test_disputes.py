"""What rests on a hidden figure by way of a dispute or of a whole is not published."""

from __future__ import annotations

import dataclasses
import datetime as dt
import math
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from engine.evaluating.planes import Setting
from engine.loading import load_pack
from engine.nouns.evidence.contradiction import Contradiction
from engine.nouns.evidence.fact import Claim, Fact, Origin, Range
from engine.nouns.evidence.organisation import Organisation, Submission
from engine.nouns.policy.condition import All, Comparison, Literal
from engine.nouns.policy.operators import Op
from engine.nouns.policy.pack import Pack
from engine.nouns.policy.return_check import BEFORE
from engine.nouns.policy.rollup import Rollup
from engine.nouns.policy.verdict_fact import verdict_fact
from engine.nouns.quarter import Quarter
from engine.publishing.disclosure import Disclosure
from engine.publishing.mask import Mask
from engine.publishing.resting_on_hidden import (
    CheckedReturn,
    facts_under,
    verdicts_under,
    withheld_checks,
    withheld_for_disputes,
    withheld_wholes,
)
from engine.publishing.shown_places import ShownPlaces
from engine.publishing.small_numbers import GROUP, SMALL

ELMS = Organisation("H1", "The Elms", "home")
Q2 = Quarter(2014, 2)
PERCENT, DRILLS, WELL = "training.fire.level_1.percent", "dashboard.2", "dashboard.3"
CHECKS = """\
- id: more-went-well
  title: More drills went well than were held
  odd_when: {dashboard.3: {is_over: {fact: dashboard.2}}}
  says: “{dashboard.3}” went well of “{dashboard.2}”.
  question: How many were held?
  disputes:
    - {fact: training.fire.level_1.percent, claim: any}
  examples:
    - {name: more, given: {dashboard.2: 1, dashboard.3: 2}, expect: fires}
    - {name: as many, given: {dashboard.2: 1, dashboard.3: 1}, expect: silent}
"""


@pytest.fixture
def pack(write_pack: Callable[[Mapping[str, str]], Path], pack_files: dict[str, str]) -> Pack:
    return load_pack(write_pack({**pack_files, "checks.yaml": CHECKS}))


def sent(drills: float, well: float) -> Submission:
    facts = [
        Fact(DRILLS, Range.of_number(drills), returned=True),
        Fact(WELL, Range.of_number(well), returned=True),
        Fact(PERCENT, Range.of_number(96), returned=True),
    ]
    return Submission(ELMS, Q2, {fact.name: fact for fact in facts})


@pytest.mark.parametrize(
    ("drills", "well", "hidden", "untold"),
    [
        (3, 4, {}, False),
        (3, 4, {DRILLS: SMALL}, True),
        (4, 2, {DRILLS: SMALL}, True),
        (4, 1, {DRILLS: SMALL}, False),
        (4, 0, {DRILLS: SMALL}, False),
        (1, 9, {DRILLS: SMALL}, False),
    ],
)
def test_a_check_is_untold_where_a_hidden_figure_could_decide_it(
    pack: Pack, drills: float, well: float, hidden: Mapping[str, str], untold: bool
) -> None:
    submission = sent(drills, well)
    checked = CheckedReturn.from_returns((submission, hidden), (None, {}), 5)
    found = withheld_checks(pack, checked, Setting({}, dt.date(2014, 9, 30)))
    assert found == ({"more-went-well"} if untold else set())
    withheld = withheld_for_disputes(
        pack.checks, (submission, list(pack.rules.values())), hidden, {}, found
    )
    assert withheld == ({"F-training": Disclosure.WITHHELD} if untold else {})


def test_of_a_hidden_figure_checks_read_all_that_it_could_be() -> None:
    """A small one is 1 to one under the limit, any other anything; words hide no number."""
    submission = sent(3, 1)
    word = Fact("word", "yes", returned=True)
    claims = (Claim(Range.of_number(1)), Claim(None))
    well = dataclasses.replace(submission.facts[WELL], claims=claims)
    submission = dataclasses.replace(
        submission, facts={**submission.facts, WELL: well, word.name: word}
    )
    hidden = {DRILLS: SMALL, WELL: GROUP, "word": GROUP, "never sent": SMALL}
    checked = CheckedReturn.from_returns((submission, hidden), (sent(2, 2), {WELL: SMALL}), 5)
    assert checked.hidden == {**hidden, f"{BEFORE}{WELL}": SMALL}
    assert checked.limit == 5
    open_ = checked.as_far_as_shown
    assert {name: fact for name, fact in open_.items() if fact != checked.facts[name]} == {
        DRILLS: dataclasses.replace(submission.facts[DRILLS], value=Range(1, 4)),
        WELL: dataclasses.replace(well, value=Range(0, math.inf), claims=()),
        f"{BEFORE}{WELL}": dataclasses.replace(checked.facts[f"{BEFORE}{WELL}"], value=Range(1, 4)),
    }
    assert open_.keys() == checked.facts.keys()
    assert CheckedReturn.from_returns((submission, hidden), (None, {}), 1).as_far_as_shown[
        DRILLS
    ].value == Range(1, 1)


def test_what_a_check_only_quotes_is_untold_where_it_is_hidden(pack: Pack) -> None:
    quoting = [dataclasses.replace(check, said=(PERCENT,)) for check in pack.checks]
    own = dataclasses.replace(pack, checks=tuple(quoting))
    setting = Setting({}, dt.date(2014, 9, 30))
    hidden = {PERCENT: SMALL, DRILLS: GROUP}
    checked = CheckedReturn.from_returns((sent(3, 4), hidden), (None, {}), 5)
    assert withheld_checks(own, checked, setting) == {"more-went-well"}
    assert withheld_checks(own, dataclasses.replace(checked, hidden={}), setting) == frozenset()


def test_a_dispute_beside_hidden_figures_withholds_what_reads_either(pack: Pack) -> None:
    submission = sent(3, 1)
    claims = (Claim(Range.of_number(96)), Claim(None))
    disputed = dataclasses.replace(submission.facts[PERCENT], claims=claims)
    submission = dataclasses.replace(submission, facts={**submission.facts, PERCENT: disputed})
    rules = list(pack.rules.values())
    withheld = {"F-training": Disclosure.WITHHELD}

    def found(hidden: Mapping[str, str], told: Mapping[str, Disclosure]) -> object:
        judged = (submission, rules)
        return withheld_for_disputes(pack.checks, judged, hidden, told, frozenset())

    assert found({}, {}) == {}
    assert found({PERCENT: SMALL}, {}) == withheld
    assert found({DRILLS: SMALL}, {}) == {}
    assert found({}, {"F-training": Disclosure.OPEN}) == withheld
    assert found({}, {"F-warden": Disclosure.OPEN}) == {}


def test_all_that_a_roll_up_asks_is_known_also_by_way_of_verdicts(pack: Pack) -> None:
    part, own = pack.rules["F-training"], pack.rules["F-warden"]
    whole = dataclasses.replace(
        own, id="whole", met_when=Comparison(verdict_fact(part.id), Op.IS, Literal("met"))
    )
    rules = {**pack.rules, "whole": whole}
    pack = dataclasses.replace(pack, rules=rules)
    asked = [
        Comparison(DRILLS, Op.IS_OVER, Literal(0.0)),
        Comparison(verdict_fact("whole"), Op.IS, Literal("met")),
        Comparison(verdict_fact("no such rule"), Op.IS, Literal("met")),
    ]
    rollup = Rollup("key", "label", "state", All(tuple(asked)))
    named = {DRILLS, verdict_fact("whole"), verdict_fact("no such rule")}
    assert facts_under(pack, rollup) == {*named, *whole.facts, *part.facts}
    assert verdicts_under(rollup) == {"whole", "no such rule"}
    plain = Rollup("key", "label", "state", asked[0])
    assert facts_under(pack, plain) == {DRILLS}
    assert verdicts_under(plain) == frozenset()


def test_what_is_told_beside_a_dispute_over_a_hidden_figure_does_not_hold(pack: Pack) -> None:
    submission = sent(3, 1)
    percent = submission.facts[PERCENT]
    claims = (Claim(percent.value), Claim(None, returned=False))
    disputed = dataclasses.replace(percent, value=None, claims=claims)
    submission = dataclasses.replace(submission, facts={**submission.facts, PERCENT: disputed})
    rules = list(pack.rules.values())
    told = {"F-training": Disclosure.OPEN}
    found = withheld_for_disputes(pack.checks, (submission, rules), {}, told, frozenset())
    assert found == {"F-training": Disclosure.WITHHELD}


def test_a_whole_is_withheld_with_its_parts(pack: Pack) -> None:
    part, own = pack.rules["F-training"], pack.rules["F-warden"]
    reads = Comparison(verdict_fact(part.id), Op.IS, Literal("met"))
    whole = dataclasses.replace(own, id="whole", met_when=All((own.met_when, reads)))
    upper = dataclasses.replace(
        own, id="upper", met_when=Comparison(verdict_fact("whole"), Op.IS, Literal("met"))
    )
    rules = [part, own, whole, upper]
    withheld = dict.fromkeys(("whole", "upper"), Disclosure.WITHHELD)
    assert withheld_wholes(rules, {part.id: Disclosure.WITHHELD}) == withheld
    assert withheld_wholes(rules, {"whole": Disclosure.OPEN}) == withheld
    assert withheld_wholes(rules, {part.id: Disclosure.CLOSED}) == {}


def test_what_is_odd_is_published_by_its_title_alone(pack: Pack) -> None:
    cell = Origin("elms.xlsx", "0" * 64, "dashboard", "C2", "9 of them")
    odd = Contradiction("more-went-well", "More went well", "“9 of them”.", "How?", (), (cell,))
    submission = dataclasses.replace(sent(3, 1), contradictions=(odd,))
    places = ShownPlaces((), {"dashboard": "dashboard"})
    shown = Mask(pack.catalogue, {}, {}, {}, places).submission(submission).contradictions
    assert [(one.words, one.origins) for one in shown] == [
        ("More went well.", (Origin("another file", "", "dashboard", "C2", ""),))
    ]
    untold = Mask(pack.catalogue, {}, {}, {}, places, frozenset({"more-went-well"}))
    assert untold.submission(submission).contradictions == ()
