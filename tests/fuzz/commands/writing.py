"""Every command that writes something, with what lies in its folder before."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from click.testing import CliRunner

from clausewise.cli import command as clausewise
from tests.fuzz.commands.sites import lay_site

HOME = Path(__file__).resolve().parents[3]
SMALL = HOME / "examples" / "fire-safety-care-home"
RULES = ("--rules", str(SMALL / "rules"))
RETURNS = tuple(str(path) for path in sorted((SMALL / "returns").iterdir()))
ALL = (*RETURNS, *RULES)
GIVEN = ("--returns", str(SMALL / "returns"))
FOREIGN = HOME / "tests" / "shared" / "files" / "82-layout-training-summary" / "return.xlsx"
OTHERS = "notes of a nurse.txt"
Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Written:
    """A command that writes something, run in a folder of its own."""

    words: Words
    before: Words = ()
    """The command whose outputs are there already, if any are."""
    lay: Callable[[Path], object] = lambda home: (home / OTHERS).write_text("mine")
    """What lies in the folder besides."""


def _site(home: Path) -> None:
    lay_site(home / "site")


def _backup(home: Path) -> None:
    lay_site(home / "site")
    run(("backup", "backup.zip", "--data", "site"), home)


def _emptied(home: Path) -> None:
    _backup(home)
    (home / "again").mkdir()
    (home / "again" / "secret.txt").write_text("of this place")


def _pack(home: Path) -> None:
    shutil.copytree(SMALL / "rules", home / "rules")


PUBLIC = ("--audience", "public")
COMMANDS: Mapping[str, Written] = {
    "packs in a folder": Written(
        ("pack", "--all", *ALL, "--out", "packs"),
        ("pack", "--all", *ALL, "--out", "packs", *PUBLIC),
    ),
    "packs in an archive": Written(
        ("pack", "--all", *ALL, "--out", "packs.zip"),
        ("pack", "--all", *ALL, "--out", "packs.zip", *PUBLIC),
    ),
    "pack": Written(
        ("pack", "OC1", *ALL, "--out", "pack.docx"),
        ("pack", "OC1", *ALL, "--out", "pack.docx", *PUBLIC),
    ),
    "area pack": Written(
        ("area-pack", *ALL, "--out", "area.docx"),
        ("area-pack", *ALL, "--out", "area.docx", *PUBLIC),
    ),
    "marked copies": Written(
        ("check", *ALL, "--out", "copies"),
        ("check", RETURNS[0], *RULES, "--out", "copies"),
    ),
    "marked copies in an archive": Written(
        ("check", *ALL, "--out", "copies.zip"),
        ("check", RETURNS[0], *RULES, "--out", "copies.zip"),
    ),
    "blank return": Written(("template", *RULES, "--kind", "care_home", "--out", "blank.xlsx")),
    "blank returns": Written(("template", *RULES, "--all", RETURNS[-1], "--out", "blanks")),
    "mapping": Written(("map", str(FOREIGN), "--out", "mapping.xlsx")),
    "mapping as text": Written(("map", str(FOREIGN), "--out", "mapping.yaml")),
    "decisions": Written(("decisions", *ALL, "--out", "decisions.xlsx")),
    "policy as text": Written(("policy", "text", *RULES, "--out", "policy.md")),
    "schemas": Written(("rules", "schemas", "--out", "schemas")),
    "new rule": Written(("rules", "new", "F4.p05", "--rules", "rules"), lay=_pack),
    "outputs made again": Written(
        ("verify", "first/manifest.json", *GIVEN, *RULES, "--out", "again"),
        ("assess", *ALL, "--out", "first"),
    ),
    "history": Written(
        ("assess", *ALL, "--out", "out", "--history", "h.db"),
        ("assess", RETURNS[0], *RULES, "--out", "out", "--history", "h.db"),
    ),
    "backup": Written(("backup", "backup.zip", "--data", "site"), lay=_site),
    "restore": Written(("restore", "backup.zip", "--data", "again"), lay=_backup),
    "restore beside a secret": Written(("restore", "backup.zip", "--data", "again"), lay=_emptied),
}


def run(words: Words, home: Path) -> int:
    """The status of a command that is run in a folder."""
    here = Path.cwd()
    os.chdir(home)
    try:
        return CliRunner().invoke(clausewise, list(words)).exit_code
    finally:
        os.chdir(here)


def laid(written: Written, home: Path) -> Path:
    """A folder with what is there before a command."""
    home.mkdir()
    written.lay(home)
    if written.before:
        assert run(written.before, home) in (0, 1)
    return home
