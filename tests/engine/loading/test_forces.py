"""The register held to the clauses' own verbs and to those whom they name."""

from __future__ import annotations

from dataclasses import replace

import pytest

from engine.loading.linting.forces import derived_force, force_faults
from engine.nouns.policy.clause import Clause, Force, Reading
from engine.nouns.policy.pack import Pack


def clause(
    words: str,
    force: Force = Force.MUST,
    bearers: tuple[str, ...] = ("home",),
    clause_id: str = "F1",
) -> Clause:
    return Clause(clause_id, clause_id, "1. Fire", words, bearers, force, "0" * 16)


@pytest.mark.parametrize(
    ("words", "force"),
    [
        ("Each home must have a warden.", Force.MUST),
        ("Homes will keep a log.", Force.MUST),
        ("All homes are required to have a plan", Force.MUST),
        ("Membership is required of all homes", Force.MUST),
        ("The policy to be approved by the committee", Force.MUST),
        ("Ensure that doors are shut", Force.MUST),
        ("Homes should hold drills.", Force.SHOULD),
        ("Homes are expected to hold drills.", Force.SHOULD),
        ("Attendance can be shared.", Force.MAY),
        ("Doors may be propped open, and must be shut at night.", Force.MUST),
        ("The team consists of wardens.", None),
        ("Children who may have been hurt", None),
        ("Levels as required by the standard", None),
        ("The assurance of homes", None),
    ],
)
def test_the_force_of_a_clause_by_its_own_words(words: str, force: Force | None) -> None:
    assert derived_force(clause(words), {}) is force


def test_a_part_has_the_force_of_its_paragraph_or_of_the_part_before_it() -> None:
    opening = clause("Homes should keep", clause_id="F1")
    inside = clause("a log", clause_id="F1.a")
    assert derived_force(inside, {"F1": opening, "F1.a": inside}) is Force.SHOULD
    paragraph = replace(clause("", clause_id="F2"), parts=("F2.a", "F2.b", "F2.c"))
    parts = {
        "F2": paragraph,
        "F2.a": clause("a log", clause_id="F2.a"),
        "F2.b": clause("which must be signed", clause_id="F2.b"),
        "F2.c": clause("and dated", clause_id="F2.c"),
    }
    found = {name: derived_force(part, parts) for name, part in parts.items() if part.words}
    assert found == {"F2.a": None, "F2.b": Force.MUST, "F2.c": Force.MUST}


def faults(pack: Pack, *clauses: Clause, readings: tuple[Reading, ...] = ()) -> list[str]:
    changed = replace(
        pack,
        clauses={each.id: each for each in clauses},
        readings=readings,
        bearers={"home": ("home", "homes"), "group": ("the group",)},
    )
    return [fault.found for fault in force_faults(changed)]


def test_another_force_than_the_words_give_needs_a_reading(small_pack: Pack) -> None:
    weaker = clause("Each home must have a warden.", Force.SHOULD)
    bare = clause("A log of drills", Force.MUST, clause_id="F2")
    assert faults(small_pack, weaker, bare) == [
        "F1 registered as “should”, whose words say “must”",
        "F2 registered as “must”, of which no verb says so",
    ]
    reading = Reading(("F2",), Force.MUST, "The annex says so.")
    assert faults(small_pack, bare, readings=(reading,)) == []
    assert faults(small_pack, replace(bare, force=Force.SHOULD), readings=(reading,)) == [
        "F2 registered as “should”, and read as “must”"
    ]
    assert faults(small_pack, clause("A log of drills", Force.STATEMENT)) == []


def test_others_than_the_clause_names_need_a_reading(small_pack: Pack) -> None:
    groups = clause("Where homes burn, the group must answer.", bearers=("group",))
    assert faults(small_pack, groups) == ["F1 borne by group, whose words name group and home"]
    assert faults(small_pack, replace(groups, words="Homes burn. The group must answer.")) == []
    of = clause("Membership of the group is required of homes", bearers=("group",))
    assert faults(small_pack, of) == ["F1 borne by group, whose words name home"]
    assert (
        faults(small_pack, of, readings=(Reading(("F1",), Force.MUST, "The group answers."),)) == []
    )


def test_a_reading_that_nothing_needs_is_a_fault(small_pack: Pack) -> None:
    plain = clause("Each home must have a warden.")
    assert faults(small_pack, plain, readings=(Reading(("F1", "F2"), Force.MUST, "So."),)) == [
        "the reading of F1 and F2, whose own words say the same"
    ]


def test_context_is_not_held_to_its_verbs(small_pack: Pack) -> None:
    assert faults(small_pack, replace(clause("Homes must burn", Force.MAY), context=True)) == []
