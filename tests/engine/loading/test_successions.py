"""What has replaced what a policy names: read, found in its words, and never judged by."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.assess import assess
from engine.loading import PackError, load_pack
from engine.loading.linting.lint import lint
from engine.nouns.evidence.fact import Fact, Range
from engine.nouns.evidence.organisation import Organisation, Submission
from engine.nouns.policy.succession import Succession, holds_term
from engine.nouns.quarter import Quarter
from engine.nouns.verdict import Basis
from tests.engine.loading.files.pack_folder import written_into

WritePack = Callable[[Mapping[str, str]], Path]

FILE = """\
- id: N-warden
  terms: [fire warden]
  was: Fire wardens
  now: fire marshals
  since: 1 April 2020
- id: N-training
  terms: [All staff, fire safety]
  was: Training in fire safety
  now: the course of 2021
  note: A course of 2018 stood between.
"""


@pytest.mark.parametrize(
    ("words", "term", "found"),
    [
        ("A duty of the CCG.", "CCG", True),
        ("The CCG's own", "CCG", True),
        ("All the CCGs", "CCG", False),
        ("WSCCG and others", "CCG", False),
        ("a ccg", "CCG", False),
        ("a Serious Case Review", "serious case review", True),
        ("SERIOUS  CASE\nREVIEW", "serious case review", True),
        ("serious case reviews", "serious case review", False),
        ("working together with partners", "Working Together", False),
        ("the Board(s).", "Board(s)", True),
        ("Item 7x1", "7.1", False),
        ("", "CCG", False),
    ],
)
def test_terms_are_whole_words_as_written_unless_in_small_letters(
    words: str, term: str, found: bool
) -> None:
    assert holds_term(words, term) is found


PLAIN = st.text(st.sampled_from("abc'&( "), min_size=1).map(str.strip).filter(bool)


@given(PLAIN, PLAIN, PLAIN)
def test_a_term_stands_between_any_other_words(before: str, term: str, after: str) -> None:
    assert holds_term(f"{before} {term} {after}", term)
    assert holds_term(f"{before} {term.upper()} {after}", term)
    assert not holds_term("", term)


def test_a_sentence_tells_what_is_known_and_no_more() -> None:
    whole = Succession("N", ("CCG",), "CCGs", "ICBs", "1 July 2022", "By an Act of that year.")
    assert whole.sentence == "CCGs: now ICBs, since 1 July 2022. By an Act of that year."
    assert Succession("N", ("SCR",), "Reviews", "other reviews").sentence == (
        "Reviews: now other reviews."
    )


def test_the_file_is_read_and_each_clause_finds_its_own(
    pack_files: dict[str, str], write_pack: WritePack
) -> None:
    pack = load_pack(write_pack({**pack_files, "successions.yaml": FILE}))
    warden = Succession(
        "N-warden", ("fire warden",), "Fire wardens", "fire marshals", "1 April 2020"
    )
    training = Succession(
        "N-training",
        ("All staff", "fire safety"),
        "Training in fire safety",
        "the course of 2021",
        "",
        "A course of 2018 stood between.",
    )
    assert pack.successions == (warden, training)
    assert {clause: pack.successions_on(clause) for clause in (*pack.clauses, "F99")} == {
        "F1": (warden,),
        "F2": (training,),
        "F3": (),
        "F99": (),
    }
    assert lint(pack) == ()


def test_a_pack_need_not_have_the_file(pack_files: dict[str, str], write_pack: WritePack) -> None:
    assert load_pack(write_pack(pack_files)).successions == ()


def test_no_verdict_depends_on_it(pack_files: dict[str, str], tmp_path: Path) -> None:
    def findings(name: str, files: Mapping[str, str]) -> object:
        pack = load_pack(written_into(tmp_path / name, files))
        quarter = Quarter(2014, 1)
        percent = "training.fire.level_1.percent"
        submissions = [
            Submission(
                Organisation(code, code, "home"),
                quarter,
                {percent: Fact(percent, Range.of_number(value), Basis.FIGURE, returned=True)},
            )
            for code, value in (("H1", 95), ("H2", 80), ("H3", 10))
        ]
        result = assess(pack, submissions, (), (), quarter, quarter.last_day, "test")
        return result.findings, result.concerns

    without = findings("without", pack_files)
    assert without == findings("with", {**pack_files, "successions.yaml": FILE})
    assert without != ((), ())


def test_every_fault_of_the_file_is_told_at_once(
    pack_files: dict[str, str], write_pack: WritePack
) -> None:
    text = """\
- {id: N-a, terms: [fire], was: A, now: B, when: 2014}
- {id: N-b, terms: [], was: A, now: B}
- {id: N-c, terms: [fire], was: A}
- {id: N-d, terms: [fire], was: A, now: B}
- {id: N-d, terms: [fire], was: A, now: B}
"""
    with pytest.raises(PackError) as caught:
        load_pack(write_pack({**pack_files, "successions.yaml": text}))
    assert [str(fault) for fault in caught.value.faults] == [
        "successions.yaml:1: found the key “when”; expected a key that is known here. Remove it, "
        "or correct its spelling.",
        "successions.yaml:2: found “[]” for “terms”; expected at least 1 entry. Correct “terms”.",
        "successions.yaml:3: found no “now”; expected “now”. Add “now”.",
        "successions.yaml:5: found the succession “N-d” again; expected each once. Rename it.",
    ]


def test_a_file_that_is_no_list_is_a_fault(
    pack_files: dict[str, str], write_pack: WritePack
) -> None:
    with pytest.raises(PackError) as caught:
        load_pack(write_pack({**pack_files, "successions.yaml": "id: N-a\n"}))
    assert [str(fault) for fault in caught.value.faults] == [
        "successions.yaml:1: found no list; expected a list of successions. Begin each with -."
    ]


def test_a_term_that_no_clause_holds_is_a_lint_fault(
    pack_files: dict[str, str], write_pack: WritePack
) -> None:
    text = FILE.replace("[fire warden]", "[fire warden, Fire Marshal]")
    pack = load_pack(write_pack({**pack_files, "successions.yaml": text}))
    assert [str(fault) for fault in lint(pack)] == [
        "successions.yaml:1: found the term “Fire Marshal” of N-warden, which no clause holds; "
        "expected words as a clause of policy.yaml writes them. Correct the term, or remove it."
    ]
