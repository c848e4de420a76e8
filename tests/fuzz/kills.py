"""Kills runs while they write, and has pairs of them write at one instant.

``python -m tests.fuzz.kills --moments 300 --pairs 400`` is the long form. Each run assesses the
same return into the same folder, in turn for the public and for those who hold it, and is killed
at a random moment: two in three once it has begun to write. The folder must then hold the outputs
of one of the two, byte for byte, beside a file that is somebody else's; the history must open and
hold what it held, with or without the run.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from clausewise.places import EXAMPLES
from clausewise.use_cases.remember import open_history
from reports.files import write_made
from reports.own_forms import ASSET

HOME = Path(__file__).resolve().parents[2]
RETURN = EXAMPLES / "2014-15-Q2" / "limewick-2014-15-Q2"
AUDIENCES = ("internal", "public")
OTHERS = "notes of a nurse.txt"


def command(audience: str, home: Path) -> subprocess.Popen[bytes]:
    """A run into the folder ``out`` of a home, with a history beside it."""
    words = ("assess", str(RETURN), "--out", "out", "--history", "h.db", "--audience", audience)
    return start(words, home)


def start(words: Sequence[str], home: Path) -> subprocess.Popen[bytes]:
    """A command of Clausewise that runs in a folder, and what it prints is not kept."""
    return subprocess.Popen(
        [sys.executable, "-m", "clausewise", *words],
        cwd=home,
        env={**os.environ, "PYTHONPATH": str(HOME)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def fingerprint(folder: Path) -> str:
    """All files of a folder, by name and content."""
    found = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            name = path.relative_to(folder).as_posix()
            found.update(f"{name}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\0".encode())
    return found.hexdigest()


def killed(run: subprocess.Popen[bytes], home: Path, seconds: float, dice: random.Random) -> bool:
    """Kill a run at a random moment; whether it was still at work."""
    if dice.random() < 2 / 3:
        while run.poll() is None and not any(home.glob(".clausewise-*")):
            time.sleep(0.001)
        time.sleep(dice.random() * seconds / 3)
    else:
        time.sleep(dice.random() * seconds)
    was_at_work = run.poll() is None
    run.kill()
    run.wait()
    return was_at_work


def kills(moments: int, seed: int) -> Counter[str]:
    """What was found after each kill; anything but the old or the new ends it with an error."""
    dice = random.Random(seed)
    found: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        whole: dict[str, str] = {}
        seconds = 0.0
        for audience in AUDIENCES:
            began = time.monotonic()
            assert command(audience, home).wait() in (0, 1)
            seconds = time.monotonic() - began
            (home / "out" / OTHERS).write_text("mine")
            whole[fingerprint(home / "out")] = audience
            verified = [sys.executable, "-m", "clausewise", "verify", "out/manifest.json"]
            verified += ["--returns", str(RETURN)]
            environment = {**os.environ, "PYTHONPATH": str(HOME)}
            subprocess.run(verified, cwd=home, env=environment, check=True, capture_output=True)
        assert len(whole) == len(AUDIENCES)
        before = AUDIENCES[-1]
        for moment in range(moments):
            audience = AUDIENCES[moment % len(AUDIENCES)]
            at_work = killed(command(audience, home), home, seconds, dice)
            there = whole[fingerprint(home / "out")]
            assert (home / "out" / OTHERS).read_text() == "mine"
            assert len(open_history(str(home / "h.db"), make=False).runs()) == 1
            assert there in (audience, before)
            state = "the new outputs" if there == audience else "the old outputs"
            found[f"{state}, {'killed' if at_work else 'which was done before'}"] += 1
            before = there
        assert command("public", home).wait() in (0, 1)
        assert sorted(path.name for path in home.iterdir()) == ["h.db", "out"]
    return found


def pairs(times: int) -> int:
    """How often two processes that wrote into one folder at one instant left one of them whole."""
    held = 0
    with tempfile.TemporaryDirectory() as name:
        out = Path(name) / "out"
        runs = {
            word: {f"pages/{n}.css": f"{ASSET}a style. */\n{word}".encode() for n in range(20)}
            for word in ("first", "second")
        }
        for _ in range(times):
            start = time.monotonic() + 0.02
            writers = []
            for contents in runs.values():
                child = os.fork()
                if child == 0:
                    while time.monotonic() < start:
                        pass
                    try:
                        write_made(contents.items(), out)
                    except BaseException:  # noqa: BLE001 - a child tells by its status
                        os._exit(1)
                    os._exit(0)
                writers.append(child)
            assert [os.waitpid(writer, 0)[1] for writer in writers] == [0, 0]
            there = {path.read_bytes() for path in out.rglob("*.css")}
            held += len(there) == 1 and len(list(out.rglob("*.css"))) == 20
            shutil.rmtree(out)
    return held


def main() -> None:
    """Kill and pair as often as asked for, and tell what was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--moments", type=int, default=300)
    parser.add_argument("--pairs", type=int, default=400)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    print(f"Pairs of writers: {given.pairs} tried, {pairs(given.pairs)} held")
    for state, count in sorted(kills(given.moments, given.seed).items()):
        print(f"Killed at a random moment: {state}: {count}")


if __name__ == "__main__":
    main()
