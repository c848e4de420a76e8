"""``clausewise policy``: a policy's text written out, compared with another, held to the rules."""

from __future__ import annotations

import json
from pathlib import Path

import click

from clausewise.cli.options import UNUSABLE, PathType, pack_option, stop
from clausewise.cli.usage import CommandGroup
from clausewise.packs import load_pack
from clausewise.use_cases.policy_texts import compare_policies, hold_to_text, policy_text
from clausewise.use_cases.submitted import check_file
from reports.files import is_taken


@click.group("policy", cls=CommandGroup)
def command() -> None:
    """Write out the policy's text, compare two versions of it, hold the rules to it."""


@command.command("text", short_help="Write the clauses as a text with ids, to edit and compare.")
@pack_option
@click.option(
    "--out",
    type=PathType(),
    metavar="FILE",
    help="The file to write; it never replaces an existing file. [default: the screen]",
)
def text_command(pack_path: Path, out: Path | None) -> None:
    """Write the register's clauses as a text with their ids, to edit and to compare."""
    if out is not None:
        check_file(out, (pack_path,))
    text = policy_text(load_pack(pack_path).pack)
    if out is None:
        click.echo(text, nl=False)
        return
    if is_taken(out):
        stop(f"--out: {out} already exists; give another name, or move that file.")
    from reports.files import write_new

    write_new(out, text.encode("utf-8"))
    click.echo(f"Written: {out}")


@command.command("diff", short_help="Show what NEW amends in OLD, and which rules it touches.")
@click.argument("old", type=PathType())
@click.argument("new", type=PathType())
@pack_option
@click.option("--json", "as_json_wanted", is_flag=True, help="As JSON, for other programs.")
@click.option("--fail-on-change", is_flag=True, help="End with status 1 if anything is amended.")
def diff_command(
    old: Path, new: Path, pack_path: Path, as_json_wanted: bool, fail_on_change: bool
) -> None:
    """Show what NEW amends in OLD, and which rules and numbers each amendment touches.

    Each is a policy's text with ids, a pack's folder, or its policy.yaml.
    """
    from reports.terminal.amendment import amendment_json, amendment_page

    pack, comparison = compare_policies(old, new, pack_path)
    if as_json_wanted:
        click.echo(json.dumps(amendment_json(pack, comparison), ensure_ascii=False, indent=2))
    else:
        click.echo(amendment_page(pack, comparison))
    if fail_on_change and comparison.amendments:
        raise SystemExit(1)


@command.command("verify", short_help="Check the words that rules rest on against a policy’s TEXT.")
@click.argument("text", type=PathType())
@pack_option
@click.option("--json", "as_json_wanted", is_flag=True, help="As JSON, for other programs.")
def verify_command(text: Path, pack_path: Path, as_json_wanted: bool) -> None:
    """Hold the words that the rules rest on to a policy's TEXT, with ids or without.

    Ends with status 2 where anything does not hold.
    """
    from reports.terminal.verification import verification_json, verification_page

    found = hold_to_text(text, pack_path)
    if as_json_wanted:
        click.echo(json.dumps(verification_json(found), ensure_ascii=False, indent=2))
    else:
        click.echo(verification_page(found))
    if found.discrepancies:
        raise SystemExit(UNUSABLE)
