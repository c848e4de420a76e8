"""The site of an assessment as the tests read it: every page, by the name of its file."""

from __future__ import annotations

import functools
import posixpath
from collections.abc import Mapping
from pathlib import Path

from engine.nouns.outcome.assessment import Assessment
from reports.lookup import Lookup
from reports.page.write import site_files
from tests.reports.html_tree import Node, read


def files_of(assessment: Assessment | Lookup) -> dict[str, bytes]:
    """Every file of the site, by name."""
    lookup = assessment if isinstance(assessment, Lookup) else Lookup.for_assessment(assessment)
    return dict(site_files(lookup))


def file_of(assessment: Assessment | Lookup, name: str) -> bytes:
    """One file of the site; those that would come after it are not made."""
    lookup = assessment if isinstance(assessment, Lookup) else Lookup.for_assessment(assessment)
    return next(content for file, content in site_files(lookup) if file == name)


def page_of(assessment: Assessment | Lookup, name: str) -> Node:
    """One page of the site, read into nodes."""
    return read(file_of(assessment, name))


def pages_of(assessment: Assessment | Lookup) -> dict[str, Node]:
    """Every page of the site, read into nodes."""
    return {
        name: read(content)
        for name, content in files_of(assessment).items()
        if name.endswith(".html")
    }


def html_of(assessment: Assessment | Lookup) -> str:
    """All pages of the site, one after another."""
    contents = files_of(assessment).items()
    return "".join(text.decode("utf-8") for name, text in contents if name.endswith(".html"))


def html_in(out: Path) -> str:
    """All pages of a site that was written into a folder, one after another."""
    return "".join(path.read_text("utf-8") for path in sorted(out.rglob("*.html")))


def hrefs(node: Node) -> list[str]:
    """Where the links of a part of a page lead to."""
    return [link.attributes["href"] for link in node.all("a")]


def at(pages: Mapping[str, Node], here: str, href: str) -> tuple[str, str]:
    """The page that a link on a page leads to, and the anchor on it; both must be there."""
    way, _, anchor = href.partition("#")
    file = way.partition("?")[0]
    name = posixpath.normpath(posixpath.join(posixpath.dirname(here), file)) if file else here
    assert name in pages, (here, href)
    assert not anchor or anchor in ids_of(pages[name]), (here, href)
    return name, anchor


@functools.cache
def ids_of(page: Node) -> frozenset[str]:
    """The ids of a page."""
    return frozenset(node.attributes["id"] for node in everything(page) if "id" in node.attributes)


def everything(node: Node) -> list[Node]:
    """All nodes under a node, in order."""
    found = []
    for child in node.children:
        if isinstance(child, Node):
            found += [child, *everything(child)]
    return found


def contents_of(out: Path) -> dict[str, bytes]:
    """Every file of a folder of outputs, by its name told from there."""
    return {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in out.rglob("*")
        if path.is_file()
    }
