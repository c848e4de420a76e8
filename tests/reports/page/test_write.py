"""matrix.html: its structure, its links, and text that tries to break it."""

from __future__ import annotations

import base64
import hashlib
import itertools
import re
from collections import Counter
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.nouns.outcome.assessment import Assessment
from reports.lookup import Lookup
from reports.page.write import matrix_html
from tests.reports.html_tree import Node, read


def outline(node: Node) -> Counter[str]:
    """How often each tag occurs, with its attributes' names: what a text must not change."""
    counts: Counter[str] = Counter()
    for child in node.children:
        if isinstance(child, Node):
            counts[f"{child.tag} {sorted(child.attributes)}"] += 1
            counts.update(outline(child))
    return counts


@pytest.fixture(scope="module")
def page(assessment: Assessment) -> Node:
    return read(matrix_html(Lookup.of(assessment)))


def test_every_id_is_unique_and_every_link_leads_somewhere(page: Node) -> None:
    ids: list[str] = []
    targets: list[str] = []

    def walk(node: Node) -> None:
        for child in node.children:
            if isinstance(child, Node):
                ids.extend(filter(None, [child.attributes.get("id")]))
                targets.extend(filter(None, [child.attributes.get("href")]))
                targets.extend(
                    f"#{one}" for one in child.attributes.get("aria-labelledby", "").split()
                )
                walk(child)

    walk(page)
    assert [one for one, count in Counter(ids).items() if count > 1] == []
    assert [target for target in targets if not target.startswith("#")] == []
    assert {target[1:] for target in targets} - set(ids) == set()


def test_nothing_outside_the_page_is_referred_to(page: Node) -> None:
    assert page.all("link") == page.all("img") == page.all("iframe") == []
    assert [signal for signal in page.all("script") if "src" in signal.attributes] == []
    for style in page.all("style"):
        assert re.findall(r"url\(|@import", style.text) == []
    loaders = {"src", "srcset", "action", "formaction", "style", "onclick", "data", "poster"}
    seen = {name for entry in outline(page) for name in re.findall(r"'([^']+)'", entry)}
    assert seen & loaders == set()


def test_the_content_security_policy_allows_its_own_style_and_script_alone(page: Node) -> None:
    policy = next(
        signal.attributes["content"]
        for signal in page.all("meta")
        if signal.attributes.get("http-equiv") == "Content-Security-Policy"
    )

    def hash_of(tag: str) -> str:
        (node,) = page.all(tag)
        source = "".join(child for child in node.children if isinstance(child, str))
        digest = hashlib.sha256(source.encode()).digest()
        return f"'sha256-{base64.b64encode(digest).decode()}'"

    assert policy.split("; ") == [
        "default-src 'none'",
        f"style-src {hash_of('style')}",
        f"script-src {hash_of('script')}",
        "img-src data:",
        "base-uri 'none'",
        "form-action 'none'",
    ]
    assert len(page.all("script")[0].text) < 3600


def test_headings_are_in_order_and_landmarks_are_there(page: Node) -> None:
    levels: list[int] = []

    def walk(node: Node) -> None:
        for child in node.children:
            if isinstance(child, Node):
                if re.fullmatch(r"h[1-6]", child.tag):
                    levels.append(int(child.tag[1]))
                walk(child)

    walk(page)
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert [pair for pair in itertools.pairwise(levels) if pair[1] > pair[0] + 1] == []
    assert [len(page.all(tag)) for tag in ("main", "nav")] == [1, 1]
    assert page.all("a")[0].attributes == {"class": "skip", "href": "#main"}


def test_every_table_has_a_caption_and_scoped_headings(page: Node) -> None:
    tables = page.all("table")
    assert len(tables) == 8
    for table in tables:
        assert len(table.all("caption")) == 1
        assert [signal for signal in table.all("th") if "scope" not in signal.attributes] == []


def test_the_matrix_row_by_row(page: Node) -> None:
    (matrix,) = page.all("table", **{"class": "matrix"})
    heads = [signal.text for signal in matrix.all("thead")[0].all("th")]
    assert heads == [
        "Duty",
        "Gipping Community <script>alert(1)</script> RQY",
        "Orwell and Deben NHS Trust RQX",
        "Waveney Private Hospital RQZNo return came",
    ]
    rows = [
        [row.all("a")[0].text, *(cell.all("a")[0].text for cell in row.all("td"))]
        for row in matrix.all("tr", **{"class": "row"})
    ]
    assert rows == [
        ["A Named Nurse is in post", "Met", "Not met", "No evidence"],
        ["A Named Midwife is in post", "Not applicable", "Met", "No evidence"],
        ["Children who miss appointments are followed up", "Met", "No evidence", "No evidence"],
        ["Staff who need Level 3 are trained to it", "Met", "Partly met", "No evidence"],
        [
            "Looked-after children admitted are counted and plausible",
            "Not applicable",
            "Not met",
            "No evidence",
        ],
    ]
    history = [signal.text for signal in matrix.all("small") if signal.text.startswith("Q1:")]
    assert history == [
        "Q1: met",
        "Q1: met, worse",
        "Q1: met",
        "Q1: partly met, evidence stopped",
        "Q1: partly met, better",
        "Q1: not met, better",
    ]


