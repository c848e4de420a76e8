"""The reference of all commands, made from the commands themselves.

``python -m clausewise.cli.reference docs/use/commands.md`` writes it anew.
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from clausewise.cli.endings import STATUSES
from clausewise.cli.root import command as root
from clausewise.cli.usage import CommandGroup

HEAD = f"""\
# The commands

Every command with its arguments and options, made from the commands themselves by
`python -m clausewise.cli.reference docs/use/commands.md`; a test holds the two together.

{STATUSES}
"""


def reference() -> str:
    """The page, in Markdown."""
    context = click.Context(root, info_name="clausewise")
    return "\n".join((HEAD, _contents(context), *_sections(root, context)))


def _contents(context: click.Context) -> str:
    lines = [
        f"- [`{inner.command_path}`](#{inner.command_path.replace(' ', '-')}): {_short(inner)}"
        for inner in _commands(root, context)
    ]
    return "\n".join((*lines, ""))


def _commands(group: click.Group, context: click.Context) -> Iterator[click.Context]:
    """The context of each command under a group, in the order of its help."""
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        inner = click.Context(command, context, name)
        if isinstance(command, click.Group):
            yield from _commands(command, inner)
        else:
            yield inner


def _sections(group: click.Group, context: click.Context) -> Iterator[str]:
    for inner in _commands(group, context):
        command = inner.command
        yield f"## {inner.command_path}\n"
        usage = " ".join((inner.command_path, *command.collect_usage_pieces(inner)))
        yield f"    {usage}\n"
        yield _paragraphs(command.help or "")
        yield _options(command, inner)


def _short(context: click.Context) -> str:
    """What a command does, as the help of its group tells it."""
    group, name = context.parent, context.info_name
    assert group is not None
    assert name is not None
    assert isinstance(group.command, CommandGroup)
    return _escaped(group.command.line_of(group, name))


def _paragraphs(text: str) -> str:
    return _escaped(inspect.cleandoc(text)) + "\n"


def _options(command: click.Command, context: click.Context) -> str:
    rows = [
        parameter.get_help_record(context)
        for parameter in command.get_params(context)
        if isinstance(parameter, click.Option)
    ]
    lines = [
        f"| `{name}` | {meaning} |".replace("  [", " [")
        for name, meaning in (map(_escaped, row) for row in rows if row is not None)
        if "--help" not in name
    ]
    return "\n".join(("| option | meaning |", "|---|---|", *lines, "")) if lines else ""


def _escaped(text: str) -> str:
    """A text as Markdown shows it: no bar ends a cell, nothing in brackets is taken for HTML."""
    return text.replace("|", "\\|").replace("<", "&lt;").replace("*", "\\*")


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(reference(), "utf-8", newline="\n")
