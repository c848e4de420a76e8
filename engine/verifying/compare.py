"""Comparing: what was recorded of a run beside what is there now, each difference in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from engine.nouns.english import number
from engine.nouns.outcome.difference import About, Difference, How
from engine.nouns.outcome.manifest import FileRecord, Manifest, ParameterRecord, SoftwareRecord


def files_compared(
    about: About, recorded: Sequence[FileRecord], now: Sequence[FileRecord]
) -> Iterator[Difference]:
    """The files that changed, are missing, are extra, or have the same bytes by another name.

    A file recorded without a fingerprint is compared by its name alone.
    """
    before = {file.name: file for file in recorded}
    after = {file.name: file for file in now}
    missing = [file for name, file in before.items() if name not in after]
    extra = [file for name, file in after.items() if name not in before]
    for name, file in before.items():
        other = after.get(name)
        if other is not None and file.sha256 is not None and file.sha256 != other.sha256:
            yield Difference(about, How.CHANGED, name, f"{_was(file)}; {_is(other)}")
    moved = set()
    for file in missing:
        twin = next(
            (
                other
                for other in extra
                if file.sha256 is not None
                and other.sha256 == file.sha256
                and other.name not in moved
            ),
            None,
        )
        if twin is None:
            yield Difference(about, How.MISSING, file.name, f"{_was(file)}; it is not there now")
        else:
            moved.add(twin.name)
            words = f"the same bytes are there by the name “{twin.name}”"
            yield Difference(about, How.RENAMED, file.name, words)
    for file in extra:
        if file.name not in moved:
            yield Difference(about, How.EXTRA, file.name, f"not recorded; {_is(file)}")


def _was(file: FileRecord) -> str:
    return f"recorded {_seal(file)}"


def _is(file: FileRecord) -> str:
    return f"now {_seal(file)}"


def _seal(file: FileRecord) -> str:
    if file.sha256 is None:
        return "without a fingerprint"
    return f"{file.size:,} bytes with SHA-256 {file.sha256[:12]}…"


def parameters_compared(
    recorded: Sequence[ParameterRecord], now: Sequence[ParameterRecord]
) -> Iterator[Difference]:
    """The parameters whose value, source or reach is another, by name and whom they judge."""
    before = {(parameter.name, parameter.organisations): parameter for parameter in recorded}
    after = {(parameter.name, parameter.organisations): parameter for parameter in now}
    for key in dict.fromkeys((*before, *after)):
        parameter, other = before.get(key), after.get(key)
        if parameter == other:
            continue
        name = key[0] + (f" for {', '.join(key[1])}" if key[1] else "")
        if parameter is None and other is not None:
            yield Difference(About.PARAMETER, How.EXTRA, name, f"not recorded; now {_value(other)}")
        elif parameter is not None and other is None:
            yield Difference(
                About.PARAMETER,
                How.MISSING,
                name,
                f"recorded {_value(parameter)}; not in force now",
            )
        elif parameter is not None and other is not None:
            words = f"recorded {_value(parameter)}; now {_value(other)}"
            yield Difference(About.PARAMETER, How.CHANGED, name, words)


def _value(parameter: ParameterRecord) -> str:
    value = number(parameter.value, parameter.unit)
    words = f"{value}, set by the {parameter.set_by} since {parameter.in_force_from}"
    if parameter.clause:
        words += f", clause {parameter.clause}"
    return words + (f", from {parameter.overlaid_from}" if parameter.overlaid_from else "")


def software_compared(recorded: SoftwareRecord, now: SoftwareRecord) -> Iterator[Difference]:
    """The program, Python, libraries and chaining that are another."""
    pairs = [
        ("Clausewise", recorded.version, now.version),
        ("Python", recorded.python, now.python),
        ("concerns chained by", recorded.chained_by, now.chained_by),
        *(
            (name, recorded.libraries.get(name, ""), now.libraries.get(name, ""))
            for name in sorted({*recorded.libraries, *now.libraries})
        ),
    ]
    for name, before, after in pairs:
        if before != after:
            words = f"recorded {before or 'none'}; now {after or 'none'}"
            yield Difference(About.SOFTWARE, How.CHANGED, name, words)


def runs_compared(recorded: Manifest, now: Manifest) -> Iterator[Difference]:
    """The numbers, software and pack identity of a run and of the run made again."""
    before, after = recorded.pack, now.pack
    if (before.id, before.version) != (after.id, after.version):
        yield Difference(
            About.PACK,
            How.CHANGED,
            "the pack",
            f"recorded {before.id}, version {before.version}; now {after.id}, version "
            f"{after.version}",
        )
    yield from parameters_compared(recorded.parameters, now.parameters)
    yield from software_compared(recorded.software, now.software)


RecordedFindings = Mapping[tuple[str, str, str], tuple[str, str, str]]
"""By rule, organisation's code and quarter: the verdict, the organisation's name, and all that
the finding says, as text."""


def findings_compared(recorded: RecordedFindings, now: RecordedFindings) -> Iterator[Difference]:
    """The findings whose verdict is another, and how many say the same in other words."""
    other_words = []
    for key in dict.fromkeys((*recorded, *now)):
        before, after = recorded.get(key), now.get(key)
        if before == after:
            continue
        rule, code, quarter = key
        name = f"{rule} of {code} ({(after or before or ('', '', ''))[1]}), {quarter}"
        if before is None and after is not None:
            yield Difference(About.VERDICT, How.EXTRA, name, f"not recorded; now {after[0]}")
        elif before is not None and after is None:
            yield Difference(About.VERDICT, How.MISSING, name, f"recorded {before[0]}; none now")
        elif before is not None and after is not None and before[0] != after[0]:
            words = f"recorded {before[0]}; now {after[0]}"
            yield Difference(About.VERDICT, How.CHANGED, name, words)
        else:
            other_words.append(name)
    for name in other_words:
        yield Difference(
            About.FINDING, How.CHANGED, name, "the same verdict, on other evidence or other words"
        )
