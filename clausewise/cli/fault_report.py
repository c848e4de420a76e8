"""The report of a fault of Clausewise itself: where it stopped, and nothing that it was given."""

from __future__ import annotations

import hashlib
import platform
import tempfile
import traceback
from pathlib import Path

from clausewise.places import HOME
from clausewise.version import __version__


def stopped_at(error: BaseException) -> str:
    """The line at which the program stopped."""
    return _place(traceback.extract_tb(error.__traceback__)[-1])


def fault_report(error: BaseException) -> str:
    """Where the program stopped and with which versions; nothing that it was given.

    No message of an error, no value, no name of a file that is not the program's own.
    """
    lines = [
        f"Clausewise {__version__}, Python {platform.python_version()}, {platform.system()} "
        f"{platform.release()} {platform.machine()}",
    ]
    found: BaseException | None = error
    while found is not None:
        lines += ["", f"{type(found).__module__}.{type(found).__qualname__}"]
        lines += [
            f"  {_place(frame)}, {frame.name}"
            for frame in traceback.extract_tb(found.__traceback__)
        ]
        found = found.__cause__ or found.__context__
    return "\n".join(lines) + "\n"


def _place(frame: traceback.FrameSummary) -> str:
    """A line of the program, or of a library, by the end of its path."""
    path = Path(frame.filename)
    inside = path.relative_to(HOME) if path.is_relative_to(HOME) else Path(*path.parts[-3:])
    return f"{inside.as_posix()}, line {frame.lineno}"


def written_report(error: BaseException) -> Path | None:
    """The file of an error's report, in this folder or in that for temporary files; None where
    neither can be written in.

    Its name follows from what it says, so that a fault met twice has one report.
    """
    content = fault_report(error).encode("utf-8", "replace")
    name = f"clausewise-fault-{hashlib.sha256(content).hexdigest()[:8]}.txt"
    for folder in (Path.cwd, lambda: Path(tempfile.gettempdir())):
        try:
            return _written(folder() / name, content)
        except OSError:
            continue
    return None


def _written(path: Path, content: bytes) -> Path:
    """The path, written unless a file of that name is there already."""
    if not path.exists():
        with path.open("xb") as file:
            file.write(content)
    return path
