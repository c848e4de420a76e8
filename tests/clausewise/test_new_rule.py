"""``clausewise rules new``: a skeleton that loads, and what its author has still to do."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from clausewise.errors import ArgumentError
from clausewise.packs import LoadedPack, load_pack
from clausewise.places import DEFAULT_PACK, HOME
from clausewise.use_cases.new_rule import NewRule, skeleton_of
from engine.loading.linting.lint import lint_rule
from engine.loading.linting.principles import principle_faults
from engine.loading.linting.unfinished import TO_FILL_IN
from engine.nouns.policy.pack import Pack
from engine.nouns.policy.rule import Rule
from engine.rule_examples import run_examples

Clausewise = Callable[..., Result]
FIRE = HOME / "examples" / "fire-safety-care-home" / "rules"
TEXTS = ("title", "note", "words.met", "words.not_met", "words.no_evidence", "words.to_comply")


@pytest.fixture(scope="module")
def policy() -> LoadedPack:
    return load_pack()


@pytest.fixture
def fire(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FIRE, tmp_path / "rules"))


def test_the_skeleton_loads_and_what_is_left_is_said(clausewise: Clausewise, fire: Path) -> None:
    result = clausewise("rules", "new", "F4.p01", "--rules", fire)
    path = fire / "care_home" / "F4-p01.yaml"
    written, heading, *left = result.output.splitlines()
    assert (result.exit_code, written) == (0, f"Written: {path}")
    assert heading == "Still to do, as clausewise rules lint will tell:"
    assert [line.partition(" in ")[2].partition(";")[0] for line in left] == [
        *TEXTS,
        "words.question",
    ]
    assert clausewise("rules", "lint", "--rules", fire).exit_code == 2
    assert clausewise("rules", "test", "--rules", fire, "F4-p01").exit_code == 0


def test_filled_in_there_is_nothing_left(clausewise: Clausewise, fire: Path) -> None:
    clausewise("rules", "new", "F4.p01", "--rules", fire)
    path = fire / "care_home" / "F4-p01.yaml"
    text = path.read_text("utf-8").replace(f"not_met: {TO_FILL_IN}", "not_met: Not our words")
    path.write_text(text.replace(TO_FILL_IN, "Words of our own"), "utf-8")
    result = clausewise("rules", "lint", "--rules", fire)
    assert (result.exit_code, result.output.endswith(": no faults.\n")) == (0, True)


def test_a_file_that_is_there_is_left_as_it_is(clausewise: Clausewise, fire: Path) -> None:
    path = fire / "care_home" / "F4-new.yaml"
    clausewise("rules", "new", "F4-new", "--cites", "F4.p01", "--rules", fire)
    before = path.read_bytes()
    again = clausewise("rules", "new", "F4-new", "--cites", "F4.p01", "--rules", fire)
    assert (again.exit_code, again.output) == (
        2,
        "ID: care_home/F4-new.yaml has the rule “F4-new” already.\n",
    )
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("new", "argument", "words"),
    [
        (NewRule("S6-named-midwife", ("S6.p08.b",)), "id", "has the rule"),
        (NewRule("../x", ("S6.p08.b",)), "id", "is not an id"),
        (NewRule("S6.p08.bb"), "cites", "Did you mean S6.p08.b"),
        (NewRule("X", ("S6.p08.bb",)), "cites", "Did you mean S6.p08.b"),
        (NewRule("S6.p08"), "cites", "name one of its parts: S6.p08.a, "),
        (
            NewRule("X", ("S6.p08.b",), (), "named_professionals.named_midwife.title"),
            "fact",
            "free text",
        ),
        (NewRule("X", ("S6.p08.b",), ("school",)), "binds", "the kinds are provider"),
        (NewRule("X", ("S6.p08.b",), (), "dashboard.33"), "fact", "Did you mean dashboard.3"),
    ],
)
def test_what_cannot_be_used_is_named(
    policy: LoadedPack, new: NewRule, argument: str, words: str
) -> None:
    with pytest.raises(ArgumentError, match=words) as caught:
        skeleton_of(policy, new)
    assert caught.value.argument == argument


@pytest.mark.slow
def test_of_every_clause_and_every_fact_the_skeleton_loads_and_its_examples_hold(
    policy: LoadedPack, tmp_path: Path
) -> None:
    pack = Path(shutil.copytree(DEFAULT_PACK, tmp_path / "rules"))
    questions = policy.pack.vocabulary.questions
    others_asked = {key for key in questions if "provider" not in questions[key].kinds}
    wanted = [NewRule(f"new-{clause}", (clause,)) for clause in policy.pack.clauses]
    wanted += [
        NewRule(f"fact-{number}", ("S6.p08.b",), (), fact)
        for number, fact in enumerate(policy.pack.catalogue)
        if number % 20 == 0 or not fact.startswith(("section11.", "dashboard.", "training."))
        if fact.removeprefix("section11.") not in others_asked
    ]
    here = LoadedPack(policy.pack, pack)
    for new in wanted:
        try:
            skeleton = skeleton_of(here, new)
        except ArgumentError as error:
            assert error.argument in ("fact", "binds", "cites")  # noqa: PT017
            continue
        skeleton.path.write_text(skeleton.text, "utf-8")
    loaded = load_pack(pack).pack
    made = tuple(rule for rule in loaded.rules.values() if rule.id.startswith(("new-", "fact-")))
    assert len(made) > 150
    assert [
        example_result for example_result in run_examples(loaded, made) if not example_result.passed
    ] == []
    assert [fault for rule in made for fault in _other_faults(loaded, rule)] == []


def _other_faults(pack: Pack, rule: Rule) -> list[str]:
    """What lint tells of a rule but what is to be filled in, and the principles that a skeleton
    leaves to its author, such as the posts and parts that the rule must rest on."""
    principles = set(principle_faults(pack, rule))
    faults = [fault for fault in lint_rule(pack, rule) if fault not in principles]
    return [str(fault) for fault in faults if TO_FILL_IN not in fault.found]
