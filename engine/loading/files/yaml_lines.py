"""YAML read plainly, with the line of every key and value remembered.

PyYAML's own reading turns ``no`` into False, ``012`` into 10 and keeps the last of two equal
keys. Here a plain scalar is a whole or decimal number, ``true``, ``false`` or empty; everything
else is the text as written, and a key given twice is a fault.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from engine.nouns.evidence.fault import PackFault

Path = tuple[str | int, ...]
"""Where in a document: keys and list positions, outermost first."""

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INT = re.compile(r"-?(?:0|[1-9][0-9]*)$")
_DECIMAL = re.compile(r"-?(?:0|[1-9][0-9]*)\.[0-9]+$")
_TAGS = frozenset(
    f"tag:yaml.org,2002:{kind}"
    for kind in ("str", "int", "float", "bool", "null", "timestamp", "seq", "map", "merge", "value")
)
_PLAIN = {"true": True, "false": False, "": None, "null": None, "~": None}


@dataclass(frozen=True, slots=True)
class YamlDocument:
    """One YAML file: its data, and the line on which each part of it stands."""

    file: str
    data: Any
    lines: Mapping[Path, int]

    def line(self, path: Path) -> int:
        """The line of a place, or of the nearest place around it that has one."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def fault(self, path: Path, found: str, expected: str, to_do: str) -> PackFault:
        return PackFault(self.file, self.line(path), found, expected, to_do)


def read_yaml(text: str, file: str) -> tuple[YamlDocument | None, list[PackFault]]:
    """The document in a YAML text, and every fault of its writing.

    The document is None where the text is no YAML at all.
    """
    try:
        node = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        problem = error.problem or "text that cannot be read"
        return None, [
            PackFault(file, line, problem, "well-formed YAML", "Mend the indentation or quoting.")
        ]
    except yaml.YAMLError as error:
        return None, [
            PackFault(file, 1, str(error), "well-formed YAML", "Save the file as UTF-8 text.")
        ]
    if node is None:
        fault = PackFault(file, 1, "an empty file", "some content", "Write it, or remove the file.")
        return None, [fault]
    lines: dict[Path, int] = {}
    faults: list[PackFault] = []
    data = _build(node, (), file, lines, faults, frozenset())
    return YamlDocument(file, data, lines), faults


def _build(  # noqa: PLR0913 - handed down a tree
    node: yaml.Node,
    path: Path,
    file: str,
    lines: dict[Path, int],
    faults: list[PackFault],
    around: frozenset[int],
) -> Any:  # house: one walk of a tree
    line = node.start_mark.line + 1
    lines.setdefault(path, line)
    if id(node) in around or node.tag not in _TAGS:
        faults.append(
            PackFault(file, line, f"the tag or loop {node.tag}", "plain YAML", "Write it out.")
        )
        return None
    around = around | {id(node)}
    if isinstance(node, yaml.ScalarNode):
        return _scalar(node)
    if isinstance(node, yaml.SequenceNode):
        return [
            _build(part, (*path, position), file, lines, faults, around)
            for position, part in enumerate(node.value)
        ]
    data: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key_line = key_node.start_mark.line + 1
        if not isinstance(key_node, yaml.ScalarNode):
            faults.append(
                PackFault(file, key_line, "a key that is not text", "a word", "Write a plain key.")
            )
            continue
        key = str(key_node.value)
        if key in data:
            faults.append(
                PackFault(
                    file,
                    key_line,
                    f"“{key}” a second time (first on line {lines[(*path, key)]})",
                    "each key once",
                    "Remove one of the two.",
                )
            )
            continue
        lines[(*path, key)] = key_line
        data[key] = _build(value_node, (*path, key), file, lines, faults, around)
    return data


def _scalar(node: yaml.ScalarNode) -> bool | int | float | str | None:
    text = str(node.value)
    if node.style in ("'", '"', "|", ">"):
        return text
    if text in _PLAIN:
        return _PLAIN[text]
    if _INT.match(text):
        return int(text)
    if _DECIMAL.match(text):
        return float(text)
    return text
