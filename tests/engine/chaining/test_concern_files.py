"""Files of concern rules: their shape, and the rules they become."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from engine.chaining.placeholders import fill, places_in
from engine.loading.files.concern_file import ConcernFile
from engine.nouns.policy.concern_rule import ConcernRule, SameAs, SignalPattern
from tests.engine.chaining.concern_file import FILE, changed, rule_of


def test_a_file_becomes_a_rule():
    assert rule_of(FILE) == ConcernRule(
        id="self-audit-contradicted",
        title="The audit says met",
        kind="contradiction",
        subject="shortfall.clause",
        patterns=(
            SignalPattern(
                "shortfall", "citation", (("verdict", ("not_met",)), ("basis", ("figure",)))
            ),
            SignalPattern(
                "claim",
                "answer",
                (
                    ("says", ("met",)),
                    ("clause", SameAs("shortfall", "clause")),
                    ("quarter", SameAs("shortfall", "quarter", 1)),
                ),
            ),
        ),
        because="{organisation} in {quarter}: {found}",
        question="Why {clause}?",
        next_step="Ask.",
        file="concerns/x.yaml",
    )


@pytest.mark.parametrize(
    "file",
    [
        FILE | {"unknown": 1},
        {key: value for key, value in FILE.items() if key != "because"},
        FILE | {"kind": "rumour"},
        FILE | {"subject": "everything"},
        FILE | {"id": "Not An Id"},
        FILE | {"when": []},
        FILE | {"title": ""},
        changed("when", 0, to={"a": {"seen": "pair"}, "b": {"seen": "pair"}}),
        changed("when", 0, to={}),
        changed("when", 0, to={"shortfall": {"verdict": ["not_met"]}}),
        changed("when", 0, "shortfall", "verdict", to="not_met"),
        changed("when", 0, "shortfall", "verdict", to=[]),
        changed("when", 0, "shortfall", "verdict", to=[True]),
        changed("when", 1, "claim", "clause", to={"same_as": "shortfall"}),
        changed("when", 1, "claim", "clause", to={"same_as": "a.b", "words": ["c"]}),
        changed("when", 1, "claim", "quarter", to={"plus": 1}),
        changed("when", 1, "claim", "quarter", to={"same_as": "a.quarter", "plus": 41}),
        changed("when", 1, "claim", "quarter", to={"same_as": "a.quarter", "plus": 0.5}),
    ],
)
def test_a_file_of_another_shape_is_refused(file):
    with pytest.raises(ValidationError):
        ConcernFile.model_validate(file)


def test_the_packs_files_are_named_after_their_rules(suffolk_concern_rules):
    for rule in suffolk_concern_rules:
        assert rule.file == f"concerns/{rule.id}.yaml"


def test_places_are_plain_names_and_doubled_braces_are_braces():
    assert places_in("{a} and {{b}} and {c}") == ["a", "c"]
    assert fill("{a} and {{b}}", {"a": "{c}"}) == "{c} and {b}"


@pytest.mark.parametrize(
    "template", ["{}", "{0}", "{a.b}", "{a[0]}", "{a!r}", "{a:>9}", "{a", "a}"]
)
def test_other_places_are_refused_in_words(template):
    with pytest.raises(ValueError, match="brace"):
        places_in(template)
