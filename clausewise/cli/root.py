"""The command line: ``clausewise demo``, ``assess``, ``explain``, ``rules`` and the others."""

from __future__ import annotations

import importlib
import sys
from typing import Any

import click

from clausewise.cli.boundary import end_with, errors_reported
from clausewise.cli.endings import STATUSES
from clausewise.cli.streams import lasting_streams
from clausewise.cli.usage import CommandGroup
from clausewise.garbage import collect_garbage_seldom
from clausewise.version import __version__

_COMMANDS = {
    "demo": ("demo", "Assess the examples and say where the matrix is."),
    "assess": ("assess", "Assess returns against the policy's rules."),
    "check": ("check", "Check the returns themselves: what is wrong where."),
    "explain": ("explain", "Explain one finding, from clause to cell."),
    "what-if": ("what_if", "Try other figures: which cells would change."),
    "pack": ("pack", "Write one organisation's meeting pack, Word or PDF."),
    "area-pack": ("area_pack", "Write the pack of all, side by side."),
    "template": ("template", "Write a blank return to fill in."),
    "map": ("map", "Propose how a sender's own form answers the policy."),
    "history": ("history", "Show what a history of runs holds."),
    "decisions": ("decisions", "Write a workbook of decisions to fill in."),
    "rules": ("rules", "Check, test, list and show the rules."),
    "verify": ("verify", "Check a run against its manifest, by repeating it."),
    "serve": ("web.serve", "Open Clausewise in a browser."),
    "backup": ("web.backup", "Back up the web application's data."),
    "restore": ("web.restore", "Restore a backup of the web application."),
    "invite": ("web.invite", "Print a link with which an administrator signs in."),
    "record": ("web.record", "Check the chain of the web application's record."),
    "policy": ("policy", "Compare, check and write out the policy's text."),
}


class LazyGroup(CommandGroup):
    """A group that imports a command only when it is called: the start stays quick."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of the commands, in the order shown."""
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a name, imported now; None where there is none."""
        if cmd_name not in _COMMANDS:
            return None
        module = importlib.import_module(f"clausewise.cli.commands.{_COMMANDS[cmd_name][0]}")
        command = module.command
        assert isinstance(command, click.Command)
        return command

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: click.Context | None = None,
        **extra: Any,
    ) -> click.Context:
        """The context of a call, in which wrong arguments end with a message."""
        with errors_reported():
            return super().make_context(info_name, args, parent, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        """Call the command; what cannot be done is said, and ends with status 2."""
        with errors_reported():
            return super().invoke(ctx)

    def line_of(self, ctx: click.Context, name: str) -> str:
        """What a command does, in a line."""
        return _COMMANDS[name][1]


@click.group(
    cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]}, epilog=STATUSES
)
@click.version_option(__version__, prog_name="Clausewise")
def command() -> None:
    """Turns a policy into rules, runs them over the returns that organisations submit, and
    writes a compliance matrix in which every cell cites the policy and the evidence.

    Nothing leaves this computer, and a submitted file is never changed.

    To see what it makes, run: clausewise demo
    """


def main() -> None:
    """Run the command line. What cannot be told, since nobody reads or there is no room, ends no
    run: it goes on to its end, and what it writes is whole."""
    collect_garbage_seldom()
    lasting = lasting_streams()
    # What fails while something is cleared away changes no output, and is nothing to be shown.
    sys.unraisablehook = lambda _: None
    status = _status()
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            stream.flush()
    failures = [output.failure for output in lasting if output.failure is not None]
    sys.exit(end_with(status, failures[0] if failures else None))


def _status() -> int:
    """Run the command; how it ended."""
    try:
        command.main(prog_name="clausewise")
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    return 0
