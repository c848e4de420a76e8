"""The workbooks that reading libraries ship for their own tests: each a return or a clear fault.

Run from the checkout: ``python -m tests.shipped_workbooks ARCHIVES...``, where ARCHIVES are source
packages (tar.gz) of such libraries. Ends with status 1 where reading one of them raises.
"""

from __future__ import annotations

import argparse
import sys
import tarfile
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from clausewise.places import DEFAULT_PACK
from engine.loading import load_pack
from evidence.files.archive import DamagedError, LockedError, TooLargeError
from evidence.grids.formats import NotAWorkbook, format_of
from evidence.nouns.grid import Layout
from evidence.returns.opening import OPENERS
from tests.fuzz.campaign import outcome

ENDINGS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv", ".tsv", ".parquet")
_SLOW = 10.0


def workbooks_in(archive: Path) -> Iterator[tuple[str, bytes]]:
    """Each workbook of a source package, by its name there."""
    with tarfile.open(archive) as package:
        for member in package:
            stream = package.extractfile(member) if member.isfile() else None
            if stream is not None and member.name.lower().endswith(ENDINGS):
                yield member.name, stream.read()


def walked(data: bytes) -> str:
    """What becomes of all sheets of a workbook when every row is gone through, table or none."""
    found = format_of(data)
    if isinstance(found, NotAWorkbook):
        return "no workbook"
    try:
        with OPENERS[found](data) as grids:
            rows = sum(1 for grid in grids for _ in grid.rows(Layout()))
    except (DamagedError, TooLargeError, LockedError) as error:
        return f"refused ({type(error).__name__})"
    return "rows" if rows else "blank"


def main() -> None:
    """Read every workbook of the archives and say what came of them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("archives", nargs="+", type=Path)
    pack, counts = load_pack(DEFAULT_PACK), Counter[str]()
    for archive in sorted(parser.parse_args().archives):
        for name, data in workbooks_in(archive):
            with tempfile.TemporaryDirectory() as folder:
                path = Path(folder) / Path(name).name
                path.write_bytes(data)
                began = time.monotonic()
                try:
                    came_of_it = f"{outcome(path, pack)}, {walked(data)}"
                except Exception:  # noqa: BLE001 - whatever is raised is what this is to find
                    came_of_it = "raised"
                    sys.stdout.write(f"{archive.name}: {name}\n{traceback.format_exc()}\n")
                if time.monotonic() - began > _SLOW:
                    sys.stdout.write(
                        f"{archive.name}: {name} took {time.monotonic() - began:.0f} s\n"
                    )
                counts[f"{path.suffix.lower()} {came_of_it}"] += 1
    sys.stdout.write(f"{sum(counts.values())} workbooks: {dict(sorted(counts.items()))}\n")
    raise SystemExit(1 if not counts or any("raised" in count for count in counts) else 0)


if __name__ == "__main__":
    main()
