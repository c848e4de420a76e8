"""``clausewise what-if``: the cells that would change if a figure were another."""

from __future__ import annotations

import click

from clausewise.cli.endings import end
from clausewise.cli.options import stop
from clausewise.cli.running import RunOptions, decisions_option, returns_argument, run_options


@click.command("what-if")
@returns_argument
@click.option(
    "--set",
    "settings",
    multiple=True,
    required=True,
    metavar="NAME=VALUE",
    help="A parameter and the value to try, like training_met=85. May be given several times; "
    "all hold at once.",
)
@decisions_option
@run_options
def command(settings: tuple[str, ...], options: RunOptions) -> None:
    """Assess RETURNS twice, the second time with other figures, and list each cell that changes.

    The value for all organisations is replaced; an organisation with a value of its own keeps
    it. Nothing is written.

    For example: clausewise what-if returns --set training_met=85

    Ends with status 1 when evidence was lost (clausewise --help).
    """
    from clausewise.use_cases.what_if import what_if
    from engine.loading.what_if_values import tries_of

    policy = options.load()
    values, wrong = tries_of(settings, policy.pack)
    if wrong:
        stop("\n".join(f"--set {line}" for line in wrong))
    trial = what_if(options.read(policy), values, options.period, options.as_of)
    click.echo(str(trial))
    end(trial.assessment)
