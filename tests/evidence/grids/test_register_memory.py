"""A register of 1,500,000 lines is counted within a bounded memory."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from evidence.nouns.columns import columns_of

ROOT = Path(__file__).parents[3]
LINES = 1_500_000
MOST_MB = 600
"""Measured: 380 MB, of which pandas and numpy are 110 before anything is read."""

CHILD = """
import json, resource, sys
from pathlib import Path
from engine.loading import load_pack
from evidence.nouns.yardstick import Yardstick
from evidence.submissions import submissions
from evidence.reading import read_returns

pack = load_pack(Path("rules") / "suffolk-safeguarding-children-2013")
reading = read_returns([Path(sys.argv[1])], pack)
values = {
    "training_refresh_months": 36.0, "figures_tolerance": 5.0, "wte_of_one_person": 1.5,
    "wte_of_a_token": 0.02,
}
judged = Yardstick(lambda quarter: quarter.last_day, lambda name, *_: values[name])
[found], _ = submissions(reading, pack, judged)
print(json.dumps({
    "faults": sorted({one.found for one in reading.faults if one.sheet}),
    "lines": len(reading.returns[0].register.rows),
    "staff": found.facts["training.safeguarding.level_3.staff"].value.low,
    "in_date": found.facts["training.safeguarding.level_3.in_date"].value.low,
    "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
}))
"""
APART = "import subprocess, sys; sys.exit(subprocess.run(sys.argv[1:]).returncode)"
"""A process's peak counts from that of the one that started it: one in between is small."""


def written(folder: Path) -> None:
    """A return whose register lists 750,000 staff, each under two frameworks and in date in two
    of three cases; a quarter of them need Level 3."""
    said = {"code": "RZ1", "name": "A trust", "kind": "provider", "period": "2014-15 Q2"}
    lines = "".join(f"{field},{value}\n" for field, value in said.items())
    (folder / "organisation.csv").write_text(f"field,value\n{lines}", "utf-8")
    with (folder / "training.csv").open("w", encoding="utf-8") as file:
        file.write(",".join(columns_of("training")) + "\n")
        for person in range(LINES // 2):
            level = 1 + person % 4
            year = (2012, 2013, 2010)[person % 3]
            for framework in ("safeguarding", "LAC"):
                file.write(
                    f"E{person},Staff group {person % 40},{framework},{level},{level},"
                    f"{1 + person % 28:02}/{1 + person % 12:02}/{year}\n"
                )


@pytest.mark.slow
def test_a_register_of_the_largest_employers(tmp_path: Path) -> None:
    folder = tmp_path / "trust"
    folder.mkdir()
    written(folder)
    command = [sys.executable, "-c", CHILD, str(folder)]
    ran = subprocess.run(
        [sys.executable, "-c", APART, *command],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    found = json.loads(ran.stdout)
    assert found.pop("peak") < MOST_MB
    assert found == {"faults": [], "lines": LINES, "staff": 187_500, "in_date": 125_000}