def test_each_verdict_is_told_in_words_and_shape_everywhere(page: Node) -> None:
    shapes = {
        "Met": "#v-met",
        "Partly met": "#v-partly_met",
        "Not met": "#v-not_met",
        "Conflicting": "#v-conflicting",
        "No evidence": "#v-no_evidence",
        "Not applicable": "#v-not_applicable",
    }
    (matrix,) = page.all("table", **{"class": "matrix"})
    cells = [signal.all("a")[0] for signal in matrix.all("td")]
    assert len(cells) == 15
    tags = [
        signal
        for signal in page.all("span")
        if signal.attributes.get("class", "").startswith("tag ")
    ]
    *tags, untested = tags[:6] + tags[7:] + tags[6:7]
    assert untested.text == "Not testable"
    assert untested.all("use")[0].attributes["href"] == "#v-not_testable"
    assert len(tags) == 15 + 6
    for told in cells + tags:
        assert told.all("use")[0].attributes["href"] == shapes[told.text]


def test_an_organisation_of_a_kind_without_rules_has_no_column(page: Node) -> None:
    notes = [signal.text for signal in page.all("p", **{"class": "note"})]
    assert notes == [
        "Read, but the pack has no rules for this kind yet: Ipswich and East Suffolk CCG "
        "(Clinical Commissioning Group). Nothing on this page says whether they comply."
    ]
    (counts,) = page.all("table", **{"class": "plain cards counts"})
    assert len(counts.all("tbody")[0].all("tr")) == 3


def test_silence_is_told_loudly(page: Node) -> None:
    assert [signal.text for signal in page.all("p", **{"class": "silence"})] == [
        "No return came from Waveney Private Hospital for 2014-15 Q2. Silence is not "
        "compliance: nothing shows whether any of its duties is met."
    ]
    never = list(page.all("strong", **{"class": "never"}))
    assert [one.text for one in never] == ["No return came", "No return came"]


def test_a_finding_opens_to_all_its_parts(page: Node) -> None:
    (article,) = page.all("article", id="f4-3")
    assert article.all("h4")[0].text == "Partly met Orwell and Deben NHS Trust"
    text = article.text
    assert [signal.text for signal in article.all("h5")] == [
        *("What was required", "What was found", "Why", "What would satisfy it")
    ]
    assert "What would satisfy it Level 3: put it right. 38 more staff must be in date" in text
    assert "orwell-q2.xlsx > training > E2 = “3”" in text
    assert "and 20 more cells" in text
    assert "Met when: all of these noLevel 3 training is at least 95 % no decided it" in text
    assert "It rests on a figure that the organisation gave." in text
    assert "2014-15 Q1: not met" in text
    (duty,) = (
        signal for signal in page.all("section", **{"class": "duty"}) if signal.all("h3", id="d4")
    )
    shared = duty.all("div", **{"class": "shared"})[0].text
    assert "Percentage of staff trained according to staff groups by levels" in shared
    assert "95 %, default, not agreed (since 1 November 2013)." in shared
    assert (
        "36 months, set by the policy since 1 November 2013, clause A1.4.1, "
        "from the run’s own parameters file ours.yaml." in shared
    )
    assert "Policy query Q-levels" in shared


def test_contradictions_come_first_and_many_alike_are_folded(page: Node) -> None:
    (concerns,) = page.all("section", id="concerns")
    assert [signal.text for signal in concerns.all("h3")] == [
        "Orwell and Deben NHS Trust 2 concerns",
        "Waveney Private Hospital 5 concerns",
    ]
    kinds = [signal.all("span")[0].text for signal in concerns.all("h4")]
    assert kinds == ["Contradiction", "Repetition", "Repetition"]
    (folded,) = concerns.all("details", **{"class": "many"})
    assert folded.all("summary")[0].text == "2 more"
    (first,) = concerns.all("article", id="k2")
    places = [signal.text for signal in first.all("span", **{"class": "place"})]
    assert places == [
        "orwell-q2.xlsx > dashboard > B9 = “3”",
        "orwell-q2.xlsx > dashboard > C9 = “-1”",
    ]


def test_hostile_text_is_shown_as_typed(page: Node) -> None:
    text = page.text
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
    assert len(page.all("script")) == 1


@settings(max_examples=10, deadline=None)
@given(st.lists(st.text(max_size=30), min_size=13, max_size=13))
def test_no_text_changes_the_pages_structure(
    make_assessment: Callable[..., Assessment], texts: list[str]
) -> None:
    plain = outline(read(matrix_html(Lookup.of(make_assessment(("x",))))))
    page = read(matrix_html(Lookup.of(make_assessment(tuple(f"x{text}" for text in texts)))))
    changed = outline(page)
    # Only how often earlier words are repeated may differ, never which tags there are.
    assert set(changed) == set(plain)
    assert changed["script []"] == 1
