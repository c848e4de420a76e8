"""A name is left out however it is written, and a word that only looks like one is not."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from engine.publishing.for_shared import CALENDAR, Hide
from engine.publishing.person_names import POSTS, TITLES, folded, words_in

OWN = """
    Level 3 training is due. The board of the ward may ask the Named Nurse, a lead, how much
    young people need; a green paper is long. Governance is by a team. The mark is met.
"""
ORGANISATIONS = ("Orwell Deben NHS Trust", "Dr Ada Tarn's Practice")
X = "[X]"


def hidden(text: str, *names: str) -> str:
    return Hide(names, OWN, ORGANISATIONS, X)(text)


def test_a_surname_may_be_a_word_that_joins_two_people() -> None:
    assert hidden("Or, Ada", "Ada Or") == X
    assert hidden("T. OAK", "ADA OR AND TOM OAK") == X


@pytest.mark.parametrize(
    "text",
    [
        *("Jane Quill", "JANE QUILL", "jane quill", "Jane  Quill", "Jane\u00a0Quill"),
        *("Quill, Jane", "QUILL, Jane", "quill,jane", "Quill Jane", "Quill, Ms Jane"),
        *("J. Quill", "J Quill", "j.quill", "JQuill", "J. M. Quill", "JM Quill", "Quill J"),
        *("Quill, J.", "QUILL, J", "Dr Quill", "dr. J Quill", "Jane M. Quill", "Quill", "QUILL"),
        *("Jane_Quill", "JaneQuill", "jane.quill", "jane-quill"),
    ],
)
def test_a_name_is_found_in_every_order_and_case(text: str) -> None:
    shown = hidden(f"note: {text} said so, 2_{text}_2.xlsx", "Jane Quill")
    assert "quill" not in shown.casefold()
    assert shown.startswith("note: ")
    assert shown.endswith("_2.xlsx")
    assert " said so, 2_" in shown


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Quill, Jane", "Jane Quill"),
        ("Dr J. Quill RGN", "Quill"),
        ("Dr J. Quill RGN", "J Quill"),
        ("Jane Quill RGN RM", "Jane Quill"),
        ("Jane Quill", "Quill Jane"),
        ("JANE QUILL", "Quill"),
        ("jane quill", "Quill"),
        ("jane quill", "QUILL"),
        ("Jane Ann Quill", "Ann Quill"),
        ("Jane Ann Quill", "AnnQuill"),
        ("Tom Oak", "Oak"),
        ("Jane POLE", "Pole"),
        ("BO LI", "B. Li"),
        ("Ann McDonald", "McDonald"),
        ("Ann Ward", "Ward Ann"),
        ("Jane Quill (lead), tel. 0123", "Quill, Jane"),
        ("Tom Oak and Jane Quill", "T. Oak"),
        ("Tom Oak; Jane Quill", "J. Quill"),
        ("Lead: Jane Quill", "Quill"),
        ("jane.quill@example.org", "Jane Quill"),
        ("jane quill", "Jane Quill"),
        ("Zoë O’Brien", "zoe OBrien"),
        ("Zoë O’Brien", "ZOË O'BRIEN"),
        ("Mary-Ann Quill", "Mary Ann Quill"),
        ("Jan van der Berg", "J. van der Berg"),
        ("Ann Quill-Smith", "Quill Smith, Ann"),
        ("Ann Ward", "A. Ward"),
        ("Ann Ward", "Ward, Ann"),
        ("Ann Ward", "ann ward"),
        ("Ann Ward", "Ms Ward"),
        ("Tom Board", "Board, T."),
        ("Rose Level", "ROSE LEVEL"),
        ("Ann Orwell", "A. Orwell"),
        ("At Aa", "Aa, At"),
        ("On Quill", "O. Quill"),
        ("Sr Quill", "S. Quill"),
    ],
)
def test_of_a_name_written_otherwise_nothing_is_left(name: str, text: str) -> None:
    assert hidden(text, name) == X


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Ann Ward", "A ward round on the Ward, a Ward manager, Ward A."),
        ("Q. Ward", "a q ward"),
        ("Level CCG", "the CCG level"),
        ("Ann Bo Ward", "X. Ward"),
        ("Ann McDonald", "mcdonald"),
        ("Mark Long", "a long mark"),
        ("Board Oakfield", "on Oakfield road"),
        ("Tom Board", "the Board, to be told; a board; The Board’s paper; Board level"),
        ("Rose Level", "Level 3, level 2; R Level; at Level"),
        ("Ann Orwell", "Orwell Deben NHS Trust, and Orwell by itself"),
        ("Ada Tarn", "sent by Dr Ada Tarn's Practice"),
        ("Ada Tarn", "sent by dr ada tarn’s practice"),
        ("Orwell", "Orwell by itself"),
        ("Theresa May", "in May 2014, May or June, it may"),
        ("Young", "young people"),
        ("Named Nurse", "the Named Nurse, and the nurse who is named"),
        ("Jane Quill (Named Nurse)", "the Named Nurse"),
        ("Jane Quill, Head of Governance", "head of governance"),
        ("Head of HR", "Backlog at the shared HR service"),
        ("Jane Quill, Lead, HR", "told to HR"),
        ("Director of Nursing, Harrowfen CCG", "nursing; a CCG"),
        ("Governance Team", "Team and governance; a team"),
        ("Mark Long", "the mark is long; a long list; Long"),
        ("Jane Quill", "quilling, Quillson, Janet quilted"),
        ("-", "a - b"),
        ("Head of Contracts", "the register of contracts; contracts; Head of Contracts"),
        ("Lead Nurse", "a nurse; the Lead Nurse"),
        ("Practice Manager", "the practice manager; Manager"),
        ("HR Business Partner", "a business partner; HR"),
        ("Director of Workforce Change", "change; the workforce"),
        ("Matron", "the matron"),
        ("Company secretary", "the Company Secretary"),
        ("Jo Day", "one day; Monday, day by day"),
        ("at work", "work is at hand; a. work"),
    ],
)
def test_what_only_looks_like_a_name_stays(name: str, text: str) -> None:
    assert hidden(text, name) == text


def test_an_organisation_called_after_somebody_keeps_its_name_and_the_person_does_not() -> None:
    shown = hidden("Ada Tarn of Dr Ada Tarn’s Practice", "Ada Tarn")
    assert shown == f"{X} of Dr Ada Tarn’s Practice"


def test_a_name_with_many_spaces_in_it_is_found_with_any_and_looked_for_in_no_time() -> None:
    apart = f"Jane{' ' * 400}Quill"
    for text in ("Jane Quill", "Jane   Quill", apart):
        assert hidden(f"ask {text}", apart) == f"ask {X}"
    assert hidden(f"{apart[:-1]}k, jane {' ' * 400}", apart) == f"{apart[:-1]}k, jane {' ' * 400}"


@pytest.mark.parametrize(
    ("names", "text", "left"),
    [
        (("Quill",), "so said quill", f"so said {X}"),
        (("Ada Quill", "Ada Quill Zed"), "Ada Quill Zed, Ada Quill", f"{X}, {X}"),
        (("-", "12", ""), "12 - 12", "12 - 12"),
    ],
)
def test_of_several_names_the_longest_is_left_out_first(
    names: tuple[str, ...], text: str, left: str
) -> None:
    assert hidden(text, *names) == left


@pytest.mark.parametrize(
    ("own", "organisations", "name", "text"),
    [
        ("the Quill Warden", (), "Quill Warden", "a Quill Warden"),
        ("Quill Warden by name", (), "Quill Warden", "a Quill Warden"),
        ("by the ward", ("Quill Trust",), "Ann Ward", "the Ward; Ward"),
        ("", ("Quill Trust", "Ward Trust"), "Ann Ward", "the Ward; Ward"),
        ("", ("Dr Ward", "Dr Ward Ada Quill Practice"), "Ada Quill", "Dr Ward Ada Quill Practice"),
    ],
)
def test_words_of_the_pack_and_of_organisations_are_known_wherever_they_stand(
    own: str, organisations: tuple[str, ...], name: str, text: str
) -> None:
    assert Hide([name], own, organisations, X)(text) == text


LETTERS = st.text("abcdefghijklmnopqrstuvwxyzéöø", min_size=2, max_size=7)
WORD = st.one_of(
    LETTERS.map(str.title),
    st.builds("{}-{}".format, LETTERS.map(str.title), LETTERS.map(str.title)),
    LETTERS.map(lambda letters: f"O’{letters.title()}"),
)


ORDINARY = words_in(folded("\n".join((OWN, *ORGANISATIONS, *CALENDAR)))) | TITLES | POSTS


@given(forename=WORD, surname=WORD, before=st.sampled_from(["", "by ", "x;"]))
def test_any_name_is_hidden_wherever_it_stands(forename: str, surname: str, before: str) -> None:
    # "Is Long" in the words of the pack alone may as well be no name.
    assume(not words_in(f"{forename} {surname}") <= ORDINARY)
    # "by By Aa": the word before is taken for a forename too.
    assume(not words_in(before) & words_in(f"{forename} {surname}"))
    for text in (f"{forename} {surname}", f"{surname}, {forename}", f"{forename[0]}. {surname}"):
        shown = hidden(f"{before}{text}; and so on", f"{forename} {surname}")
        assert shown == f"{before}{X}; and so on"
