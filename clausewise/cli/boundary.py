"""Where every command ends: what cannot be done is said in words, and nothing comes as a
traceback."""

from __future__ import annotations

import hashlib
import platform
import sys
import tempfile
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from click.exceptions import NoArgsIsHelpError

from clausewise.cli.options import stop, words_of
from clausewise.cli.usage import usage_words
from clausewise.places import HOME
from clausewise.version import __version__
from engine.nouns.evidence.errors import ClausewiseError

OWN_FAULT = 70
"""The exit status where Clausewise itself is at fault."""
ENDED = 130
"""The exit status of a command that somebody ended from the keyboard."""


@contextmanager
def errors_said() -> Iterator[None]:
    """Says what cannot be done, and ends with status 2; with 70 where Clausewise is at fault."""
    try:
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
        click.echo("\nEnded before it was done. What was there is as it was.", err=True)
        raise SystemExit(ENDED) from None
    except MemoryError:
        stop(
            "There is too little memory for this. Close other programs, give fewer returns at a "
            "time, or use a computer with more."
        )
    except Exception as error:  # noqa: BLE001 - the one boundary; all of it is reported
        _own_fault(error)


def _own_fault(error: Exception) -> None:
    """Say that Clausewise is at fault, and where the report is that helps to mend it."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    click.echo(
        f"This is a fault of Clausewise, not of what it was given ({type(error).__name__} in "
        f"{_place(last)}). What was there is as it was.",
        err=True,
    )
    report = _written(fault_report(error))
    if report is not None:
        click.echo(
            f"Please send the file {report} to those who look after Clausewise. It says where the "
            "program stopped, and holds nothing of the returns: no text, no figure, no name.",
            err=True,
        )
    raise SystemExit(OWN_FAULT) from error


def fault_report(error: BaseException) -> str:
    """Where the program stopped and with which versions; nothing that it was given.

    No message of an error, no value, no name of a file that is not the program's own.
    """
    lines = [
        f"Clausewise {__version__}, Python {platform.python_version()}, {platform.system()} "
        f"{platform.release()} {platform.machine()}",
    ]
    found: BaseException | None = error
    while found is not None:
        lines += ["", f"{type(found).__module__}.{type(found).__qualname__}"]
        lines += [
            f"  {_place(frame)}, {frame.name}"
            for frame in traceback.extract_tb(found.__traceback__)
        ]
        found = found.__cause__ or found.__context__
    return "\n".join(lines) + "\n"


def _place(frame: traceback.FrameSummary) -> str:
    """A line of the program, or of a library, by the end of its path."""
    path = Path(frame.filename)
    inside = path.relative_to(HOME) if path.is_relative_to(HOME) else Path(*path.parts[-3:])
    return f"{inside.as_posix()}, line {frame.lineno}"


def _written(report: str) -> Path | None:
    """The report's file, in this folder or in that for temporary files; None where neither is.

    Its name follows from what it says, so that a fault met twice has one report.
    """
    content = report.encode("utf-8", "replace")
    name = f"clausewise-fault-{hashlib.sha256(content).hexdigest()[:8]}.txt"
    for folder in (Path.cwd, lambda: Path(tempfile.gettempdir())):
        try:
            path = folder() / name
            if not path.exists():
                with path.open("xb") as file:
                    file.write(content)
        except OSError:
            continue
        return path
    return None


def end_with(status: int, failure: OSError | None) -> int:
    """The status of a command whose output could not all be told: 2, saying so."""
    if failure is None:
        return status
    if sys.stderr is not None:
        click.echo(
            f"Not all could be told here ({failure.strerror}); what was to be written is written.",
            err=True,
        )
    return status or 2
