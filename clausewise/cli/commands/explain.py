"""``clausewise explain``: one finding from the clause's words to the cell, or all of a clause."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from clausewise.cli.endings import end
from clausewise.cli.running import RunOptions, audience_options, decisions_option, run_options
from engine.nouns.outcome.audience import Audience


@click.command("explain")
@click.argument(
    "words",
    nargs=-1,
    required=True,
    metavar="[ORGANISATION RULE-OR-CLAUSE] RETURNS...",
)
@click.option(
    "--clause",
    "clause_id",
    metavar="ID",
    help="Explain a clause instead, over all organisations: every rule, figure, policy query, "
    "finding and file under it. Then give RETURNS alone.",
)
@click.option("--tree", is_flag=True, help="Show how each part of the rule's conditions came out.")
@audience_options(Audience.INTERNAL)
@decisions_option
@run_options
def command(words: tuple[str, ...], clause_id: str | None, tree: bool, options: RunOptions) -> None:
    """Explain what was found of an ORGANISATION (its code or name) under a rule or a clause.

    For example: clausewise explain RZ1 S6.p08.b returns/

    Or everything under one clause, for an auditor: clausewise explain --clause S6.p08.b returns/

    Ends with status 1 when evidence was lost (clausewise --help).
    """
    from clausewise.use_cases.explain import Enquiry, clause_named, explain, explain_clause

    if clause_id is None and len(words) < 3:
        raise click.UsageError("Give an ORGANISATION, a RULE-OR-CLAUSE and then RETURNS.")
    policy = options.load()
    returns = tuple(map(Path, words if clause_id is not None else words[2:]))
    options = replace(options, returns=returns)
    if clause_id is not None:
        clause = clause_named(policy.pack, clause_id)
        run = options.assess(policy)
        click.echo(explain_clause(run, clause))
        end(run.whole, clauses={clause.id, *clause.parts})
        return
    organisation, rule_or_clause = words[:2]
    question = Enquiry.of(policy.pack, rule_or_clause)
    run = options.assess(policy)
    found = explain(run, organisation, question)
    click.echo(found.text(tree))
    cited = {clause for finding in found.findings for clause in finding.cites}
    if cited:
        end(run.whole, found.organisation.code, cited)
