"""Manifests: what a run was made of and what it made, so that anybody can make it again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

FORMAT = 1
"""The version of the manifest's own form."""
SHIPPED = "clausewise:examples"
"""What stands for the examples that come with the program, wherever they are installed."""
SHIPPED_DECISIONS = "clausewise:decisions"
"""What stands for the example of decisions that comes with the program."""
SHIPPED_RULES = "clausewise:rules"
"""What stands for the rules that come with the program."""
RETURN = "return"
"""The role of a submitted file."""
PARAMETERS = "parameters"
"""The role of a run's own parameters file."""
DECISIONS = "decisions"
"""The role of a run's file of decisions."""
MAPPING = "mapping"
"""The role of a mapping of a sender's own layout."""

_CLOSED = {"extra": "forbid"}


@dataclass(frozen=True, slots=True)
class FileRecord:
    """A file as it was: its name as shown, and the fingerprint and size of its bytes."""

    __pydantic_config__: ClassVar[Mapping[str, str]] = _CLOSED
    name: str
    sha256: str | None
    """In small hex digits; None where it may not be told, or the file could not be opened."""
    size: int | None
    """In bytes; None as ``sha256`` is."""


@dataclass(frozen=True, slots=True)
class InputRecord:
    """A file that the run read."""

    __pydantic_config__: ClassVar[Mapping[str, str]] = _CLOSED
    role: str
    """What it was read as: "return", "parameters"."""
    name: str
    """As the run's reports show it."""
    sha256: str | None
    size: int | None
    path: str | None
    """Where it was, from the manifest's own folder; None where that cannot or may not be told."""
    used: bool
    """Whether what it says was assessed."""


@dataclass(frozen=True, slots=True)
class PackRecord:
    """The policy pack that judged, with every file of it."""

    __pydantic_config__: ClassVar[Mapping[str, str]] = _CLOSED
    id: str
    version: str
    sha256: str
    """Over every file's name and bytes, as the reports show it."""
    path: str | None
    """From the manifest's own folder; "clausewise:rules" for the pack that comes with the program;
    None where the place cannot or may not be told."""
    files: tuple[FileRecord, ...]


@dataclass(frozen=True, slots=True)
class SoftwareRecord:
    """The program, and the versions of the libraries that decide what it makes."""

    __pydantic_config__: ClassVar[Mapping[str, str]] = _CLOSED
    version: str
    python: str
    libraries: Mapping[str, str]
    """Version by name of the library; empty where it is not installed."""
    chained_by: str


@dataclass(frozen=True, slots=True)
class OptionsRecord:
    """What was asked of the run."""

    __pydantic_config__: ClassVar[Mapping[str, str]] = _CLOSED
    period: str
    """The quarter's label: 2014-15 Q2."""
    as_of: str
    """ISO date."""
    audience: str
    names: bool
    """Whether names of people are shown."""
    quarter_given: str = ""
    """The quarter of the returns that name none; empty where none was given for them."""
    code_given: str = ""
    """The code of the returns that give none; empty where none was given for them."""
    kind_given: str = ""
    """The kind of the organisations whose returns give none."""
    single: tuple[str, ...] = ()
    """The codes of the organisations of which a page that stands alone was made."""
    dataset: bool = False
    """Whether the findings were written as a data set too."""


@dataclass(frozen=True, slots=True)
class ParameterRecord:
    """A parameter's value in force."""

    __pydantic_config__: ClassVar[Mapping[str, str]] = _CLOSED
    name: str
    value: float
    unit: str
    set_by: str
    clause: str | None
    in_force_from: str
    overlaid_from: str | None
    organisations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PastFindingRecord:
    """A verdict that an earlier run found."""

    __pydantic_config__: ClassVar[Mapping[str, str]] = _CLOSED
    organisation: str
    period: str
    rule: str
    verdict: str
    basis: str | None


@dataclass(frozen=True, slots=True)
class PastFigureRecord:
    """A figure that an earlier run knew, between its bounds; None is no bound."""

    __pydantic_config__: ClassVar[Mapping[str, str]] = _CLOSED
    organisation: str
    period: str
    fact: str
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class PastReturnRecord:
    """Which earlier run knew of an organisation's quarter."""

    __pydantic_config__: ClassVar[Mapping[str, str]] = _CLOSED
    organisation: str
    period: str
    received: bool
    run: str
    pack_version: str
    same_pack: bool


@dataclass(frozen=True, slots=True)
class PastRecord:
    """What the history of runs gave this one; empty without a history, and for the public."""

    __pydantic_config__: ClassVar[Mapping[str, str]] = _CLOSED
    findings: tuple[PastFindingRecord, ...] = ()
    figures: tuple[PastFigureRecord, ...] = ()
    quarters: tuple[str, ...] = ()
    returns: tuple[PastReturnRecord, ...] = ()
    absent: tuple[PastReturnRecord, ...] = ()


NOTHING_REMEMBERED = PastRecord()


@dataclass(frozen=True, slots=True)
class Manifest:
    """One run: inputs, rules, numbers, software, and the outputs made of them."""

    __pydantic_config__: ClassVar[Mapping[str, str]] = _CLOSED
    manifest: int
    """The version of this form."""
    software: SoftwareRecord
    options: OptionsRecord
    returns: tuple[str | None, ...]
    """The files and folders given to be read, each from the manifest's own folder;
    "clausewise:examples" for the examples that come with the program; None where the place
    cannot or may not be told."""
    inputs: tuple[InputRecord, ...]
    """In order of role and name."""
    pack: PackRecord
    parameters: tuple[ParameterRecord, ...]
    """In the pack's order, each value for all followed by those for some."""
    outputs: tuple[FileRecord, ...]
    """The files written beside the manifest, in order of name."""
    past: PastRecord = NOTHING_REMEMBERED
    """What the history of runs gave this one."""
