"""The site: what each of its pages has, its links, and text that tries to break it."""

from __future__ import annotations

import dataclasses
import itertools
import re
from collections import Counter
from collections.abc import Callable, Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.nouns.outcome.assessment import Assessment
from reports.own_forms import ASSET, MARK, form_of
from tests.draws import draws
from tests.reports.html_tree import Node
from tests.reports.site import at, everything, files_of, pages_of

Pages = Mapping[str, Node]


def outline(node: Node) -> Counter[str]:
    """How often each tag occurs, with its attributes' names: what a text must not change."""
    return Counter(f"{child.tag} {sorted(child.attributes)}" for child in everything(node))


@pytest.fixture(scope="module")
def pages(assessment: Assessment) -> Pages:
    return pages_of(assessment)


def test_one_page_an_organisation_a_clause_a_duty_and_a_concern(
    pages: Pages, assessment: Assessment
) -> None:
    assert sorted(pages) == sorted(
        [
            "index.html",
            *(
                f"pages/{name}.html"
                for name in (
                    *("matrix-provider", "concerns", "changes", "decisions", "clauses", "queries"),
                    *("pictures-provider", "faults", "figures", "files", "glossary"),
                    *("org/RQX", "org/RQY", "org/RQZ", "org/06L"),
                    *(f"org/{code}/{part}" for code in ("RQX", "RQY", "RQZ") for part in PARTS),
                    *(f"concerns/{one.id}" for one in assessment.concerns),
                    *(f"duties/{rule}" for rule in assessment.pack.rules),
                    *(f"clauses/{clause}" for clause in assessment.pack.clauses),
                )
            ),
        ]
    )


PARTS = ("S6", "A1")


def test_every_id_is_unique_and_every_link_leads_somewhere(pages: Pages) -> None:
    for here, page in pages.items():
        nodes = everything(page)
        ids = [node.attributes["id"] for node in nodes if "id" in node.attributes]
        assert [one for one, count in Counter(ids).items() if count > 1] == []
        named = [
            one for node in nodes for one in node.attributes.get("aria-labelledby", "").split()
        ]
        assert set(named) <= set(ids)
        for link in page.all("a"):
            at(pages, here, link.attributes["href"])


def test_every_page_can_be_reached_from_the_first(pages: Pages) -> None:
    reached, ahead = {"index.html"}, ["index.html"]
    while ahead:
        here = ahead.pop()
        for link in pages[here].all("a"):
            there, _ = at(pages, here, link.attributes["href"])
            if there not in reached:
                reached.add(there)
                ahead.append(there)
    assert set(pages) - reached == set()


def test_a_page_refers_to_the_sites_own_style_and_script_and_nothing_else(pages: Pages) -> None:
    for here, page in pages.items():
        up = "../" * (here.count("/") - 1) if "/" in here else "pages/"
        assert [link.attributes["href"] for link in page.all("link")] == [f"{up}style.css"]
        assert {one.attributes["src"] for one in page.all("script")} <= {f"{up}script.js"}
        assert page.all("img") == page.all("iframe") == page.all("style") == []
        loaders = {"srcset", "action", "formaction", "style", "onclick", "data", "poster"}
        assert [one for one in everything(page) if loaders & set(one.attributes)] == []
        assert all(one.text == "" for one in page.all("script"))


def test_the_style_loads_nothing_from_anywhere(assessment: Assessment) -> None:
    files = files_of(assessment)
    style = files["pages/style.css"].decode("utf-8")
    assert set(re.findall(r"url\(\"?([a-z]+):", style)) == {"data"}
    assert "@import" not in style
    assert len(files["pages/script.js"]) < 4500


def test_no_word_of_the_house_and_no_mark_of_bold_type_is_shown(assessment: Assessment) -> None:
    clauses = {
        id: dataclasses.replace(clause, words=f"**{clause.words}**")
        for id, clause in assessment.pack.clauses.items()
    }
    pack = dataclasses.replace(assessment.pack, clauses=clauses)
    text = "\n".join(
        page.text for page in pages_of(dataclasses.replace(assessment, pack=pack)).values()
    )
    assert re.findall(r"\*\*|shared cause|roll up|met when asking|\bcosts?\b", text) == []


def test_the_security_policy_of_each_page_allows_its_own_files_alone(pages: Pages) -> None:
    for page in pages.values():
        (policy,) = (
            one.attributes["content"]
            for one in page.all("meta")
            if one.attributes.get("http-equiv") == "Content-Security-Policy"
        )
        assert policy.split("; ") == [
            "default-src 'none'",
            "style-src 'self' file:",
            "script-src 'self' file:",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        ]


def test_each_file_says_that_clausewise_wrote_it(assessment: Assessment) -> None:
    for name, content in files_of(assessment).items():
        form = form_of(content) or ""
        assert form.startswith(MARK if name.endswith(".html") else ASSET), name


def test_headings_are_in_order_and_landmarks_and_the_menu_are_there(pages: Pages) -> None:
    menus = set()
    for page in pages.values():
        nodes = everything(page)
        levels = [int(one.tag[1]) for one in nodes if re.fullmatch(r"h[1-6]", one.tag)]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert [pair for pair in itertools.pairwise(levels) if pair[1] > pair[0] + 1] == []
        assert [len(page.all(tag)) for tag in ("main", "nav")] == [1, 1]
        assert page.all("a")[0].attributes == {"class": "skip", "href": "#main"}
        menus.add(page.all("nav")[0].text)
    assert menus == {
        "Overview Organisations Matrix Concerns Changes Decisions Clauses Pictures Faults Figures "
        "Files Glossary"
    }


def test_every_table_has_a_caption_and_scoped_headings(pages: Pages) -> None:
    tables = [table for page in pages.values() for table in page.all("table")]
    assert len(tables) > 20
    for table in tables:
        assert len(table.all("caption")) == 1
        assert [one for one in table.all("th") if "scope" not in one.attributes] == []


def test_hostile_text_is_shown_as_typed(pages: Pages) -> None:
    text = "\n".join(page.text for page in pages.values())
    for shown in (
        "<script>alert(1)</script>",
        "]]><!-- -->",
        "\"quoted\" & 'single' &amp;",
        "[U+202E]reversed[U+2066]",
        "␀␇␛[31mred",
        "{{ 7*7 }}{% endraw %}",
        "</style></title></textarea>",
    ):
        assert shown in text
    assert {len(page.all("script")) for page in pages.values()} == {0, 1}


@settings(max_examples=draws(3), deadline=None)
@given(st.lists(st.text(max_size=30), min_size=13, max_size=13))
def test_no_text_changes_the_structure_of_any_page(
    make_assessment: Callable[..., Assessment], texts: list[str]
) -> None:
    plain = pages_of(make_assessment(("x",)))
    changed = pages_of(make_assessment(tuple(f"x{text}" for text in texts)))
    assert set(changed) == set(plain)
    for name, page in changed.items():
        # Only how often earlier words are repeated may differ, never which tags there are.
        assert set(outline(page)) == set(outline(plain[name])), name
