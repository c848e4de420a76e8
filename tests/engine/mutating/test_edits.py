"""Each change of a rule or a check, in small: where it is made, what it says, what comes out."""

from __future__ import annotations

from pathlib import Path

from engine.loading import load_pack
from engine.mutating.edits import condition_paths
from engine.mutating.mutants import _clause_edits, _part_edits
from engine.mutating.pack_mutants import _figure, _of_check

FIRE = Path(__file__).parents[3] / "examples" / "fire-safety-care-home" / "rules"


def test_conditions_are_found_within_all_any_and_not() -> None:
    met_when = {"all": [{"a": {"is": 1}}, {"not": {"any": [{"b": {"is": 2}}]}}]}
    assert [*condition_paths({"met_when": met_when}, ("met_when",))] == [
        ("met_when",),
        ("met_when", "all", 0),
        ("met_when", "all", 1),
        ("met_when", "all", 1, "not"),
        ("met_when", "all", 1, "not", "any", 0),
    ]


def test_a_whole_forgets_each_of_its_parts() -> None:
    two = [*_part_edits({"parts": ["F1", "F2"]})]
    assert [(edit.path, edit.what, edit.data) for edit in two] == [
        (("parts", 0), "the part F1 left out", {"parts": ["F2"]}),
        (("parts", 1), "the part F2 left out", {"parts": ["F1"]}),
    ]
    (last,) = _part_edits({"parts": ["F1"]})
    assert (last.path, last.data) == (("parts",), {})
    assert [*_part_edits({})] == []


def test_clauses_are_left_out_and_the_first_two_swapped() -> None:
    edits = {edit.what: edit.data for edit in _clause_edits({"cites": ["A", "B", "C"]}, ())}
    assert edits == {
        "cites without A": {"cites": ["B", "C"]},
        "cites without B": {"cites": ["A", "C"]},
        "cites without C": {"cites": ["A", "B"]},
        "the first two clauses swapped": {"cites": ["B", "A", "C"]},
    }
    assert [*_clause_edits({"cites": ["A"]}, ())] == []


def test_a_figure_of_two_facts_is_turned_about_and_worked_out_otherwise() -> None:
    share = {"percent": "a", "of": "b"}
    data = {"figures": {"x": share}}
    (turned,) = _figure(data, ("figures", "x"), share, "percent")
    assert (turned.what, turned.data) == (
        "percent and of the other way about",
        {"figures": {"x": {"percent": "b", "of": "a"}}},
    )
    (otherwise,) = _figure(data, ("figures", "x"), share, "difference")
    assert (otherwise.what, otherwise.data) == (
        "as difference",
        {"figures": {"x": {"difference": "a", "less": "b"}}},
    )
    assert [*_figure(data, ("figures", "x"), {"sum": ["a"]}, "percent")] == []


def test_what_a_check_disputes_is_left_out_and_claimed_otherwise() -> None:
    one, two = {"fact": "dashboard.2", "claim": "any"}, {"fact": "dashboard.4", "claim": "2"}
    edits = [*_of_check(load_pack(FIRE), {"disputes": [one, two]})]
    assert [(edit.path, edit.what, edit.data["disputes"]) for edit in edits] == [
        (("disputes", 0), "dashboard.2 not in dispute", [two]),
        (
            ("disputes", 0, "claim"),
            "dashboard.2: the claim any to {'fact': 'dashboard.2'}",
            [{**one, "claim": {"fact": "dashboard.2"}}, two],
        ),
        (("disputes", 1), "dashboard.4 not in dispute", [one]),
        (
            ("disputes", 1, "claim"),
            "dashboard.4: the claim 2 to any",
            [one, {**two, "claim": "any"}],
        ),
    ]
