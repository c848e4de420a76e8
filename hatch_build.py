"""How the wheel comes by durable_rules: built into it where that can be, left out where it cannot.

durable_rules is distributed as source alone. Were it a dependency, nothing would install without
a C compiler, although a plain-Python stand-in derives the same concerns. So whoever installs from
this source (pip, uv, pipx) has it compiled here, from the bytes that ``requirements/durable.txt``
pins, and an install goes on without it where that fails. ``HATCH_BUILD_NO_HOOKS=true`` builds the
wheel for all platforms, without it; ``clausewise[chaining]`` asks for it there.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

LOCK = "requirements/durable.txt"
FLAG = "-DPyEval_CallObject=PyObject_CallObject"
"""Python 3.13 has no PyEval_CallObject; what it did, PyObject_CallObject does in every version."""
_TRIAL = "import durable_rules_engine, durable.engine"
_PATIENCE = 300
"""Seconds after which an install goes on without."""


class BuildHook(BuildHookInterface):  # type: ignore[type-arg]
    """Puts a compiled durable_rules into the wheel, if one can be had that this Python imports."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add durable_rules to the files of a wheel; nothing to one that refers to the source."""
        if self.target_name != "wheel" or version == "editable":
            return
        self._work = Path(tempfile.mkdtemp(prefix="durable-"))
        files = compiled(Path(self.root) / LOCK, self._work)
        if not files:
            self.app.display_warning(
                "durable_rules cannot be built here (no C compiler?); the stand-in in plain Python "
                "derives the same concerns, more slowly, and the reports say so."
            )
            return
        build_data["force_include"].update({str(self._work / "in" / name): name for name in files})
        build_data["pure_python"] = False
        build_data["infer_tag"] = True

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Clear away what was built."""
        if hasattr(self, "_work"):
            shutil.rmtree(self._work, ignore_errors=True)


def compiled(lock: Path, work: Path) -> tuple[str, ...]:
    """The files of durable_rules compiled for this Python, by name, put into ``work/in``.

    Nothing where it cannot be fetched, compiled or imported.
    """
    try:
        subprocess.run(
            [
                *(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps"),
                *("--disable-pip-version-check", "--retries", "1", "--require-hashes"),
                "--no-cache-dir",  # it may hold one that was compiled without the flag
                *("--wheel-dir", str(work), "--requirement", str(lock)),
            ],
            env={**os.environ, "CPPFLAGS": f"{os.environ.get('CPPFLAGS', '')} {FLAG}".strip()},
            check=True,
            capture_output=True,
            timeout=_PATIENCE,
        )
        (wheel,) = work.glob("*.whl")
        into = work / "in"
        with zipfile.ZipFile(wheel) as archive:
            archive.extractall(into)
        licences = [*into.glob("*.dist-info/**/LICENSE*")]
        shutil.copy(licences[0], into / "durable" / "LICENSE")
        subprocess.run(
            [sys.executable, "-c", _TRIAL], cwd=into, check=True, capture_output=True, timeout=60
        )
    except (OSError, subprocess.SubprocessError, ValueError, IndexError, zipfile.BadZipFile):
        return ()
    return tuple(
        sorted(
            path.relative_to(into).as_posix()
            for path in into.rglob("*")
            if path.is_file()
            and path.suffix != ".pyc"
            and not path.relative_to(into).parts[0].endswith(".dist-info")
        )
    )
