"""Who needs a level of training, whatever a return says of it: by its services and its posts."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from engine.nouns.policy.pack import Pack
from engine.nouns.policy.vocabulary import LevelNeed
from engine.nouns.verdict import Basis

SG = "training.safeguarding"
NEEDS = {
    1: LevelNeed(everybody=True),
    2: LevelNeed(services=("maternity",), roles=("named_nurse",)),
    3: LevelNeed(services=("maternity",)),
    4: LevelNeed(roles=("named_nurse",)),
}
REASON = "the reason given: “Nobody needs it”"


@pytest.fixture(scope="module")
def needing(pack: Pack) -> Pack:
    """A pack that says who needs which level."""
    frameworks = pack.vocabulary.frameworks
    framework = replace(frameworks["safeguarding"], needs=NEEDS)
    return replace(
        pack,
        vocabulary=replace(pack.vocabulary, frameworks={**frameworks, "safeguarding": framework}),
    )


def nobody(level: int) -> dict:
    part = f"Level {level}"
    return {"item": "4.1", "part": part, "value": "N/A", "note": "Nobody needs it"}


def nurse(wte: object) -> list[dict]:
    return [{"role": "Named nurse", "name": "K. Amis", "wte": wte}]


@pytest.mark.parametrize(
    ("level", "services", "posts", "needed", "note"),
    [
        (1, "paediatrics", [], True, "everybody needs it"),
        (2, "maternity", [], True, "the services call for it: Maternity"),
        (2, "paediatrics", nurse(0.5), True, "posts that need it are filled: Named Nurse"),
        (2, "maternity", nurse(0.5), True, "the services call for it: Maternity"),
        (2, "", nurse(0.5), True, "posts that need it are filled: Named Nurse"),
        (3, "", [], None, "the services are not known"),
        (3, "paediatrics", [], False, ""),
        (4, "", nurse(0), False, ""),
        (4, "", nurse("TBC"), None, "whether the posts that need it are filled is not known"),
        (4, "maternity", [], False, ""),
        (5, "", nurse(0.5), False, ""),
    ],
)
def test_nobody_is_taken_out_of_a_level_by_their_own_word(
    gather_under, needing, level, services, posts, needed, note
) -> None:
    found = gather_under(
        needing, services=services, dashboard=[nobody(level)], named_professionals=posts
    )
    fact = found.facts[f"{SG}.level_{level}.needed"]
    told = fact.why_unknown if needed is None else fact.note
    assert (fact.value, fact.returned, fact.basis) == (needed, needed is not None, Basis.FIGURE)
    assert told == (f"{REASON}; but {note}" if note else REASON)
    assert [origin.cell for origin in fact.origins] == ["C2", "D2"]


@pytest.mark.parametrize(
    ("kind", "need", "needed"),
    [
        ("provider", 3, True),
        ("gp_practice", 3, False),
        ("gp_practice", 1, True),
    ],
)
def test_a_register_of_clinicians_alone_leaves_a_practice_nobody_at_the_level_of_all(
    gather_under, needing, kind, need, needed
) -> None:
    line = {
        "staff_ref": "E1",
        "staff_group": "GPs",
        "framework": "safeguarding",
        "required_level": need,
        "achieved_level": 3,
        "completed_on": dt.date(2014, 1, 1),
    }
    found = gather_under(needing, kind=kind, register=[line])
    assert found.value(f"{SG}.level_1.needed") is needed


def test_a_practice_is_not_asked_which_services_it_has(gather_under, needing) -> None:
    line = {"staff_group": "GPs", "framework": "safeguarding", "level": 3}
    summary = [line | {"required": 0, "compliant": 0}]
    found = {
        kind: gather_under(needing, services="", kind=kind, training_summary=summary).value(
            f"{SG}.level_3.needed"
        )
        for kind in ("provider", "gp_practice")
    }
    assert found == {"provider": None, "gp_practice": False}
