"""Compiled templates are kept as Python keeps modules, and believed only for the same text."""

from __future__ import annotations

import sys
from pathlib import Path

import jinja2
import pytest

from clausewise.places import HOME
from reports.templates import strict_environment


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which compiled templates are kept."""
    folder = tmp_path / "kept"
    monkeypatch.setattr(sys, "pycache_prefix", str(folder))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return folder


@pytest.fixture
def template(tmp_path: Path) -> Path:
    """A template in a folder of its own."""
    (tmp_path / "templates").mkdir()
    path = tmp_path / "templates" / "page.html"
    path.write_text("<p>{{ words }}</p>", "utf-8")
    return path


def rendered(template: Path, words: str = "1 < 2") -> str:
    """What a process that starts anew makes of a template."""
    return strict_environment(template.parent).get_template(template.name).render(words=words)


def files(kept: Path) -> list[Path]:
    return [path for path in kept.rglob("*") if path.is_file()]


@pytest.fixture
def compilations(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the templates that are compiled, and not read where they were kept."""
    names: list[str] = []
    compile_ = jinja2.Environment.compile

    def counted(self: jinja2.Environment, source: str, name: str, filename: str) -> object:
        names.append(name)
        return compile_(self, source, name, filename)

    monkeypatch.setattr(jinja2.Environment, "compile", counted)
    return names


def test_a_template_is_compiled_once_and_then_read_where_it_was_kept(
    template: Path, kept: Path, compilations: list[str]
) -> None:
    assert [rendered(template), rendered(template)] == ["<p>1 &lt; 2</p>"] * 2
    assert (compilations, len(files(kept))) == (["page.html"], 1)


def test_a_template_that_changed_is_compiled_anew_and_kept_in_the_others_place(
    template: Path, kept: Path, compilations: list[str]
) -> None:
    rendered(template)
    template.write_text("<b>{{ words }}</b>", "utf-8")
    assert [rendered(template), rendered(template)] == ["<b>1 &lt; 2</b>"] * 2
    assert (compilations, len(files(kept))) == (["page.html"] * 2, 1)


@pytest.mark.parametrize("left", [0, 10, 64, 100, -1])
def test_what_was_cut_short_is_compiled_anew(
    template: Path, kept: Path, compilations: list[str], left: int
) -> None:
    rendered(template)
    (file,) = files(kept)
    file.write_bytes(file.read_bytes()[:left])
    assert rendered(template) == "<p>1 &lt; 2</p>"
    assert compilations == ["page.html"] * 2


def test_what_another_version_of_jinja_kept_is_not_believed(
    template: Path, kept: Path, compilations: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    rendered(template)
    monkeypatch.setattr(jinja2, "__version__", "4.0")
    assert rendered(template) == "<p>1 &lt; 2</p>"
    assert compilations == ["page.html"] * 2


def test_nothing_is_kept_where_python_is_told_to_keep_nothing(
    template: Path, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert rendered(template) == "<p>1 &lt; 2</p>"
    assert files(kept) == []


def test_a_page_is_made_where_nothing_can_be_kept(template: Path, kept: Path) -> None:
    kept.write_text("a file, where the folder would have to be", "utf-8")
    assert rendered(template) == "<p>1 &lt; 2</p>"


@pytest.mark.parametrize(
    "folder", ["reports/page", "reports/page/within", "reports/pictures", "web/pages"]
)
def test_no_filter_of_ours_is_worked_out_when_a_template_is_compiled(folder: str) -> None:
    # Else what is kept would depend on the filter's own code too, which its fingerprint has not.
    own = strict_environment(HOME / folder / "templates")
    called: list[str] = []
    for name in ("counted", "capitalize_first", "day", "moment", "recorded"):
        own.filters[name] = lambda *given, name=name: called.append(name)
    assert own.loader is not None
    for name in own.list_templates(filter_func=lambda name: "__pycache__" not in name):
        source, file, _ = own.loader.get_source(own, name)
        own.compile(source, name, file)
    assert called == []
