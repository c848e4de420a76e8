"""``clausewise policy``: how each command ends, and what it writes."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from clausewise.places import DEFAULT_PACK, HOME

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


def test_all_that_is_wrong_is_told_at_once(clausewise: Clausewise, tmp_path: Path) -> None:
    (tmp_path / "old.md").write_text("[A] a\n[A] b\n[B] c\n[B] d\n", "utf-8")
    (tmp_path / "new.md").write_text("Dear colleague", "utf-8")
    result = clausewise(
        "policy", "diff", tmp_path / "old.md", tmp_path / "new.md", "--rules", tmp_path / "none"
    )
    assert result.exit_code == 2
    assert result.output.startswith("Nothing can be compared: 4 faults.\n")
    for found in (
        "old.md:2: found the id “A” again (first on line 1)",
        "old.md:4: found the id “B” again (first on line 3)",
        "new.md:1: found no clause with an id",
        "none:1: found no such folder",
    ):
        assert found in result.output


@pytest.mark.parametrize(
    ("name", "content", "found"),
    [
        ("none.md", None, "no such file"),
        ("empty.md", b" \n", "an empty file"),
        ("word.docx", b"PK\x03\x04\xff\xfe", "bytes that are no UTF-8 text"),
        ("twice.md", b"[S1.p01] a\n[S1.p01] b\n", "the id “S1.p01” again"),
        (".", None, "a folder"),
    ],
)
def test_a_text_that_cannot_be_verified(
    clausewise: Clausewise, tmp_path: Path, name: str, content: bytes | None, found: str
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    result = clausewise("policy", "verify", tmp_path / name)
    assert result.exit_code == 2
    assert result.output.startswith("Nothing can be verified: 1 fault.\n")
    assert f"found {found}" in result.output
