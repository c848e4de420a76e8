"""Where every command ends: what cannot be done is said in words, and nothing comes as a
traceback."""

from __future__ import annotations

import mmap
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click
from click.exceptions import NoArgsIsHelpError

from clausewise.cli.options import stop, words_of
from clausewise.cli.usage import usage_words
from engine.nouns.evidence.errors import ClausewiseError

OWN_FAULT = 70
"""The exit status where Clausewise itself is at fault."""
ENDED = 130
"""The exit status of a command that somebody ended from the keyboard."""
_ROOM = 256_000_000
"""Bytes without which the libraries cannot be loaded; some of them end the process then."""
_NO_ROOM = 32_000_000
"""Where not even so many are left, that is why whatever went wrong did."""


@contextmanager
def errors_reported() -> Iterator[None]:
    """Says what cannot be done, and ends with status 2; with 70 where Clausewise is at fault."""
    try:
        if not has_room(_ROOM):
            raise MemoryError
        yield
    except ClausewiseError as error:
        stop(words_of(error))
    except click.UsageError as error:
        # A group that is called by itself shows its help, as click has it.
        if isinstance(error, NoArgsIsHelpError):
            raise
        stop(usage_words(error))
    except (click.exceptions.Exit, click.ClickException):
        raise
    except (KeyboardInterrupt, click.Abort):
        click.echo(
            "\nStopped before it was finished. What was there before is unchanged.", err=True
        )
        raise SystemExit(ENDED) from None
    except Exception as error:  # noqa: BLE001 - the one boundary; all of it is reported
        if isinstance(error, MemoryError) or not has_room(_NO_ROOM):
            stop(
                "There is too little memory for this. Close other programs, give fewer returns at "
                "a time, or use a computer with more."
            )
        _own_fault(error)


def has_room(size: int) -> bool:
    """Whether the system has so many bytes of memory to give; none is used."""
    try:
        mmap.mmap(-1, size).close()
    except (OSError, MemoryError):
        return False
    return True


def _own_fault(error: Exception) -> None:
    """Say that Clausewise is at fault, and where the report is that helps to mend it."""
    from clausewise.cli.fault_report import stopped_at, written_report

    click.echo(
        f"This is a fault of Clausewise, not of what it was given ({type(error).__name__} in "
        f"{stopped_at(error)}). What was there is as it was.",
        err=True,
    )
    report = written_report(error)
    if report is not None:
        click.echo(
            f"Please send the file {report} to those who look after Clausewise. It says where the "
            "program stopped, and holds nothing of the returns: no text, no figure, no name.",
            err=True,
        )
    raise SystemExit(OWN_FAULT) from error


def end_with(status: int, failure: OSError | None) -> int:
    """The status of a command whose output could not all be told: 2, saying so."""
    if failure is None:
        return status
    if sys.stderr is not None:
        click.echo(
            f"Not everything could be shown here ({failure.strerror}); everything that was to be "
            "written is written.",
            err=True,
        )
    return status or 2
