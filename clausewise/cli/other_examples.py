"""The examples of a pack that are no rule's: those of its checks, roll-ups and ranking, run."""

from __future__ import annotations

import click

from clausewise.cli.options import count
from engine.nouns.policy.pack import Pack


def other_examples(pack: Pack) -> int:
    """Run them all and tell what came out; how many did not come out as expected."""
    return _checks(pack) + _rollups(pack) + _ranking(pack)


def _checks(pack: Pack) -> int:
    """Run the examples of a pack's checks; how many did not come out as expected."""
    from engine.disputing.examples import run_check_examples
    from engine.loading.linting.checking import CHECKS

    if not pack.checks:
        return 0
    results = list(run_check_examples(pack))
    failed = [result for result in results if not result.passed]
    for result in failed:
        did = f"{'fires' if result.fired else 'is silent'}; expected the other"
        if result.fired == result.example.fires:
            did = "does not leave the claims expected"
        click.echo(
            f"{CHECKS}:{result.example.line}: “{result.example.name}” of {result.check.id} {did}.",
            err=True,
        )
    click.echo(
        f"{count(len(pack.checks), 'check')}, {count(len(results), 'example')}: "
        f"{len(results) - len(failed)} as expected, {len(failed)} not."
    )
    return len(failed)


def _rollups(pack: Pack) -> int:
    """Run the examples of a pack's roll-ups; how many did not come out as expected."""
    from engine.loading.linting.rolling_up import ROLLUPS
    from engine.rule_examples import run_rollup_examples

    if not pack.rollups:
        return 0
    results = list(run_rollup_examples(pack))
    failed = [result for result in results if not result.passed]
    for result in failed:
        click.echo(
            f"{ROLLUPS}:{result.example.line}: “{result.example.name}” of {result.rollup.key}: "
            f"{result.truth.value}, expected {result.example.expect.value}.",
            err=True,
        )
    click.echo(
        f"{count(len(pack.rollups), 'roll-up')}, {count(len(results), 'example')}: "
        f"{len(results) - len(failed)} as expected, {len(failed)} not."
    )
    return len(failed)


def _ranking(pack: Pack) -> int:
    """Run the cases of a pack's ranking; how many did not come out as expected."""
    from engine.loading.files.folder import RANKING
    from engine.ranking_cases import run_ranking_cases

    results = list(run_ranking_cases(pack))
    if not results:
        return 0
    failed = [result for result in results if not result.passed]
    for result in failed:
        silent = [
            side
            for side, concern in (("first", result.first), ("then", result.then))
            if concern is None
        ]
        did = f"“{silent[0]}” raises no concern" if silent else "“then” comes first"
        click.echo(
            f"{RANKING}:{result.case.line}: “{result.case.name}”: {did}; expected “first” to "
            "come first.",
            err=True,
        )
    click.echo(
        f"{count(len(results), 'ranking case')}: {len(results) - len(failed)} as expected, "
        f"{len(failed)} not."
    )
    return len(failed)
