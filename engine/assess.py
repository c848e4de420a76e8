"""Assessing: the submissions of several quarters to one assessment."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from functools import partial

from engine.chaining import derive_concerns
from engine.chaining.concerns import default_chainer
from engine.chaining.kept_concerns import NO_KEEPER, ConcernKeeper
from engine.disputing.claiming import with_disputes
from engine.fault_costs import with_clauses
from engine.nouns.evidence.fault import Fault
from engine.nouns.evidence.organisation import Organisation, Submission
from engine.nouns.outcome.assessment import Assessment, InputFile, Run
from engine.nouns.outcome.finding import ParameterUsed
from engine.nouns.outcome.findings import Findings
from engine.nouns.outcome.what_if import WhatIfs
from engine.nouns.place import sheet_order
from engine.nouns.policy.pack import Pack
from engine.nouns.quarter import Quarter
from engine.on_demand import judge
from engine.parameters import (
    COMMON_GAP,
    FIGURES_TOLERANCE,
    in_force,
    in_force_for,
    used_in_run,
)
from engine.roll_ups import roll_up
from engine.unknown_codes import unknown_codes
from engine.what_if import what_ifs


def as_of_in(quarter: Quarter, period: Quarter, as_of: dt.date) -> dt.date:
    """The day on which a quarter is judged: the as-of date for the run's own, else its last."""
    return as_of if quarter == period else quarter.last_day


def assess(  # noqa: PLR0913 - all that a run is made of
    pack: Pack,
    submissions: Sequence[Submission],
    faults: Sequence[Fault],
    inputs: Sequence[InputFile],
    period: Quarter,
    as_of: dt.date,
    software: str,
    keeper: ConcernKeeper = NO_KEEPER,
) -> Assessment:  # house: the steps of a run, in order
    """The assessment of a period, with the quarters before it as its history.

    An organisation known from any quarter and silent in another has findings there too, all
    without evidence. Submissions after the period are left out. Raises NotInForce where a
    parameter has no value in a quarter assessed. Concerns that a ``keeper`` has of the same are
    taken from there.
    """
    received = [submission for submission in submissions if submission.quarter <= period]
    quarters = tuple(sorted({period, *(submission.quarter for submission in received)}))
    organisations = _latest(received)
    sent = {quarter: _with_the_silent(received, organisations, quarter) for quarter in quarters}
    complete = {
        quarter: _complete(
            pack, sent[quarter], sent.get(quarter.previous, ()), as_of_in(quarter, period, as_of)
        )
        for quarter in quarters
    }
    findings = Findings.concatenated(
        [
            judge(pack, complete[quarter], as_of_in(quarter, period, as_of))
            for quarter in reversed(quarters)
        ]
    )
    everything = tuple(submission for quarter in quarters for submission in complete[quarter])
    general = in_force(pack, as_of)
    common = general.get(COMMON_GAP)
    chainer = default_chainer()
    concerns = keeper.concerns(
        chainer.name,
        lambda: derive_concerns(
            pack,
            findings,
            everything,
            _tolerance(general),
            chainer,
            own_tolerances={
                code: _tolerance(own)
                for code, own in in_force_for(pack, as_of, organisations).items()
            },
            common=common.value if common is not None else None,
        )[0],
    )
    every_fault = sorted((*faults, *unknown_codes(pack, _codes(submissions, inputs))), key=_place)
    used = used_in_run(pack, as_of, organisations)
    run = Run(period, as_of, software, chainer.name, tuple(inputs), used)
    return Assessment(
        run,
        pack,
        quarters,
        tuple(
            sorted(
                organisations.values(),
                key=lambda organisation: (organisation.name, organisation.code),
            )
        ),
        everything,
        findings,
        concerns,
        with_clauses(every_fault, findings, everything),
        WhatIfs(partial(what_ifs, pack, complete[period], as_of)),
    )


def _complete(
    pack: Pack,
    submissions: Sequence[Submission],
    earlier: Sequence[Submission],
    as_of: dt.date,
) -> tuple[Submission, ...]:
    """The submissions of one quarter with what is in dispute, and what is rolled up of others."""
    before = {
        submission.organisation.code: submission for submission in earlier if submission.received
    }
    own = with_disputes(pack, submissions, before, as_of, of_others=False)
    rolled = roll_up(pack, own, as_of)
    return with_disputes(pack, rolled, before, as_of, of_others=True)


def _tolerance(parameters: Mapping[str, ParameterUsed]) -> float:
    used = parameters.get(FIGURES_TOLERANCE)
    return used.value if used is not None else 0.0


def _codes(submissions: Sequence[Submission], inputs: Sequence[InputFile]) -> frozenset[str]:
    """The codes of all organisations given, also of those whose file could not be used."""
    codes = {submission.organisation.code for submission in submissions}
    return frozenset(codes | {file.organisation for file in inputs if file.organisation})


def _latest(received: Sequence[Submission]) -> dict[str, Organisation]:
    """Each organisation as its latest return names it, by code."""
    ordered = sorted(received, key=lambda submission: (submission.quarter, submission.organisation))
    return {submission.organisation.code: submission.organisation for submission in ordered}


def _with_the_silent(
    received: Sequence[Submission], organisations: dict[str, Organisation], quarter: Quarter
) -> list[Submission]:
    """One submission for each organisation in a quarter, in order of name."""
    came = {
        submission.organisation.code: submission
        for submission in received
        if submission.quarter == quarter
    }
    every = [
        came.get(code) or Submission(organisation, quarter, received=False)
        for code, organisation in organisations.items()
    ]
    return sorted(
        every, key=lambda submission: (submission.organisation.name, submission.organisation.code)
    )


def _place(fault: Fault) -> tuple[str, str, tuple[int, int, str], str, str]:
    return fault.file, fault.sheet, sheet_order(fault.cell), fault.found, fault.expected
