"""The reader's notes of the pack: only what is known, beside the clauses that name it."""

from __future__ import annotations

import pytest

from engine.nouns.policy.pack import Pack


def test_what_has_replaced_what(pack: Pack) -> None:
    assert [succession.sentence for succession in pack.successions] == [
        "Clinical commissioning groups (CCGs): now integrated care boards (ICBs), since "
        "1 July 2022.",
        "Local Safeguarding Children Boards (LSCBs): now safeguarding partners, since "
        "29 September 2019 in Suffolk.",
        "Working Together to Safeguard Children of 2013: now the edition of 2023. Editions of "
        "2015 and 2018 stood between.",
        "Serious case reviews (SCRs): now local child safeguarding practice reviews.",
        "CQC’s Outcome 7, Regulation 11 of the 2009 Regulations: now Regulation 13 of the 2014 "
        "Regulations.",
        "The accountability and assurance framework of 2013: now that of 2024.",
        "The intercollegiate document of 2010: now the edition of 2025. Editions of 2014 and 2019 "
        "stood between.",
        "The serious incidents framework: now the Patient Safety Incident Response Framework "
        "(PSIRF).",
        "The Data Protection Act 1998: now the Data Protection Act 2018 and UK GDPR.",
        "The section 11 guidance of 2007: now Working Together to Safeguard Children, since 2013.",
    ]


@pytest.mark.parametrize(
    ("clause", "notes"),
    [
        ("S4.2.5.p04", ["N-lscb"]),
        ("S5.2.r1", ["N-ccg", "N-lscb"]),
        ("S6.p15", ["N-lscb", "N-working-together", "N-scr"]),
        ("S6.p20.b", ["N-cqc-outcome-7"]),
        ("S6.p11.c", ["N-intercollegiate"]),
        ("S8.p01.b", ["N-ccg"]),
        ("A1.4.1", ["N-intercollegiate"]),
        ("A1.13.4", ["N-lscb", "N-scr", "N-serious-incidents"]),
        ("S2.p05", ["N-section-11-guidance"]),
        ("S2.p11", ["N-data-protection"]),
        ("S2.p16", ["N-accountability-framework"]),
        ("A1.4.2", []),
        ("S1.p03", []),
        ("S6.p08.a", []),
    ],
)
def test_a_clause_carries_the_notes_on_what_it_names(
    pack: Pack, clause: str, notes: list[str]
) -> None:
    assert [succession.id for succession in pack.successions_on(clause)] == notes


def test_cooperation_with_partners_is_not_the_guidance(pack: Pack) -> None:
    assert "working together with partners" in pack.clauses["S1.p01"].words
    assert [succession.id for succession in pack.successions_on("S1.p01")] == ["N-ccg"]
