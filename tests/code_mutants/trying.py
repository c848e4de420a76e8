"""Tries mutants in the folder it is called in, ``mutants/``: a process each, forked from one that
has collected the tests of the room and run none.

``python -m tests.code_mutants.trying PATIENCE TESTS...`` reads the names of the mutants from
standard input and writes what became of each into mutmut's files at once. Of a mutant those tests
run that call its function, the quickest first, up to the first that fails. Each has ``PATIENCE``
times as much of a processor as it takes of itself, and a second: a busy machine stops none.
"""

from __future__ import annotations

import gc
import json
import os
import resource
import signal
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from mutmut.mutation.trampoline import set_mutant_under_test
from mutmut.state import state
from mutmut.utils.format_utils import mangled_name_from_mutant_name

from tests.code_mutants.scores import ENDLESS, FAILS, LIVES, UNCALLED

if TYPE_CHECKING:
    from _pytest.main import Session
    from _pytest.nodes import Item
    from _pytest.reports import TestReport

CALLS = Path("calls.json")
"""Which tests call which function, and how long each takes, for the process that forks."""
SLEEPS = 40
"""Times its time of a processor that a mutant may take by the clock."""


class Trier:
    """A plug-in of pytest that tries mutants in place of running tests."""

    def __init__(self, names: Sequence[str], patience: float) -> None:
        self._names = names
        self._patience = patience
        self._times: dict[str, float] = {}
        self._failed: Callable[[TestReport], None] = lambda report: None

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: Session) -> bool:
        if session.testsfailed:
            raise session.Failed("tests could not be collected")
        gc.freeze()
        if _forked(partial(self._watch, session.items)) != LIVES:
            raise session.Failed("a test of the room fails where nothing is changed")
        watched = json.loads(CALLS.read_text("utf-8"))
        self._times = watched["times"]
        items = sorted(session.items, key=lambda item: self._times[item.nodeid])
        if _forked(partial(self._try, "fail", items)) != FAILS:
            raise session.Failed("no test of the room calls what is mutated")
        for name in self._names:
            callers = set(watched["callers"].get(mangled_name_from_mutant_name(name), ()))
            own = [item for item in items if item.nodeid in callers]
            record(name, _forked(partial(self._try, name, own)) if own else UNCALLED)
        return True

    def pytest_runtest_logreport(self, report: TestReport) -> None:
        if report.failed:
            self._failed(report)

    def _watch(self, items: Sequence[Item]) -> None:
        """Run all tests on the code as it is, and write down what each calls and takes."""
        self._failed = _tell
        set_mutant_under_test("stats")
        os.environ["MUTMUT_DEPENDENCY_DEPTH"] = "-1"
        callers: dict[str, list[str]] = defaultdict(list)
        times: dict[str, float] = {}
        for item, following in zip(items, [*items[1:], None], strict=True):
            began = time.process_time()
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            times[item.nodeid] = time.process_time() - began
            for function in state()._stats:
                callers[function].append(item.nodeid)
            state()._stats.clear()
        CALLS.write_text(json.dumps({"callers": callers, "times": times}), encoding="utf-8")

    def _try(self, name: str, items: Sequence[Item]) -> None:
        self._failed = lambda report: os._exit(FAILS)
        set_mutant_under_test(name)
        for item, following in zip(items, [*items[1:], None], strict=True):
            limit = self._patience * (1 + self._times[item.nodeid])
            _give(1 + int(time.process_time() + limit), SLEEPS * int(limit))
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)


def _tell(report: TestReport) -> None:
    os.write(2, f"{report.nodeid}\n{report.longreprtext}\n".encode())
    os._exit(FAILS)


def _give(processor: int, clock: int) -> None:
    """Let this process end when it has taken so many seconds in all, and so many from now."""
    resource.setrlimit(resource.RLIMIT_CPU, (processor, resource.RLIM_INFINITY))
    signal.alarm(clock)


def _forked(work: Callable[[], None]) -> int:
    """What becomes of some work in a process of its own."""
    child = os.fork()
    if not child:
        code = FAILS
        try:
            work()
            code = LIVES
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status) if os.WIFEXITED(status) else ENDLESS


def record(name: str, code: int) -> None:
    """Write down what became of a mutant."""
    meta = Path(*name.rpartition(".")[0].split(".")).with_suffix(".py.meta")
    known = json.loads(meta.read_text("utf-8"))
    known["exit_code_by_key"][name] = code
    draft = meta.with_suffix(".draft")
    draft.write_text(json.dumps(known, indent=4), encoding="utf-8")
    draft.replace(meta)


def main() -> int:
    names = sys.stdin.read().split()
    # What tests make while they are collected is made by code that is not changed.
    set_mutant_under_test("")
    words = ["-p", "no:cacheprovider", "--hypothesis-profile=mutants", "--basetemp=../tests-write"]
    trier = Trier(names, float(sys.argv[1]))
    return int(pytest.main([*words, *sys.argv[2:]], plugins=[trier]))


if __name__ == "__main__":
    sys.exit(main())
