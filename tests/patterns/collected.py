"""Every regular expression of the project, with how it is used.

Run as a program, ``python -m tests.patterns.collected``, it prints them as JSON: those that its
modules make when they are read, and those that a run over the examples makes besides.
"""

from __future__ import annotations

import importlib
import json
import pkgutil
import re
import sys
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

HOME = Path(__file__).resolve().parents[2]
ROOMS = ("clausewise", "engine", "evidence", "history", "reports", "web")
METHODS = ("match", "fullmatch", "search", "sub", "subn", "split", "findall", "finditer")
_COMPILE: Callable[..., re.Pattern[Any]] = re.compile
_NAMED = _COMPILE(r"\s*(\w+)(?:: [^=]+)? = ")

Made = tuple[str | bytes, int, str, int]
"""An expression, its flags, and the file and the line that made it."""


class Watched:
    """An expression that keeps how it is used."""

    def __init__(self, pattern: re.Pattern[Any], used: set[str]) -> None:
        self.made, self.used = pattern, used

    def __getattr__(self, name: str) -> Any:
        if name in METHODS:
            self.used.add(name)
        return getattr(self.made, name)


class Watch:
    """Stands in for ``re.compile`` and the functions of ``re`` that take an expression."""

    def __init__(self) -> None:
        self.found: dict[Made, set[str]] = {}

    def begin(self) -> None:
        re.compile = self.compile  # type: ignore[assignment]
        for method in METHODS:
            setattr(re, method, self._function(method, getattr(re, method)))

    def compile(self, pattern: Any, flags: int = 0) -> Any:
        at = _asked_by()
        if at is None or isinstance(pattern, Watched):
            return pattern if isinstance(pattern, Watched) else _COMPILE(pattern, flags)
        made = _COMPILE(pattern, flags)
        return Watched(made, self.found.setdefault((made.pattern, made.flags, *at), set()))

    def _function(self, method: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def used(pattern: Any, *given: Any, **named: Any) -> Any:
            if isinstance(pattern, Watched):
                return getattr(pattern, method)(*given, **named)
            at = _asked_by()
            if at is not None:
                # Flags stand last; none of these calls gives them otherwise.
                flags = [each for each in given if isinstance(each, re.RegexFlag)]
                made = _COMPILE(pattern, named.get("flags", flags[0] if flags else 0))
                self.found.setdefault((made.pattern, made.flags, *at), set()).add(method)
            return real(pattern, *given, **named)

        return used


def _asked_by() -> tuple[str, int] | None:
    """The file and the line of the project that asks; None where somebody else does."""
    frame = sys._getframe(1)
    while frame.f_back is not None and frame.f_code.co_filename == __file__:
        frame = frame.f_back
    file = Path(frame.f_code.co_filename)
    if not any(file.is_relative_to(HOME / room) for room in ROOMS):
        return None
    return str(file.relative_to(HOME)), frame.f_lineno


def used_as(file: str, line: int, seen: set[str]) -> list[str]:
    """How an expression is used: "search" where it may begin anywhere in a text, "match",
    "fullmatch"; where it is not known, in any way. Where it has a name, every use of the name
    counts: in its file, and of a public one in all."""
    text = (HOME / file).read_text("utf-8")
    named = _NAMED.match(text.splitlines()[line - 1])
    uses = set(seen)
    if named is not None:
        text = text if named[1].startswith("_") else _all_text()
        uses |= set(_COMPILE(rf"\b{named[1]}\.({'|'.join(METHODS)})\b").findall(text))
    ways = {use if use in ("match", "fullmatch") else "search" for use in uses}
    return sorted(ways or {"search", "fullmatch"})


@cache
def _all_text() -> str:
    files = (file for room in ROOMS for file in sorted((HOME / room).rglob("*.py")))
    return "\n".join(file.read_text("utf-8") for file in files)


def _read_all_modules() -> None:
    from web.config import OpenIdProvider, WebConfig
    from web.settings import set_up

    # With a provider, so that what reads its answers can be imported.
    provider = OpenIdProvider("Staff sign-in", "https://id.example", "tests", "tests")
    set_up(WebConfig(Path(), "for tests alone", openid=provider))
    for room in ROOMS:
        package = importlib.import_module(room)
        for module in pkgutil.walk_packages(package.__path__, f"{room}."):
            importlib.import_module(module.name)


def _run_all() -> None:
    from click.testing import CliRunner

    from clausewise.cli import command
    from clausewise.places import EXAMPLES

    with tempfile.TemporaryDirectory() as folder:
        for audience in ("internal", "shared", "public"):
            quarter, out = str(EXAMPLES / "2014-15-Q2"), f"{folder}/{audience}"
            words = ["assess", quarter, "--audience", audience, "--out", out]
            done = CliRunner().invoke(command, words)
            if done.exit_code not in (0, 1):
                raise SystemExit(done.output)


def main() -> None:
    """Print all expressions, each as [expression, of bytes or not, flags, file, line, uses]."""
    watch = Watch()
    watch.begin()
    _read_all_modules()
    _run_all()
    told = [
        [
            pattern if isinstance(pattern, str) else pattern.decode("latin-1"),
            isinstance(pattern, bytes),
            flags,
            file,
            line,
            used_as(file, line, uses),
        ]
        for (pattern, flags, file, line), uses in watch.found.items()
    ]
    json.dump(told, sys.stdout)


if __name__ == "__main__":
    main()
