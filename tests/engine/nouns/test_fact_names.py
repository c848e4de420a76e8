"""Names of facts are made in one module: no other spells one."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from engine.loading import load_pack
from engine.nouns.evidence import fact_names

ROOT = Path(__file__).resolve().parents[3]
PACK = ROOT / "rules" / "suffolk-safeguarding-children-2013"
TABLES = (
    "training",
    "dashboard",
    "documents",
    "checks",
    "contracts",
    "commissioned",
    "vacancies",
    "named_professionals",
    "organisation",
)
ENDINGS = (
    *("percent", "staff", "in_date", "needed", "kept", "listed", "share"),
    *("not_applicable", "declared", "moderated", "wte", "title", "rate"),
    *("approved_on", "review_due", "published"),
)
MODULES = [
    path.relative_to(ROOT).as_posix()
    for room in ("engine", "evidence", "history", "reports", "clausewise")
    for path in sorted((ROOT / room).rglob("*.py"))
    if path.name != "fact_names.py"
]


def spelt(tree: ast.AST) -> list[str]:
    """The texts with a gap in them that a module puts together as names of facts."""
    found: list[str] = []
    for node in ast.walk(tree):
        if not isinstance(node, ast.JoinedStr):
            continue
        first, last = node.values[0], node.values[-1]
        begins = isinstance(first, ast.Constant) and str(first.value).startswith(
            tuple(f"{table}." for table in TABLES)
        )
        ends = isinstance(last, ast.Constant) and last.value in [f".{end}" for end in ENDINGS]
        if begins or ends:
            found.append(ast.unparse(node))
    return found


@pytest.mark.slow
@pytest.mark.parametrize("module", MODULES)
def test_no_other_module_spells_the_name_of_a_fact(module: str) -> None:
    assert spelt(ast.parse((ROOT / module).read_text("utf-8"))) == []


def test_the_names_are_those_of_the_catalogue() -> None:
    level = fact_names.training_level("safeguarding", 3)
    policies = fact_names.document(next(iter(load_pack(PACK).vocabulary.documents)))
    assert load_pack(PACK).catalogue.keys() >= {
        fact_names.KIND,
        fact_names.SERVICES,
        fact_names.ITEMS_RETURNED,
        fact_names.HIGHEST_VACANCY,
        fact_names.CONTRACTS,
        fact_names.COMMISSIONED,
        fact_names.wte(fact_names.post("named_midwife")),
        fact_names.title(fact_names.post("named_midwife")),
        fact_names.declared_level("4.1", 3),
        fact_names.percent(level),
        fact_names.staff(level),
        fact_names.in_date(level),
        fact_names.needed(level),
        fact_names.listed(fact_names.training("safeguarding")),
        fact_names.lowest_level(fact_names.training("safeguarding")),
        fact_names.lowest_group(fact_names.training("safeguarding")),
        fact_names.approved_on(policies),
        fact_names.review_due(policies),
        fact_names.published(policies),
    }


def test_a_share_is_named_after_what_it_is_of() -> None:
    name = fact_names.commissioned("linked_to_lscb")
    assert fact_names.share_of(fact_names.percent(name)) == name
