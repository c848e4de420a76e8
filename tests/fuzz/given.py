"""Spoilt histories, URLs, decisions, parameters, packs, manifests and mappings by the thousand.

``python -m tests.fuzz.given --cases 400`` tries so many of each; ``--only history`` those of one.
Each must end in words and status 0, 1 or 2: never in a traceback, nor in the status by which
Clausewise says that it is at fault itself. The same number spoils the same way.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

from clausewise.places import EXAMPLE_DECISIONS, EXAMPLES
from clausewise.use_cases.map import map_workbook, mapping_bytes
from history import CannotUseHistory, open_history, recall, record, recorded_runs
from tests.evidence.mapping.confirmed import all_confirmed
from tests.fuzz.commands.ending import WrongEnd, run
from tests.fuzz.commands.site_cases import of_backup, of_record, of_site
from tests.fuzz.mutations import cut_short, spoilt_archive, spoilt_bytes
from tests.fuzz.spoiling import URLS, nested, spoilt_database, spoilt_text
from tests.history.making import Q1, Q2, assessed, returned
from web.config import ConfigUnusable, config_from
from web.settings import database_for

HOME = Path(__file__).resolve().parents[2]
SMALL = HOME / "examples" / "fire-safety-care-home"
RETURN = EXAMPLES / "2014-15-Q2" / "limewick-2014-15-Q2"
SLOW = 20.0
"""Seconds of a processor that no case may take."""
Case = Callable[[Path, random.Random], str]
Words = Callable[[Path], tuple[str | Path, ...]]
"""A command, by the folder that a case is in."""


def of_history(home: Path, chance: random.Random) -> str:
    """A history spoilt: listed, recalled from, recorded into."""
    path = home / "h.db"
    database = open_history(str(path))
    record(database, assessed(returned(Q1, {"training.fire_safety.listed": 4})), "2014-07-01")
    record(database, assessed(returned(Q2, {"training.fire_safety.listed": 5})), "2014-10-01")
    spoilt_database(path, chance)
    ended = run("history", "show", path)
    now = assessed(returned(Q2, {"training.fire_safety.listed": 6}))
    try:
        database = open_history(str(path))
        recall(database, now)
        record(database, now, "2014-11-01")
        recorded_runs(database)
    except CannotUseHistory:
        return f"{ended}, refused"
    return f"{ended}, used"


def of_url(home: Path, chance: random.Random) -> str:
    """A history at an odd place."""
    path = home / "h.db"
    record(open_history(str(path)), assessed(returned(Q1, {"training.fire_safety.listed": 4})), "")
    url = chance.choice(URLS).replace("{x}", str(path)).replace("{dir}", str(home))
    if chance.random() < 0.5:
        url = (
            spoilt_bytes(url.encode() or b"x", chance)
            .replace(b"\0", b"")
            .decode("utf-8", "replace")
        )
    return run("history", "show", "--", url)


def of_pack(home: Path, chance: random.Random) -> str:
    """A pack of which one file is spoilt."""
    shutil.copytree(SMALL / "rules", home / "rules")
    files = sorted((home / "rules").rglob("*.yaml"))
    file = chance.choice(files)
    how = (lambda data, dice: nested(dice)) if chance.random() < 0.05 else spoilt_text
    file.write_bytes(how(file.read_bytes(), chance))
    words = chance.choice((("lint",), ("test",), ("show",), ("coverage",), ("queries",)))
    return run("rules", *words, "--rules", home / "rules")


def of_text(
    text: Callable[[], bytes], words: Callable[[Path], tuple[str | Path, ...]], name: str
) -> Case:
    """One text of a kind, spoilt, and the command that it is given to."""

    def case(home: Path, chance: random.Random) -> str:
        deep = chance.random() < 0.05
        (home / name).write_bytes(nested(chance) if deep else spoilt_text(text(), chance))
        return run(*words(home))

    return case


def of_decisions(home: Path, chance: random.Random) -> str:
    """A workbook of decisions, spoilt."""
    how = chance.choices((spoilt_archive, spoilt_bytes, cut_short), (12, 2, 1))[0]
    file = home / "decisions.xlsx"
    file.write_bytes(how(EXAMPLE_DECISIONS.read_bytes(), chance))
    return run("decisions", RETURN, "--from", file, "--out", home / "new.xlsx")


@cache
def manifest() -> bytes:
    """The manifest of a run on one return."""
    with tempfile.TemporaryDirectory() as folder:
        run("assess", *(SMALL / "returns").iterdir(), "--rules", SMALL / "rules", "--out", folder)
        return (Path(folder) / "manifest.json").read_bytes()


PARAMETERS = b"""\
training_met:
  values:
    - value: 90
      in_force_from: 2014-04-01
      set_by: commissioner
      note: Acute contract 2014-15, schedule 4
    - value: 85
      in_force_from: 2014-07-01
      set_by: commissioner
      note: Community contract 2014-15, schedule 4
      organisations: [ZA2, ZA6]
