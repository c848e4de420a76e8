"""The way of the data: returns to facts, facts to an assessment."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import click

from clausewise import __version__
from clausewise.options import count, say_faults, stop
from engine.assessing import as_of_in, assess
from engine.nouns.assessment import Assessment
from engine.nouns.audience import Audience
from engine.nouns.pack import Pack
from engine.nouns.quarter import Quarter
from engine.parameters import NotInForce, in_force
from engine.publishing import NoSmallNumber, published, without_names
from evidence.facts import Judged, submissions
from evidence.names import names_given
from evidence.reading import read_returns
from evidence.tables import Reading


def assessment_of(
    returns: Sequence[Path], pack: Pack, period: Quarter | None, as_of: dt.date | None
) -> Assessment:
    """The assessment of some returns; ends the run, saying why, where nothing can be assessed."""
    return assessed(reading_of(returns, pack), pack, period, as_of)


def assessment_for(
    audience: Audience,
    returns: Sequence[Path],
    pack: Pack,
    period: Quarter | None,
    as_of: dt.date | None,
) -> tuple[Assessment, Assessment]:
    """The true assessment of some returns, and the one that its audience may see.

    Ends the run, saying why, where nothing can be assessed, or not for that audience.
    """
    reading = reading_of(returns, pack)
    true = assessed(reading, pack, period, as_of)
    return true, _shown_to(audience, true, reading)


def _shown_to(audience: Audience, true: Assessment, reading: Reading) -> Assessment:
    match audience:
        case Audience.INTERNAL:
            return true
        case Audience.SHARED:
            return without_names(true, names_given(reading.sent))
        case Audience.PUBLIC:
            try:
                # Text as typed is left out anyway; the names of files and sheets are not.
                given = names_given(reading.sent)
                return published(without_names(true, given, "name not shown"))
            except NoSmallNumber as error:
                stop(str(error))


def reading_quietly(returns: Sequence[Path], pack: Pack) -> Reading:
    """What the files say, whether any can be used or none."""
    on_progress, done = _progress()
    reading = read_returns(returns, pack, on_progress)
    done()
    return reading


def reading_of(returns: Sequence[Path], pack: Pack) -> Reading:
    """What the files say; ends the run, saying why, where none can be used."""
    reading = reading_quietly(returns, pack)
    if not reading.returns:
        click.echo(
            f"Nothing can be assessed: {count(len(reading.faults), 'fault')} in what was given.",
            err=True,
        )
        say_faults(reading.faults)
        raise SystemExit(2)
    return reading


def assessed(
    reading: Reading, pack: Pack, period: Quarter | None, as_of: dt.date | None
) -> Assessment:
    """The assessment of what was read; ends the run, saying why, where it cannot be assessed."""
    quarters = sorted({one.quarter for one in reading.returns})
    period = period or quarters[-1]
    if period not in quarters:
        stop(
            f"No return for {period.label} was given. The returns are for "
            + ", ".join(quarter.label for quarter in quarters)
            + "."
        )
    day = as_of or period.last_day
    chosen = period

    def as_of_quarter(quarter: Quarter) -> dt.date:
        return as_of_in(quarter, chosen, day)

    def parameter(name: str, quarter: Quarter, code: str) -> float:
        return in_force(pack, as_of_quarter(quarter), code)[name].value

    try:
        submitted, faults = submissions(reading, pack, Judged(as_of_quarter, parameter))
        assessment = assess(
            pack,
            submitted,
            (*reading.faults, *faults),
            reading.inputs,
            period,
            day,
            f"Clausewise {__version__}",
        )
        run = replace(assessment.run, superseded=reading.superseded)
        return replace(assessment, run=run)
    except NotInForce as error:
        stop(str(error))


def _progress() -> tuple[Callable[[str, int, int], None], Callable[[], None]]:
    """Tell on the terminal which file is being read; say nothing where output is redirected."""
    if not sys.stderr.isatty():
        return (lambda _name, _done, _of: None), (lambda: None)

    def tell(name: str, done: int, of: int) -> None:
        click.echo(f"\r\x1b[KReading {done} of {of}: {name}", nl=False, err=True)

    return tell, lambda: click.echo("\r\x1b[K", nl=False, err=True)
