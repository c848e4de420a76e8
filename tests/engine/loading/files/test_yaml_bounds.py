"""What a YAML text may cost is bounded: its length, its nesting, its aliases, its numbers."""

from __future__ import annotations

import pytest

from engine.loading.files.yaml_lines import read_yaml

TOWER = "\n".join(
    ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
)
DEEP = "values nested more than 40 deep"
BEYOND = {
    "brackets": ("[" * 100_000, DEEP),
    "braces": ("{a: " * 100_000, DEEP),
    "brackets that end": ("[" * 45 + "]" * 45, DEEP),
    "one item in another": ("- " * 100_000 + "x", DEEP),
    "keys that are collections": ("? " * 100_000, DEEP),
    "indented": ("\n".join(" " * n + "a:" for n in range(2_000)), DEEP),
    "aliases of aliases": (TOWER, "more than 200,000 values, with those that aliases repeat"),
    "a whole number": (f"a: {'9' * 5_000}", "a number of 5,000 digits"),
    "a decimal number": (f"a: {'9' * 5_000}.5", "a number of 5,002 digits"),
    "long": ("a: b\n" * 2_000_001, "10,000,005 characters"),
}


@pytest.mark.parametrize(("text", "found"), BEYOND.values(), ids=list(BEYOND))
def test_what_is_beyond_the_bounds_is_a_fault_and_costs_little(text: str, found: str) -> None:
    _, faults = read_yaml(text, "x.yaml")
    assert faults[0].found == found


def test_what_is_within_them_is_read() -> None:
    deep = "[" * 39 + "1" + "]" * 39
    document, faults = read_yaml(
        f"deep: {deep}\nnumber: {'9' * 30}\ntext: '{'9' * 5_000}'\nsame: &a [1, 2]\nas: *a\n",
        "x.yaml",
    )
    assert faults == []
    assert document is not None
    assert document.data["number"] == int("9" * 30)
    assert document.data["text"] == "9" * 5_000
    assert document.data["as"] == [1, 2]
