"""Slips on the command line, in the words and the style of every other message."""

from __future__ import annotations

import difflib
import re
from typing import Any

import click

from clausewise.errors import suggestion
from clausewise.names import nearest

_NEAR = 0.7
"""From here on, of 1, an option is near enough to another to be the one meant."""


class CommandGroup(click.Group):
    """A group that answers a command it does not have with the nearest, and cuts no help off."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command called; for a wrong name the nearest one is suggested."""
        name = args[0]
        known = self.list_commands(ctx)
        if name not in known and not name.startswith("-") and not ctx.resilient_parsing:
            near = suggestion(nearest(name, known))
            raise click.UsageError(f"“{name}” is not a command of {ctx.command_path}.{near}", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands into the help, each with its line."""
        rows = [(name, self.line_of(ctx, name)) for name in self.list_commands(ctx)]
        with formatter.section("Commands"):
            formatter.write_dl(rows)

    def line_of(self, ctx: click.Context, name: str) -> str:
        """What a command does, on the one line that the group's help gives it."""
        command = self.get_command(ctx, name)
        return command.get_short_help_str(limit=200) if command is not None else ""


def usage_words(error: click.UsageError) -> str:
    """What is wrong with a command line, what to do, and where to read on."""
    command = error.ctx.command_path if error.ctx is not None else "clausewise"
    match error:
        case click.NoSuchOption():
            alike = error.possibilities or ()
            near = suggestion(difflib.get_close_matches(error.option_name, alike, cutoff=_NEAR))
            words = f"“{error.option_name}” is not an option of {command}.{near}"
        case click.MissingParameter(param=click.Parameter() as missing):
            about = getattr(missing, "help", None)
            words = f"{_name_of(missing, error)} is missing" + (f": {about}" if about else ".")
        case click.BadParameter(param=click.Parameter() as wrong):
            words = f"{_name_of(wrong, error)}: {_quoted(error.message)}"
        case click.BadOptionUsage():
            words = f"{error.option_name} needs a value after it."
        case _:
            words = error.format_message()
    full = words if words.endswith((".", "?")) else f"{words}."
    return f"{full}\nSee: {command} --help"


def _quoted(message: str) -> str:
    """A message of click's own, with the quotation marks that every other message has."""
    return re.sub(r"'([^']*)'", r"“\1”", message)


def _name_of(parameter: click.Parameter, error: click.UsageError) -> str:
    """An option's name with what it takes, or an argument's: "--out FOLDER"."""
    if isinstance(parameter, click.Argument):
        return parameter.make_metavar(error.ctx or click.Context(click.Command("clausewise")))
    longest: Any = max(parameter.opts, key=len)
    return f"{longest}"
