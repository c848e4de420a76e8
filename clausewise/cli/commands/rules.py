"""``clausewise rules``: the pack checked, tested, listed and shown."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import NoReturn

import click

from clausewise.cli.options import PathType, count, pack_option, stop
from clausewise.cli.other_examples import other_examples
from clausewise.cli.usage import CommandGroup
from clausewise.names import unknown
from clausewise.packs import load_pack, pack_unusable
from engine.nouns.policy.pack import Pack


@click.group("rules", cls=CommandGroup)
def command() -> None:
    """Check, test, list and show the rules of a policy."""


@command.command(
    "lint", short_help="Check every file of the pack, and list everything that is wrong."
)
@pack_option
def lint_command(pack_path: Path) -> None:
    """Check every file of the pack, and tell everything that is wrong with it.

    Ends with status 2 where anything is.
    """
    from engine.loading.linting.lint import lint

    pack = load_pack(pack_path).pack
    faults = lint(pack)
    if faults:
        raise pack_unusable(f"The rules in {pack_path} are not fit to use", faults)
    click.echo(
        f"{pack.title}: {count(len(pack.rules), 'rule')}, "
        f"{count(len(pack.clauses), 'clause')}, {count(len(pack.parameters), 'parameter')}, "
        f"{count(len(pack.concern_rules), 'concern rule')}: no faults."
    )


@command.command("test")
@pack_option
@click.argument("rule_ids", nargs=-1, metavar="[RULE]...")
def test_command(pack_path: Path, rule_ids: tuple[str, ...]) -> None:
    """Run the examples of the whole pack, or of the rules named.

    Ends with status 2 where an example leads to another verdict than it expects, or another
    concern comes first.
    """
    from engine.rule_examples import run_examples

    pack = load_pack(pack_path).pack
    wrong = [rule_id for rule_id in rule_ids if rule_id not in pack.rules]
    if wrong:
        _stop_unknown(wrong[0], "not a rule", pack, pack.rules)
    rules = tuple(pack.rules[rule_id] for rule_id in rule_ids or pack.rules)
    results = list(run_examples(pack, rules))
    failed = [result for result in results if not result.passed]
    for result in failed:
        click.echo(
            f"{result.rule.file}:{result.example.line}: “{result.example.name}” gives "
            f"{result.verdict.value}; expected {result.example.expect.value}.",
            err=True,
        )
    click.echo(
        f"{count(len(rules), 'rule')}, {count(len(results), 'example')}: "
        f"{len(results) - len(failed)} as expected, {len(failed)} not."
    )
    if failed or (not rule_ids and other_examples(pack)):
        raise SystemExit(2)


@command.command("mutate", short_help="Change rules, and see whether their examples notice.")
@pack_option
@click.argument("rule_ids", nargs=-1, metavar="[RULE]...")
def mutate_command(pack_path: Path, rule_ids: tuple[str, ...]) -> None:
    """Change each rule in every one place, and see whether its examples or the linter tell.

    Every comparison, word, number, clause and bearer of every rule, or of those named, is
    written wrongly once; where none is named, roll-ups, checks, the force of clauses and the
    audit's questions too. Ends with status 2 where nobody would notice.
    """
    from engine.loading.files.folder import read_folder
    from engine.mutating.check import check
    from engine.mutating.pack_mutants import beside_the_rules
    from reports.terminal.mutation import mutation_text, surviving_mutants

    pack = load_pack(pack_path).pack
    for rule_id in rule_ids:
        if rule_id not in pack.rules:
            _stop_unknown(rule_id, "not a rule", pack, pack.rules)
    folder, _ = read_folder(pack_path)
    documents = folder.rules if folder is not None else ()
    rules = tuple(pack.rules[rule_id] for rule_id in rule_ids or pack.rules)
    mutants = list(check(pack, documents, rules))
    if folder is not None and not rule_ids:
        mutants.extend(beside_the_rules(pack, folder))
    click.echo(mutation_text(pack, mutants))
    if surviving_mutants(mutants):
        raise SystemExit(2)


@command.command("coverage", short_help="List every clause with the rules that test it.")
@pack_option
@click.option("--json", "as_json_wanted", is_flag=True, help="As JSON, for other programs.")
def coverage_command(pack_path: Path, as_json_wanted: bool) -> None:
    """List every clause with the rules that test it, or the reason why none does."""
    from reports.content.coverage import as_json, coverage
    from reports.terminal.coverage import as_text

    rows = coverage(load_pack(pack_path).pack)
    if as_json_wanted:
        click.echo(json.dumps(as_json(rows), ensure_ascii=False, indent=2))
    else:
        click.echo(as_text(rows))


@command.command("queries", short_help="List where the policy is unclear, for its authors.")
@pack_option
@click.option("--json", "as_json_wanted", is_flag=True, help="As JSON, for other programs.")
def queries_command(pack_path: Path, as_json_wanted: bool) -> None:
    """List where the policy is unclear, for its authors: its words, and the reading taken."""
    from reports.terminal.queries import as_json, as_text

    pack = load_pack(pack_path).pack
    if as_json_wanted:
        click.echo(json.dumps(as_json(pack), ensure_ascii=False, indent=2))
    else:
        click.echo(as_text(pack))


@command.command("show", short_help="Show a rule in words, or every rule’s title.")
@pack_option
@click.argument("what", metavar="[RULE|CLAUSE|parameters]", required=False)
def show_command(pack_path: Path, what: str | None) -> None:
    """Show a rule as it reads aloud; the rules of a clause; or every rule's title."""
    from reports.terminal.rules import parameters_page, rule_page, untested_page

    pack = load_pack(pack_path).pack
    if what is None:
        for rule in pack.rules.values():
            click.echo(f"{rule.id:<48} {rule.title}")
    elif what == "parameters":
        click.echo(parameters_page(pack))
    elif what in pack.rules:
        click.echo(rule_page(pack, pack.rules[what]))
    elif what in pack.clauses:
        rules = pack.rules_citing(what)
        if not rules:
            click.echo(untested_page(pack, pack.clauses[what]))
        for rule in rules:
            click.echo(rule_page(pack, rule))
    else:
        _stop_unknown(what, "neither a rule nor a clause", pack, [*pack.rules, *pack.clauses])


