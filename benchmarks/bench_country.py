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
    "closeness",
    "findings made",
    "matrix rows",
    "what ifs",
    "matrix.xlsx",
    "matrix.csv",
    "findings.json",
    "pages",
    "manifest.json",
    "files written",
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

    def watch_each(self, module: Any, name: str, stage: str) -> None:
        """Count what a function makes one after the other as of a stage."""
        work: Callable[..., Any] = getattr(module, name)

        def watched(*arguments: Any, **named: Any) -> Any:
            made = iter(work(*arguments, **named))
            while True:
                with self.stage(stage):
                    try:
                        found = next(made)
                    except StopIteration:
                        return
                yield found

        setattr(module, name, watched)


def watched() -> Stopwatch:
    """A stopwatch that counts the stages of assessing and writing, each in its own function."""
    import clausewise.use_cases.write_reports as writing
    import engine.assess
    import engine.nearness
    import reports.content.rows
    import reports.findings_json.write
    import reports.workbook.csv_file
    import reports.workbook.matrix
    from clausewise.returns import Evidence
    from engine.nouns.outcome.findings import Findings
    from reports.findings_json.findings import FindingTexts
    from reports.page.write import Site

    watch = Stopwatch()
    for module, name, stage in (
        (Evidence, "facts", "facts"),
        (engine.assess, "with_disputes", "disputes"),
        (engine.assess, "judge", "judge"),
        (engine.assess, "derive_concerns", "concerns"),
        (engine.assess, "what_ifs", "what ifs"),
        (engine.nearness, "closeness_in", "closeness"),
        (Findings, "at", "findings made"),
        (reports.content.rows, "finding_row", "matrix rows"),
        (FindingTexts, "line", "findings.json"),
        (reports.workbook.matrix, "matrix_xlsx", "matrix.xlsx"),
        (writing, "manifest_for", "manifest.json"),
    ):
        watch.watch(module, name, stage)
    for module, name, stage in (
        (Site, "of_organisation", "pages"),
        (Site, "files", "pages"),
        (reports.findings_json.write, "_parts", "findings.json"),
        (reports.workbook.csv_file, "_parts", "matrix.csv"),
    ):
        watch.watch_each(module, name, stage)
    return watch


def run(returns: str, out: str) -> dict[str, Any]:
    """Assess the returns below a folder and write their reports, as ``clausewise assess`` does."""
    import clausewise.assessing
    import clausewise.use_cases.write_reports as writing
    from clausewise.garbage import collect_garbage_seldom
    from clausewise.packs import load_pack
    from clausewise.returns import read_returns

    collect_garbage_seldom()
    watch = watched()
    with watch.stage("pack"):
        policy = load_pack()
    with watch.stage("read"):
        evidence = read_returns(returns, policy)
    with watch.stage("other"):
        run = clausewise.assessing.assess(evidence)
    with watch.stage("publish"):
        run = clausewise.assessing.publish(run, "shared")
    with watch.stage("files written"):
        written = writing.write_reports(run, out)
    return {
        "stages": watch.spent,
        "written": sum(path.stat().st_size for path in written) / 1e6,
        "findings": len(run.shown.findings),
    }
