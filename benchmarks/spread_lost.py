"""A country's run on two Dask workers of this machine, one of which is killed midway.

``python -m benchmarks.spread_lost FOLDER --organisations 20000 --quarters 1``, from the root of the
repository, with the extra ``scale``. The returns are written below the folder, unless they are
there. It tells how long the run took, and that nothing is lost; with ``--compare`` also that one
process writes the same bytes.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.country.returns import Country
from clausewise.spreading.scratch import PREFIX

_PAUSE = 0.2


def main(folder: Path, organisations: int, quarters: int, compare: bool) -> int:
    """Write the returns, run, kill, wait, and tell; 1 where anything is not as it must be."""
    import dask
    from distributed import LocalCluster

    returns, out = folder / "returns", folder / "spread" / "out"
    if not returns.is_dir():
        Country(organisations, quarters).write(returns)
    out.parent.mkdir(parents=True, exist_ok=True)
    quiet = dict[str, object](dashboard_address=None, memory_limit=0, threads_per_worker=1)
    # The machine does other work beside: what is slow is not lost yet.
    patient = dask.config.set({"distributed.comm.timeouts.tcp": "300s"})
    with patient, LocalCluster(n_workers=2, processes=True, **quiet) as cluster:  # type: ignore[no-untyped-call]
        began = time.monotonic()
        run = assessing(returns, out, "--scheduler", cluster.scheduler_address)
        worker = next(iter(cluster.workers.values()))
        killed = killed_midway(run, worker.pid, out.parent, half_of(returns))
        status, took = run.wait(), time.monotonic() - began
    print(f"{organisations:,} organisations, {quarters} quarters: {took:,.0f} s, status {status}")
    print("one of two workers was killed while it read" if killed else "no worker was killed")
    left = [path.name for path in out.parent.iterdir() if path.name != "out"]
    print("nothing is left beside the outputs" if not left else f"left: {left}")
    wrong = status not in (0, 1) or not killed or bool(left)
    if compare and not wrong:
        alone = folder / "alone" / "out"
        began = time.monotonic()
        assessing(returns, alone).wait()
        print(f"one process: {time.monotonic() - began:,.0f} s")
        wrong = dict(sums(alone)) != dict(sums(out))
        print("the bytes differ" if wrong else "the same bytes as one process wrote")
    return int(wrong)


def assessing(returns: Path, out: Path, *more: str) -> subprocess.Popen[bytes]:
    """``clausewise assess``, begun."""
    command = [sys.executable, "-m", "clausewise", "assess", str(returns), "--no-cache"]
    return subprocess.Popen([*command, "--parquet", "--out", str(out), *more])


def half_of(returns: Path) -> int:
    """Half as many as there are returns, a folder or workbook each, in a folder a quarter."""
    return sum(1 for path in returns.glob("*/*")) // 2


def killed_midway(run: subprocess.Popen[bytes], pid: int, home: Path, drafts: int) -> bool:
    """Kill a worker once so many returns are read; whether it was there to be killed."""
    while run.poll() is None:
        if sum(1 for _ in home.glob(f"{PREFIX}*/drafts/*/*.pickle")) >= drafts:
            os.kill(pid, signal.SIGKILL)
            return True
        time.sleep(_PAUSE)
    return False


def sums(out: Path) -> Iterator[tuple[str, str]]:
    """Every file by its name, with the SHA-256 of its bytes."""
    for path in sorted(out.rglob("*")):
        if path.is_file():
            with path.open("rb") as file:
                name = path.relative_to(out).as_posix()
                yield name, hashlib.file_digest(file, "sha256").hexdigest()


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("folder", type=Path)
    asked.add_argument("--organisations", type=int, default=20_000)
    asked.add_argument("--quarters", type=int, default=1)
    asked.add_argument("--compare", action="store_true")
    given = asked.parse_args()
    sys.exit(main(given.folder, given.organisations, given.quarters, given.compare))
