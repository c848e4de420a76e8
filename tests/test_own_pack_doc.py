"""your-own-pack.md: its pieces are the fire pack's own, and each step leaves a pack."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

import pytest

from engine.loading import load_pack
from engine.loading.linting.lint import lint
from engine.nouns.policy.pack import Pack
from engine.rule_examples import run_examples

HOME = Path(__file__).resolve().parent.parent
PACK = HOME / "examples" / "fire-safety-care-home"
SECTIONS = re.split(
    r"^## ", (HOME / "docs" / "policy" / "your-own-pack.md").read_text("utf-8"), flags=re.M
)
LEFT_OUT = "# …\n"


def blocks(section: str) -> list[tuple[str, list[str]]]:
    """The YAML of a section: the file that each block names, and its pieces in order."""
    found = re.findall(r"^```yaml\n# (\S+)\n(.*?)^```", section, re.DOTALL | re.MULTILINE)
    return [(name, text.split(LEFT_OUT)) for name, text in found]


EVERY = [block for section in SECTIONS for block in blocks(section)]


def test_every_yaml_block_names_its_file() -> None:
    assert len(EVERY) == sum(section.count("```yaml\n") for section in SECTIONS) > 20


@pytest.mark.parametrize(("name", "pieces"), EVERY)
def test_every_piece_stands_in_the_file_it_names(name: str, pieces: list[str]) -> None:
    text = "\n" + (PACK / name).read_text("utf-8")
    assert [piece for piece in pieces if f"\n{piece}" not in text] == []


@pytest.mark.parametrize("steps", range(1, 10))
def test_after_each_step_there_is_a_pack_without_faults(steps: int, tmp_path: Path) -> None:
    rules = 0
    for section in SECTIONS[1 : steps + 2]:
        if section.startswith(f"{steps + 1}. "):
            break
        for name, pieces in blocks(section):
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("a", encoding="utf-8") as file:
                file.writelines(pieces)
            rules += bool(re.fullmatch(r"rules/(?:care_home|operator)/.+", name))
    pack = in_the_policys_order(load_pack(tmp_path / "rules"))
    assert len(pack.rules) == rules >= 1
    assert lint(pack) == ()
    assert [result for result in run_examples(pack) if not result.passed] == []


def in_the_policys_order(pack: Pack) -> Pack:
    """The pack with its clauses where the whole policy has them, as the page tells its reader."""
    whole = load_pack(PACK / "rules").clauses
    clauses = {clause: pack.clauses[clause] for clause in whole if clause in pack.clauses}
    assert len(clauses) == len(pack.clauses)
    return dataclasses.replace(pack, clauses=clauses)