@command.command("new", short_help="Write the skeleton of a new rule, to fill in.")
@click.argument("rule_id", metavar="ID")
@click.option(
    "--cites",
    multiple=True,
    metavar="CLAUSE",
    help="The clause tested; may be given several times. [default: ID, where it is a clause]",
)
@click.option(
    "--binds",
    multiple=True,
    metavar="KIND",
    help="A kind of organisation that it binds; may be given several times. [default: those that "
    "bear the clause]",
)
@click.option(
    "--fact",
    default="",
    metavar="FACT",
    help="The fact that shows it, like dashboard.3. [default: the clause's own figure or question]",
)
@pack_option
def new_command(
    rule_id: str, cites: tuple[str, ...], binds: tuple[str, ...], fact: str, pack_path: Path
) -> None:
    """Write the skeleton of a new rule into the pack: its clauses, whom it binds, an example on
    each side of a condition, and words to fill in. Never over a file that is there.

    ID is the rule's own, or that of the clause it tests: clausewise rules new S6.p08.b
    """
    from clausewise.use_cases.new_rule import NewRule, skeleton_of, write_new_rule
    from engine.loading.linting.lint import lint_rule

    skeleton = skeleton_of(load_pack(pack_path), NewRule(rule_id, cites, binds, fact))
    write_new_rule(skeleton)
    click.echo(f"Written: {skeleton.path}")
    pack = load_pack(pack_path).pack
    faults = lint_rule(pack, pack.rules[skeleton.path.stem])
    click.echo("Still to do, as clausewise rules lint will tell:")
    for fault in faults:
        click.echo(f"  {fault}")


@command.command("schemas", short_help="Write a JSON Schema for each kind of pack file.")
@click.option(
    "--out",
    required=True,
    type=PathType(),
    metavar="DIR",
    help="The folder to write them into.",
)
def schemas_command(out: Path) -> None:
    """Write a JSON Schema for each kind of pack file, for editors that complete and check YAML."""
    from engine.loading.schemas.files import schema_files
    from reports.files import write_made

    files = schema_files()
    write_made(((name, text.encode()) for name, text in files.items()), out)
    click.echo(f"Written: {', '.join(files)} in {out}")


def _stop_unknown(name: str, what: str, pack: Pack, known: Iterable[str]) -> NoReturn:
    """End the command for a name that the pack does not have, with the nearest that it has."""
    error = unknown(name, what, pack, known)
    stop(str(error) if error.near else f"{error} See: clausewise rules show")
