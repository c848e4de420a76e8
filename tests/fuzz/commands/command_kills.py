"""Ends every command that writes something at every change that it makes on the disk.

``python -m tests.fuzz.commands.command_kills --moments 20`` is the long form: each command is ended
at each of its changes, with what it was to write there left out and half written, and then killed
so many times at a random moment while it works. The folder must hold what was there before or what
the whole command leaves, and the same command must then come to its end as if nothing had been.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import shutil
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event

from clausewise.use_cases.records import DATABASE
from clausewise.use_cases.remember import open_history
from reports.file_parts import joined_content
from reports.files import PREFIX, disk
from tests.fuzz.commands.sites import contents
from tests.fuzz.commands.writing import COMMANDS, Words, Written, laid, run
from tests.fuzz.kills import start
from tests.reports.files.killing import CHANGES

CUT = 98
"""The status of a command that was ended at a change."""
State = dict[str, object]


class Torn(Exception):
    """A folder that holds neither what was there nor what the whole command leaves."""


def state_of(home: Path) -> State:
    """What a folder holds: files by their bytes, databases by what is in them."""
    held: State = {}
    for path in sorted(home.rglob("*")):
        inside = path.relative_to(home)
        hidden = any(part.startswith(PREFIX) for part in inside.parts)
        if not path.is_file() or hidden or path.name.endswith(("-journal", "-wal", "-shm")):
            continue
        if path.name == DATABASE:
            held |= {f"{inside}: {name}": rows for name, rows in contents(path.parent).items()}
        elif path.suffix == ".db":
            held[HISTORY] = len(open_history(str(path), make=False).runs())
        else:
            held[inside.as_posix()] = hashlib.sha256(path.read_bytes()).hexdigest()
    return held


HISTORY = "runs in the history"


def check(home: Path, old: State, new: State) -> bool:
    """Whether a folder holds the new, of which the history comes last. Raises Torn."""
    found = state_of(home)
    if found == old:
        return False
    if found == new or (HISTORY in old and found == {**new, HISTORY: old[HISTORY]}):
        return True
    wrong = [name for name in {**old, **new, **found} if found.get(name) != new.get(name)]
    raise Torn(f"neither old nor new: {sorted(wrong)[:5]}")


def ended_at(words: Words, home: Path, at: int | None, torn: bool) -> tuple[int, int]:
    """Run a command in a process that ends at a change; its status, and how many it made."""
    told, tell = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            changes = _Changes(at, torn, tell)
            os._exit(changes.run(words, home))
        except BaseException:  # noqa: BLE001 - a child tells by its status
            traceback.print_exc()
            os._exit(97)
    os.close(tell)
    with os.fdopen(told, "rb") as file:
        made = len(file.read())
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), made


class _Changes:
    """Counts the changes of a process, on the disk and in a history, and ends it at one."""

    def __init__(self, at: int | None, torn: bool, tell: int) -> None:
        self.at, self.torn, self.tell = at, torn, tell
        self.made = 0

    def run(self, words: Words, home: Path) -> int:
        for name in CHANGES:
            setattr(disk, name, self._instead(name, getattr(disk, name)))
        event.listen(Engine, "before_cursor_execute", lambda *_: self._change())
        event.listen(Engine, "commit", lambda _: self._change())
        return run(words, home)

    def _instead(self, name: str, change: Callable[..., Any]) -> Callable[..., Any]:
        def changed(*given: Any) -> Any:
            if name == "write" and self.torn and self.made + 1 == self.at:
                content = given[1] if isinstance(given[1], bytes) else joined_content(given[1])
                change(given[0], content[: len(content) // 2])
            self._change()
            # Nobody waits for the disk here: what is tried is a process that ends.
            return None if name == "flush" else change(*given)

        return changed

    def _change(self) -> None:
        self.made += 1
        if self.made == self.at:
            os._exit(CUT)
        os.write(self.tell, b".")


def at_changes(
    name: str,
    choose: Callable[[int], Iterable[int]],
    home: Path,
    ways: Sequence[bool] = (False, True),
) -> int:
    """End a command at those of its changes that are chosen, with what it was to write there left
    out and half written; how often. Raises Torn."""
    written = COMMANDS[name]
    old = state_of(laid(written, home / "old"))
    whole_home = laid(written, home / "whole")
    status, made = ended_at(written.words, whole_home, None, torn=False)
    assert status in (0, 1), (name, status)
    new = state_of(whole_home)
    assert made > 0
    assert new != old
    tried = 0
    for at in choose(made):
        for torn in ways:
            here = shutil.copytree(home / "old", home / f"{at}{torn}")
            assert ended_at(written.words, here, at, torn)[0] == CUT, (name, at)
            finish(written, here, old, new)
            tried += 1
    return tried


def finish(written: Written, home: Path, old: State, new: State) -> bool:
    """That what an ended command left is the old or the new, and that it can be run again; whether
    it is the new. The folder is then removed. Raises Torn."""
    is_new = check(home, old, new)
    again = ended_at(written.words, home, None, torn=False)[0]
    # What is never written over is there already.
    assert again in (0, 1) or (is_new and again == 2), again
    assert state_of(home) == new
    assert not [*home.rglob(f"{PREFIX}*")]
    shutil.rmtree(home)
    return is_new


def at_moments(name: str, moments: int, chance: random.Random, home: Path) -> Counter[str]:
    """Kill a command at random moments; how often the old was there then and the new."""
    written = COMMANDS[name]
    old = state_of(laid(written, home / "old"))
    began = time.monotonic()
    assert start(written.words, laid(written, home / "whole")).wait() in (0, 1)
    seconds = time.monotonic() - began
    new = state_of(home / "whole")
    found: Counter[str] = Counter()
    for moment in range(moments):
        here = shutil.copytree(home / "old", home / str(moment))
        process = start(written.words, here)
        if chance.random() < 2 / 3:
            while process.poll() is None and not any(here.rglob(f"{PREFIX}*")):
                time.sleep(0.0005)
            time.sleep(chance.random() * 0.03)
        else:
            time.sleep(chance.random() * seconds)
        at_work = process.poll() is None
        process.kill()
        process.wait()
        is_new = finish(written, here, old, new)
        found[f"{'new' if is_new else 'old'}{'' if at_work else ', done before'}"] += 1
    return found


def main() -> None:
    """End every command at each of its changes, and kill it at random moments."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--moments", type=int, default=20, help="of each command")
    parser.add_argument("--only", default="")
    given = parser.parse_args()
    for name in COMMANDS:
        if given.only not in name:
            continue
        with tempfile.TemporaryDirectory() as home:
            cut = at_changes(name, lambda made: range(1, made + 1), Path(home))
        with tempfile.TemporaryDirectory() as home:
            chance = random.Random(name)
            killed = at_moments(name, given.moments, chance, Path(home)) if given.moments else {}
        print(f"{name}: ended at changes: {cut}; at random moments: {dict(killed)}", flush=True)


if __name__ == "__main__":
    main()
