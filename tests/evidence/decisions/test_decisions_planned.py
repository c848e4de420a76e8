"""What a new workbook of decisions says to begin with."""

from __future__ import annotations

import dataclasses
import io

import openpyxl

from engine.nouns.outcome.concern import Concern, FindingKey
from evidence.decisions.plan import plan_decisions
from evidence.decisions.workbook import decisions_workbook
from evidence.nouns.columns import DECISION_TABLES
from evidence.reading import read_returns

AUDIT = (
    ("question", "score", "moderated_score", "action", "owner", "due"),
    ("S6.p08.a", 3, None, "Recruit", "Matron", "31/12/2014"),
    ("S6.p11.c", 1, 2, "Train", None, None),
    ("S6.p18.c", "N/A", None, "none", "nobody", None),
)


def cells(line):
    return dict(line.cells)


def test_answers_actions_and_suggestions(ruled, returned, assessed) -> None:
    returns = read_returns([returned(section11=AUDIT)], ruled).returns
    scores, waivers, actions = plan_decisions(assessed, returns, None)
    about = {"organisation": "RZ1", "period": "2014-15 Q2"}
    assert [cells(line) for line in scores.lines] == [
        {**about, "question": "S6.p08.a", "own_score": "3"},
        {**about, "question": "S6.p11.c", "own_score": "1"},
        {**about, "question": "S6.p18.c", "own_score": "N/A"},
    ]
    assert scores.lines[1].help == (
        "Orwell Hospital. Does training follow the levels? Moderated on the return as 2."
    )
    assert waivers.lines == ()
    assert [(cells(line), line.help) for line in actions.lines] == [
        (
            {
                "organisation": "RZ1",
                "clause": "S6.p08.a",
                "action": "Recruit",
                "owner": "Matron",
                "due": "31/12/2014",
                "status": "open",
            },
            "From the return: orwell.xlsx > section11 > D2",
        ),
        (
            {"organisation": "RZ1", "clause": "S6.p11.c"},
            "Written on the return without an owner, in orwell.xlsx > section11 > D3: Train",
        ),
    ]


def test_a_duty_wanting_is_suggested_until_an_open_action_is_about_it(
    ruled, returned, assessed, book_of
) -> None:
    returns = read_returns([returned()], ruled).returns
    suggestion = {"organisation": "RZ1", "clause": "S6.p08.a", "rule": "S6-nurse"}
    [*_, actions] = plan_decisions(assessed, returns, None)
    assert [(cells(line), line.help, line.wording) for line in actions.lines] == [
        (
            suggestion,
            "Orwell Hospital: Title of S6-nurse. Not met. What would satisfy it: Do it.",
            "Words of S6.p08.a",
        )
    ]
    agreed = ("RZ1", "S6.p08.a", "S6-nurse", "Recruit", "Matron", None, None)
    for status, suggested in (("open", False), ("done", True), ("withdrawn", True)):
        book = book_of(actions=[(*agreed, status, None, None)])
        [*_, actions] = plan_decisions(assessed, returns, book)
        assert [cells(line) == suggestion for line in actions.lines] == (
            [False, True] if suggested else [False]
        )


def test_suggestions_stand_as_they_are_discussed_under_the_concern_that_comes_first(
    ruled, returned, assessed
) -> None:
    returns = read_returns([returned()], ruled).returns
    nurse = FindingKey("S6-nurse", "RZ1", assessed.run.period.label)
    concern = Concern(
        *("c", "r", "silence", "No nurse", "RZ1", (assessed.run.period.label,)),
        *(("S6.p08.a",), (nurse,), (), "", "", ""),
    )
    discussed = dataclasses.replace(assessed, concerns=(concern,))
    [*_, actions] = plan_decisions(discussed, returns, None)
    assert [(cells(line)["rule"], line.concern) for line in actions.lines] == [
        ("S6-nurse", "1. No nurse")
    ]
    book = openpyxl.load_workbook(io.BytesIO(decisions_workbook(ruled, [actions])))
    headings, line = book["actions"].iter_rows(max_row=2, values_only=True)
    assert line[headings.index("Discussed as")] == "1. No nurse"


def test_what_is_carried_over_tells_how_its_duty_stands_now(
    ruled, returned, assessed, book_of
) -> None:
    returns = read_returns([returned()], ruled).returns
    row = ("RZ1", "S6-training", "S6.p11.c", "Recruiting", "Director", None, "soon")
    stranger = ("ZZ9", "S6-gone", None, None, None, None, None)
    book = book_of(waivers=[row, stranger])
    _, waivers, _ = plan_decisions(assessed, returns, book)
    assert [(cells(line), line.help) for line in waivers.lines] == [
        (
            {
                "organisation": "RZ1",
                "rule": "S6-training",
                "clause": "S6.p11.c",
                "reason": "Recruiting",
                "approved_by": "Director",
                "until": "soon",
            },
            "Carried over. Orwell Hospital: Title of S6-training. Met. "
            "What would satisfy it: Do it.",
        ),
        ({"organisation": "ZZ9", "rule": "S6-gone"}, "Carried over."),
    ]


def test_a_new_workbook_decides_nothing_and_has_no_fault(ruled, returned, assessed, decide) -> None:
    returns = read_returns([returned()], ruled).returns
    content = decisions_workbook(ruled, plan_decisions(assessed, returns, None))
    book = openpyxl.load_workbook(io.BytesIO(content))
    tables = {}
    for name, spec in DECISION_TABLES.items():
        headings, *rows = book[name].iter_rows(values_only=True)
        at = [headings.index(column.replace("_", " ").capitalize()) for column in spec.column_names]
        tables[name] = [tuple(row[n] for n in at) for row in rows]
    decided, faults = decide(**tables)
    assert (decided.waivers, decided.actions, decided.moderations, faults) == ((), (), (), ())


def test_headings_are_protected_and_cells_have_drop_downs(ruled, returned, assessed) -> None:
    returns = read_returns([returned()], ruled).returns
    content = decisions_workbook(ruled, plan_decisions(assessed, returns, None))
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert book.sheetnames == ["Read me", "moderated_scores", "waivers", "actions"]
    for name in book.sheetnames:
        assert book[name].protection.sheet
    actions = book["actions"]
    assert [actions[at].protection.locked for at in ("A1", "A2", "C2", "F2")] == [
        *(True, True, True, False),
    ]
    kinds = {str(one.sqref): one.type for one in actions.data_validations.dataValidation}
    assert kinds == {
        "A2:A20001": "list",
        "H2:H20001": "date",
        "I2:I20001": "date",
        "J2:J20001": "list",
        "K2:K20001": "date",
    }
