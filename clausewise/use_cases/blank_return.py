"""A blank return for an organisation to fill in."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from clausewise.errors import ArgumentError, ReturnsUnusable
from clausewise.names import distinct, file_stem
from clausewise.packs import FilePath, LoadedPack
from clausewise.returns import read_whatever, usable
from engine.nouns.evidence.organisation import Organisation
from engine.nouns.policy.pack import Pack
from engine.nouns.quarter import Quarter
from evidence.blank_return.carry_forward import CannotCarry, carried_from
from evidence.blank_return.request import Request, services_named
from evidence.mapping.nouns import NO_MAPPINGS, MappingsGiven
from evidence.nouns.returns import Return, ReturnsRead
from evidence.reading import Progress, no_progress
from evidence.workbook_kit import TooLong
from reports.files import CannotWrite, is_taken, write_new, write_several


def check_kind(pack: Pack, kind: str) -> None:
    """Raises ArgumentError where the pack knows no such kind of organisation."""
    kinds = pack.vocabulary.kinds
    if kind not in kinds:
        raise ArgumentError("kind", f"“{kind}” is not a kind; the kinds are {', '.join(kinds)}.")


def services_provided(pack: Pack, text: str) -> frozenset[str]:
    """The services in a text with commas between them. Raises ArgumentError for unknown ones."""
    try:
        return services_named(pack, text)
    except ValueError as error:
        raise ArgumentError("services", str(error)) from None


def carry_forward(
    policy: LoadedPack,
    request: Request,
    previous: FilePath,
    on_progress: Progress = no_progress,
    mappings: MappingsGiven = NO_MAPPINGS,
) -> Request:
    """The request with what still stands of a previous return; ``mappings`` are those of
    ``read_mappings()`` for one in its sender's own layout.

    Raises ReturnsUnusable where it is not one return, of that organisation and earlier.
    """
    reading = read_whatever(previous, policy, None, on_progress, mappings).reading
    try:
        return replace(request, carried=carried_from(reading, policy.pack, request))
    except CannotCarry as error:
        raise ReturnsUnusable(f"--carry-forward: {previous} {error}", error.faults) from None


def requests_for_all(
    policy: LoadedPack,
    returns: FilePath,
    quarter: Quarter | None = None,
    on_progress: Progress = no_progress,
    mappings: MappingsGiven = NO_MAPPINGS,
) -> tuple[Request, ...]:
    """A request for each organisation of some returns, in order of code: its kind, code and name,
    and what still stands of its latest return before the quarter.

    Without a quarter it is the one after the latest that was returned. Raises ReturnsUnusable
    where none of the returns can be used.
    """
    reading = usable(read_whatever(returns, policy, None, on_progress, mappings)).reading
    latest = max(submitted.quarter for submitted in reading.returns)
    wanted = quarter or Quarter.of_index(latest.index + 1)
    by_code: dict[str, list[Return]] = {}
    for submitted in reading.returns:
        by_code.setdefault(submitted.organisation.code, []).append(submitted)
    return tuple(
        _request(policy.pack, reading, [*sent], wanted) for _, sent in sorted(by_code.items())
    )


def _request(pack: Pack, reading: ReturnsRead, sent: Sequence[Return], wanted: Quarter) -> Request:
    """The request for one organisation, by what it sent."""
    who = max(sent, key=lambda submitted: submitted.quarter).organisation
    request = Request(who.kind, None, who.code, who.name, wanted)
    earlier = [submitted for submitted in sent if submitted.quarter < wanted]
    if not earlier:
        return request
    last = max(earlier, key=lambda submitted: submitted.quarter)
    own = replace(
        reading,
        returns=(last,),
        faults=tuple(fault for fault in reading.faults if fault.file.startswith(last.file)),
    )
    try:
        return replace(request, carried=carried_from(own, pack, request))
    except CannotCarry:
        # Its kind has changed since, so that its answers are to other questions.
        return request


def write_blanks(
    policy: LoadedPack, requests: Sequence[Request], out: FilePath
) -> tuple[Path, ...]:
    """Write the blank returns that are requested into a folder, or into one archive where ``out``
    ends in .zip; returns what was written.

    Nothing is written over, since a blank return is there to be filled in. Raises CannotWrite.
    """
    path = Path(out)
    names = distinct(_file_name(request) for request in requests)
    made = {
        f"{name}.xlsx": _made(policy.pack, request)
        for name, request in zip(names, requests, strict=True)
    }
    is_there = is_taken(path)
    for target in (path,) if path.suffix.lower() == ".zip" else (path / name for name in made):
        if is_there and os.path.lexists(target):
            raise CannotWrite(
                f"{target} already exists, and may have been filled in. Nothing was written. "
                "Give another name, or move it away."
            )
    return write_several(made, path)


def _file_name(request: Request) -> str:
    """``ZA1-marlhaven-hospitals-2014-15-Q4``."""
    stem = file_stem(Organisation(request.code, request.name, request.kind))
    quarter = request.quarter.label.replace(" ", "-") if request.quarter is not None else ""
    return "-".join(part for part in (stem, quarter) if part)


def write_blank(policy: LoadedPack, request: Request, out: FilePath) -> None:
    """Write the blank return that is requested, as a workbook.

    Raises ArgumentError where the pack knows no such kind, CannotWrite where it cannot be
    written or something is in its place.
    """
    write_new(Path(out), _made(policy.pack, request))


def _made(pack: Pack, request: Request) -> bytes:
    from evidence.blank_return.excel.write import blank_return_workbook

    check_kind(pack, request.kind)
    try:
        return blank_return_workbook(pack, request)
    except TooLong as error:
        raise CannotWrite(
            f"A cell cannot hold what would be carried to it: {error}. Shorten it in the return."
        ) from None
