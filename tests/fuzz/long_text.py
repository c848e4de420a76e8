"""What long texts cost: seconds of a processor for each byte, beside those of plain words.

``python -m tests.fuzz.long_text`` puts texts of 32,767 signs, made to be read again and again, into
every cell of every table of a return, assesses it for all three audiences, and writes all outputs;
and tries names of that length, a million rows of unknown words, and 50 MB of line ends. A text
holds where a byte of it takes no more than ``MOST`` times what a byte of plain words takes, with
what any run takes left out. It ends with status 1 where one does not. ``--only NAME`` tries one.
Seconds of a busy machine vary, so nothing here is a test.
"""

from __future__ import annotations

import argparse
import csv
import multiprocessing
import resource
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import clausewise
from evidence.nouns.columns import AUDIT, RETURN_TABLES
from tests.fuzz.texts_tried import GOOD, PLAIN, TEXTS, WHO

SIGNS = 32_767
"""As many as a cell of a workbook holds."""
MOST = 3.0
LEAST = 2e-7
"""Seconds that a plain byte counts for at the least: less drowns in what runs vary by."""
SECONDS = 600
"""Of a processor, after which a case is ended."""

REFUSED: Mapping[str, str] = {}
"""Why a case is to be refused as a whole, by its name; any other is to be read."""

Steps = dict[str, float]
"""Seconds of a processor by step."""


