"""How the tests run: what is dear is made once, few returns do, draws are the same each time."""

from __future__ import annotations

import gc
import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.database import DirectoryBasedExampleDatabase

from clausewise.cli.keeping import OFF, VARIABLE
from clausewise.places import EXAMPLES
from tests.draws import EVERY_CHANGE
from tests.once import everything_once

# Circles among objects are looked for seldom, as on the command line.
gc.set_threshold(200_000)

if TYPE_CHECKING:
    from reports.file_parts import Content
    from reports.page.write import Site

FOUND = Path(__file__).parent / "found"
"""What the draws of CI find to fail is kept here, and drawn first by later runs of that profile."""

settings.register_profile(
    "untimed",
    deadline=None,
    # How long draws take is the machine's: no test rests on a time.
    suppress_health_check=[HealthCheck.too_slow],
)
UNTIMED = settings.get_profile("untimed")
settings.register_profile("every-change", UNTIMED, derandomize=True, max_examples=EVERY_CHANGE)
settings.register_profile(
    "long",
    UNTIMED,
    max_examples=300,
    print_blob=True,
    database=DirectoryBasedExampleDatabase(FOUND),
)
settings.register_profile(
    "mutants",
    UNTIMED,
    derandomize=True,
    max_examples=EVERY_CHANGE,
    database=None,
    report_multiple_bugs=False,
    # A mutant is noticed or is not: the least example that notices it is nobody's concern.
    phases=(Phase.explicit, Phase.generate),
)
settings.load_profile("every-change")


everything_once()

# What one test reads another must not find kept, nor the user who runs them.
os.environ[VARIABLE] = OFF


FEW = ("marlhaven-2014-15-*", "tollwick-2014-15-Q[23].xlsx", "limewick-2014-15-Q3")
"""Workbooks of one organisation in three quarters, of another in two, a folder of CSV in one."""


@pytest.fixture(scope="session", params=["few", pytest.param("all", marks=pytest.mark.slow)])
def examples(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The examples' returns by quarter: a few for a developer at each change, all for CI."""
    if request.param == "all":
        return EXAMPLES
    home = tmp_path_factory.mktemp("few") / "returns"
    for path in sorted(path for name in FEW for path in EXAMPLES.glob(f"*/{name}")):
        to = home / path.relative_to(EXAMPLES)
        to.parent.mkdir(parents=True, exist_ok=True)
        if path.is_dir():
            shutil.copytree(path, to)
        else:
            shutil.copy(path, to)
    return home


@pytest.fixture
def few_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Runs write the first page of the site and none of its hundreds of others.

    For tests that read the other files: pages are most of what a run on a few returns takes.
    """

    from reports.page import write

    files = write.Site.files

    def first(site: Site, own: Iterable[tuple[str, Content]]) -> Iterator[tuple[str, Content]]:
        return islice(files(site, own), len(("style", "script", "first page")))

    def none(site: Site, code: str) -> Iterator[tuple[str, bytes]]:
        return iter(())

    monkeypatch.setattr(write.Site, "files", first)
    monkeypatch.setattr(write.Site, "of_organisation", none)


@pytest.fixture(autouse=True, scope="session")
def unhurried_disk() -> Iterator[None]:
    """Nobody waits for the disk: a test that loses power has lost more than outputs."""
    from reports.files import disk

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(disk, "flush", unhurried(disk.flush))
        yield


def unhurried(flush: Callable[[Path], None]) -> Callable[[Path], None]:
    """Flushing, of what is there, without waiting."""

    def flushed(path: Path) -> None:
        path.stat()

    flushed.__module__ = flush.__module__
    return flushed
