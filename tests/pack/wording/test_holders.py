"""Titles and notes of posts: whom a careful reader would take for the holder, and whom not."""

from __future__ import annotations

import pytest

from engine.nouns.policy.pack import Pack
from evidence.denials import denial_in
from evidence.facts.remarks.not_understood import not_understood
from evidence.phrases import phrase_in


def doubted(words: str, pack: Pack) -> bool:
    phrasing = pack.vocabulary.phrasing
    lists = (phrasing.empty_post, phrasing.stand_in, phrasing.unlikely_holder)
    said = any(phrase_in(words, phrases) for phrases in lists)
    denied = denial_in(words, phrasing.denials)
    return said or bool(denied) or not_understood(words, phrasing) != ()


@pytest.mark.parametrize(
    "title",
    [
        "Named Nurse Safeguarding Adults",
        "Band 5 staff nurse",
        "Student midwife",
        "Maternity support worker",
        "Lead Nurse for Dementia",
        "Infection Control Nurse",
        "Consultant Radiologist",
        "Foundation doctor FY1",
        "Vacant",
        "agency cover",
        "Maternity leave",
        "Deputy",
        "Ask Jane",
        "Whoever is on shift",
        "Whichever midwife is on the rota",
        "Consultant Paediatrician, shared with Colchester",
        "Consultant Paediatrician (covers three trusts)",
        "Named Nurse, also covers Marlhaven",
        "Named Nurse, cover by phone from Norwich",
    ],
)
def test_whom_nobody_takes_for_the_holder(pack: Pack, title: str) -> None:
    assert doubted(title, pack)


@pytest.mark.parametrize(
    "title",
    [
        "Named Nurse Safeguarding Adults and Children",
        "Head of Safeguarding (Adults & Children)",
        "Head of Safeguarding, also covers the community wards",
        "Paediatrician, post shared with a colleague",
        "Named Nurse, both hospital sites",
        "Head of Safeguarding",
        "Deputy Chief Nurse",
        "Modern Matron Paediatrics",
        "Specialist Nurse Safeguarding Children Band 8a",
        "Advanced Nurse Practitioner",
        "Consultant Community Paediatrician",
        "Consultant in Paediatric Emergency Medicine",
        "Specialty Doctor",
        "Medical Director",
        "Head of Midwifery",
        "Public Health Midwife",
        "Lead Nurse for Looked After Children",
    ],
)
def test_whom_they_do(pack: Pack, title: str) -> None:
    assert not doubted(title, pack)


@pytest.mark.parametrize(
    ("note", "in_doubt"),
    [
        ("she fits it in", True),
        ("on paper", True),
        ("Does this on top of the day job", True),
        ("Jane knows the detail", True),
        ("Works her notice", True),
        ("In post since May", False),
        ("Job plan reviewed April 2014", False),
        ("Also covers looked after children", False),
        ("Supported by two specialist nurses", False),
    ],
)
def test_notes_beside_a_post(pack: Pack, note: str, in_doubt: bool) -> None:
    assert doubted(note, pack) is in_doubt
