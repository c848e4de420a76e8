"""``assess --parquet``: the findings for analysts, held to the manifest as all outputs are."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from unittest.mock import patch

import pyarrow.parquet as pq
import pytest
from click.testing import Result

from reports.workbook import links

Clausewise = Callable[..., Result]
FIRE = Path(__file__).resolve().parents[3] / "examples" / "fire-safety-care-home"


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """Where to write, beside the returns and the rules."""
    return Path(shutil.copytree(FIRE, tmp_path / "home")) / "out"


def assess(clausewise: Clausewise, out: Path, *more: str) -> list[str]:
    """The lines of a run's end that tell what was written."""
    home = out.parent
    words = ("assess", home / "returns", "--rules", home / "rules", "--out", out)
    lines = clausewise(*words, *more).output.splitlines()
    return [line for line in lines if "findings." in line]


def differences(clausewise: Clausewise, out: Path) -> list[str]:
    told = json.loads(clausewise("verify", out / "manifest.json", "--json").output)
    return [f"{found['about']} {found['how']}: {found['name']}" for found in told["differences"]]


@pytest.mark.slow
def test_the_data_set_is_written_told_and_held_to_the_manifest(
    clausewise: Clausewise, out: Path
) -> None:
    assert assess(clausewise, out, "--parquet") == [
        f"Written: {out / 'findings.json'}",
        f"Written: {out / 'findings.parquet'}, with 4 files for analysts",
    ]
    findings = json.loads((out / "findings.json").read_bytes())["findings"]
    rows = sum(
        pq.ParquetFile(path).metadata.num_rows for path in out.rglob("*.parquet") if path.is_file()
    )
    assert rows == len(findings)
    assert differences(clausewise, out) == []
    part = "findings.parquet/quarter=2014-15-Q1/kind=operator/part-00000.parquet"
    (out / part).write_bytes(b"PAR1")
    assert differences(clausewise, out) == [f"output changed: {part}"]


@pytest.mark.slow
def test_findings_too_many_for_findings_json_are_told_and_compared_line_by_line(
    clausewise: Clausewise, out: Path
) -> None:
    with patch.object(links, "MOST_FINDINGS", 3):
        told = assess(clausewise, out)
        assert differences(clausewise, out) == []
        lines = (out / "findings.jsonl").read_bytes()
        (out / "findings.jsonl").write_bytes(
            lines.replace(b'"verdict":"met"', b'"verdict":"not_met"', 1)
        )
        changed = differences(clausewise, out)
    count = len(lines.splitlines())
    assert told == [
        f"Written: {out / 'findings.json'}",
        f"Written: {out / 'findings.jsonl'}",
        f"Written: {out / 'findings.parquet'}, with 4 files for analysts",
        f"{count} findings are too many for findings.json, which has none: they are in "
        "findings.jsonl and findings.parquet.",
    ]
    assert changed[0] == "output changed: findings.jsonl"
    assert [line.partition(":")[0] for line in changed[1:]] == ["verdict changed"]


def test_without_pyarrow_nothing_is_read_or_written(
    clausewise: Clausewise, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    result = clausewise("assess", tmp_path / "nowhere", "--out", tmp_path / "out", "--parquet")
    assert result.exit_code == 2
    assert "its extra “parquet”" in result.output
    assert not (tmp_path / "out").exists()
