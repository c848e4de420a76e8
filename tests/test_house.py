"""The house: who may import whom, and what must never be read below the command line."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

HOME = Path(__file__).resolve().parent.parent
ROOMS = ("engine", "evidence", "history", "reports", "clausewise", "examples")
MAY_IMPORT = {
    "engine": {"engine"},
    "evidence": {"engine", "evidence"},
    "history": {"engine", "history"},
    "reports": {"engine", "evidence", "reports"},
    "clausewise": {"engine", "evidence", "history", "reports", "clausewise"},
    "examples": {"engine", "evidence", "examples"},
}
ONLY_IN = {
    "pandas": "evidence/",
    "durable": "engine/chaining/chainers/durable_adapter.py",
    "jinja2": "reports/",
    "click": "clausewise/",
    "sqlalchemy": "history/",
    "docx": "reports/document/",
    "typst": "reports/",
}
CLOCK_OWNERS = {"time", "date", "datetime", "dt", "os"}
CLOCKS = {"today", "now", "utcnow", "time", "time_ns", "perf_counter", "monotonic", "getenv"}


def modules(room: str) -> list[Path]:
    return sorted((HOME / room).rglob("*.py"))


def imports(path: Path) -> Iterator[str]:
    """The dotted names that a module imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield node.module or ""


@pytest.mark.parametrize("room", ROOMS)
def test_no_room_imports_one_above_it(room: str) -> None:
    wrong = [
        (path.relative_to(HOME).as_posix(), name)
        for path in modules(room)
        for name in imports(path)
        if name.split(".")[0] in set(ROOMS) - MAY_IMPORT[room]
    ]
    assert wrong == []


@pytest.mark.parametrize(("library", "place"), ONLY_IN.items())
def test_each_library_stays_in_its_room(library: str, place: str) -> None:
    wrong = [
        path.relative_to(HOME).as_posix()
        for room in ROOMS
        for path in modules(room)
        if library in {name.split(".")[0] for name in imports(path)}
        and not path.relative_to(HOME).as_posix().startswith(place)
    ]
    assert wrong == []


def test_evaluation_does_not_know_loading() -> None:
    wrong = [
        (path.name, name)
        for folder in ("nouns", "evaluating", "explaining")
        for path in modules(f"engine/{folder}")
        for name in imports(path)
        if name.startswith("engine.loading")
    ]
    assert wrong == []


def test_history_knows_nothing_of_the_engine_but_its_nouns() -> None:
    wrong = [
        (path.name, name)
        for path in modules("history")
        for name in imports(path)
        if name.startswith("engine") and not name.startswith("engine.nouns")
    ]
    assert wrong == []


@pytest.mark.parametrize("folder", ["rules", "examples/fire-safety-care-home/rules"])
def test_rules_are_yaml_only(folder: str) -> None:
    assert {path.suffix for path in (HOME / folder).rglob("*") if path.is_file()} == {".yaml"}


@pytest.mark.parametrize("room", ["engine", "evidence", "history", "reports"])
def test_no_clock_and_no_environment_below_the_command_line(room: str) -> None:
    wrong = []
    for path in modules(room):
        tree = ast.parse(path.read_text("utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and (
                (node.attr in CLOCKS and isinstance(node.value, ast.Name | ast.Attribute))
                or node.attr == "environ"
            ):
                owner = ast.unparse(node.value)
                last = owner.split(".")[-1]
                clocks = {"time", "os"} if node.attr == "time" else CLOCK_OWNERS
                if last in clocks:
                    wrong.append((path.relative_to(HOME).as_posix(), ast.unparse(node)))
    assert wrong == []


def test_no_module_is_too_long_to_read_at_one_sitting() -> None:
    long = {
        path.relative_to(HOME).as_posix(): length
        for room in (*ROOMS, "tests")
        for path in modules(room)
        if (length := len(path.read_text("utf-8").splitlines())) > (600 if room == "tests" else 400)
    }
    assert long == {}


def test_nothing_names_the_machine_it_was_made_on() -> None:
    marks = ("/wor" + "k/", "/tm" + "p/", "/ho" + "me/", "/ro" + "ot/", ".libr" + "ary")
    wrong = [
        path.relative_to(HOME).as_posix()
        for pattern in ("*.py", "*.yaml", "*.md", "*.toml", "*.html", "*.txt", "Makefile")
        for path in HOME.rglob(pattern)
        if not {".venv", ".git", "build", "dist", ".hypothesis", "node_modules"} & set(path.parts)
        and any(mark in path.read_text("utf-8") for mark in marks)
    ]
    assert wrong == []
