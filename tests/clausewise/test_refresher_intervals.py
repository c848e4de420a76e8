"""Refresher intervals by level and staff group, on a register of the examples."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from clausewise.places import EXAMPLES
from tests.reports.site import html_in

pytestmark = pytest.mark.slow

Clausewise = Callable[..., Result]
DOCUMENT = Path(__file__).parents[2] / "docs" / "use" / "registers.md"
RETURN = EXAMPLES / "2014-15-Q2" / "brackenmere-2014-15-Q2"
"""Its register has Administrative staff, Health visitors, School nurses and others."""


def documented_parameters() -> str:
    """The parameters file that the document shows."""
    text = DOCUMENT.read_text("utf-8")
    found = re.search(r"```yaml\n(training_refresh_months:.*?)```", text, re.DOTALL)
    assert found is not None
    return found[1]


def assessed(clausewise: Clausewise, folder: Path, text: str, *more: str) -> dict[str, Any]:
    folder.mkdir()
    overlay = folder / "refresher.yaml"
    overlay.write_text(text, "utf-8")
    result = clausewise("assess", RETURN, "--out", folder, "--parameters", overlay, *more)
    assert result.exit_code == 0, result.output
    data: dict[str, Any] = json.loads((folder / "findings.json").read_text("utf-8"))
    return data


def fact(data: dict[str, Any], name: str) -> dict[str, Any]:
    return next(
        step["fact"]
        for finding in data["findings"]
        for step in finding["trace"]
        if step["fact"]["name"] == name
    )


def test_the_example_is_read_and_its_source_is_listed(
    clausewise: Clausewise, tmp_path: Path
) -> None:
    data = assessed(clausewise, tmp_path / "out", documented_parameters())
    assert [
        (one["value"], one["narrowed_to"])
        for one in data["run"]["parameters"]
        if one["name"] == "training_refresh_months"
    ] == [
        (36, ""),
        (6, "Level 3, Agency staff (safeguarding)"),
        (24, "Bank nurses and Agency staff"),
        (12, "Level 3"),
    ]
    assert fact(data, "training.safeguarding.level_3.percent")["note"] == (
        "from the register: 11 of 48 trained and in date, 1 below the level, 36 out of date; "
        "in date for 12 months, Agency staff 6, Bank nurses 24 (training_refresh_months); "
        "the dashboard declares 87 %"
    )
    page = html_in(tmp_path / "out")
    assert "for Level 3 alone, from the run’s own parameters file refresher.yaml" in page
    told = [one["found"] for one in data["faults"] if "refresher interval" in one["found"]]
    assert told[0] == (
        "no line of the staff group “Agency staff” or “Bank nurses” for safeguarding children, "
        "for which training has a refresher interval of its own"
    )


@pytest.mark.slow
@pytest.mark.usefixtures("few_pages")
@pytest.mark.parametrize("extra", ["", ", staff_groups: [HEALTHVISITORS]"])
def test_a_shorter_interval_never_makes_a_verdict_better(
    clausewise: Clausewise, tmp_path: Path, extra: str
) -> None:
    value = "- {value: %d, in_force_from: 2014-04-01, set_by: commissioner, note: Contract%s}"
    lines = ["training_refresh_months:", "  values:", f"    {value % (36, '')}"]
    now = assessed(clausewise, tmp_path / "now", "\n".join(lines))
    lines.append(f"    {value % (6, f', levels: [3]{extra}')}")
    then = assessed(clausewise, tmp_path / "then", "\n".join(lines))
    names = [f"training.safeguarding.level_{level}.percent" for level in (1, 2, 3)]
    before, after = ([fact(data, name)["value"] for name in names] for data in (now, then))
    assert after[:2] == before[:2]
    assert after[2] < before[2]


@pytest.mark.usefixtures("few_pages")
def test_the_public_sees_no_more_than_the_parameters(
    clausewise: Clausewise, tmp_path: Path
) -> None:
    data = assessed(clausewise, tmp_path / "out", documented_parameters(), "--audience", "public")
    assert "in date for" not in json.dumps([data["findings"], data["concerns"], data["faults"]])
