"""The house: what its rooms may hold. Who may import whom is held by lint-imports."""

from __future__ import annotations

import ast
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

HOME = Path(__file__).resolve().parent.parent
ROOMS = ("engine", "evidence", "history", "reports", "clausewise", "web", "examples")
DJANGO_CALLS = {"Meta", "Migration"}
"""Classes whose names Django gives."""
CLOCK_OWNERS = {"time", "date", "datetime", "dt", "os"}
CLOCKS = {"today", "now", "utcnow", "time", "time_ns", "perf_counter", "monotonic", "getenv"}

MAY_ASK = re.compile(rf"\.\s*(?:{'|'.join(sorted(CLOCKS))}|environ)\b")
MAY_END = re.compile(r"\b(?:print|exit|quit|SystemExit|_exit|stdout|stderr)\b")
"""A module without such a word is not read any closer."""

VAGUE = {"each", "one", "tell", "telling", "thing", "things", "told"}
"""Words that say nothing of what a name stands for."""


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def nodes_in(paths: Iterable[Path], holding: re.Pattern[str]) -> Iterator[tuple[str, ast.AST]]:
    """The nodes of the modules that hold a word, each with its module's name."""
    for path in paths:
        if holding.search(path.read_text("utf-8")):
            name = path.relative_to(HOME).as_posix()
            yield from ((name, node) for node in ast.walk(tree_of(path)))


def modules(room: str) -> list[Path]:
    return sorted((HOME / room).rglob("*.py"))


@pytest.mark.parametrize("folder", ["rules", "examples/fire-safety-care-home/rules"])
def test_rules_are_yaml_only(folder: str) -> None:
    assert {path.suffix for path in (HOME / folder).rglob("*") if path.is_file()} == {".yaml"}


def below_the_command_line() -> list[Path]:
    """Every module but those of the command line itself."""
    rooms = ("engine", "evidence", "history", "reports", "clausewise")
    cli = HOME / "clausewise" / "cli"
    every = [path for room in rooms for path in modules(room) if not path.is_relative_to(cli)]
    return [path for path in every if path.name != "__main__.py"]


def within_the_web() -> list[Path]:
    """Every module of the web application but its clock and its server."""
    server, clock = HOME / "web" / "serving", HOME / "web" / "clock.py"
    return [path for path in modules("web") if not path.is_relative_to(server) and path != clock]


def asks_the_machine(node: ast.AST) -> bool:
    """Whether a node reads a clock or the environment."""
    if not isinstance(node, ast.Attribute):
        return False
    last = ast.unparse(node.value).split(".")[-1]
    owners = {"time", "os"} if node.attr == "time" else CLOCK_OWNERS
    is_clock = node.attr in CLOCKS and isinstance(node.value, ast.Name | ast.Attribute)
    return (is_clock or node.attr == "environ") and last in owners


def prints_or_ends(node: ast.AST) -> bool:
    """Whether a node prints, or ends the process."""
    names = {"print", "exit", "quit", "SystemExit"}
    dotted = {"sys.exit", "os._exit", "sys.stdout", "sys.stderr"}
    if isinstance(node, ast.Name):
        return node.id in names
    return isinstance(node, ast.Attribute) and ast.unparse(node) in dotted


def test_no_clock_and_no_environment_below_the_front_doors() -> None:
    wrong = [
        (name, ast.unparse(node))
        for name, node in nodes_in((*below_the_command_line(), *within_the_web()), MAY_ASK)
        if asks_the_machine(node)
    ]
    assert wrong == []


def test_nothing_below_the_command_line_prints_or_ends_the_process() -> None:
    wrong = [
        (name, ast.unparse(node))
        for name, node in nodes_in(below_the_command_line(), MAY_END)
        if prints_or_ends(node)
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("code", "asks", "ends"),
    [
        ("dt.date.today()", True, False),
        ("datetime.now(UTC)", True, False),
        ("time.time()", True, False),
        ("time.perf_counter()", True, False),
        ("os.environ['HOME']", True, False),
        ("os.getenv('HOME')", True, False),
        ("period.time()", False, False),
        ("record.now", False, False),
        ("print('met')", False, True),
        ("sys.exit(1)", False, True),
        ("raise SystemExit", False, True),
        ("sys.stdout.write('met')", False, True),
        ("page.print()", False, False),
    ],
)
def test_what_asks_the_machine_or_ends_the_process_is_found(
    code: str, asks: bool, ends: bool
) -> None:
    nodes = list(ast.walk(ast.parse(code)))
    assert any(map(asks_the_machine, nodes)) is asks
    assert any(map(prints_or_ends, nodes)) is ends
    assert (not asks) or MAY_ASK.search(code) is not None
    assert (not ends) or MAY_END.search(code) is not None


