"""How mutants are drawn, counted and gone on with, and that every room is there."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from tests.code_mutants import types
from tests.code_mutants.__main__ import drawn, names_within, tell, untried
from tests.code_mutants.rooms import ROOMS, Room
from tests.code_mutants.scores import (
    KILLED,
    REFUSED,
    SURVIVED,
    TIMED_OUT,
    TYPED,
    Score,
    score_of,
)
from tests.code_mutants.workshop import PROJECT, _drop_half_made, files_of, settings_of

EVERY = {"engine/a.py": ("engine.a.x_f__1", "engine.a.x_f__2"), "engine/b.py": ("engine.b.x_g__1",)}


def score(noticed: int, left: int) -> Score:
    statuses = [*[KILLED] * (noticed - 1), TYPED, *[SURVIVED] * left]
    return Score({f"mutant {place}": status for place, status in enumerate(statuses)})


@pytest.mark.parametrize(
    ("noticed", "left", "of", "low", "high"),
    [(9, 1, 10, 90.0, 90.0), (45, 5, 1000, 78.6, 95.7), (10, 0, 1000, 72.2, 100.0)],
)
def test_a_sample_tells_between_which_scores_that_of_all_lies(
    noticed: int, left: int, of: int, low: float, high: float
) -> None:
    found = score(noticed, left).interval(of)
    assert [round(end, 1) for end in found] == [low, high]


@pytest.mark.parametrize(
    ("noticed", "left", "of", "holds"),
    [(16, 4, 370, True), (15, 5, 370, False), (16, 4, 20, False), (18, 2, 20, True)],
)
def test_a_sample_fails_where_chance_does_not_account_for_it(
    noticed: int, left: int, of: int, holds: bool
) -> None:
    assert tell(Room((), (), 90.0), score(noticed, left), of, 0.0) is holds


def test_mutants_are_drawn_by_chance_the_same_for_the_same_seed() -> None:
    names = [f"mutant {place}" for place in range(100)]
    assert drawn(names, 10, 7) == drawn(names, 10, 7) != drawn(names, 10, 8)
    assert drawn(names, 0, 7) == names
    assert drawn(names[:3], 10, 7) == names[:3]


def test_the_mutants_of_some_modules_can_be_asked_for() -> None:
    assert names_within(EVERY, ()) == [*EVERY["engine/a.py"], *EVERY["engine/b.py"]]
    assert names_within(EVERY, ["engine/b.py"]) == [*EVERY["engine/b.py"]]


def test_a_run_goes_on_where_it_stopped(tmp_path: Path) -> None:
    names = ["killed", "typed", "late", "lived", "new"]
    folder = tmp_path / "mutants" / "engine"
    folder.mkdir(parents=True)
    codes = dict(zip(names, (1, 37, -24, 0, None), strict=True))
    (folder / "a.py.meta").write_text(json.dumps({"exit_code_by_key": codes}), encoding="utf-8")
    assert score_of(tmp_path, names) == Score(
        {"killed": KILLED, "typed": TYPED, "late": TIMED_OUT, "lived": SURVIVED}
    )
    assert untried(tmp_path, names, again=False) == ["new"]
    assert untried(tmp_path, names, again=True) == ["late", "lived", "new"]


@pytest.mark.parametrize(
    ("meta", "spans", "later", "whole"),
    [
        ("{}", "{}", False, True),
        ("{", "{}", False, False),
        ("{}", "", False, False),
        ("{}", None, False, False),
        ("{}", "{}", True, False),
    ],
)
def test_what_a_stopped_run_made_a_part_of_is_made_anew(
    tmp_path: Path, meta: str, spans: str | None, later: bool, whole: bool
) -> None:
    mutated = tmp_path / "a.py"
    mutated.write_text("", encoding="utf-8")
    (tmp_path / "a.py.meta").write_text(meta, encoding="utf-8")
    if spans is not None:
        (tmp_path / "a.py.spans").write_text(spans, encoding="utf-8")
        os.utime(tmp_path / "a.py.spans", (1, 1 if later else 2**31))
    _drop_half_made(mutated)
    assert mutated.exists() is whole


def test_the_types_are_asked_of_a_module_once_until_code_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, asked = "engine/a.py", []

    def answer(home: Path, module: str) -> list[str]:
        asked.append(module)
        places = ((module, 9), (module, 4), (module, 4), ("engine/b.py", 2))
        return [json.dumps({"file": file, "line": line}) for file, line in places]

    monkeypatch.setattr(types, "_asked", answer)
    (tmp_path / "mutants" / "engine").mkdir(parents=True)
    (tmp_path / "mutants" / path).write_text("mutants = 1\n", encoding="utf-8")
    found = [types.errors_in(tmp_path, path, state) for state in ("state", "state", "changed")]
    assert found == [[4, 9]] * 3
    assert asked == [path, path]


def test_a_module_in_which_the_types_refuse_nothing_has_no_lines(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = "engine/a.py"
    (tmp_path / "mutants" / "engine").mkdir(parents=True)
    (tmp_path / "mutants" / path).write_text("mutants = 1\n", encoding="utf-8")
    ended = subprocess.CompletedProcess([], 0, "\n", "")
    monkeypatch.setattr(types.subprocess, "run", lambda *_, **__: ended)
    assert types.errors_in(tmp_path, path, "state") == []


def test_what_the_types_refuse_is_written_down_for_mutmut(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = "engine/a.py"
    folder = tmp_path / "mutants" / "engine"
    folder.mkdir(parents=True)
    spans = {"x_f__orig": [1, 3], "x_f__1": [5, 7], "x_f__2": [8, 10], "x_f__3": [20, 21]}
    (folder / "a.py.spans").write_text(json.dumps({"spans": spans}), encoding="utf-8")
    codes = {"engine.a.x_f__1": 0, "engine.a.x_f__2": 1, "engine.a.x_f__3": REFUSED}
    meta = folder / "a.py.meta"
    meta.write_text(json.dumps({"exit_code_by_key": codes, "more": {}}), encoding="utf-8")
    monkeypatch.setattr(types, "errors_in", lambda *_: [2, 4, 5, 7, 15, 22])
    types.refuse(tmp_path, [path])
    assert json.loads(meta.read_text("utf-8")) == {
        "exit_code_by_key": {
            "engine.a.x_f__1": REFUSED,
            "engine.a.x_f__2": 1,
            "engine.a.x_f__3": None,
        },
        "more": {},
    }


@pytest.mark.parametrize("name", ROOMS)
def test_the_code_and_the_tests_of_a_room_are_there(name: str) -> None:
    room = ROOMS[name]
    assert [path for path in (*room.modules, *room.tests) if not (PROJECT / path).exists()] == []
    assert settings_of(room).startswith("\n[tool.mutmut]\n")
    assert all((PROJECT / file).is_file() for file in files_of(PROJECT, room))
