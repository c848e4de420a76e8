"""Measuring in a process of its own: whole commands, and single functions of a benchmark.

The parent stays small, since a child's peak of memory begins at its parent's. Run with a module, a
function and its arguments as JSON, this module prints what the function took and gave.
"""

from __future__ import annotations

import importlib
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HOME = Path(__file__).resolve().parent.parent.parent
COMPILED = "PYTHONPYCACHEPREFIX"
"""The variable that says where Python keeps modules that it has compiled."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What something took, in seconds of wall and processor and in megabytes at the peak."""

    wall: float
    cpu: float
    peak: float
    value: Any = None
    """What the function gave, as JSON has it; of a command nothing."""


@contextmanager
def compiled() -> Iterator[None]:
    """Within, every module is compiled once and then kept, as it is where a package is installed.

    Else a checkout of a machine that keeps no compiled modules would compile ours at each start
    and pandas', which came compiled, not. What is measured first must not be counted.
    """
    with tempfile.TemporaryDirectory() as folder:
        kept = {name: os.environ.pop(name, None) for name in (COMPILED, "PYTHONDONTWRITEBYTECODE")}
        os.environ[COMPILED] = folder
        try:
            yield
        finally:
            del os.environ[COMPILED]
            os.environ.update({name: value for name, value in kept.items() if value is not None})


def command(words: Sequence[str], folder: Path | None = None) -> Measured:
    """A whole command, from cold. Raises SystemExit with what it said where it fails."""
    began = time.perf_counter()
    # Its output goes to a file that has no name, so that it never waits for a reader.
    with open(os.devnull, "wb") as nowhere:
        process = subprocess.Popen(
            words, stdout=nowhere, stderr=subprocess.PIPE, cwd=folder or HOME
        )
        assert process.stderr is not None
        said = process.stderr.read()
        _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        raise SystemExit(f"{' '.join(words)} failed:\n{said.decode(errors='replace')}")
    return Measured(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def python(*words: str) -> Measured:
    """The same of this Python with some words after it."""
    return command([sys.executable, *words])


def function(module: str, name: str, *arguments: Any) -> Measured:
    """A function of a module, by name, in a process of its own; what it gives must be JSON.

    Its start and its imports at the head of the module are not counted, but for the memory.
    """
    own = [sys.executable, "-m", "benchmarks.harness.process", module, name]
    ran = subprocess.run(
        [*own, json.dumps(arguments)], capture_output=True, text=True, cwd=HOME, check=False
    )
    if ran.returncode:
        raise SystemExit(f"{module}.{name}{arguments} failed:\n{ran.stderr}")
    return Measured(**json.loads(ran.stdout.splitlines()[-1]))


def peak() -> float:
    """The most memory that this process has had so far, in MB; not that of its parent."""
    for line in Path("/proc/self/status").read_text("utf-8").splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    return 0.0


def main() -> None:
    module, name, arguments = sys.argv[1:]
    work = getattr(importlib.import_module(module), name)
    wall, cpu = time.perf_counter(), time.process_time()
    value = work(*json.loads(arguments))
    spent = {"wall": time.perf_counter() - wall, "cpu": time.process_time() - cpu}
    print(json.dumps({**spent, "peak": peak(), "value": value}))


if __name__ == "__main__":
    main()