def test_a_folder_holds_fifteen_modules_at_most() -> None:
    full = {
        folder.relative_to(HOME).as_posix(): held
        for room in (*ROOMS, "tests")
        for folder in sorted({path.parent for path in modules(room)})
        if (held := len([path for path in folder.glob("*.py") if path.stem != "__init__"])) > 15
    }
    assert full == {}


def test_no_module_is_too_long_to_read_at_one_sitting() -> None:
    long = {
        path.relative_to(HOME).as_posix(): length
        for room in (*ROOMS, "tests")
        for path in modules(room)
        if (length := len(path.read_text("utf-8").splitlines())) > 300
    }
    assert long == {}


@dataclass(frozen=True)
class Outline:
    """What a module defines and calls by a name."""

    functions: tuple[ast.FunctionDef, ...]
    classes: tuple[str, ...]
    names: frozenset[str]
    """Of variables, parameters, functions and classes, unmarked as private."""


@cache
def outline_of(path: Path) -> Outline:
    functions, classes, names = [], [], set()
    for node in ast.walk(tree_of(path)):
        match node:
            case ast.Name(id=name) | ast.arg(arg=name):
                names.add(name.strip("_"))
            case ast.FunctionDef(name=name):
                functions.append(node)
                names.add(name.strip("_"))
            case ast.ClassDef(name=name):
                classes.append(name)
                names.add(name.strip("_"))
    return Outline(tuple(functions), tuple(classes), frozenset(names))


def test_a_function_has_forty_lines_at_most_or_says_why_not() -> None:
    """Its reason stands behind ``house:`` in the lines of its name and parameters."""
    long = []
    for path in (path for room in ROOMS for path in modules(room)):
        lines = path.read_text("utf-8").splitlines()
        for node in outline_of(path).functions:
            if node.end_lineno is not None and node.end_lineno - node.lineno >= 40:
                name = lines[node.lineno - 1 : node.body[0].lineno - 1]
                if "house: " not in "".join(name):
                    long.append(f"{path.relative_to(HOME).as_posix()}: {node.name}")
    assert long == []


def test_names_are_nouns_and_verbs_of_the_field() -> None:
    wrong = {
        path.relative_to(HOME).as_posix(): vague
        for room in ROOMS
        for path in modules(room)
        if (vague := outline_of(path).names & VAGUE)
    }
    assert wrong == {}


def test_a_class_name_is_used_once() -> None:
    homes: dict[str, list[str]] = {}
    for path in (path for room in ROOMS for path in modules(room)):
        for name in outline_of(path).classes:
            if name not in DJANGO_CALLS:
                homes.setdefault(name.strip("_"), []).append(path.relative_to(HOME).as_posix())
    assert {name: paths for name, paths in homes.items() if len(paths) > 1} == {}


def files_below(folder: Path) -> Iterator[Path]:
    """The files of the project, without those that others made."""
    left_out = {".venv", ".git", "build", "dist", ".hypothesis", "node_modules"}
    for place, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if name not in left_out]
        yield from (Path(place, name) for name in files)


def test_nothing_names_the_machine_it_was_made_on() -> None:
    kinds = {".py", ".yaml", ".md", ".toml", ".html", ".txt"}
    marks = ("/wor" + "k/", "/tm" + "p/", "/ho" + "me/", "/ro" + "ot/", ".libr" + "ary")
    wrong = [
        path.relative_to(HOME).as_posix()
        for path in files_below(HOME)
        if (path.suffix in kinds or path.name == "Makefile")
        and any(mark in path.read_text("utf-8") for mark in marks)
    ]
    assert wrong == []


def tree() -> str:
    """Every folder of every room, indented by its depth, with what its docstring says first."""
    lines = []
    for room in ("web", "clausewise", "reports", "history", "evidence", "engine", "examples"):
        for folder in sorted(path.parent for path in (HOME / room).rglob("__init__.py")):
            if folder.name == "migrations":
                continue
            depth = len(folder.relative_to(HOME / room).parts)
            text = ast.get_docstring(ast.parse((folder / "__init__.py").read_text("utf-8")))
            about = (text or "").splitlines()[0]
            lines.append(f"    {'  ' * depth + folder.name + '/':<18}{about}\n")
    return "".join(lines)


def test_the_page_of_the_architecture_shows_every_folder() -> None:
    page = (HOME / "docs" / "develop" / "architecture.md").read_text("utf-8")
    assert f"\n## The rooms\n\n{tree()}\n" in page
