"""``clausewise explain``: one finding from the clause's words to the cell, or all of a clause."""

from __future__ import annotations

import datetime as dt
import difflib
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NoReturn

import click

from clausewise.options import (
    audience_of,
    audience_options,
    decisions_option,
    run_options,
    stop,
    usable_pack,
)
from clausewise.pipeline import assessment_for
from clausewise.who import organisation_named
from engine.nouns.outcome.assessment import Assessment
from engine.nouns.outcome.audience import Audience
from engine.nouns.policy.pack import Pack
from engine.nouns.quarter import Quarter


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
def command(
    words: tuple[str, ...],
    clause_id: str | None,
    tree: bool,
    pack_path: Path,
    period: Quarter | None,
    as_of: dt.date | None,
    overlay: tuple[Path, ...],
    audience: str,
    names: bool,
    decisions: Path | None,
) -> None:
    """Explain what was found of an ORGANISATION (its code or name) under a rule or a clause.

    For example: clausewise explain RZ1 S6.p08.b returns/

    Or everything under one clause, for an auditor: clausewise explain --clause S6.p08.b returns/
    """
    reader = audience_of(audience, names)

    def shown(pack: Pack, returns: Sequence[str]) -> Assessment:
        paths = [Path(one) for one in returns]
        return assessment_for(reader, paths, pack, period, as_of, decisions=decisions)[1]

    if clause_id is None and len(words) < 3:
        raise click.UsageError("Give an ORGANISATION, a RULE-OR-CLAUSE and then RETURNS.")
    pack = usable_pack(pack_path, overlay)
    if clause_id is not None:
        from reports.terminal.clause import clause_page

        if clause_id not in pack.clauses:
            _no_such(clause_id, "no clause", pack.clauses, pack)
        click.echo(clause_page(shown(pack, words), pack.clauses[clause_id]))
        return
    organisation, rule_or_clause, *returns = words
    click.echo(_explained(pack, rule_or_clause, organisation, tree, lambda: shown(pack, returns)))


def _no_such(name: str, what: str, known: Iterable[str], pack: Pack) -> NoReturn:
    near = difflib.get_close_matches(name, list(known), n=3)
    hint = f" Did you mean {' or '.join(near)}?" if near else ""
    stop(f"“{name}” is {what} of {pack.title}.{hint}")


def _explained(
    pack: Pack,
    rule_or_clause: str,
    organisation: str,
    tree: bool,
    assessed: Callable[[], Assessment],
) -> str:
    """The findings on one organisation under a rule or a clause, as text."""
    from reports.terminal.finding import explanation
    from reports.terminal.not_testable import not_testable_page

    if rule_or_clause not in pack.rules and rule_or_clause not in pack.clauses:
        known = [*pack.rules, *pack.clauses]
        _no_such(rule_or_clause, "neither a rule nor a clause", known, pack)
    rules = (
        {rule_or_clause}
        if rule_or_clause in pack.rules
        else {rule.id for rule in pack.rules_citing(rule_or_clause)}
    )
    clause = pack.clauses.get(rule_or_clause)
    asked = {clause.id, *clause.parts} if clause is not None else set()
    bearers = {kind for one in asked for kind in pack.clauses[one].bearers}
    untested = {one.id for kind in bearers for one in pack.not_testable(kind)} & asked
    if clause is not None and not rules and not untested:
        stop(f"No rule tests {clause.citation}. {clause.reason}")
    assessment = assessed()
    who = organisation_named(assessment, organisation)
    findings = [
        finding
        for finding in assessment.findings
        if finding.rule in rules
        and finding.organisation.code == who.code
        and finding.period == assessment.run.period
    ]
    bare = [one for one in pack.not_testable(who.kind) if one.id in untested]
    if not findings and not bare:
        label = pack.vocabulary.kinds[who.kind].label
        stop(f"{rule_or_clause} does not bind {who.name}, which is of the kind “{label}”.")
    pages = [explanation(assessment, finding, tree) for finding in findings]
    pages += [not_testable_page(pack, one, who, assessment.run.period) for one in bare]
    return "\n\n".join(pages)
