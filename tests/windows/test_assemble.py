"""The portable folder for Windows, as far as another system can try it."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import urllib.request
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.packaging.locks import locked
from windows.assemble import PLATFORM, PYTHON, CannotAssemble, Target, assemble, digests, texts

HOME = Path(__file__).resolve().parents[2]
UV = str(HOME / "build" / "tools" / "bin" / "uv")
"""`make locks` brings it."""
FIRE = HOME / "examples" / "fire-safety-care-home"
ROOMS = ("engine", "evidence", "history", "reports", "clausewise", "web", "examples")
HERE = Target(f"3.{sys.version_info.minor}", "linux")
OTHER_SYSTEMS = {"fcntl", "resource"}
"""Modules that Windows has not; tests/test_portable.py holds that it is never asked for them."""
IF_THERE = {
    *("durable", "psycopg", "pyarrow", "dask", "distributed"),
    *("allauth", "cryptography", "pyotp", "requests", "segno"),
}
"""Packages that are used where they are installed, and not otherwise."""


def top_level_imports() -> set[str]:
    """What the modules of Clausewise import, by the first part of its name."""
    found: set[str] = set()
    for path in (path for room in ROOMS for path in (HOME / room).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            match node:
                case ast.Import(names=names):
                    found.update(alias.name.partition(".")[0] for alias in names)
                case ast.ImportFrom(module=str(module), level=0):
                    found.add(module.partition(".")[0])
    return found


def modules_in(folder: Path) -> set[str]:
    """What can be imported from a folder on Windows, as its names tell."""
    found = set()
    for path in folder.iterdir():
        if path.is_dir() and not path.name.endswith((".dist-info", ".libs")):
            found.add(path.name)
        elif path.suffix in (".py", ".pyd"):
            found.add(path.name.partition(".")[0])
    return found


def test_the_start_file_is_one_that_windows_reads(tmp_path: Path) -> None:
    (tmp_path / "python").mkdir()
    texts(tmp_path, Target("3.14"), is_whole=False)
    text = (tmp_path / "Clausewise.cmd").read_bytes()
    assert text.count(b"\n") == text.count(b"\r\n")
    lines = text.decode("ascii").split("\r\n")
    assert "{" not in text.decode("ascii")
    assert '"%PYTHON%" -m clausewise serve' in lines
    assert 'copy /y "%~dp0python\\places.txt" "%~dp0python\\python314._pth" >nul 2>nul' in lines
    assert {line[1:] for line in lines if line.startswith(":")} == {"words", "missing"}
    assert {*re.findall(r"goto (\w+)", text.decode())} == {"words", "missing"}
    # A folder such as “Programs (x86)” in a block of brackets would end the block.
    assert [line for line in lines if line.endswith("(")] == []
    places = (tmp_path / "python" / "places.txt").read_bytes()
    assert places == b"python314.zip\r\n.\r\npackages\r\n"
    said = (tmp_path / "READ-ME.txt").read_text("ascii")
    assert "python-3.14.N-embed-amd64.zip" in said
    assert "It is in this folder already" not in said


def test_a_folder_that_is_there_is_left_alone(tmp_path: Path) -> None:
    with pytest.raises(CannotAssemble, match="is there already"):
        assemble("uv", tmp_path)


@pytest.mark.parametrize("names", [None, ["python.exe"], ["python.exe", "python313._pth"]])
def test_what_is_no_embeddable_python_of_the_version_is_refused(
    tmp_path: Path, names: list[str] | None
) -> None:
    file = tmp_path / "python.zip"
    if names is None:
        file.write_text("no archive")
    else:
        with zipfile.ZipFile(file, "w") as archive:
            for name in names:
                archive.writestr(name, "")
    with pytest.raises(CannotAssemble, match=r"cannot be unpacked|python314.zip is missing in it"):
        assemble("uv", tmp_path / "out", embeddable=file)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder as it is given to Windows, its Python stood in for by an archive of its names."""
    home = tmp_path_factory.mktemp("windows")
    target = Target()
    with zipfile.ZipFile(home / "embeddable.zip", "w") as archive:
        for name in ("python.exe", target.pth, f"python{target.short}.zip", "LICENSE.txt"):
            archive.writestr(name, "")
    assemble(UV, home / "Clausewise", target, home / "embeddable.zip")
    return home / "Clausewise"


