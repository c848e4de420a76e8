"""Which figures and verdicts are withheld from the public, and for what reason."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from engine.loading import load_pack
from engine.nouns.outcome.assessment import Assessment
from engine.nouns.policy.condition import Comparison, Literal, ParameterRef
from engine.nouns.policy.operators import Op
from engine.nouns.policy.pack import Pack
from engine.nouns.policy.rollup import Rollup
from engine.nouns.policy.verdict_fact import verdict_fact
from engine.publishing import publish_for_public
from engine.publishing.disclosure import Disclosure
from engine.publishing.for_public import VERDICT, _rolled_up
from engine.publishing.mask import Mask
from engine.publishing.shown_places import ShownPlaces
from engine.publishing.small_numbers import GROUP, RESTS, SMALL
from tests.engine.publishing.published.returns import (
    DRILLS,
    ELMS,
    HAS_PLAN,
    OAKS,
    Q1,
    Q2,
    SMALL_NUMBER,
    WELL,
    assessed,
    at_most,
    sent,
    with_rules,
)

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
def checked(write_pack: Callable[[Mapping[str, str]], Path], pack_files: dict[str, str]) -> Pack:
    parameters = pack_files["parameters.yaml"] + SMALL_NUMBER
    alone = pack_files["indicators.yaml"].replace(OF_DRILLS, "")
    files = {**pack_files, "parameters.yaml": parameters, "checks.yaml": CHECKS}
    files["indicators.yaml"] = alone
    return load_pack(write_pack(files))


def not_shown(public: Assessment) -> list[tuple[str, str, str, str]]:
    return [(one.organisation, one.period, one.about, one.reason) for one in public.suppressed]


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
