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
from engine.assess import as_of_in, assess
from engine.nouns.evidence.decision import NO_DECISIONS
from engine.nouns.evidence.fault import Fault
from engine.nouns.outcome.assessment import Assessment
from engine.nouns.outcome.audience import Audience, NamesGiven
from engine.nouns.outcome.past import Past
from engine.nouns.policy.pack import Pack
from engine.nouns.policy.parameter import ParameterValue
from engine.nouns.quarter import Quarter
from engine.parameters import NotInForce, in_force
from engine.publishing import NoSmallNumber, published, without_names
from engine.waivers import with_decisions
from evidence.decisions.file import DecisionBook, read_decision_file
from evidence.decisions.interpret import decisions_of
from evidence.nouns.returns import ReturnsRead
from evidence.privacy.names_given import names_given
from evidence.reading import read_returns
from evidence.submissions import Judged, submissions


def assessment_of(
    returns: Sequence[Path],
    pack: Pack,
    period: Quarter | None,
    as_of: dt.date | None,
    decisions: Path | None = None,
) -> Assessment:
    """The assessment of some returns; ends the run, saying why, where nothing can be assessed."""
    book = decision_file(decisions, pack)
    return assessed(reading_of(returns, pack, book), pack, period, as_of, book)


def assessment_for(
    audience: Audience,
    returns: Sequence[Path],
    pack: Pack,
    period: Quarter | None,
    as_of: dt.date | None,
    recall: Callable[[Assessment], Past] | None = None,
    decisions: Path | None = None,
) -> tuple[Assessment, Assessment]:
    """The true assessment of some returns, and the one that its audience may see.

    ``recall`` tells what earlier runs found.

    Ends the run, saying why, where nothing can be assessed, or not for that audience.
    """
    book = decision_file(decisions, pack)
    reading = reading_of(returns, pack, book)
    true = assessed(reading, pack, period, as_of, book)
    if recall is not None:
        true = replace(true, past=recall(true))
    return true, _shown_to(audience, true, _named(reading, book))


def _named(reading: ReturnsRead, book: DecisionBook | None) -> NamesGiven:
    """Who is named in the returns or in the file of decisions, and in which cells."""
    return names_given([*reading.sent, *([book] if book is not None else [])])


def _shown_to(audience: Audience, true: Assessment, named: NamesGiven) -> Assessment:
    match audience:
        case Audience.INTERNAL:
            return true
        case Audience.SHARED:
            return without_names(true, named)
        case Audience.PUBLIC:
            try:
                # Text as typed is left out anyway; the names of files and sheets are not.
                return published(without_names(true, named, "name not shown"))
            except NoSmallNumber as error:
                stop(str(error))


def decision_file(path: Path | None, pack: Pack) -> DecisionBook | None:
    """What a file of decisions says; ends the run, saying why, where it cannot be used."""
    if path is None:
        return None
    book = read_decision_file(path, pack)
    if not book.is_usable:
        click.echo(f"The decisions in {path} cannot be used.", err=True)
        say_faults(book.faults)
        raise SystemExit(2)
    return book


def reading_quietly(
    returns: Sequence[Path], pack: Pack, book: DecisionBook | None = None
) -> ReturnsRead:
    """What the files say, whether any can be used or none. The file of decisions, where it is
    among them, is no return."""
    on_progress, done = _progress()
    leave_out = book.path if book is not None else None
    reading = read_returns(returns, pack, on_progress, leave_out)
    done()
    return reading


def reading_of(
    returns: Sequence[Path], pack: Pack, book: DecisionBook | None = None
) -> ReturnsRead:
    """What the files say; ends the run, saying why, where none can be used."""
    reading = reading_quietly(returns, pack, book)
    if not reading.returns:
        click.echo(
            f"Nothing can be assessed: {count(len(reading.faults), 'fault')} in what was given.",
            err=True,
        )
        say_faults(reading.faults)
        raise SystemExit(2)
    return reading


def assessed(
    reading: ReturnsRead,
    pack: Pack,
    period: Quarter | None,
    as_of: dt.date | None,
    book: DecisionBook | None = None,
) -> Assessment:
    """The assessment of what was read, with the decisions in a file of them, where there is one;
    ends the run, saying why, where it cannot be assessed."""
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

    def narrowed(name: str, quarter: Quarter, code: str) -> Sequence[ParameterValue]:
        return pack.parameters[name].narrowed_on(as_of_quarter(quarter), code)

    decided, wrong = NO_DECISIONS, tuple[Fault, ...]()
    if book is not None:
        decided, wrong = decisions_of(book, pack, reading.returns, day)
    try:
        judged = Judged(as_of_quarter, parameter, narrowed)
        submitted, faults = submissions(reading, pack, judged, decided.moderations)
        assessment = assess(
            pack,
            submitted,
            (*reading.faults, *faults, *wrong),
            (*reading.inputs, *(book.inputs if book is not None else ())),
            period,
            day,
            f"Clausewise {__version__}",
        )
        run = replace(assessment.run, superseded=reading.superseded)
        return with_decisions(replace(assessment, run=run), decided)
    except NotInForce as error:
        stop(str(error))


def _progress() -> tuple[Callable[[str, int, int], None], Callable[[], None]]:
    """Tell on the terminal which file is being read; say nothing where output is redirected."""
    if not sys.stderr.isatty():
        return (lambda _name, _done, _of: None), (lambda: None)

    def tell(name: str, done: int, of: int) -> None:
        click.echo(f"\r\x1b[KReading {done} of {of}: {name}", nl=False, err=True)

    return tell, lambda: click.echo("\r\x1b[K", nl=False, err=True)
