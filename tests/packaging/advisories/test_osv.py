"""A folder of advisories tells what is known of the packages of the locks, and as of which day."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from tests.packaging.advisories.osv import FolderAnswer, answer_of, is_affected
from tests.packaging.audit import FAULTS, UNANSWERED, say_folder
from tests.packaging.lock import Pinned

TODAY = dt.date(2026, 11, 30)
RANGES = [
    {
        "type": "ECOSYSTEM",
        "events": [
            {"introduced": "4.2"},
            {"fixed": "4.2.15"},
            {"introduced": "5.0"},
            {"fixed": "5.0.8"},
        ],
    }
]
YAML = """\
id: PYSEC-1
modified: 2026-11-20T17:22:10Z
affected:
- package: {ecosystem: PyPI, name: Some_Package}
  ranges:
  - type: ECOSYSTEM
    events:
    - introduced: "0"
    - fixed: 1.5.0
"""


@pytest.mark.parametrize(
    ("version", "affected"),
    [
        *(("4.1", False), ("4.2", True), ("4.2.14", True), ("4.2.15", False), ("4.3", False)),
        *(("5.0", True), ("5.0.7", True), ("5.0.8", False), ("5.1", False)),
    ],
)
def test_a_version_is_affected_within_the_ranges(version: str, affected: bool) -> None:
    assert is_affected(version, {"ranges": RANGES}) is affected


def test_a_version_that_is_named_is_affected_and_the_last_one_too() -> None:
    last = [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"last_affected": "2.0"}]}]
    assert is_affected("9", {"versions": ["9"], "ranges": []})
    assert is_affected("2.0", {"ranges": last})
    assert not is_affected("2.0.1", {"ranges": last})
    assert not is_affected("9", {"ranges": [{"type": "GIT", "events": [{"introduced": "0"}]}]})


def laid(folder: Path) -> Path:
    """A folder with an advisory on a package, one on another registry's, and one taken back."""
    (folder / "some").mkdir()
    (folder / "some" / "PYSEC-1.yaml").write_text(YAML, "utf-8")
    package = {"ecosystem": "npm", "name": "some-package"}
    others = [
        {"id": "N-1", "modified": "2026-11-25", "affected": [{"package": package, "ranges": []}]},
        {"id": "P-2", "modified": "2026-01-01", "withdrawn": "2026-02-01", "affected": [
            {"package": {"ecosystem": "PyPI", "name": "some-package"}, "versions": ["1.4"]}]},
    ]  # fmt: skip
    for other in others:
        (folder / f"{other['id']}.json").write_text(json.dumps(other), "utf-8")
    (folder / "README.md").write_text("advisories", "utf-8")
    (folder / "settings.yaml").write_text("id: none\n", "utf-8")
    return folder


def test_a_folder_of_advisories_is_asked_about_every_package(tmp_path: Path) -> None:
    pinned = [Pinned(name, version, "", 1) for name, version in (
        ("some-package", "1.4"), ("some-package", "1.5.0"), ("another", "1"))]  # fmt: skip
    assert answer_of(laid(tmp_path), pinned) == FolderAnswer(
        ("some-package 1.4: PYSEC-1, mended in 1.5.0",), 3, dt.date(2026, 11, 25)
    )


@pytest.mark.parametrize(
    ("told", "status", "said"),
    [
        (FolderAnswer((), 3, dt.date(2026, 11, 25)), 0, "No fault is known."),
        (FolderAnswer((), 3, dt.date(2024, 10, 10)), UNANSWERED, "what came to be known since"),
        (FolderAnswer((), 0, None), UNANSWERED, "what came to be known since"),
        (FolderAnswer(("a 1: P",), 3, dt.date(2024, 10, 10)), FAULTS, "1 faults known."),
    ],
    ids=["fresh", "old", "empty", "old, with a fault"],
)
def test_old_advisories_are_never_a_good_answer(
    told: FolderAnswer, status: int, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert say_folder(told, TODAY) == status
    assert said in capsys.readouterr().out
