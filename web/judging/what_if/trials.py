"""Trying other numbers on a round: what would change. Nothing of the round is changed by it."""

from __future__ import annotations

import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from django_tasks import task

from clausewise.use_cases.what_if import Trial, what_if
from reports.content.what_ifs import changes_in_words, names_of, value_instead
from web.judging.jobs import evidence_of
from web.judging.state import state_of
from web.rounds.models import Round


@dataclass(frozen=True, slots=True)
class TriedNumber:
    """A number that was tried."""

    name: str
    meaning: str
    instead: str
    """In words: ``85 % instead of 95 %``."""
    kept: tuple[str, ...]
    """The organisations that are judged by a number of their own, as before."""


@dataclass(frozen=True, slots=True)
class TriedFinding:
    """A finding whose verdict would be another."""

    rule: str
    title: str
    organisation: str
    name: str
    now: str
    then: str


@dataclass(frozen=True, slots=True)
class TrialOutcome:
    """What came of trying numbers."""

    state: str
    """The digest of the round's state that they were tried on."""
    words: str
    numbers: tuple[TriedNumber, ...]
    findings: tuple[TriedFinding, ...]


@task()
def try_numbers(round_id: int, values: dict[str, float]) -> dict[str, Any]:
    """Judge a round as it is now twice, the second time with other numbers; returns what would
    change, as ``TrialOutcome`` has it. Nothing else is kept of it."""
    state = state_of(Round.objects.get(pk=round_id))
    if not state.returns:
        return asdict(TrialOutcome(state.digest, "Nothing was certified yet.", (), ()))
    with tempfile.TemporaryDirectory() as folder:
        evidence = evidence_of(state, Path(folder))
        trial = what_if(evidence, values, state.round.quarter_of, state.round.day_judged)
    return asdict(_outcome(trial, state.digest))


def outcome_from(plain: dict[str, Any]) -> TrialOutcome:
    """An outcome as a job returned it."""
    return TrialOutcome(
        plain["state"],
        plain["words"],
        tuple(TriedNumber(**{**own, "kept": tuple(own["kept"])}) for own in plain["numbers"]),
        tuple(TriedFinding(**own) for own in plain["findings"]),
    )


def _outcome(trial: Trial, digest: str) -> TrialOutcome:
    names, rules = names_of(trial.assessment), trial.assessment.pack.rules
    return TrialOutcome(
        digest,
        changes_in_words(trial.cells),
        tuple(
            TriedNumber(
                own.parameter.name,
                own.parameter.meaning,
                value_instead(own.parameter, own.value),
                tuple(f"{names[code]} ({code})" for code in own.kept),
            )
            for own in trial.tried
        ),
        tuple(
            TriedFinding(
                cell.rule,
                rules[cell.rule].title,
                cell.organisation,
                names[cell.organisation],
                cell.now.value,
                cell.then.value,
            )
            for cell in trial.cells
        ),
    )