@pytest.mark.slow
def test_every_package_that_windows_needs_is_in_it(folder: Path) -> None:
    packages = folder / "python" / "packages"
    named = (path.name.removesuffix(".dist-info") for path in packages.glob("*.dist-info"))
    there = {
        name.lower().replace("_", "-"): version
        for name, version in (whole.rsplit("-", 1) for whole in named)
        if name != "clausewise"
    }
    wanted = {
        package.name: package.version
        for package in locked("web")
        if package.where != "python_full_version < '3.12'"
    }
    assert there == wanted
    missing = top_level_imports() - modules_in(packages) - sys.stdlib_module_names
    assert missing <= IF_THERE
    programs = {path.suffix for path in packages.rglob("*") if path.suffix in (".so", ".dylib")}
    assert (programs, (PYTHON, PLATFORM)) == (set(), ("3.14", "x86_64-pc-windows-msvc"))
    built = {path.name for path in packages.rglob("*.pyd")}
    assert built
    assert {name for name in built if f".cp{Target().short}-win_amd64." not in name} <= {
        name for name in built if name.count(".") == 1
    }
    assert not (packages / "bin").exists()
    listed = dict(
        reversed(line.split("  ", 1))
        for line in (folder / "SHA256SUMS.txt").read_text().splitlines()
    )
    assert listed == {k: v for k, v in digests(folder).items() if k != "SHA256SUMS.txt"}
    longest = max(len(path.relative_to(folder).as_posix()) for path in folder.rglob("*"))
    assert longest < 180, "Windows takes 259 characters, and the folder's own place is among them"


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same folder with wheels for this system, and this system's Python in its place.

    Python reads the same file of places on every system, by the name of its program.
    """
    out = tmp_path_factory.mktemp("here") / "Clause wise (x86)"
    assemble(UV, out, HERE)
    shutil.copy(os.path.realpath(sys.executable), out / "python" / "python")
    library = (sysconfig.get_path("stdlib"), f"{sysconfig.get_path('stdlib')}/lib-dynload")
    written = (out / "python" / "places.txt").read_text("ascii")
    standard, rest = written.split("\n", 1)
    assert standard == f"python{HERE.short}.zip"
    (out / "python" / "python._pth").write_text("\n".join((*library, rest)))
    return out


def python(
    here: Path, *words: str, env: dict[str, str], cwd: Path, ends: int = 0
) -> subprocess.CompletedProcess[str]:
    program = (here / "python" / "python", *words)
    done = subprocess.run(program, capture_output=True, text=True, env=env, cwd=cwd, check=False)
    assert done.returncode == ends, done.stderr
    return done


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="stands in for Windows")
def test_the_folder_runs_by_itself_wherever_it_stands(here: Path, tmp_path: Path) -> None:
    (tmp_path / "clausewise.py").write_text("raise SystemExit(99)")
    (tmp_path / "yaml.py").write_text("raise SystemExit(99)")
    hostile = {**os.environ, "PYTHONPATH": str(tmp_path), "PYTHONHOME": str(tmp_path)}
    tell = "import sys; print(*sys.path, sep='\\n')"
    places = python(here, "-c", tell, env=hostile, cwd=tmp_path)
    assert places.stdout.splitlines()[2:] == [str(here / "python"), str(here / "python/packages")]
    linted = python(here, "-m", "clausewise", "rules", "lint", cwd=tmp_path, env=hostile)
    assert linted.stderr == ""
    assess = ("-m", "clausewise", "assess", str(FIRE / "returns"), "--rules", str(FIRE / "rules"))
    assessed = python(here, *assess, "--out", "out", cwd=tmp_path, env=hostile, ends=1)
    assert "the plain-Python stand-in" in " ".join(assessed.stdout.split())
    assert (tmp_path / "out" / "index.html").is_file()  # status 1: some evidence is lost there


def lines_printed(server: subprocess.Popen[str]) -> Iterator[str]:
    assert server.stdout is not None
    yield from iter(server.stdout.readline, "")


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="stands in for Windows")
def test_what_the_start_file_runs_opens_clausewise(here: Path, tmp_path: Path) -> None:
    """As ``Clausewise.cmd`` does, but for the browser: the first page, from server and worker."""
    command = (here / "python" / "python", "-m", "clausewise", "serve", "--no-browser")
    home = {**os.environ, "HOME": str(tmp_path), "PYTHONUNBUFFERED": "1"}
    server = subprocess.Popen(command, cwd=tmp_path, env=home, stdout=subprocess.PIPE, text=True)
    try:
        link = next(
            found[0] for line in lines_printed(server) if (found := re.search(r"http://\S+", line))
        )
        opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
        page = opener.open(link, timeout=30).read().decode("utf-8")
    finally:
        server.terminate()
        server.communicate(timeout=30)
    assert "Rounds" in page
    assert (tmp_path / "Clausewise").is_dir()
