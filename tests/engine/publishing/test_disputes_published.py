"""What rests on a hidden figure by way of a dispute or of a whole is not published."""

from __future__ import annotations

import dataclasses
import datetime as dt
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
from engine.nouns.policy.verdict_fact import verdict_fact
from engine.nouns.quarter import Quarter
from engine.publishing.disclosure import Disclosure
from engine.publishing.mask import Mask
from engine.publishing.resting import (
    CheckedReturn,
    untold_checks,
    withheld_for_disputes,
    withheld_wholes,
)
from engine.publishing.small_numbers import SMALL

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
        Fact(DRILLS, Range.exactly(drills), returned=True),
        Fact(WELL, Range.exactly(well), returned=True),
        Fact(PERCENT, Range.exactly(96), returned=True),
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
    checked = CheckedReturn.of((submission, hidden), (None, {}), 5)
    found = untold_checks(pack, checked, Setting({}, dt.date(2014, 9, 30)))
    assert found == ({"more-went-well"} if untold else set())
    withheld = withheld_for_disputes(
        pack.checks, (submission, list(pack.rules.values())), hidden, {}, found
    )
    assert withheld == ({"F-training": Disclosure.WITHHELD} if untold else {})


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
    shown = Mask(pack.catalogue, {}, {}, {}).submission(submission).contradictions
    assert [(one.words, one.origins) for one in shown] == [
        ("More went well.", (Origin("elms.xlsx", "", "dashboard", "C2", ""),))
    ]
    untold = Mask(pack.catalogue, {}, {}, {}, frozenset({"more-went-well"}))
    assert untold.submission(submission).contradictions == ()
