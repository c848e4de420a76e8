"""``clausewise policy``: how each command ends, and what it writes."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from clausewise.places import DEFAULT_PACK, HOME
from tests.clausewise.cli.ending import ending

Clausewise = Callable[..., Result]
AMENDED = HOME / "examples" / "amendment" / "policy-amended.md"


def test_the_text_is_written_once_and_round(clausewise: Clausewise, tmp_path: Path) -> None:
    out = tmp_path / "policy.md"
    assert clausewise("policy", "text", "--out", out).output == f"Written: {out}\n"
    assert out.read_text("utf-8") == clausewise("policy", "text").output
    again = clausewise("policy", "text", "--out", out)
    assert (again.exit_code, "already exists" in again.output) == (2, True)
    nowhere = clausewise("policy", "text", "--out", tmp_path / "none" / "p.md")
    assert nowhere.exit_code == 2
    assert "Nothing can be written into the folder" in nowhere.output
    for side in (DEFAULT_PACK, DEFAULT_PACK / "policy.yaml", out):
        same = clausewise("policy", "diff", side, out, "--fail-on-change")
        told = " ".join(same.output.split())
        assert (same.exit_code, "nothing is amended" in told) == (0, True)
    holds = clausewise("policy", "verify", out)
    assert (holds.exit_code, holds.output.endswith("All that was looked up holds.\n")) == (0, True)


def test_how_a_diff_ends(clausewise: Clausewise) -> None:
    told = clausewise("policy", "diff", DEFAULT_PACK, AMENDED)
    assert (told.exit_code, "MOVED AND REWORDED (1)" in told.output) == (0, True)
    assert clausewise("policy", "diff", DEFAULT_PACK, AMENDED, "--fail-on-change").exit_code == 1
    data = json.loads(clausewise("policy", "diff", DEFAULT_PACK, AMENDED, "--json").output)
    assert len(data["amendments"]) == 10


def test_how_a_verification_of_another_version_ends(clausewise: Clausewise) -> None:
    told = clausewise("policy", "verify", AMENDED)
    assert (told.exit_code, "S6.p20.a, " in told.output) == (2, True)
    data = clausewise("policy", "verify", AMENDED, "--json")
    abouts = [load["about"] for load in json.loads(data.output)["discrepancies"]]
    assert data.exit_code == 2
    assert {"A1.6.4", "A1.7.2", "S6.p21", "A1.8.6"} <= set(abouts)


ONCE = "expected each id once. Give one of the two clauses another id."


def test_all_that_is_wrong_is_told_at_once(clausewise: Clausewise, tmp_path: Path) -> None:
    (tmp_path / "old.md").write_text("[A] a\n[A] b\n[B] c\n[B] d\n", "utf-8")
    (tmp_path / "new.md").write_text("Dear colleague", "utf-8")
    old, new = tmp_path / "old.md", tmp_path / "new.md"
    result = clausewise("policy", "diff", old, new, "--rules", tmp_path / "none")
    assert ending(result) == (
        2,
        [
            "Nothing can be compared: 4 faults.",
            f"  {old}:2: found the id “A” again (first on line 1); {ONCE}",
            f"  {old}:4: found the id “B” again (first on line 3); {ONCE}",
            f"  {new}:1: found no clause with an id; expected lines like “[S1.p01] words”, or a "
            "table whose first column is headed “id”. Begin from “clausewise policy text”, which "
            "writes the register so.",
            "  none:1: found no such folder; expected a folder with policy.yaml in it. Check the "
            "path.",
        ],
    )


@pytest.mark.parametrize(
    ("name", "content", "found"),
    [
        (
            *("none.md", None),
            ":1: found no such file; expected a policy's text, or a pack's folder with policy.yaml "
            "in it. Check the path.",
        ),
        (
            *("empty.md", b" \n"),
            ":1: found an empty file; expected a policy's text. Check the path.",
        ),
        (
            *("word.docx", b"PK\x03\x04\xff\xfe"),
            ":1: found bytes that are no UTF-8 text; expected a plain text file. Save the document "
            "as plain text, in UTF-8.",
        ),
        (
            *("twice.md", b"[S1.p01] a\n[S1.p01] b\n"),
            f":2: found the id “S1.p01” again (first on line 1); {ONCE}",
        ),
        (
            *(".", None),
            ":1: found a folder; expected the file of a policy's text. Name the file itself.",
        ),
    ],
)
def test_a_text_that_cannot_be_verified(
    clausewise: Clausewise, tmp_path: Path, name: str, content: bytes | None, found: str
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    assert ending(clausewise("policy", "verify", tmp_path / name)) == (
        2,
        ["Nothing can be verified: 1 fault.", f"  {tmp_path / name}{found}"],
    )
