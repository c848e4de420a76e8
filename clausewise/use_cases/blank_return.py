"""A blank return for an organisation to fill in."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from clausewise.errors import ArgumentError, ReturnsUnusable
from clausewise.packs import FilePath, LoadedPack
from clausewise.returns import read_whatever
from engine.nouns.policy.pack import Pack
from evidence.blank_return.carry_forward import CannotCarry, carried_from
from evidence.blank_return.request import Request, services_named
from evidence.reading import Progress, quiet
from evidence.workbook_kit import TooLong
from reports.files import CannotWrite


def check_kind(pack: Pack, kind: str) -> None:
    """Raises ArgumentError where the pack knows no such kind of organisation."""
    kinds = pack.vocabulary.kinds
    if kind not in kinds:
        raise ArgumentError("kind", f"“{kind}” is no kind; the kinds are {', '.join(kinds)}.")


def services_provided(pack: Pack, text: str) -> frozenset[str]:
    """The services in a text with commas between them. Raises ArgumentError for unknown ones."""
    try:
        return services_named(pack, text)
    except ValueError as error:
        raise ArgumentError("services", str(error)) from None


def carry_forward(
    policy: LoadedPack, request: Request, previous: FilePath, on_progress: Progress = quiet
) -> Request:
    """The request with what still stands of a previous return.

    Raises ReturnsUnusable where it is not one return, of that organisation and earlier.
    """
    reading = read_whatever(previous, policy, on_progress=on_progress).reading
    try:
        return replace(request, carried=carried_from(reading, policy.pack, request))
    except CannotCarry as error:
        raise ReturnsUnusable(f"--carry-forward: {previous} {error}", error.faults) from None


def write_blank(policy: LoadedPack, request: Request, out: FilePath) -> None:
    """Write the blank return that is requested, as a workbook.

    Raises ArgumentError where the pack knows no such kind, CannotWrite where it cannot be
    written.
    """
    from evidence.blank_return.excel.write import write_template

    check_kind(policy.pack, request.kind)
    try:
        write_template(policy.pack, request, Path(out))
    except OSError as error:
        raise CannotWrite(
            f"{out} cannot be written: {error.strerror or error}. Give another place."
        ) from None
    except TooLong as error:
        raise CannotWrite(
            f"A cell cannot hold what would be carried to it: {error}. Shorten it in the return."
        ) from None
