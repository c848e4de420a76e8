"""Which typed texts name people, and where they stand."""

from __future__ import annotations

import pytest

from engine.nouns.evidence.organisation import Organisation
from engine.nouns.outcome.audience import NamesGiven
from engine.nouns.quarter import Quarter
from evidence.nouns.cells import Cell, Row, Table
from evidence.nouns.returns import Return
from evidence.privacy.names_given import gives_a_name, names_given


def row(sheet: str, number: int, **texts: str) -> Row:
    cells = {
        column: Cell(text, text, sheet, f"{chr(65 + place)}{number}")
        for place, (column, text) in enumerate(texts.items())
    }
    return Row(cells, number)


def returned(*tables: Table, submitted_by: str = "") -> Return:
    who = Organisation("RQX", "Orwell Trust", "a_kind")
    sha = {"orwell.xlsx": "00"}
    quarter = Quarter.parse("2014-15 Q2")
    by_name = {table.name: table for table in tables}
    return Return("orwell.xlsx", sha, who, quarter, None, None, submitted_by, by_name)


def test_names_and_the_cells_that_ask_for_one() -> None:
    posts = Table(
        "named_professionals",
        "named_professionals",
        (
            row(
                "named_professionals", 2, role="a role", title="Lead", name=" Ada  Quill ", wte="1"
            ),
            row("named_professionals", 3, role="a role", title="Lead", name="Vacant", wte="0"),
        ),
    )
    figures = Table(
        "dashboard", "dashboard", (row("dashboard", 4, item="2", note="ask Dr B. Oak or Bo"),)
    )
    audit = Table("our audit", "audit", (row("audit", 5, question="Q1", owner="-", action="call"),))
    about = Table(
        "organisation", "organisation", (row("organisation", 6, field="Submitted by", value="Cy"),)
    )
    assert names_given([returned(posts, figures, audit, about, submitted_by="Cy")]) == NamesGiven(
        frozenset({" Ada  Quill ", "Ada  Quill", "Ada Quill", "Cy", "Dr B. Oak"}),
        frozenset(
            {
                ("orwell.xlsx", "named_professionals", "C2"),
                ("orwell.xlsx", "organisation", "B6"),
            }
        ),
    )


def test_a_name_is_also_given_as_messages_cut_it() -> None:
    long = "Ada " * 100 + "Quill"
    posts = Table("named_professionals", "posts", (row("posts", 2, name=long),))
    assert names_given([returned(posts)]).names == frozenset(
        {long, ("Ada " * 20)[:79].rstrip() + "…", ("Ada " * 75)[:299].rstrip() + "…"}
    )


def test_only_the_table_about_the_organisation_tells_who_submitted_it() -> None:
    about = row("dashboard", 2, field="Submitted by", value="Cy")
    assert names_given([returned(Table("dashboard", "dashboard", (about,)))]) == NamesGiven(
        frozenset(), frozenset()
    )


def test_names_in_the_notes_beside_posts_and_vacancies() -> None:
    tables = [
        Table(name, name, (row(name, 2, role="a role", note=f"until {who} starts"),))
        for name, who in (("named_professionals", "Dr B. Oak"), ("vacancies", "Mrs Elm"))
    ]
    assert names_given([returned(*tables)]).names == frozenset({"Dr B. Oak", "Mrs Elm"})


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ada Quill", True),
        ("Dr A. Quill (vacant from May)", True),
        ("vacant", False),
        ("Post vacant", False),
        ("n/a", False),
        ("", False),
        ("TBC", False),
    ],
)
def test_a_vacant_post_names_nobody(text: str, names: bool) -> None:
    assert gives_a_name(text) is names
