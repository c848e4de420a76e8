"""A page of one organisation that stands alone: all about it, nothing about others, no way out."""

from __future__ import annotations

import base64
import hashlib
import itertools
import re
from collections import Counter
from pathlib import Path

import pytest

from clausewise.assessing import assess
from clausewise.packs import load_pack
from clausewise.places import DEFAULT_PACK, EXAMPLE_DECISIONS, EXAMPLES
from clausewise.returns import read_returns
from engine.nouns.outcome.assessment import Assessment
from reports import CannotWrite
from reports.files import write_file
from reports.lookup import Lookup
from reports.own_forms import SINGLE_PAGE, form_of
from reports.page.single.write import single_page
from tests.reports.html_tree import Node, read
from tests.reports.site import everything, file_of, hrefs, ids_of

LARGEST = 1_000_000
"""Bytes of the largest page that is still no trouble to a mail server."""


@pytest.fixture(scope="module")
def content(assessment: Assessment) -> bytes:
    (acute,) = (body for body in assessment.organisations if body.code == "RQX")
    return single_page(Lookup.for_assessment(assessment), acute)


@pytest.fixture(scope="module")
def page(content: bytes) -> Node:
    return read(content)


def test_every_link_leads_to_a_place_on_the_page(page: Node) -> None:
    ways = hrefs(page)
    assert len(ways) > 20
    assert {way[1:] for way in ways} <= ids_of(page)
    assert {way[0] for way in ways} == {"#"}


def test_every_id_is_unique_and_headings_are_in_order(page: Node) -> None:
    nodes = everything(page)
    ids = Counter(node.attributes["id"] for node in nodes if "id" in node.attributes)
    assert [id for id, count in ids.items() if count > 1] == []
    named = [id for node in nodes for id in node.attributes.get("aria-labelledby", "").split()]
    assert set(named) <= set(ids)
    levels = [int(node.tag[1]) for node in nodes if re.fullmatch(r"h[1-6]", node.tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert [pair for pair in itertools.pairwise(levels) if pair[1] > pair[0] + 1] == []


def test_it_refers_to_no_other_file_and_holds_no_script(page: Node, content: bytes) -> None:
    assert page.all("script") == page.all("link") == page.all("img") == page.all("iframe") == []
    (style,) = re.findall(rb"<style>(.*?)</style>", content, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style).digest()).decode("ascii")
    (policy,) = (
        meta.attributes["content"]
        for meta in page.all("meta")
        if meta.attributes.get("http-equiv") == "Content-Security-Policy"
    )
    assert policy.split("; ") == [
        "default-src 'none'",
        f"style-src 'sha256-{digest}'",
        "img-src data:",
        "base-uri 'none'",
        "form-action 'none'",
    ]


def test_it_has_each_finding_in_full_and_what_is_elsewhere_in_plain_words(page: Node) -> None:
    findings = page.all("article", **{"class": "f not_met"})
    assert [finding.attributes["id"] for finding in findings] == [
        *("S6-named-nurse", "A1-looked-after-admitted"),
    ]
    assert len([one for one in page.all("article") if one.attributes["class"][:2] == "f "]) == 5
    assert findings[0].all("a") == []
    assert "Section 6, paragraph 8(a)" in findings[0].text
    assert "In the matrix" not in page.text


def test_its_concerns_count_from_one_and_open_to_all_they_rest_on(page: Node) -> None:
    (short,) = page.all("ol", **{"class": "ranked"})
    assert [place.text for place in short.all("span", **{"class": "place-of"})] == ["1", "2"]
    for way in hrefs(short):
        (concern,) = page.all("article", id=way[1:])
        assert "Ask:" in concern.text


def test_it_tells_nothing_of_another_organisation(page: Node, assessment: Assessment) -> None:
    others = [body.name for body in assessment.organisations if body.code != "RQX"]
    assert [name for name in others if name in page.text] == []


def test_text_that_was_typed_is_shown_and_never_obeyed(page: Node) -> None:
    assert '=HYPERLINK("http://x")' in page.text
    assert "]]><!-- -->" in page.text


def test_it_is_written_over_a_page_of_its_own_kind_alone(
    content: bytes, assessment: Assessment, tmp_path: Path
) -> None:
    assert form_of(content) == SINGLE_PAGE
    there = tmp_path / "there.html"
    there.write_bytes(file_of(assessment, "index.html"))
    with pytest.raises(CannotWrite, match="is not Clausewise’s own page of one organisation"):
        write_file(there, content)
    write_file(tmp_path / "own.html", content)
    write_file(tmp_path / "own.html", content)


@pytest.mark.slow
def test_each_page_of_the_examples_can_be_sent_by_e_mail() -> None:
    policy = load_pack(DEFAULT_PACK)
    lookup = Lookup.for_assessment(
        assess(read_returns([EXAMPLES], policy, EXAMPLE_DECISIONS)).whole
    )
    sizes = {body.code: len(single_page(lookup, body)) for body in lookup.assessment.organisations}
    assert len(sizes) == 12
    assert {code: size for code, size in sizes.items() if size > LARGEST} == {}
