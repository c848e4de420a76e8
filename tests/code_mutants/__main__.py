"""Mutants of the code of a room, and how many of them its tests and its types notice.

``python -m tests.code_mutants evaluating`` tries all of a room (some minutes to hours), and goes
on where it was stopped; ``--within engine/publishing/mask.py`` those of some modules,
``--sample 60 --seed 1`` as many drawn by chance, ``--only NAME`` some by name. ``--again`` tries
once more what was not noticed, or ran out of time. mutmut makes the mutants, in a copy of the
project below ``build/``; tests are run in one process at a time. The status is 1 where fewer are
noticed than the room asks for; of a sample, where chance does not account for it.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.code_mutants.rooms import ROOMS, Room
from tests.code_mutants.scores import KILLED, NOTICED, TYPED, Score, score_of
from tests.code_mutants.types import refuse
from tests.code_mutants.workshop import LOG, PROJECT, lay, make, run


def asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("room", choices=ROOMS)
    parser.add_argument("--within", nargs="*", default=[], help="only modules of these paths")
    parser.add_argument("--sample", type=int, default=0, help="as many, drawn by chance")
    parser.add_argument("--seed", type=int, default=1, help="the same seed draws the same")
    parser.add_argument("--only", nargs="*", default=[], help="mutants by name")
    parser.add_argument("--again", action="store_true", help="what was not noticed, once more")
    parser.add_argument("--patience", type=float, default=8.0, help="how many times the time")
    return parser.parse_args()


def names_within(every: Mapping[str, Sequence[str]], paths: Sequence[str]) -> list[str]:
    """The names of the mutants of the modules below some paths; of all where none is given."""
    return [
        name
        for module, found in every.items()
        if not paths or module.startswith(tuple(paths))
        for name in found
    ]


def drawn(names: Sequence[str], number: int, seed: int) -> list[str]:
    """So many of some names by chance, the same for the same seed; all where it is 0."""
    if not number:
        return list(names)
    return sorted(random.Random(seed).sample(names, min(number, len(names))))


def untried(home: Path, names: Sequence[str], again: bool) -> list[str]:
    """Those of some mutants of which nothing is known, or ``again`` no more than a chance."""
    statuses = score_of(home, names).statuses
    settled = (KILLED, TYPED) if again else tuple(set(statuses.values()))
    return [name for name in names if statuses.get(name) not in settled]


def tell(room: Room, score: Score, of: int, seconds: float) -> bool:
    """Print the score and what was not noticed; whether the room's bound holds."""
    low, high = score.interval(of)
    counts = Counter(score.statuses.values())
    print(f"{of} mutants, {len(score.statuses)} tried, in {seconds:.0f} s: ", end="")
    print(", ".join(f"{number} {status}" for status, number in counts.most_common()))
    print(f"noticed {score.percent:.1f} % ({low:.1f} to {high:.1f} % of all); asked {room.least} %")
    for name, status in sorted(score.statuses.items()):
        if status not in NOTICED:
            print(f"  {name}: {status}")
    return high >= room.least


def main() -> int:
    words = asked()
    room, home = ROOMS[words.room], PROJECT / "build" / "code-mutants" / words.room
    began = time.monotonic()
    lay(home, room)
    every = make(home, room)
    of = names_within(every, words.within)
    names = drawn(words.only or of, words.sample, words.seed)
    refuse(home, [path for path, found in every.items() if not set(names).isdisjoint(found)])
    left = untried(home, names, words.again or bool(words.only))
    if left:
        run(home, room, left, words.patience)
    score = score_of(home, names)
    if not score.statuses or len(score.statuses) < len(names):
        print((home / LOG).read_text("utf-8")[-2000:])
        print(f"{len(names) - len(score.statuses)} of {len(names)} could not be tried")
        return 2
    return int(not tell(room, score, len(of), time.monotonic() - began))


if __name__ == "__main__":
    sys.exit(main())
