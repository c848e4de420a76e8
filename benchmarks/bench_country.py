"""A country's returns from files to reports, stage by stage, each size in a process of its own.

Run from the repository's root: ``make bench ONLY=country``. The returns are written first, which
is not counted. Half of the organisations send workbooks, half folders of CSV files.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks.harness.process import Measured, function
from benchmarks.harness.tables import Section, megabytes, seconds

SIZES = {"small": (10, 100), "medium": (10, 100, 1_000), "large": (10, 100, 1_000, 10_000)}
QUARTERS = 3
STAGES = (
    "pack",
    "read",
    "facts",
    "disputes",
    "judge",
    "concerns",
    "other",
    "publish",
    "matrix.xlsx",
    "matrix.csv",
    "findings.json",
    "pages",
    "manifest.json",
)


def measure(size: str) -> Section:
    """The table of a country, a row a stage."""
    found = {}
    for number in SIZES[size]:
        with tempfile.TemporaryDirectory() as folder:
            function(__name__, "write", number, folder)
            found[number] = function(__name__, "run", f"{folder}/returns", f"{folder}/out")
    rows = [
        (stage, *(seconds(_spent(measured, stage)) for measured in found.values()))
        for stage in STAGES
    ]
    rows += [
        ("**all, processor**", *(seconds(measured.cpu) for measured in found.values())),
        ("all, wall", *(seconds(measured.wall) for measured in found.values())),
        ("memory", *(megabytes(measured.peak) for measured in found.values())),
        ("written", *(megabytes(measured.value["written"]) for measured in found.values())),
        ("findings", *(f"{measured.value['findings']:,}" for measured in found.values())),
    ]
    heading = (f"stage, {QUARTERS} quarters", *(f"{number:,}" for number in found))
    return Section("country", heading, rows, ("pandas", "numpy", "openpyxl", "lxml", "xlsxwriter"))


def _spent(measured: Measured, stage: str) -> float:
    return float(measured.value["stages"].get(stage, 0.0))


def write(number: int, folder: str) -> int:
    """Write the returns of so many organisations below a folder; how many there are."""
    from benchmarks.country.returns import Country

    return Country(number, QUARTERS).write(Path(folder) / "returns")


class Stopwatch:
    """Processor seconds by stage; a stage within another is not counted twice."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = {}
        self._within: list[str] = []
        self._since = time.process_time()

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Count what is done within as of this stage."""
        self._lap()
        self._within.append(name)
        try:
            yield
        finally:
            self._lap()
            self._within.pop()

    def _lap(self) -> None:
        now = time.process_time()
        if self._within:
            last = self._within[-1]
            self.spent[last] = self.spent.get(last, 0.0) + now - self._since
        self._since = now

    def watch(self, module: Any, name: str, stage: str) -> None:
        """Count every call of a module's function as of a stage."""
        work: Callable[..., Any] = getattr(module, name)

        def watched(*arguments: Any, **named: Any) -> Any:
            with self.stage(stage):
                return work(*arguments, **named)

        setattr(module, name, watched)

    def passing(self, made: Iterator[tuple[str, Any]]) -> Iterator[tuple[str, Any]]:
        """Files as they are made, each counted as of its own stage."""
        while True:
            before = dict(self.spent)
            with self.stage("making"):
                found = next(made, None)
            if found is None:
                return
            took = self.spent.pop("making") - before.get("making", 0.0)
            stage = found[0] if found[0] in STAGES else "pages"
            self.spent[stage] = self.spent.get(stage, 0.0) + took
            yield found


def run(returns: str, out: str) -> dict[str, Any]:
    """Assess the returns below a folder and write their reports, as ``clausewise assess`` does."""
    import clausewise.assessing
    import clausewise.use_cases.write_reports as writing
    import engine.assess
    from clausewise.packs import load_pack
    from clausewise.returns import read_returns

    watch = Stopwatch()
    watch.watch(clausewise.assessing, "submissions", "facts")
    watch.watch(engine.assess, "with_disputes", "disputes")
    watch.watch(engine.assess, "judge", "judge")
    watch.watch(engine.assess, "derive_concerns", "concerns")
    made_outputs = writing.made_outputs
    writing.made_outputs = lambda *given: watch.passing(made_outputs(*given))  # type: ignore[assignment]
    with watch.stage("pack"):
        policy = load_pack()
    with watch.stage("read"):
        evidence = read_returns(returns, policy)
    with watch.stage("other"):
        run = clausewise.assessing.assess(evidence)
    with watch.stage("publish"):
        run = clausewise.assessing.publish(run, "shared")
    with watch.stage("pages"):
        written = writing.write_reports(run, out)
    return {
        "stages": watch.spent,
        "written": sum(path.stat().st_size for path in written) / 1e6,
        "findings": len(run.shown.findings),
    }
