"""Spoilt databases, records and backups of a web application, each as a case."""

from __future__ import annotations

import random
import tempfile
from functools import cache
from pathlib import Path

from clausewise.use_cases.records import DATABASE
from tests.fuzz.commands.ending import WrongEnd, run
from tests.fuzz.commands.sites import lay_record, lay_site
from tests.fuzz.mutations import cut_short, spoilt_archive, spoilt_bytes
from tests.fuzz.spoiling import nested, spoilt_database, spoilt_text


def of_site(home: Path, chance: random.Random) -> str:
    """The database of a web application, spoilt: its record held to its chain, and backed up."""
    lay_site(home / "site")
    spoilt_database(home / "site" / DATABASE, chance)
    archive = home / "backup.zip"
    ended = run("record", "verify", home / "site")
    backed = run("backup", archive, "--data", home / "site")
    if (backed == "status 2") == archive.exists():
        raise WrongEnd(f"{backed} with{'' if archive.exists() else 'out'} an archive")
    if archive.exists():
        restored = run("restore", archive, "--data", home / "again")
        if restored != "status 0":
            raise WrongEnd("what was backed up cannot be restored")
    return f"{ended}, backed up: {backed}"


def of_record(home: Path, chance: random.Random) -> str:
    """The file of a record, spoilt."""
    path = home / "record.jsonl"
    lay_record(path)
    deep = chance.random() < 0.05
    path.write_bytes(nested(chance) if deep else spoilt_text(path.read_bytes(), chance))
    return run("record", "verify", path)


@cache
def backup() -> bytes:
    """The archive of a web application."""
    with tempfile.TemporaryDirectory() as folder:
        lay_site(Path(folder) / "site")
        run("backup", Path(folder) / "backup.zip", "--data", Path(folder) / "site")
        return (Path(folder) / "backup.zip").read_bytes()


def of_backup(home: Path, chance: random.Random) -> str:
    """The archive of a web application, spoilt, and restored all or not at all."""
    how = chance.choices((spoilt_archive, spoilt_bytes, cut_short), (12, 4, 2))[0]
    (home / "spoilt.zip").write_bytes(how(backup(), chance))
    (home / "good.zip").write_bytes(backup())
    ended = run("restore", home / "spoilt.zip", "--data", home / "site")
    if ended == "status 2":
        if (home / "site").exists():
            raise WrongEnd("a restore that was refused left something")
        run("restore", home / "good.zip", "--data", home / "site")
    if not run("record", "verify", home / "site") == "status 0":
        raise WrongEnd("restored, and no record")
    return ended
