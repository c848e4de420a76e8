"""Nothing of the first policy is wired into the code: its words stand in its pack alone."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

HOME = Path(__file__).resolve().parent.parent
FIELD = re.compile(
    r"safeguard|\bchild(?:ren)?\b|\bnhs\b|\bccgs?\b|\blscb|\bproviders?\b|section.?11|midwi|nurse"
    r"|suffolk|looked.after|\bgp_?|s[4-8]\.p\d|\bitem \d",
    re.IGNORECASE,
)
BETWEEN = re.compile(r"""["']\s+[fr]*["']""")
"""Where a text of the code goes on on the next line."""
ANYWHERE = ("NHS quarter", "NHS number")
"""Returns are made by NHS quarters; a number that passes for an NHS number is refused in all."""
CONTRACTS = "the columns of the contracts table"
JUSTIFIED = {
    ("evidence/nouns/columns.py", "provider"): CONTRACTS,
    ("evidence/nouns/columns.py", "safeguarding_expectations"): CONTRACTS,
    ("evidence/blank_return/excel/formats.py", "provider"): CONTRACTS,
    ("evidence/facts/contracts.py", "provider"): CONTRACTS,
    ("evidence/facts/contracts.py", "the name or code of the provider"): CONTRACTS,
    ("evidence/facts/contracts.py", "Say which provider the contract on line "): CONTRACTS,
    (
        "evidence/facts/contracts.py",
        "the provider’s name as its own return has it; the nearest is “",
    ): CONTRACTS,
    (
        "evidence/facts/contracts.py",
        "” is meant, write that or its code; until then its return is not taken for this "
        "provider’s.",
    ): CONTRACTS,
    ("engine/loading/files/ambiguous_names.py", "provider"): CONTRACTS,
    ("engine/loading/files/ambiguous_names.py", "safeguarding_expectations"): CONTRACTS,
    ("evidence/mapping/proposing/registers.py", "provider"): CONTRACTS,
    (
        "evidence/mapping/proposing/registers.py",
        "^(?:name of )?(?:provider|supplier|contractor|organisation)(?: name)?$",
    ): CONTRACTS,
    ("evidence/text.py", "provider"): "what an organisation may be called",
    ("evidence/facts/training/summary_lines.py", "provider"): "the same",
    ("clausewise/places.py", "suffolk-safeguarding-children-2013"): "the pack taken by default",
    ("clausewise/cli/options.py", "the Suffolk safeguarding children policy of 2013"): "the same",
}
"""Where a word of the first policy stands in the code, and why it may."""


def literals(path: Path) -> Iterator[str]:
    """The string literals of a module that names a word of the first policy anywhere; its
    docstrings are no part of what it does."""
    code = path.read_text("utf-8")
    if not FIELD.search(BETWEEN.sub("", code)):
        return
    tree = ast.parse(code)
    told = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield node.value


def named_in(texts: Iterator[str]) -> Iterator[str]:
    """The texts that hold a word of the first policy."""
    for text in texts:
        rest = text
        for phrase in ANYWHERE:
            rest = rest.replace(phrase, "")
        if FIELD.search(rest):
            yield text


@pytest.mark.parametrize("room", ["engine", "evidence", "reports", "clausewise"])
def test_no_module_names_a_word_of_the_first_policy(room: str) -> None:
    found = {
        (path.relative_to(HOME).as_posix(), text)
        for path in sorted((HOME / room).rglob("*.py"))
        for text in named_in(literals(path))
    }
    assert sorted(found - set(JUSTIFIED)) == []


def test_no_template_names_a_word_of_the_first_policy() -> None:
    found = [
        (path.name, text)
        for pattern in ("*.html", "*.js")
        for path in sorted((HOME / "reports" / "page" / "templates").glob(pattern))
        for text in named_in(iter(path.read_text("utf-8").splitlines()))
    ]
    assert found == []


def test_the_words_are_looked_for_in_what_a_module_says(tmp_path: Path) -> None:
    module = tmp_path / "module.py"
    module.write_text(
        '"""Children."""\n# midwife\nA = f"{1} of Section 11"\nB = "NHS quarter"\nC = "NHS code"\n',
        "utf-8",
    )
    assert sorted(named_in(literals(module))) == [" of Section 11", "NHS code"]
