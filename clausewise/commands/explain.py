"""``clausewise explain``: one finding, from the clause's words to the cell."""

from __future__ import annotations

import datetime as dt
import difflib
from pathlib import Path

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
from engine.nouns.audience import Audience
from engine.nouns.quarter import Quarter


@click.command("explain")
@click.argument("organisation")
@click.argument("rule_or_clause")
@click.argument(
    "returns", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="RETURNS..."
)
@audience_options(Audience.INTERNAL)
@decisions_option
@run_options
def command(
    organisation: str,
    rule_or_clause: str,
    returns: tuple[Path, ...],
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
    """
    from reports.explain import explanation
    from reports.not_testable import not_testable_page

    reader, pack = audience_of(audience, names), usable_pack(pack_path, overlay)
    if rule_or_clause not in pack.rules and rule_or_clause not in pack.clauses:
        near = difflib.get_close_matches(rule_or_clause, [*pack.rules, *pack.clauses], n=3)
        hint = f" Did you mean {' or '.join(near)}?" if near else ""
        stop(f"“{rule_or_clause}” is neither a rule nor a clause of {pack.title}.{hint}")
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
    _, assessment = assessment_for(reader, returns, pack, period, as_of, decisions=decisions)
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
    pages = [explanation(assessment, finding) for finding in findings]
    pages += [not_testable_page(pack, one, who, assessment.run.period) for one in bare]
    click.echo("\n\n".join(pages))