"""
FOREIGN = HOME / "tests" / "shared" / "files" / "82-layout-training-summary" / "return.xlsx"

WHOSE = ("--period", "2014-15 Q2", "--code", "ZA1", "--kind", "provider")


@cache
def mapping(ending: str) -> bytes:
    """A mapping of a sender's own workbook, as a text or as a workbook."""
    proposed = map_workbook(FOREIGN)
    confirmed = replace(proposed, mapping=all_confirmed(proposed.mapping))
    return mapping_bytes(confirmed, f"mapping{ending}")


def of_mapping(home: Path, chance: random.Random) -> str:
    """A workbook that maps another, spoilt."""
    how = chance.choices((spoilt_archive, spoilt_bytes, cut_short), (12, 2, 1))[0]
    (home / "mapping.xlsx").write_bytes(how(mapping(".xlsx"), chance))
    return run("check", FOREIGN, "--mapping", home / "mapping.xlsx", *WHOSE)


SETTINGS = b"""\
data = "here"
hosts = ["assurance.example.org"]
address = "127.0.0.1"
port = 8000
proxy = "127.0.0.1"
https = true
database = "postgresql://clausewise:secret@127.0.0.1:5432/clausewise"
mail_host = "localhost"
certifier_may_send = false

[openid]
name = "Staff sign-in"
issuer = "https://sign-in.example.org"
client_id = "clausewise"
secret_variable = "SECRET"
"""


def of_settings(home: Path, chance: random.Random) -> str:
    """The settings of a team's server, spoilt; read, and nothing is served."""
    file = home / "team.toml"
    if chance.random() < 0.05:
        deep = chance.choice((10, 2_000, 100_000))
        file.write_text(chance.choice(("hosts = " + "[" * deep, f"port = {'9' * deep}")))
    else:
        file.write_bytes(
            spoilt_text(SETTINGS.replace(b" = ", b": "), chance).replace(b": ", b" = ")
        )
    try:
        database_for(config_from(file, {"SECRET": "x"}))
    except ConfigUnusable as error:
        if "clausewise:secret@" in str(error):
            raise WrongEnd("a password is repeated") from error
        return "refused"
    return "used"


def kinds() -> Mapping[str, Case]:
    """What is spoilt, by name."""
    small = SMALL / "rules"

    def verify(home: Path) -> tuple[str | Path, ...]:
        given = ("--returns", SMALL / "returns", "--rules", small)
        return ("verify", home / "manifest.json", *given)

    def parameters(home: Path) -> tuple[str | Path, ...]:
        return ("check", RETURN, "--parameters", home / "own.yaml")

    return {
        "history": of_history,
        "url": of_url,
        "pack": of_pack,
        "manifest": of_text(manifest, verify, "manifest.json"),
        "parameters": of_text(lambda: PARAMETERS, parameters, "own.yaml"),
        "mapping": of_text(
            lambda: mapping(".yaml"),
            lambda home: ("check", FOREIGN, "--mapping", home / "mapping.yaml", *WHOSE),
            "mapping.yaml",
        ),
        "mapping workbook": of_mapping,
        "decisions": of_decisions,
        "settings": of_settings,
        "site": of_site,
        "record": of_record,
        "backup": of_backup,
        "policy": of_text(
            (SMALL / "policy.md").read_bytes,
            lambda home: ("policy", "verify", home / "policy.md", "--rules", small),
            "policy.md",
        ),
    }


def tried(kind: str, case: Case, number: int) -> str:
    """What became of a case. Raises WrongEnd, and whatever should not have been raised."""
    with tempfile.TemporaryDirectory() as folder:
        began = time.process_time()
        ended = case(Path(folder), random.Random(f"{kind} {number}"))
        if time.process_time() - began > SLOW:
            raise WrongEnd(f"took {time.process_time() - began:.0f} seconds of a processor")
        return ended


def main() -> None:
    """Try as many of each kind as asked for, and tell what became of them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=400)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--only", default="")
    asked = parser.parse_args()
    wrong = 0
    for kind, case in kinds().items():
        if asked.only and kind not in asked.only.split(","):
            continue
        ends: Counter[str] = Counter()
        for number in range(asked.first, asked.first + asked.cases):
            try:
                ends[tried(kind, case, number)] += 1
            except Exception:  # noqa: BLE001 - this is what is looked for
                wrong += 1
                print(f"{kind} {number}:\n{traceback.format_exc()[-3_000:]}", flush=True)
        print(f"{kind}: {asked.cases} tried; {dict(sorted(ends.items()))}", flush=True)
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