def signs(piece: str, count: int) -> str:
    """So many signs of one piece over and over, and an end that fits none of them."""
    return (piece * (count // len(piece) + 1))[: count - 2] + "~x"


def every_cell(folder: Path, piece: str, count: int) -> None:
    """A return whose tables have a row for each column, with the text there."""
    folder.mkdir()
    text = signs(piece, count)
    for table, spec in RETURN_TABLES.items():
        good = GOOD[table]
        rows = [[good.get(name, "") for name in spec.column_names]]
        rows += [
            [text if name == column else good.get(name, "") for name in spec.column_names]
            for column in spec.column_names
        ]
        if table == "organisation":
            rows = [*map(list, WHO), *rows[1:], ["legal_form", text]]
        write_table(
            folder / f"{'section11' if table == AUDIT else table}.csv", spec.column_names, rows
        )


def write_table(path: Path, heading: tuple[str, ...], rows: list[list[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([heading, *rows])


def assess_all(folder: Path, out: Path) -> Iterator[tuple[str, float]]:
    """Assess a return for all audiences and write all of it; tells the seconds of each step."""
    began = time.process_time()

    def spent() -> float:
        nonlocal began
        before, began = began, time.process_time()
        return began - before

    policy = clausewise.load_pack()
    spent()
    evidence = clausewise.read_returns([folder], policy)
    yield "reading", spent()
    run = clausewise.assess(evidence)
    yield "judging", spent()
    for audience in ("internal", "shared", "public"):
        shown = clausewise.publish(run, audience)
        yield f"{audience}: told", spent()
        clausewise.write_reports(shown, out / audience)
        yield f"{audience}: written", spent()


Case = Callable[[Path], None]


def of_cells(piece: str, count: int) -> Case:
    return lambda folder: every_cell(folder, piece, count)


def of_names(piece: str, count: int) -> Case:
    """A return with a long name of its own wherever one is asked for, and notes that name them."""

    def made(folder: Path) -> None:
        every_cell(folder, "x", 3)
        name, note = signs(piece, count), signs(f"ask {piece[:40]}, ", count)
        spec = RETURN_TABLES["named_professionals"]
        rows = [["Named Nurse", "Lead nurse", f"{name}{n}", "1", note] for n in range(8)]
        write_table(folder / "named_professionals.csv", spec.column_names, rows)

    return made


def of_rows(word: str, count: int) -> Case:
    """A return whose dashboard has so many rows with a word that no item is called by."""

    def made(folder: Path) -> None:
        every_cell(folder, "x", 3)
        rows = [[f"{word}{n}", "", "1", ""] for n in range(count)]
        write_table(folder / "dashboard.csv", RETURN_TABLES["dashboard"].column_names, rows)

    return made


def of_bytes(piece: bytes, count: int) -> Case:
    """A return whose dashboard is a few lines and so many bytes behind them."""

    def made(folder: Path) -> None:
        every_cell(folder, "x", 3)
        head = b"item,part,value,note\n4.1,Level 1,97%,\n"
        (folder / "dashboard.csv").write_bytes(head + piece * (count // len(piece)))

    return made


def cases(share: float) -> Iterator[tuple[str, Case, str, Case]]:
    """Each case by its name, with the plain one that it is held against."""
    long, rows, many = int(SIGNS * share), int(1_000_000 * share), int(50_000_000 * share)
    for name, piece in TEXTS.items():
        yield f"cells: {name}", of_cells(piece, long), "cells", of_cells(PLAIN, long)
    for name in ("small words", "people", "initials", "titles", "points", "apostrophes", "and"):
        yield f"names: {name}", of_names(TEXTS[name], long), "names", of_names(PLAIN, long)
    yield "a million unknown rows", of_rows("zzz", rows), "", of_rows("4.1 ", rows)
    plain = of_bytes(b"2,,1,A note of a few words\n", many)
    yield "50 MB of line ends", of_bytes(b"\n", many), "bytes", plain
    yield "50 MB of carriage returns", of_bytes(b"\r", many), "bytes", plain
    yield "50 MB of commas", of_bytes(b",,,\n", many), "bytes", plain
    yield "50 MB of quotation marks", of_bytes(b'""\n', many), "bytes", plain


@dataclass(frozen=True, slots=True)
class Cost:
    """What became of a case, and what it took."""

    size: int = 1
    """Bytes of the return."""
    steps: Steps = field(default_factory=dict)
    refused: str = ""
    """Why nothing of it could be used; empty where it was."""
    has_ended: bool = False
    """Whether it took too long, or its process died."""

    @property
    def seconds(self) -> float:
        """Of a processor, of all steps that it came to the end of."""
        return sum(self.steps.values())

    @property
    def is_whole(self) -> bool:
        """Whether it was read and all was written, so that its seconds can be held to others'."""
        return not (self.has_ended or self.refused)


def holds(name: str, cost: Cost, each: float | None) -> bool:
    """Whether a case holds whose bytes take so many times what plain ones do; None where plain
    ones could not be measured. What is refused holds only if it is for the reason it is to be."""
    if cost.has_ended or each is None or each > MOST:
        return False
    return not cost.refused or (name in REFUSED and REFUSED[name] in cost.refused)


def _measured(case: Case, out: multiprocessing.SimpleQueue[Cost]) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    with tempfile.TemporaryDirectory() as home:
        case(Path(home) / "return")
        size = sum(file.stat().st_size for file in (Path(home) / "return").iterdir())
        steps: Steps = {}
        refused = ""
        began = time.process_time()
        try:
            for step, seconds in assess_all(Path(home) / "return", Path(home) / "out"):
                steps[step] = seconds
                began = time.process_time()
        except clausewise.ClausewiseError as error:
            steps["refused"] = time.process_time() - began
            refused = " ".join([error.message, *(fault.found for fault in error.faults[:3])])
        out.put(Cost(size, steps, refused))


def measured(case: Case) -> Cost:
    """The cost of a case, by a process of its own."""
    context = multiprocessing.get_context("fork")
    told: multiprocessing.SimpleQueue[Cost] = context.SimpleQueue()
    process = context.Process(target=_measured, args=(case, told))
    process.start()
    while process.is_alive() and told.empty():
        time.sleep(0.02)
    if not told.empty():
        found = told.get()
        process.join()
        return found
    return Cost(has_ended=True)


class Plain:
    """What a byte of plain words takes, by the kind of case, each measured once."""

    def __init__(self) -> None:
        self.least = min(measured(of_cells("x", 3)).seconds for _ in range(3))
        """Seconds that any run takes."""
        self.by_kind: dict[str, float | None] = {}

    def times(self, cost: Cost, kind: str, beside: Case) -> float | None:
        """How many times a plain byte one of a case takes; None where the plain case was refused,
        or ended, and so says nothing."""
        if kind not in self.by_kind:
            plain = measured(beside)
            took = (plain.seconds - self.least) / plain.size
            self.by_kind[kind] = max(took, LEAST) if plain.is_whole else None
        byte = self.by_kind[kind]
        return None if byte is None else (cost.seconds - self.least) / cost.size / byte


def said(name: str, cost: Cost, each: float | None) -> str:
    """A case as a line: whether it holds, how often a plain byte, its size, and its slow steps."""
    slow = ", ".join(f"{step} {took:.1f} s" for step, took in cost.steps.items() if took > 1)
    end = f"; refused: {cost.refused[:200]}" if cost.refused else ""
    end += "; out of time, or dead" if cost.has_ended else ""
    times = "no plain" if each is None else f"{each:8.2f}"
    held = "held    " if holds(name, cost, each) else "NOT HELD"
    return f"{held}  {times}  {cost.size:>11,}  {name}  ({slow}{end})"


def main() -> None:
    """Try all and say what a byte costs in each, beside a plain one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--share", type=float, default=1.0, help="of the full length of each text")
    parser.add_argument("--only", default="", help="the cases whose name has this in it")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        # What is imported and remembered once costs no text anything.
        of_cells("x", 3)(Path(home) / "return")
        list(assess_all(Path(home) / "return", Path(home) / "out"))
    plain = Plain()
    tried = held = 0
    for name, case, kind, beside in cases(given.share):
        if given.only not in name:
            continue
        cost = measured(case)
        each = plain.times(cost, kind, beside)
        tried, held = tried + 1, held + holds(name, cost, each)
        print(said(name, cost, each), flush=True)
    print(f"{tried} tried, {held} held; a plain byte takes {plain.by_kind} seconds")
    print(f"Any run takes {plain.least:.1f} seconds.")
    raise SystemExit(tried != held)


if __name__ == "__main__":
    main()
