"""The command line: ``clausewise demo``, ``assess``, ``explain``, ``rules`` and the others."""

from __future__ import annotations

import importlib
import sys

import click

from clausewise import __version__

_COMMANDS = {
    "demo": ("clausewise.commands.demo", "Assess the examples and say where the matrix is."),
    "assess": ("clausewise.commands.assess", "Assess returns against the policy's rules."),
    "check": ("clausewise.commands.check", "Check the returns themselves: what is wrong where."),
    "explain": ("clausewise.commands.explain", "Explain one finding, from clause to cell."),
    "what-if": ("clausewise.commands.what_if", "Try other figures: which cells would change."),
    "pack": ("clausewise.commands.pack", "Write one organisation's meeting pack, Word or PDF."),
    "area-pack": ("clausewise.commands.area_pack", "Write the pack of all, side by side."),
    "template": ("clausewise.commands.template", "Write a blank return to fill in."),
    "history": ("clausewise.commands.history", "Show what a history of runs holds."),
    "decisions": ("clausewise.commands.decisions", "Write a workbook of decisions to fill in."),
    "rules": ("clausewise.commands.rules", "Check, test, list and show the rules."),
    "verify": ("clausewise.commands.verify", "Hold a run to its manifest, and make it again."),
    "policy": ("clausewise.commands.policy", "Compare, check and write out the policy's text."),
}


class _Lazy(click.Group):
    """A group that imports a command only when it is called: the start stays quick."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        command = importlib.import_module(_COMMANDS[cmd_name][0]).command
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, words) for name, (_, words) in _COMMANDS.items()])


@click.group(cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="Clausewise")
def command() -> None:
    """Turns a policy into rules, runs them over the returns that organisations submit, and
    writes a compliance matrix in which every cell cites the policy and the evidence.

    Nothing leaves this computer, and a submitted file is never changed.

    To see what it makes, run: clausewise demo
    """


def main() -> None:
    """Run the command line; a console that lacks a character shows a question mark for it."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")
    command(prog_name="clausewise")
