"""What the page for programs says is so: its commands run against a server."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path
from typing import Any

from tests.web.conftest import Connection
from tests.web.judged_round import judged_round
from tests.web.people_of import Site
from tests.web.serving.team_server import served
from web.access.roles import PersonRole
from web.clock import now
from web.people.tokens import make_token

PAGE = Path(__file__).resolve().parents[3] / "docs" / "use" / "web" / "api.md"


def blocks(kind: str) -> list[str]:
    return re.findall(rf"```{kind}\n(.*?)```", PAGE.read_text("utf-8"), re.S)


def test_every_command_of_the_page_gives_what_it_says(
    site: Site, connection: Connection, tmp_path: Path
) -> None:
    held = judged_round(site, connection)
    assert held.pk == 1
    token = make_token(site.person(PersonRole.AUDITOR), "the page", 1, now())
    (shell,), (python,) = blocks("sh"), blocks("python")
    asked = [line for line in shell.splitlines() if line.startswith("curl ")]
    with served(connection) as server:
        known = {"SITE": server.base, "TOKEN": token}
        said: list[Any] = []
        for line in asked:
            done = subprocess.run(
                ["bash", "-c", line], env=known, cwd=tmp_path, capture_output=True, check=True
            )
            said.append(json.loads(done.stdout or (tmp_path / "openapi.json").read_text("utf-8")))
        found: dict[str, Any] = dict(known)
        exec(python, found)
    rounds, shown, findings, concerns, described = said
    assert [line["quarter"] for line in rounds["rounds"]] == ["2014-15 Q3"]
    assert shown["assessment"]["audience"] == "internal"
    assert {(line["verdict"], line["organisation"]) for line in findings["findings"]} == {
        ("not_met", "ZA3")
    }
    assert 0 < len(concerns["concerns"]) == min(concerns["total"], 20)
    assert described["openapi"].startswith("3.1")
    assert len(found["findings"]) > 20
