"""The computer's clock, language and code page: none of them decides anything."""

from __future__ import annotations

import datetime as dt
import io
import subprocess
import sys
import time
from pathlib import Path

import docx as word_library
import pytest

from clausewise.cli import remembering
from clausewise.packs import load_pack
from evidence.blank_return.excel.write import blank_return_workbook
from evidence.blank_return.request import Request
from reports.document.blocks import Chapter, Document, Heading
from reports.document.docx import docx
from reports.document.pdf import pdf
from reports.files import write_several
from reports.own_forms import MEETING_PACK

HOME = Path(__file__).resolve().parents[3]


def a_document(title: str = "A title") -> Document:
    chapter = Chapter((Heading("A heading", 1),))
    return Document(title, "About it", dt.date(2014, 9, 30), "Below", (chapter,), MEETING_PACK)


def written(home: Path) -> tuple[bytes, bytes, bytes, bytes]:
    """A Word file, a PDF, a workbook and an archive, as they are written."""
    blank = blank_return_workbook(load_pack().pack, Request("provider"))
    write_several({"a.txt": b"a"}, home / "a.zip")
    archive = (home / "a.zip").read_bytes()
    return docx(a_document()), pdf(a_document()), blank, archive


@pytest.mark.slow
@pytest.mark.parametrize(
    "seconds",
    [3e8, *(pytest.param(seconds, marks=pytest.mark.slow) for seconds in (0.0, 1.0, 4e10))],
    ids=["before 1980", "set back to the beginning", "stuck", "far ahead"],
)
def test_an_absurd_clock_changes_no_byte(
    seconds: float, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = written(tmp_path)
    monkeypatch.setattr(time, "time", lambda: seconds)
    local = time.localtime
    monkeypatch.setattr(time, "localtime", lambda at=None: local(seconds if at is None else at))
    assert written(tmp_path) == before


def test_a_clock_that_shows_no_time_is_not_known(monkeypatch: pytest.MonkeyPatch) -> None:
    class Broken(dt.datetime):
        @classmethod
        def now(cls, tz: dt.tzinfo | None = None) -> Broken:
            raise OverflowError("timestamp out of range")

    monkeypatch.setattr(remembering.dt, "datetime", Broken)
    assert remembering.now() is None


@pytest.mark.parametrize("length", [255, 256, 70_000])
def test_a_title_too_long_for_word_is_written(length: int) -> None:
    made = word_library.Document(io.BytesIO(docx(a_document("x" * length))))
    assert made.core_properties.title == "x" * 255


SETTINGS = {
    "C": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    "Turkish": {"LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8"},
    "German": {"LC_ALL": "de_DE.ISO-8859-1", "LANG": "de_DE.ISO-8859-1"},
    "code page 437": {"PYTHONIOENCODING": "cp437"},
    "code page 1252": {"PYTHONIOENCODING": "cp1252"},
    "ASCII, strictly": {"PYTHONIOENCODING": "ascii:strict"},
}


LOCALES = {"tr_TR.UTF-8": ("tr_TR", "UTF-8"), "de_DE.ISO-8859-1": ("de_DE", "ISO-8859-1")}
_SOURCES = Path("/usr/share/i18n/locales")


@pytest.fixture(scope="module")
def locales(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Turkish and German made from their sources, where the system has these (Debian's package
    locales): a system seldom has them ready."""
    folder = tmp_path_factory.mktemp("locales")
    for name, (source, encoding) in LOCALES.items():
        if (_SOURCES / source).exists():
            made = ("localedef", "--no-archive", "-i", source, "-f", encoding, str(folder / name))
            subprocess.run(made, check=True, capture_output=True)
    return str(folder)


@pytest.mark.slow
@pytest.mark.skipif(not (_SOURCES / "tr_TR").exists(), reason="no sources of languages here")
@pytest.mark.parametrize(
    ("name", "said"), [("tr_TR.UTF-8", "i 1,5"), ("de_DE.ISO-8859-1", "i 1,5")]
)
def test_the_languages_tried_are_at_work_where_they_are_asked_for(
    locales: str, name: str, said: str
) -> None:
    tell = "import locale; locale.setlocale(locale.LC_ALL, ''); print('I'.lower(), f'{1.5:n}')"
    environment = {"LOCPATH": locales, "LC_ALL": name}
    done = subprocess.run(
        (sys.executable, "-c", tell), env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == said


@pytest.mark.slow
@pytest.mark.parametrize("settings", SETTINGS.values(), ids=list(SETTINGS))
def test_language_and_code_page_decide_nothing(
    settings: dict[str, str], locales: str, tmp_path: Path
) -> None:
    files = []
    for number, more in enumerate(({"LC_ALL": "C.UTF-8"}, settings)):
        out = tmp_path / f"{number}.md"
        environment = {"PATH": "/usr/bin:/bin", "PYTHONPATH": str(HOME), "LOCPATH": locales, **more}
        words = (sys.executable, "-m", "clausewise", "policy", "text", "--out", out)
        done = subprocess.run(words, capture_output=True, env=environment, check=True)
        assert done.stdout.decode("ascii", "replace").startswith("Written: ")
        assert done.stderr == b""
        shown = subprocess.run(
            (sys.executable, "-m", "clausewise", "rules", "show", "S6-named-midwife"),
            capture_output=True,
            env=environment,
            check=False,
        )
        assert b"Traceback" not in shown.stderr
        files.append(out.read_bytes())
    assert files[0] == files[1]


@pytest.mark.slow
def test_a_run_in_any_language_writes_the_same_bytes(locales: str, tmp_path: Path) -> None:
    fire = HOME / "examples" / "fire-safety-care-home"
    found = []
    for name in ("C.UTF-8", "C", "tr_TR.UTF-8", "de_DE.ISO-8859-1"):
        out = tmp_path / name
        given = ("assess", fire / "returns", "--rules", fire / "rules", "--out", out)
        environment = {"PATH": "/usr/bin:/bin", "PYTHONPATH": str(HOME), "LOCPATH": locales}
        done = subprocess.run(
            (sys.executable, "-m", "clausewise", *given),
            capture_output=True,
            env={**environment, "LC_ALL": name, "LANG": name},
            check=False,
        )
        assert done.returncode == 1
        assert done.stderr.startswith(b"Evidence was lost through 1 fault in what was sent;")
        files = sorted(path for path in out.rglob("*") if path.is_file())
        found.append({path.relative_to(out): path.read_bytes() for path in files})
    assert [files == found[0] for files in found] == [True, True, True, True]
    assert len(found[0]) > 20
