"""Spoilt returns by the thousand: each must end in a return or a fault, in bounded time and memory.

Run from the checkout: ``python -m tests.fuzz.campaign --minutes 30 --out FOLDER SEEDS...`` where
SEEDS are workbooks and folders of CSV files. Writes each case that raised, hung or died to FOLDER
and ends with status 1 where there was one. The same seed number gives the same cases.
"""

from __future__ import annotations

import argparse
import contextlib
import datetime as dt
import multiprocessing
import random
import resource
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from multiprocessing.connection import Connection
from pathlib import Path

from clausewise.places import DEFAULT_PACK
from engine.loading import load_pack
from engine.nouns.policy.pack import Pack
from evidence.nouns.yardstick import Yardstick
from evidence.reading import read_returns
from evidence.submissions import submissions
from tests.fuzz.mutations import cut_short, spoilt_archive, spoilt_bytes, spoilt_csv

SECONDS = 20
"""How long a processor may work on one return of some kilobytes; most take a few hundredths of a
second. Its own time counts, for on a busy machine a process may have to wait for its turn."""
WAITING = 300
"""How many seconds one return may take on the clock, so that one that sleeps is found too."""
MEGABYTES = 3_000
"""How much memory the process that reads may take, libraries and all."""
BATCH = 200


def spoil(source: Path, target: Path, number: int) -> Path:
    """A spoilt copy of a return: a workbook, or a folder of CSV files with one spoilt."""
    chance = random.Random(number)
    if source.is_dir():
        folder = target / source.name
        shutil.copytree(source, folder)
        spoilt = chance.choice(sorted(each for each in folder.iterdir() if each.is_file()))
        how = cut_short if chance.random() < 0.05 else spoilt_csv
        spoilt.write_bytes(how(spoilt.read_bytes(), chance))
        return folder
    data = source.read_bytes()
    if data.startswith(b"PK"):
        how = chance.choices((spoilt_archive, spoilt_bytes, cut_short), (12, 2, 1))[0]
    else:
        how = chance.choices((spoilt_bytes, cut_short), (12, 1))[0]
    file = target / source.name
    file.write_bytes(how(data, chance))
    return file


def outcome(path: Path, pack: Pack) -> str:
    """What became of a spoilt return: "a return", or "a fault"; raises what reading raises."""
    reading = read_returns([path], pack)
    judged = Yardstick(lambda quarter: quarter.last_day, lambda name, quarter, code: 36.0)
    submissions(reading, pack, judged)
    if not reading.returns and not reading.faults:
        raise AssertionError("neither a return nor a fault")
    return "a return" if reading.returns else "a fault"


def work(seeds: list[Path], first: int, pipe: Connection) -> None:
    """Read a batch of spoilt returns; tell each number before it is tried, and what became."""
    resource.setrlimit(resource.RLIMIT_AS, (MEGABYTES << 20, MEGABYTES << 20))
    pack = load_pack(DEFAULT_PACK)
    for number in range(first, first + BATCH):
        with tempfile.TemporaryDirectory() as folder:
            pipe.send(("began", number, ""))
            path = spoil(seeds[number % len(seeds)], Path(folder), number)
            signal.alarm(WAITING)
            signal.setitimer(signal.ITIMER_PROF, SECONDS)
            try:
                pipe.send(("ended", number, outcome(path, pack)))
            except Exception:  # noqa: BLE001 - whatever is raised is what this is to find
                pipe.send(("raised", number, traceback.format_exc()))
            signal.setitimer(signal.ITIMER_PROF, 0)
            signal.alarm(0)
    pipe.send(("done", first, ""))


def endings_of_batch(seeds: list[Path], first: int) -> Iterator[tuple[str, int, str]]:
    """What a process tells of one batch; where it dies, the case it died of, and then the rest."""
    here, there = multiprocessing.Pipe(duplex=False)
    context = multiprocessing.get_context("spawn")
    process = context.Process(target=work, args=(seeds, first, there))
    process.start()
    there.close()
    at = first
    with contextlib.suppress(EOFError):
        while True:
            what, number, text = here.recv()
            at = number
            if what == "done":
                process.join()
                return
            if what != "began":
                yield what, number, text
    process.join()
    yield "died", at, f"exit {process.exitcode} (-27 and -14 are out of time)"


def main() -> None:
    """Run a campaign and say what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("seeds", nargs="+", type=Path)
    parser.add_argument("--minutes", type=float, default=30.0)
    parser.add_argument("--from", dest="first", type=int, default=0)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    seeds = sorted(options.seeds)
    options.out.mkdir(parents=True, exist_ok=True)
    until, counts, first = time.monotonic() + options.minutes * 60, Counter[str](), options.first
    by_kind = Counter[str]()
    while time.monotonic() < until:
        for what, number, text in endings_of_batch(seeds, first):
            source = seeds[number % len(seeds)]
            by_kind[source.suffix or "folder"] += 1
            counts[text if what == "ended" else what] += 1
            if what != "ended":
                kept = options.out / f"case-{number}"
                kept.mkdir(exist_ok=True)
                spoil(source, kept, number)
                (kept / "what.txt").write_text(f"{what} {number} {source}\n{text}\n", "utf-8")
                sys.stdout.write(f"{what} {number} {text.strip().splitlines()[-1][:200]}\n")
        first += BATCH
        sys.stdout.write(f"{dt.datetime.now():%H:%M} {sum(counts.values()):,} {dict(counts)}\n")
        sys.stdout.flush()
    sys.stdout.write(f"{sum(counts.values()):,} cases, by kind {dict(by_kind)}: {dict(counts)}\n")
    raise SystemExit(1 if set(counts) - {"a return", "a fault"} else 0)


if __name__ == "__main__":
    main()
