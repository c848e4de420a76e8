"""How large the pages are, and how long they take to make: the examples, many times over.

Run: python -m benchmarks.bench_pages [ORGANISATIONS ...] [FOLDER]. Each organisation of the
examples stands again and again under another code and name, with all its quarters. It prints
sizes, seconds and memory; with a folder it writes the last site there, to be looked at.
"""

from __future__ import annotations

import itertools
import resource
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from clausewise.assessing import assess as assess_run
from clausewise.packs import load_pack
from clausewise.places import DEFAULT_PACK, EXAMPLES
from clausewise.returns import read_returns
from engine.assess import assess
from engine.nouns.evidence.organisation import Submission
from engine.nouns.outcome.assessment import Assessment
from reports.files import write_made
from reports.lookup import Lookup
from reports.page.write import site_files

COUNTS = (12, 30, 100)


def again(examples: Assessment, count: int) -> Iterator[Submission]:
    """The submissions of so many organisations: those of the examples, renamed."""
    bodies = itertools.cycle(examples.organisations)
    for number, body in enumerate(itertools.islice(bodies, count)):
        turn = number // len(examples.organisations)
        code, name = (body.code, body.name) if not turn else (f"{body.code}x{turn}", body.name)
        organisation = replace(body, code=code, name=f"{name} {turn}" if turn else name)
        for submission in examples.submissions:
            if submission.organisation.code == body.code:
                yield replace(submission, organisation=organisation)


def measured(examples: Assessment, count: int) -> Sequence[tuple[str, bytes]]:
    """The site of so many organisations; prints what it takes."""
    run = examples.run
    began = time.perf_counter()
    assessed = assess(
        examples.pack,
        list(again(examples, count)),
        examples.faults,
        run.inputs,
        run.period,
        run.as_of,
        "benchmark",
    )
    made = time.perf_counter()
    files, sizes = [], []
    for name, content in site_files(Lookup.for_assessment(assessed)):
        sizes.append((len(content), name))
        files.append((name, content))
    done = time.perf_counter()
    matrices = [size for size in sizes if "/matrix-" in size[1]]
    largest = max(size for size in sizes if "/matrix-" not in size[1])
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    whole = sum(size for size, _ in sizes) / 1e6
    print(
        f"{count} organisations: {len(sizes)} files, {whole:.1f} MB; assessed in "
        f"{made - began:.1f} s, made in {done - made:.1f} s, at most {peak} MB of memory"
    )
    for what, (size, name) in (("largest matrix", max(matrices)), ("largest other", largest)):
        print(f"  {what}: {size / 1000:.0f} kB, {name}")
    for size, name in sorted(sizes, reverse=True)[:8]:
        print(f"    {size / 1000:.0f} kB, {name}")
    return files


def main(words: Sequence[str]) -> None:
    """Measure, and write the last site where a folder is given."""
    counts = [int(word) for word in words if word.isdigit()] or list(COUNTS)
    folders = [Path(word) for word in words if not word.isdigit()]
    examples = assess_run(read_returns([EXAMPLES], load_pack(DEFAULT_PACK))).whole
    for count in counts:
        files = measured(examples, count)
    if folders:
        write_made(files, folders[0])


if __name__ == "__main__":
    main(sys.argv[1:])
