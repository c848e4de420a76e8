"""YAML read plainly, with the line of every key and value remembered.

PyYAML's own reading turns ``no`` into False, ``012`` into 10 and keeps the last of two equal
keys. Here a plain scalar is a whole or decimal number, ``true``, ``false`` or empty; everything
else is the text as written, and a key given twice is a fault.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
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
_MOST_CHARACTERS = 10_000_000
"""Of one file. The largest of ours have 90,000, a mapping of a long form some 500,000."""
_MOST_VALUES = 200_000
"""Of one file, with all that aliases repeat. The largest of ours have 6,000."""
_DEEPEST = 40
"""How far collections stand in one another. Ours reach 10."""
_LONGEST_NUMBER = 30
_HARMLESS = 300
"""So many collections, were each in the one before, do no harm to a library."""
_INDENTED = re.compile(r"^[ \t]{200}", re.MULTILINE)
_COMPACT = re.compile(r"(?:[-?:][ \t]+){20}")
_DEEP = (
    f"values nested more than {_DEEPEST} deep",
    f"at most {_DEEPEST}",
    "Check that the file is the right one.",
)
_MANY = (
    f"more than {_MOST_VALUES:,} values, with those that aliases repeat",
    f"at most {_MOST_VALUES:,}",
    "Check that the file is the right one.",
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
        """A fault at the line of a path in the document."""
        return PackFault(self.file, self.line(path), found, expected, to_do)


def read_yaml(text: str, file: str) -> tuple[YamlDocument | None, list[PackFault]]:
    """The document in a YAML text, and every fault of its writing.

    The document is None where the text is no YAML at all.
    """
    beyond = _beyond_bounds(text)
    if beyond:
        return None, [PackFault(file, 1, *beyond)]
    try:
        if _may_be_deep(text):
            _check_depth(text)
        node = yaml.compose(text, Loader=_LOADER)
    except _TooDeep as error:
        return None, [PackFault(file, error.line, *_DEEP)]
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        problem = error.problem or "text that cannot be read"
        return None, [
            PackFault(file, line, problem, "well-formed YAML", "Mend the indentation or quoting.")
        ]
    except (yaml.YAMLError, ValueError) as error:
        return None, [
            PackFault(file, 1, str(error), "well-formed YAML", "Save the file as UTF-8 text.")
        ]
    if node is None:
        fault = PackFault(file, 1, "an empty file", "some content", "Write it, or remove the file.")
        return None, [fault]
    builder = _Builder(file)
    data = builder.build(node, (), frozenset())
    return YamlDocument(file, data, builder.lines), builder.faults


def _beyond_bounds(text: str) -> tuple[str, str, str] | None:
    """What is wrong with a text that is too long to be looked at; None where it is not."""
    if len(text) <= _MOST_CHARACTERS:
        return None
    return (
        f"{len(text):,} characters",
        f"at most {_MOST_CHARACTERS:,}",
        "Divide the file, or check that it is the right one.",
    )


class _TooDeep(Exception):
    """A text nested deeper than any of ours; libraries end the process where it is much deeper."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


def _may_be_deep(text: str) -> bool:
    """Whether a text could be nested so deep that looking through it first is worth the time."""
    return (
        text.count("[") + text.count("{") > _HARMLESS
        or _INDENTED.search(text) is not None
        or _COMPACT.search(text) is not None
    )


def _check_depth(text: str) -> None:
    """Look through a text without keeping any of it. Raises _TooDeep, or what YAML raises."""
    depth = 0
    for event in yaml.parse(text, Loader=_LOADER):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > _DEEPEST:
                mark = event.start_mark
                raise _TooDeep(mark.line + 1 if mark else 1)
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


@dataclass(slots=True)
class _Builder:
    """Makes plain data of a document's nodes, and takes note of lines and faults."""

    file: str
    lines: dict[Path, int] = field(default_factory=dict)
    faults: list[PackFault] = field(default_factory=list)
    count: int = 0

    def build(self, node: yaml.Node, path: Path, around: frozenset[int]) -> Any:
        """The data of a node and of those under it; None of what is no plain YAML."""
        line = node.start_mark.line + 1
        self.lines.setdefault(path, line)
        self.count += 1
        if self.count > _MOST_VALUES:
            if self.count == _MOST_VALUES + 1:
                self._fault(line, *_MANY)
            return None
        if id(node) in around or node.tag not in _TAGS:
            self._fault(line, f"the tag or loop {node.tag}", "plain YAML", "Write it out.")
            return None
        if len(path) > _DEEPEST:
            self._fault(line, *_DEEP)
            return None
        around = around | {id(node)}
        if isinstance(node, yaml.ScalarNode):
            return self._scalar(node, line)
        if isinstance(node, yaml.SequenceNode):
            return [
                self.build(part, (*path, position), around)
                for position, part in enumerate(node.value)
                if self.count <= _MOST_VALUES
            ]
        return self._mapping(node, path, around)

    def _mapping(self, node: yaml.Node, path: Path, around: frozenset[int]) -> dict[str, Any]:
        data: dict[str, Any] = {}
        for key_node, value_node in node.value:
            if self.count > _MOST_VALUES:
                break
            key_line = key_node.start_mark.line + 1
            if not isinstance(key_node, yaml.ScalarNode):
                self._fault(key_line, "a key that is not text", "a word", "Write a plain key.")
                continue
            key = str(key_node.value)
            if key in data:
                self._fault(
                    key_line,
                    f"“{key}” a second time (first on line {self.lines[(*path, key)]})",
                    "each key once",
                    "Remove one of the two.",
                )
                continue
            self.lines[(*path, key)] = key_line
            data[key] = self.build(value_node, (*path, key), around)
        return data

    def _scalar(self, node: yaml.ScalarNode, line: int) -> bool | int | float | str | None:
        text = str(node.value)
        is_plain = node.style not in ("'", '"', "|", ">")
        if is_plain and len(text) > _LONGEST_NUMBER and (_INT.match(text) or _DECIMAL.match(text)):
            self._fault(
                line,
                f"a number of {len(text):,} digits",
                f"at most {_LONGEST_NUMBER}",
                "Write it shorter, or in quotation marks if it is not a number.",
            )
            return None
        return _scalar(node)

    def _fault(self, line: int, found: str, expected: str, to_do: str) -> None:
        self.faults.append(PackFault(self.file, line, found, expected, to_do))


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
