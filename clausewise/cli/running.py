"""The options of a run, gathered, and the run that they ask for."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from clausewise.cli.keeping import cache_for, cache_option
from clausewise.cli.options import DateType, PathType, QuarterType, pack_option, stop
from clausewise.cli.progress import progress
from clausewise.places import DEFAULT_PACK
from engine.nouns.english import listed
from engine.nouns.outcome.audience import Audience
from engine.nouns.quarter import Quarter

# The use cases are imported where they are wanted: help and a slip in an option come at once.
if TYPE_CHECKING:
    from clausewise.assessing import AssessmentRun, Recall
    from clausewise.packs import LoadedPack
    from clausewise.returns import Evidence
    from clausewise.spreading.executors import Workplace
    from evidence.mapping.nouns import MappingsGiven

Callback = Callable[..., Any]


@dataclass(frozen=True, slots=True)
class RunOptions:
    """A run as asked for on the command line."""

    returns: tuple[Path, ...]
    pack_path: Path = DEFAULT_PACK
    parameters: tuple[Path, ...] = ()
    period: Quarter | None = None
    as_of: dt.date | None = None
    decisions: Path | None = None
    audience: Audience = Audience.INTERNAL
    mappings: tuple[Path, ...] = ()
    code: str = ""
    kind: str = ""
    no_cache: bool = False
    dataset: bool = False
    workers: int = 0
    scheduler: str = ""

    def given(self, *more: str | Path | None) -> tuple[Path, ...]:
        """All that the run reads, with what else it is given: no output's place."""
        beside = [Path(path) for path in more if path is not None]
        decisions = [self.decisions] if self.decisions is not None else []
        return (
            *self.returns,
            *(self.pack_path, *self.parameters, *self.mappings),
            *(*decisions, *beside),
        )

    def load(self) -> LoadedPack:
        """The pack, with the run's own parameters."""
        from clausewise.packs import load_pack

        return load_pack(
            self.pack_path, self.parameters, cache_for(self.no_cache or bool(self.scheduler))
        )

    def read(self, policy: LoadedPack, place: Workplace | None = None) -> Evidence:
        """The returns and decisions, telling on the terminal which is being read; with a ``place``
        its workers read them."""
        from clausewise.returns import read_decisions, read_returns, usable

        mappings = self.read_mappings(policy)
        if place is None:
            return read_returns(self.returns, policy, self.decisions, progress(), mappings)
        from clausewise.spreading.reading import read_spread

        decided = read_decisions(self.decisions, policy.pack) if self.decisions else None
        return usable(read_spread(self.returns, policy, decided, place, progress(), mappings))

    @contextmanager
    def place(self, out: Path) -> Iterator[Workplace | None]:
        """The workers that are asked for, with their folder beside the outputs; None without."""
        if not (self.workers or self.scheduler):
            yield None
            return
        from clausewise.spreading.workplace import workplace_beside

        with workplace_beside(out, self.workers, self.scheduler) as place:
            yield place

    def read_mappings(self, policy: LoadedPack) -> MappingsGiven:
        """The mappings of senders' own layouts; workbooks that name no quarter are of the period
        asked for."""
        from clausewise.returns import read_mappings

        kinds = policy.pack.vocabulary.kinds
        if self.kind and self.kind not in kinds:
            known = listed(list(kinds), "and")
            stop(f"--kind: “{self.kind}” is not a kind of organisation; the kinds are {known}.")
        return read_mappings(self.mappings, policy, self.period, self.code.upper(), self.kind)

    def assess(
        self, policy: LoadedPack, recall: Recall | None = None, place: Workplace | None = None
    ) -> AssessmentRun:
        """The run, for its audience."""
        from clausewise.assessing import assess, publish

        run = assess(self.read(policy, place), self.period, self.as_of, recall)
        return publish(run, self.audience)


