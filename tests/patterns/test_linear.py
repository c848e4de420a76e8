"""No regular expression of the project takes longer than the length of a text asks for."""

from __future__ import annotations

import json
import re
import subprocess
import sys

import pytest

from tests.patterns.ambiguity import ambiguous
from tests.patterns.collected import HOME

BOUNDED = {
    "evidence/mapping/proposing/heading_roles.py": "a heading of 90 signs at most is looked at",
    "evidence/mapping/proposing/scales.py": "what a key means is read no further than 160 signs",
    "reports/pictures/heat.py": "read in the citations of a policy pack alone",
}
"""By file, why an expression in it may take longer: what it is given is short."""


@pytest.mark.parametrize(
    ("expression", "method"),
    [
        (r"\s+$", "search"),
        (r"\s*[,;]", "split"),
        (r"(a+)+b", "match"),
        (r"(a*)*b", "match"),
        (r"(?:\s*[¹²]+)+$", "search"),
        (r"(a|ab|b)*c", "fullmatch"),
        (r"\s*%?\s*$", "match"),
        (r"[\w.+-]+@[\w.-]+", "sub"),
        (r"\b[\w-]+(?:\.[\w-]+)*\.uk\b", "search"),
        (r"a(?:a*b)?", "findall"),
        (r"(?=.*x)y", "search"),
        ("“[^”]+”", "findall"),
    ],
)
def test_what_takes_longer_is_found(expression: str, method: str) -> None:
    assert ambiguous(re.compile(expression), method) is not None


@pytest.mark.parametrize(
    ("expression", "method"),
    [
        (r"[a-z]+", "findall"),
        (r"\b[a-z]{2,}\b", "search"),
        (r"\s*[,;]", "match"),
        (r"(?<!\s)\s+$", "search"),
        (r"\s*(?:%\s*)?$", "match"),
        (r"([\w.+-]+)(@[\w.-]+)?", "finditer"),
        (r"\b(?:q|quarter)\s*[1-4]\b", "search"),
        (r'="((?:[^"]|"")*)"', "fullmatch"),
        (r"a[^a\n]++a", "search"),
        ("“[^“”]+”", "findall"),
    ],
)
def test_what_is_linear_is_let_pass(expression: str, method: str) -> None:
    assert ambiguous(re.compile(expression), method) is None


@pytest.mark.slow
def test_all_expressions_are_linear() -> None:
    words = [sys.executable, "-m", "tests.patterns.collected"]
    told = subprocess.run(words, cwd=HOME, check=True, capture_output=True, text=True).stdout
    found, seen = json.loads(told), set()
    slow: dict[str, object] = {}
    for expression, in_bytes, flags, file, line, methods in found:
        pattern = re.compile(expression.encode("latin-1") if in_bytes else expression, flags)
        for method in methods:
            if (pattern, method) not in seen and file not in BOUNDED:
                seen.add((pattern, method))
                if (text := ambiguous(pattern, method)) is not None:
                    slow[f"{file}:{line} {method} {expression}"] = text
    assert slow == {}
    assert len(seen) > 200
