"""The portable folder assembled: ``python -m windows.assemble UV OUT``.

UV is the program uv (``make tools`` has it). What the lock of the web application pins is taken as
wheels for Windows, by their hashes; Clausewise itself is built from this source. The embeddable
Python is not fetched: ``--embeddable FILE`` unpacks one that somebody has, and without it
``READ-ME.txt`` in the folder says which one goes where.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

from clausewise.version import __version__

HERE = Path(__file__).resolve().parent
HOME = HERE.parent
LOCK = HOME / "requirements" / "web.txt"
PYTHON, PLATFORM = "3.14", "x86_64-pc-windows-msvc"
_BROUGHT = "\n   It is in this folder already: go on with step 3."


class CannotAssemble(Exception):
    """What was given cannot be made a portable folder of."""


@dataclass(frozen=True, slots=True)
class Target:
    """What the folder is for."""

    python: str = PYTHON
    """Its version, as ``3.14``."""
    platform: str = PLATFORM
    """As uv names platforms."""

    @property
    def short(self) -> str:
        """The version as it stands in names of files: ``314``."""
        return self.python.replace(".", "")

    @property
    def pth(self) -> str:
        """The file by which the embeddable Python knows where modules are."""
        return f"python{self.short}._pth"

    @property
    def places(self) -> str:
        """What that file says: the standard library, Python's own folder, and the packages."""
        return f"python{self.short}.zip\n.\npackages\n"


def assemble(uv: str, out: Path, target: Target = Target(), embeddable: Path | None = None) -> None:
    """Assemble the folder. Raises CannotAssemble where it is there already, or where what is given
    is no embeddable Python of the version; CalledProcessError where a wheel cannot be had."""
    if out.exists():
        raise CannotAssemble(f"{out} is there already. Give a new folder.")
    python = out / "python"
    if embeddable is not None:
        _unpack(embeddable, python, target)
    packages(uv, python / "packages", target)
    texts(out, target, embeddable is not None)
    sums = (f"{digest}  {name}\n" for name, digest in sorted(digests(out).items()))
    (out / "SHA256SUMS.txt").write_text("".join(sums), "utf-8", newline="\n")


def packages(uv: str, into: Path, target: Target) -> None:
    """What the lock pins for the target, and Clausewise, in one folder."""
    install = [uv, "pip", "install", "--quiet", "--no-deps", "--target", str(into)]
    wheels = ["--only-binary", ":all:", "--python-version", target.python]
    wheels += ["--python-platform", target.platform]
    pinned = ["--require-hashes", "--requirement", str(LOCK)]
    subprocess.run([*install, *wheels, *pinned], cwd=HOME, check=True)
    with tempfile.TemporaryDirectory() as folder:
        build = (sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder)
        plain = {**os.environ, "HATCH_BUILD_NO_HOOKS": "true"}
        subprocess.run(build, cwd=HOME, env=plain, check=True, capture_output=True)
        (wheel,) = Path(folder).glob("*.whl")
        subprocess.run([*install, *wheels, str(wheel)], cwd=HOME, check=True)
    # Scripts for the system that this runs on; the start file stands in for them.
    for name in ("bin", "Scripts", ".lock"):
        path = into / name
        shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)


def texts(out: Path, target: Target, is_whole: bool) -> None:
    """The start file, what to read first, and where modules are looked for; lines as Windows
    ends them, since its command files are read wrongly otherwise."""
    words = {
        "version": __version__,
        "python": target.python,
        "pth": target.pth,
        "brought": _BROUGHT if is_whole else "",
    }
    for name in ("Clausewise.cmd", "READ-ME.txt"):
        text = (HERE / name).read_text("utf-8")
        for key, value in words.items():
            text = text.replace(f"{{{key}}}", value)
        (out / name).write_text(text, "ascii", newline="\r\n")
    for name in {"places.txt", target.pth} if is_whole else {"places.txt"}:
        (out / "python" / name).write_text(target.places, "ascii", newline="\r\n")


def digests(folder: Path) -> dict[str, str]:
    """The SHA-256 of every file of a folder, by name."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def _unpack(file: Path, into: Path, target: Target) -> None:
    """The embeddable Python, in its place."""
    needed = {"python.exe", target.pth, f"python{target.short}.zip"}
    try:
        with zipfile.ZipFile(file) as archive:
            missing = sorted(needed - {*archive.namelist()})
            if missing:
                raise CannotAssemble(
                    f"{file.name} is no embeddable Python {target.python} for Windows: "
                    f"{', '.join(missing)} is missing in it."
                )
            archive.extractall(into)
    except (OSError, zipfile.BadZipFile) as error:
        raise CannotAssemble(f"{file} cannot be unpacked ({error}).") from error


def main() -> int:
    """Assemble the folder that is asked for; 1 where it cannot be, saying why."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("uv")
    parser.add_argument("out", type=Path)
    parser.add_argument("--python", default=PYTHON)
    parser.add_argument("--platform", default=PLATFORM)
    parser.add_argument("--embeddable", type=Path)
    asked = parser.parse_args()
    uv = str(Path(asked.uv).absolute())
    try:
        assemble(uv, asked.out, Target(asked.python, asked.platform), asked.embeddable)
    except (CannotAssemble, subprocess.CalledProcessError) as error:
        print(error, file=sys.stderr)
        return 1
    print(f"Assembled: {asked.out}, for Python {asked.python}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
