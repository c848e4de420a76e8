"""Makes the example returns anew from their story: ``python -m examples.make_returns``."""

from __future__ import annotations

import argparse
import shutil
from collections.abc import Sequence
from pathlib import Path

from examples.story import RETURNS
from examples.writing import save

HERE = Path(__file__).resolve().parent / "returns"


def make(folder: Path) -> None:
    """Write every return of the story below ``folder``, a folder for each quarter.

    The folders of the story's own quarters are emptied first, so that nothing outdated stays.
    """
    for quarter in {made.quarter.label.replace(" ", "-") for made in RETURNS}:
        shutil.rmtree(folder / quarter, ignore_errors=True)
    for made in RETURNS:
        save(made, folder)


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the command line and make the returns."""
    parser = argparse.ArgumentParser(description="Make the example returns anew from their story.")
    parser.add_argument(
        "--out", type=Path, default=HERE, help="the folder to write to (default: the examples)"
    )
    make(parser.parse_args(arguments).out)


if __name__ == "__main__":
    main()
