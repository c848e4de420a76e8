"""Lists of words in a pack's files of phrases: sorted within their groups, several words a line.

    python -m tests.pack.sorted_words FOLDER

writes each file of a folder `wording` again so. A comment within a list begins a group.
"""

from __future__ import annotations

import re
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

WIDTH = 100
_BEGINS = re.compile(r"( *)([a-z_]+): \[(.*)")
_WORD = re.compile(r'"[^"]*"|[^\s,"][^,]*')
_GLUE = "\x00"
"""Stands for a space within a phrase, so that no line ends within one."""


def sorted_text(text: str) -> str:
    """The same file, with the words of each list sorted, each once, and wrapped."""
    return "".join(f"{line}\n" for line in _lines(iter(text.splitlines())))


def _lines(lines: Iterator[str]) -> Iterator[str]:
    for line in lines:
        begins = _BEGINS.fullmatch(line)
        if begins is None:
            yield line
            continue
        indent, name, rest = begins.groups()
        body = [rest]
        while not body[-1].rstrip().endswith("]"):
            body.append(next(lines).strip())
        body[-1] = body[-1].rstrip()[:-1]
        yield from _list(indent, name, body)


def _list(indent: str, name: str, body: list[str]) -> Iterator[str]:
    """A list as it is written: on one line if it has room there, else a group after the other."""
    groups: list[tuple[str, list[str]]] = [("", [])]
    for line in filter(None, body):
        if line.startswith("#"):
            groups.append((line, []))
        else:
            groups[-1][1].extend(word.strip() for word in _WORD.findall(line))
    whole = f"{indent}{name}: [{', '.join(_sorted(groups[0][1]))}]"
    if len(groups) == 1 and len(whole) <= WIDTH:
        yield whole
        return
    yield f"{indent}{name}: ["
    written: list[str] = []
    for comment, words in groups:
        written += [f"{indent}  {comment}"] if comment else []
        if not words:
            continue
        glued = [word.replace(" ", _GLUE) for word in _sorted(words)]
        written += textwrap.wrap(
            ", ".join(glued) + ",",
            WIDTH,
            initial_indent=f"{indent}  ",
            subsequent_indent=f"{indent}  ",
            break_on_hyphens=False,
        )
    written[-1] = written[-1].removesuffix(",") + "]"
    yield from (line.replace(_GLUE, " ") for line in written)


def _sorted(words: list[str]) -> list[str]:
    """The words, each once; quotes do not count."""
    return sorted(dict.fromkeys(words), key=lambda word: (word.strip('"').casefold(), word))


if __name__ == "__main__":
    for path in sorted(Path(sys.argv[1]).glob("*.yaml")):
        path.write_text(sorted_text(path.read_text("utf-8")), "utf-8")