def run_options(callback: Callback) -> Callback:
    """The options of a run: pack, period, as-of date, own parameters.

    The command is called with ``options``, which holds them and what else a run is asked for by.
    """

    @functools.wraps(callback)
    def gathered(
        *,
        pack_path: Path,
        overlay: tuple[Path, ...],
        period: Quarter | None,
        as_of: dt.date | None,
        mapping: tuple[Path, ...],
        **others: Any,
    ) -> Any:
        audience = others.pop("audience", Audience.INTERNAL.value)
        options = RunOptions(
            others.pop("returns", ()),
            pack_path,
            overlay,
            period,
            as_of,
            others.pop("decisions", None),
            audience_of(audience, others.pop("names", False)),
            mapping,
            others.pop("code", ""),
            others.pop("kind", ""),
            others.pop("no_cache", False),
            others.pop("dataset", False),
            others.pop("workers", None) or 0,
            others.pop("scheduler", ""),
        )
        return callback(options=options, **others)

    command: Callback = gathered
    for option in _of_run:
        command = option(command)
    return pack_option(command)


def _parameters_option(command: Callback) -> Callback:
    return click.option(
        "--parameters",
        "overlay",
        type=PathType(),
        multiple=True,
        metavar="FILE",
        help="Your own parameter values (YAML), for all organisations or for those they "
        "name, used instead of the pack's defaults. May be given several times.",
    )(command)


def _mapping_option(command: Callback) -> Callback:
    return click.option(
        "--mapping",
        "mapping",
        type=PathType(),
        multiple=True,
        metavar="FILE",
        help="How a workbook in its sender’s own layout answers the policy, as clausewise map "
        "writes it and a person confirms it; or a folder of such. May be given several times.",
    )(command)


def _code_option(command: Callback) -> Callback:
    return click.option(
        "--code",
        default="",
        metavar="CODE",
        help="The organisation’s code, for a return that does not give it. The run’s record "
        "shows it.",
    )(command)


def _kind_option(command: Callback) -> Callback:
    return click.option(
        "--kind",
        default="",
        metavar="KIND",
        help="The kind of organisation, in the pack’s words, for a return that does not give it.",
    )(command)


def _as_of_option(command: Callback) -> Callback:
    return click.option(
        "--as-of",
        type=DateType(),
        metavar="DATE",
        help="Judge dates as on this day, like 2014-09-30. [default: the period's last day]",
    )(command)


def _period_option(command: Callback) -> Callback:
    return click.option(
        "--period",
        type=QuarterType(),
        metavar="QUARTER",
        help='The quarter to assess, like "2014-15 Q2", and that of a return that gives none. '
        "[default: the latest returned]",
    )(command)


_of_silent_returns = (_code_option, _kind_option)
_of_time = (_as_of_option, _period_option)
_of_run = (cache_option, _parameters_option, _mapping_option, *_of_silent_returns, *_of_time)


def audience_of(audience: str, names: bool) -> Audience:
    """For whom a run is; ends the command where names are asked for that are never shown."""
    chosen = Audience(audience)
    if names and chosen is Audience.PUBLIC:
        stop("--names: names of people are never shown to the public; leave out one of the two.")
    return Audience.INTERNAL if names else chosen


def returns_argument(command: Callback) -> Callback:
    """``RETURNS...``, one or more."""
    return click.argument(
        "returns", nargs=-1, required=True, type=PathType(), metavar="RETURNS..."
    )(command)


def decisions_option(command: Callback) -> Callback:
    """``--decisions FILE``: what people decided about the findings."""
    return click.option(
        "--decisions",
        "decisions",
        type=PathType(),
        metavar="FILE",
        help="Moderated scores, waivers and actions, as clausewise decisions writes them. "
        "A waiver is shown with a verdict and never changes it.",
    )(command)


def audience_options(default: Audience) -> Callable[[Callback], Callback]:
    """``--audience`` and ``--names``, for whoever will read the outputs."""

    def with_options(command: Callback) -> Callback:
        for option in (
            click.option(
                "--names",
                "names",
                is_flag=True,
                help="Show names of people in the outputs.",
            ),
            click.option(
                "--audience",
                type=click.Choice([audience.value for audience in Audience]),
                default=default.value,
                show_default=True,
                help="Who will read it. shared: no names of people. public: no text "
                "as typed, no figure that could tell who somebody is. internal: everything.",
            ),
        ):
            command = option(command)
        return command

    return with_options
