"""The principles of verdicts as checks of the linter: a rule that forgets one is told."""

from __future__ import annotations

from dataclasses import replace

import pytest

from engine.loading.linting.principles import principle_faults
from engine.nouns.policy.condition import All, Comparison, Literal
from engine.nouns.policy.operators import Op
from engine.nouns.policy.pack import Pack
from engine.nouns.verdict import Verdict

YES = Literal(True)


def objections(pack: Pack, rule_id: str, **changed: object) -> list[str]:
    """What the principles say of a rule with something changed."""
    rule = replace(pack.rules[rule_id], **changed)
    changed_pack = replace(pack, rules={**pack.rules, rule_id: rule})
    return [fault.found for fault in principle_faults(changed_pack, rule)]


def test_no_rule_of_the_pack_forgets_one(pack: Pack) -> None:
    assert [rule for rule in pack.rules if objections(pack, rule)] == []


@pytest.mark.parametrize("part", ["not_applicable", "declared", "moderated"])
def test_a_rule_does_not_read_whose_word_it_is(pack: Pack, part: str) -> None:
    name = f"section11.S6.p07.{part}"
    met = Comparison(name, Op.IS_RETURNED, YES)
    assert objections(pack, "S6-board-executive-lead", met_when=met) == [f"“{name}” read by a rule"]


def test_a_document_is_read_with_its_approval_and_its_review(pack: Pack) -> None:
    met = Comparison("documents.supervision_policy.published", Op.IS, YES)
    assert objections(pack, "S6-supervision-arrangements", met_when=met, partly_met_when=None) == [
        "“documents.supervision_policy” read without approved_on and review_due"
    ]


def test_what_a_post_does_rests_on_the_post(pack: Pack) -> None:
    alone = Comparison("section11.S6.p13", Op.IS, Literal("met"))
    found = objections(
        pack, "S6-named-professionals-supervision", met_when=alone, partly_met_when=None
    )
    assert found == [
        f"S6.p13, which the Named {post} does, without that post"
        for post in ("Doctor", "Nurse", "Midwife")
    ]


def test_a_whole_names_its_parts(pack: Pack) -> None:
    alone = All((Comparison("section11.S6.p18", Op.IS, Literal("met")),))
    found = objections(pack, "S6-lscb-procedures", met_when=alone, partly_met_when=None)
    assert len(found) == 7
    assert "S6.p18 without S6-concerns-flagged, which tests a part of it" in found


def test_where_there_is_no_duty_no_example_expects_a_gap(pack: Pack) -> None:
    rule = pack.rules["S4-outcomes-framework"]
    gap = replace(rule.examples[0], expect=Verdict.NOT_MET)
    assert objections(pack, rule.id, examples=(gap, *rule.examples[1:])) == [
        "“not_met” expected on S4.p03, which lays down no duty"
    ]
