"""A run spread over workers gives the bytes of one process: pages, findings, data set, manifest."""

from __future__ import annotations

import contextlib
import pickle
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar
from unittest.mock import patch

import pytest
from click.testing import CliRunner, Result

from benchmarks.country.returns import Country
from clausewise.cli import command
from clausewise.places import EXAMPLE_DECISIONS
from clausewise.spreading import reading, workplace
from reports.workbook import links
from tests.reports.site import contents_of

pytestmark = pytest.mark.slow

T = TypeVar("T")
R = TypeVar("R")
Clausewise = Callable[..., Result]
FIRE = Path(__file__).resolve().parents[3] / "examples" / "fire-safety-care-home"


MOST_BYTES = 1_500
"""A task goes through the scheduler, so that it may not grow with the organisations of a run."""


class Here:
    """Does tasks in this process, the last of them first, and each of them twice."""

    def run(self, work: Callable[[T], R], tasks: Sequence[T]) -> Iterator[tuple[int, R]]:
        assert max(len(pickle.dumps(task)) for task in tasks) < MOST_BYTES

        def done() -> Iterator[tuple[int, R]]:
            for number, task in reversed(list(enumerate(tasks))):
                work(task)
                yield number, work(task)

        return done()

    def close(self) -> None:
        reading._context.cache_clear()
        reading._drafting.cache_clear()
        reading._judging.cache_clear()


@contextlib.contextmanager
def small_parts() -> Iterator[None]:
    with (
        patch("reports.dataset.write.PART", 2),
        patch.object(reading, "SOURCES", 3),
        patch.object(reading, "ORGANISATIONS", 2),
    ):
        yield


@contextlib.contextmanager
def small_parts_here() -> Iterator[None]:
    """Partitions of two organisations, done here by a stand-in for the workers."""
    with small_parts(), patch.object(workplace, "_executor", lambda *_: Here()):
        yield


def both(home: Path, *words: str | Path) -> tuple[list[str], list[str]]:
    """What a run prints in one process and spread; the outputs are in ``one`` and ``two``."""
    told = []
    for name, more in (("one", []), ("two", ["--workers", "2"])):
        out = home / name / "out"
        line = ["assess", *map(str, words), "--out", str(out), *more]
        result = CliRunner().invoke(command, line, catch_exceptions=False)
        assert result.exit_code in (0, 1), result.output
        told.append(result.output.replace(str(home / name), "").splitlines())
        assert [path.name for path in out.parent.iterdir()] == ["out"]
    return told[0], told[1]


@pytest.mark.parametrize(
    "audience",
    [
        "shared",
        pytest.param("internal", marks=pytest.mark.slow),
        pytest.param("public", marks=pytest.mark.slow),
    ],
)
def test_for_every_audience(tmp_path: Path, audience: str) -> None:
    words = (FIRE / "returns", "--rules", FIRE / "rules", "--audience", audience, "--parquet")
    with small_parts_here():
        one, two = both(tmp_path, *words)
    assert two == one
    assert contents_of(tmp_path / "two" / "out") == contents_of(tmp_path / "one" / "out")


@pytest.mark.slow
def test_where_the_findings_are_too_many_for_findings_json(tmp_path: Path) -> None:
    with small_parts_here(), patch.object(links, "MOST_FINDINGS", 3):
        one, two = both(tmp_path, FIRE / "returns", "--rules", FIRE / "rules")
    assert two == one
    assert contents_of(tmp_path / "two" / "out") == contents_of(tmp_path / "one" / "out")


@pytest.mark.slow
def test_of_the_examples_with_what_was_decided(examples: Path, tmp_path: Path) -> None:
    with small_parts_here():
        one, two = both(tmp_path, examples, "--decisions", EXAMPLE_DECISIONS, "--parquet")
    assert two == one
    assert contents_of(tmp_path / "two" / "out") == contents_of(tmp_path / "one" / "out")


@pytest.mark.slow
def test_of_a_small_country_by_two_processes(tmp_path: Path) -> None:
    Country(40, 2).write(tmp_path / "returns")
    with small_parts():
        one, two = both(tmp_path, tmp_path / "returns", "--parquet")
    assert two == one
    assert contents_of(tmp_path / "two" / "out") == contents_of(tmp_path / "one" / "out")


def test_a_worker_that_does_not_see_the_returns_ends_the_run(
    clausewise: Clausewise, tmp_path: Path
) -> None:
    with small_parts_here(), patch("os.path.lexists", return_value=False):
        words = ("assess", FIRE / "returns", "--rules", FIRE / "rules", "--workers", 2)
        result = clausewise(*words, "--out", tmp_path / "out")
    assert result.exit_code == 2
    assert "does not see" in result.output
    assert list(tmp_path.iterdir()) == []


def test_a_worker_of_other_software_ends_the_run(clausewise: Clausewise, tmp_path: Path) -> None:
    with small_parts_here(), patch.object(reading, "software", return_value="another"):
        words = ("assess", FIRE / "returns", "--rules", FIRE / "rules", "--workers", 2)
        result = clausewise(*words, "--out", tmp_path / "out")
    assert result.exit_code == 2
    assert "another version of Clausewise" in result.output
    assert list(tmp_path.iterdir()) == []
