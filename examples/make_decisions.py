"""Makes the example's workbook of decisions anew: ``python -m examples.make_decisions``."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from engine.loading import load_pack
from evidence.decisions.lines import sheets_of
from evidence.decisions.workbook import decisions_workbook
from examples.story.decisions import DECISIONS
from examples.writing import stored

HERE = Path(__file__).resolve().parent
PACK = HERE.parent / "rules" / "suffolk-safeguarding-children-2013"


def make() -> bytes:
    """The workbook with the story's decisions, the same bytes each time."""
    return stored(decisions_workbook(load_pack(PACK), sheets_of(DECISIONS)))


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the command line and make the workbook."""
    parser = argparse.ArgumentParser(description="Make the example's decisions anew.")
    parser.add_argument("--out", type=Path, default=HERE / "decisions" / "decisions.xlsx")
    out: Path = parser.parse_args(arguments).out
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_bytes(make())


if __name__ == "__main__":
    main()
