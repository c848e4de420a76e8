"""An assessment for those at the same table: without names, and files that differ kept apart."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from engine.nouns.evidence.fact import Fact, Origin
from engine.nouns.evidence.fault import Fault, Severity
from engine.nouns.evidence.organisation import Organisation, Submission
from engine.nouns.outcome.audience import Audience, NamesGiven
from engine.nouns.quarter import Quarter
from engine.publishing.for_shared import Hide, files_of, without_names
from tests.engine.publishing.test_rewriting import PLAIN, assessment

QUILL = NamesGiven(frozenset({"Ada Quill"}), frozenset({("a.xlsx", "posts", "B2")}))
Q2 = Quarter(2014, 2)
ELMS = Organisation("H1", "The Elms", "home")
X = "[X]"


def words(**own: Any) -> SimpleNamespace:
    return SimpleNamespace(**own)


WORDS_OF_RULES = (
    *("to_comply", "question", "met", "partly_met", "not_met", "no_evidence"),
    *("not_applicable", "conflicting"),
)


def pack_of(**texts: str) -> Any:
    """A pack that has some words, each in a place of its own."""
    said = {name: texts.get(f"rule_{name}", "") for name in WORDS_OF_RULES}
    term = {
        kind: {
            "key": SimpleNamespace(label=texts.get(kind, ""), also=(texts.get(f"{kind}_also", ""),))
        }
        for kind in ("roles", "vacancy_roles", "services")
    }
    specs = [
        SimpleNamespace(label=texts.get("label", ""), words=(texts.get("word", ""), "x")),
        SimpleNamespace(label="", words=None),
    ]
    return SimpleNamespace(
        rules={"rule": SimpleNamespace(title=texts.get("title", ""), words=words(**said))},
        checks=[
            words(
                title=texts.get("check_title", ""),
                question=texts.get("check_question", ""),
                says=texts.get("check_says", ""),
            )
        ],
        clauses={"F1": words(words=texts.get("clause", ""))},
        catalogue=dict(enumerate(specs)),
        vocabulary=SimpleNamespace(**term),
    )


PLACES = [
    *("title", "check_title", "check_question", "check_says", "clause", "label"),
    *("roles", "roles_also", "vacancy_roles", "vacancy_roles_also", "services", "services_also"),
    *(f"rule_{name}" for name in WORDS_OF_RULES),
]


def shown(note: str, pack: Any, given: NamesGiven = QUILL, **options: Any) -> Fact:
    at = Origin("a.xlsx", "00", "posts", "C2", note)
    sent = Submission(ELMS, Q2, {"name": Fact("name", None, None, (at,), note=note)})
    true = replace(assessment(PLAIN), pack=pack, submissions=(sent,))
    [own] = without_names(true, given, X, **options).submissions
    return own.facts["name"]


@pytest.mark.parametrize("place", PLACES)
def test_what_the_pack_calls_something_is_nobodys_name(place: str) -> None:
    assert shown("the Quill Warden", pack_of(), NamesGiven(frozenset({"Quill Warden"}))).note == (
        f"the {X}"
    )
    own = pack_of(**{place: "A Quill Warden is in post"})
    assert shown("the Quill Warden", own, NamesGiven(frozenset({"Quill Warden"}))).note == (
        "the Quill Warden"
    )


def test_words_of_the_catalogue_are_read_with_spaces() -> None:
    given = NamesGiven(frozenset({"Quill Warden"}))
    assert shown("the Quill Warden", pack_of(word="quill_warden"), given).note == (
        "the Quill Warden"
    )


def test_names_are_left_out_of_texts_and_of_the_cells_that_ask_for_one() -> None:
    found = shown("Ada Quill, seen", pack_of())
    at = Origin("a.xlsx", "00", "posts", "C2", f"{X}, seen")
    assert found == Fact("name", None, None, (at,), note=f"{X}, seen")
    asked = [
        replace(at, cell=cell, text=text, sheet=sheet)
        for sheet, cell, text in (
            ("posts", "B2", "somebody"),
            ("posts", "B2", ""),
            ("posts", "B3", "somebody"),
            ("Ada Quill", "B3", "somebody"),
        )
    ]
    asked.append(replace(at, file="Ada Quill.xlsx", text="somebody"))
    own = Fact("name", None, None, tuple(asked))
    true = replace(
        assessment(PLAIN), pack=pack_of(), submissions=(Submission(ELMS, Q2, {"name": own}),)
    )
    [sent] = without_names(true, QUILL, X).submissions
    assert sent.facts["name"].origins == (
        replace(asked[0], text=X),
        asked[1],
        asked[2],
        replace(asked[3], sheet=X),
        replace(asked[4], file=f"{X}.xlsx"),
    )
    assert without_names(true, QUILL, X).audience is Audience.SHARED
    assert true.audience is Audience.INTERNAL


def fault(file: str, found: str = "") -> Fault:
    return Fault(Severity.FILE, file, found, "", "")


def test_files_whose_names_are_hidden_are_told_apart_by_a_number() -> None:
    names = ["Ada Quill.xlsx", "ada quill.xlsx", "plain.xlsx", "Ada Quill.xlsx"]
    faults = tuple(fault(name, f"{name}, and AdaQuill.xlsx") for name in names)
    true = replace(assessment(PLAIN), pack=pack_of(), submissions=(), faults=faults)
    found = without_names(true, QUILL, X).faults
    assert [one.file for one in found] == [
        "[X].xlsx",
        "[X].xlsx (2)",
        "plain.xlsx",
        "[X].xlsx",
    ]
    assert found[2].found == "plain.xlsx, and [X].xlsx"


def test_of_a_part_of_a_run_files_are_numbered_as_in_the_whole() -> None:
    true = replace(
        assessment(PLAIN), pack=pack_of(), submissions=(), faults=(fault("ada quill.xlsx"),)
    )
    every = ["Ada Quill.xlsx", "ADA QUILL.xlsx", "ada quill.xlsx"]
    assert without_names(true, QUILL, X).faults[0].file == "[X].xlsx"
    assert without_names(true, QUILL, X, every).faults[0].file == "[X].xlsx (3)"


def test_all_files_of_a_run_are_known() -> None:
    true = replace(assessment(PLAIN), faults=(fault("faulty.xlsx"),))
    assert list(files_of(true)) == [
        *("a.xlsx", "faulty.xlsx", "a.xlsx", "old.xlsx", "new.xlsx", "own.yaml")
    ]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Ada Quill saw Ada Quill and Tom Oak", f"{X} saw {X} and {X}"),
        ("Quill Oak Trust, Ada Quill, quill oak trust", f"Quill Oak Trust, {X}, quill oak trust"),
        ("The Quill Oak Trusts, by T. Oak", f"The Quill Oak Trusts, by {X}"),
        ("nobody", "nobody"),
        ("", ""),
    ],
)
def test_every_name_is_left_out_and_an_organisations_own_stays(text: str, left: str) -> None:
    hide = Hide(["Ada Quill", "Tom Oak", "-", ""], "the board", ["Quill Oak Trust", "12"], X)
    assert hide(text) == left
    assert hide(text) == left
