"""Records of single people are refused and never repeated; words about services are left alone."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausewise.places import DEFAULT_PACK, EXAMPLES
from engine.loading import load_pack
from engine.nouns.evidence.fault import Fault, Severity
from evidence.nouns.grid import GridCell
from evidence.nouns.returns import ReturnsRead
from evidence.privacy import personal_records as single_people
from evidence.privacy.guard import guard_cell
from evidence.privacy.personal_records import (
    POSTCODE_FOUND,
    RECORD_FOUND,
    about_one_person,
    headings_of_people,
    is_a_day,
    looks_like_a_name,
)
from evidence.reading import read_returns

FIRE = EXAMPLES.parent / "fire-safety-care-home" / "rules"
NOTHING_PRIVATE = "no child-level data: counts and percentages only"
TAKE_OUT = (
    "Take the text out of the file. Tell your information governance lead if the file has been "
    "sent to anybody."
)


@pytest.mark.parametrize(
    "text",
    [
        "DOB 12/03/2009",
        "d.o.b. 12 March 2009",
        "Tom, date of birth: 2009-03-12",
        "J. Smith, born 3 May 2007",
        "7 year old girl seen in ED",
        "9yo boy, fall from bunk bed",
        "Aged 9, lives with his mother",
        "She disclosed in clinic, age 14",
        "Initials: J, aged 4",
        "case no. 123456: 3 months old",
        "his father was present, 5 years old",
        "baby, 3 weeks old",
        "AGED 9, HIS MOTHER CALLED",
        "seen at IP3 8LY, aged 12",
        "14F presented with OD",
        "9 y.o., fractured arm",
        "Thirteen-year-old, was admitted to Ward 3",
        "aged eight, lives with grandparents",
        "3/12 old, head injury",
        "Pt aged 15, went missing",
        "Jones aged 14, seen by him in clinic",
        "The girl was referred to social care",
        "baby was removed at birth",
        "his mother attended with injuries",
        "name: Quill, overdose",
        "hospital no 1234567, non-accidental",
        "5 yrs, he disclosed",
        "Tom 5 yrs, he disclosed",
        "\u017fibling was admitted",
        "She is aged 9",
        "This was Tom’s, aged 9, with injuries",
        "He attends aged 7",
        "A baby was admitted with bruises",
        "Pathway followed: a boy disclosed in clinic",
        "Audit found the baby with a fractured skull",
        "Born in 2009, see the file",
        "born 3rd of May 2007",
        "DOB: 3.5.07",
        "DOB 12 March",
        "born March 12",
        "date of birth 030507",
        "Policy followed for a girl, 14F, with an overdose",
        "Hospital confirmed, aged 3, moved to IP3 8LY",
    ],
)
def test_a_record_of_one_person_is_refused(text: str) -> None:
    assert guard_cell(GridCell(text)) == GridCell(None, unusable=RECORD_FOUND)
    assert guard_cell(GridCell(text)).text == ""


@pytest.mark.parametrize(
    "text",
    [
        "Discharged from hospital to 12 Mill Lane IP3 8LY",
        "IP3 8LY",
        "ip3 8ly",
        "EC1A 1BB",
        "Moved to IP38LY",
        "M1 1AE",
        "at 4 Mill Ln, CB9  7QQ",
    ],
)
def test_a_postcode_is_refused(text: str) -> None:
    assert guard_cell(GridCell(text)) == GridCell(None, unusable=POSTCODE_FOUND)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "98%",
        "Level 3",
        "2014-15 Q2",
        "RZ1",
        "AB12CD",
        "IP38LY",
        "Excludes bank staff",
        "Named Nurse left in July, post out to advert",
        "Training for staff who work with children aged 16 to 18",
        "Health visiting for 0-5 years",
        "under 18 years old",
        "Baby Friendly accreditation, 3 years old",
        "Mother and baby unit, staff in post 2 years",
        "E1 4TH floor",
        "Annual report approved by the Board on 14/10/2014",
        "Policy on the age of consent, 16 and over",
        "She leads the forum",
        "S6.p18.c",
        "The birth rate rose",
        "Pathway for patients aged 16 who attended with an overdose",
        "Audit of young people aged 15 admitted with injuries",
        "She was placed on the rota; every 3 yrs a refresher",
        "Every 3 yrs she leads a refresher",
        "Head injury guideline updated; he has left",
        "Under 16 years old who presented with self-harm were audited",
        "Policy on patients over 5 years of age seen by the team",
        "Dr Quill was seen by the panel",
        "Staff in post for 2 yrs have been placed on the list",
        "FGM and CSE training at Level 3",
        "Baby clinic attended by 14 staff",
        "Mother and baby unit admitted with support",
        "Ward 14 M block",
        "Pathway for bruising in a non-mobile baby adopted (LSCB protocol)",
        "Policy: any child born to a mother under 16 is referred",
        "Injuries in a baby: flow chart in each area",
        "Leaflet for parents whose son or daughter was admitted",
        "Head office, Rivergreen House, Ipswich IP1 2DE",
        "Ipswich Hospital, Heath Road, Ipswich IP4 5PD",
        "Audit of 20 case notes: DOB recorded in 19 of 20",
        "Date of birth is asked for in 3 of our forms",
        "Any boy or girl who absconded is reported",
        "Guidance on an infant with a fracture",
        "Every mother is asked whether she is safe",
    ],
)
def test_words_about_services_are_left_alone(text: str) -> None:
    assert guard_cell(GridCell(text)) == GridCell(text)


@pytest.mark.parametrize("home", [DEFAULT_PACK, FIRE])
def test_no_words_of_a_policy_tell_of_a_person(home: Path) -> None:
    """Its clauses, rules, questions and labels, as notes and reasons may quote them."""
    pack = load_pack(home)
    vocabulary = pack.vocabulary
    texts = [clause.words for clause in pack.clauses.values()]
    for rule in pack.rules.values():
        words = rule.words
        texts += [rule.title, words.met, words.partly_met, words.not_met, words.no_evidence]
        texts += [words.not_applicable, words.to_comply, words.question]
    texts += [question.text for question in vocabulary.questions.values()]
    texts += [spec.label for spec in pack.catalogue.values()]
    texts += [indicator.label for indicator in vocabulary.indicators.values()]
    assert [text for text in texts if about_one_person(text)] == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("home", "returns"), [(DEFAULT_PACK, EXAMPLES), (FIRE, FIRE.parent / "returns")]
)
def test_no_cell_of_the_examples_is_taken_for_a_person(home: Path, returns: Path) -> None:
    reading = read_returns([returns], load_pack(home))
    assert reading.returns
    assert [one for one in reading.faults if one.found in (RECORD_FOUND, POSTCODE_FOUND)] == []


@given(st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.dates()))
def test_only_text_tells_of_a_person(raw: object) -> None:
    assert about_one_person(raw) == ""


@given(st.text(max_size=40), st.text(max_size=40))
def test_a_date_of_birth_is_seen_whatever_stands_around_it(before: str, after: str) -> None:
    assert about_one_person(f"{before} DOB 12/03/2009 {after}") == RECORD_FOUND


class Counted:
    """An expression that counts how many signs it was asked to look through."""

    def __init__(self, pattern: re.Pattern[str]) -> None:
        self.pattern, self.signs = pattern, 0

    def search(self, text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        end = len(text) if end is None else end
        self.signs += end - start
        return self.pattern.search(text, start, end)


@pytest.mark.parametrize("words", ["any boy ", "each aged 1 ", "every girl "])
def test_what_stands_before_each_sign_is_not_read_from_the_beginning_of_the_text(
    words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted = Counted(single_people._GENERAL)
    monkeypatch.setattr(single_people, "_GENERAL", counted)
    assert about_one_person(words * 4000) == ""
    assert counted.signs <= 4000 * 120


def test_a_word_that_speaks_of_all_counts_however_far_into_a_text_it_stands() -> None:
    assert about_one_person("counts only, " * 500 + "for any boy, any girl aged 9") == ""
    assert about_one_person("counts only, " * 500 + "many boys, a girl aged 9") == RECORD_FOUND


def test_headings_under_which_people_are_listed() -> None:
    texts = ("item", "D.O.B.", "Date of  birth", "Surname", "note", "Post code")
    assert headings_of_people(texts) == ("D.O.B.", "Date of  birth", "Surname", "Post code")


def test_a_name_and_a_day() -> None:
    assert looks_like_a_name("Mary-Ann O’Neill")
    assert looks_like_a_name("Ann Bo Cy O'Neill")
    assert not looks_like_a_name("see the note")
    assert not looks_like_a_name("Orwell")
    assert not looks_like_a_name("Ann Bo Cy Di O'Neill")
    assert is_a_day("12/03/2009")
    assert not is_a_day("March 2009")
    assert not is_a_day("12")


def fault(severity: Severity, found: str, to_do: str, sheet: str, cell: str) -> Fault:
    return Fault(
        severity,
        "orwell.xlsx",
        found,
        NOTHING_PRIVATE,
        to_do,
        sheet,
        cell,
        "RZ1",
        "2014-15 Q2",
    )


def test_what_tells_of_people_is_told_and_appears_nowhere(
    returned: Callable[..., Path], read: Callable[..., ReturnsRead]
) -> None:
    path = returned(
        dashboard=[
            ("item", "part", "value", "note", "DOB"),
            ("2", None, 3, "7 year old girl, Quillan", "01/02/2009"),
            ("14", None, 88, "at IP3 8LY", None, None, "Zebedee Quux", "12/03/2009"),
        ],
        Sheet2=[("Surname", "seen"), ("Quux", "DOB 12/03/2009")],
    )
    reading = read(path)
    for secret in ("Quillan", "8LY", "01/02/2009", "Zebedee", "Quux", "12/03/2009"):
        assert secret not in repr(reading)
    listed = (
        "It is not read and nothing of it is shown. Take it out of the file, and tell your "
        "information governance lead if the file has been sent to anybody."
    )
    beside = (
        "It is not read. If it and what stands below it tell of single people, take it out of the "
        "file, and tell your "
        "information governance lead if the file has been sent to anybody."
    )
    heading = "a column headed “{}”, as in a list of single people"
    assert [f for f in reading.faults if f.expected == NOTHING_PRIVATE] == [
        fault(Severity.CHECK, heading.format("DOB"), listed, "dashboard", "E1"),
        fault(
            Severity.CHECK,
            "what looks like a name beside a date, next to the table (not repeated here)",
            beside,
            "dashboard",
            "G3",
        ),
        fault(Severity.CELL, RECORD_FOUND, TAKE_OUT, "dashboard", "D2"),
        fault(Severity.CELL, POSTCODE_FOUND, TAKE_OUT, "dashboard", "D3"),
        fault(Severity.CHECK, heading.format("Surname"), listed, "Sheet2", "A1"),
        fault(Severity.CELL, RECORD_FOUND, TAKE_OUT, "Sheet2", "B2"),
    ]
