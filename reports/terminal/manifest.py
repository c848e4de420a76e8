"""What a run's manifest was held to, and what differs, on the terminal and as JSON."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence

from engine.nouns.english import counted, listed
from engine.nouns.outcome.difference import About, Difference
from engine.nouns.outcome.manifest import Manifest
from reports.terminal.layout import wrapped

_HEADINGS = {
    About.INPUT: "FILES READ",
    About.PACK: "RULES",
    About.PARAMETER: "FIGURES",
    About.OPTION: "WHAT WAS ASKED",
    About.SOFTWARE: "SOFTWARE",
    About.OUTPUT: "OUTPUTS BESIDE THE MANIFEST",
    About.REMADE: "OUTPUTS MADE AGAIN",
    About.VERDICT: "VERDICTS",
    About.FINDING: "FINDINGS WITH THE SAME VERDICT",
    About.CONCERN: "CONCERNS",
}
_MOST = 60
"""So many differences of one sort are shown; JSON has them all."""


def manifest_page(
    manifest: Manifest, differences: Sequence[Difference], notes: Sequence[str] = ()
) -> str:
    """What was checked, then what differs, sort by sort; or that nothing does."""
    asked = manifest.options
    lines = [
        wrapped(
            f"{manifest.pack.id}, version {manifest.pack.version}, {asked.period}, judged as of "
            f"{asked.as_of}, for the audience “{asked.audience}”, by {manifest.software.version}.",
            0,
        ),
        wrapped(_checked(manifest), 0),
        *(wrapped(note, 0) for note in notes),
    ]
    if not differences:
        lines += ["", "Everything is the same, byte for byte."]
        return "\n".join(lines)
    sorts = [
        about for about in About if any(difference.about is about for difference in differences)
    ]
    headings = listed(_HEADINGS[about].lower() for about in sorts)
    lines += ["", wrapped(f"{counted(len(differences), 'difference')}: in {headings}.", 0)]
    for about in sorts:
        lines += ["", _HEADINGS[about], *_of(about, differences)]
    return "\n".join(lines)


def _checked(manifest: Manifest) -> str:
    parts = [
        counted(len(manifest.inputs), "file") + " read",
        counted(len(manifest.pack.files), "file") + " of rules",
        counted(len(manifest.parameters), "figure"),
        counted(len(manifest.software.libraries), "library", "libraries"),
        counted(len(manifest.outputs), "output"),
    ]
    return f"Checked against the manifest: {listed(parts)}."


def _of(about: About, differences: Sequence[Difference]) -> Iterator[str]:
    mine = [difference for difference in differences if difference.about is about]
    for difference in mine[:_MOST]:
        yield wrapped(f"- {difference.how.value}: {difference.name}: {difference.words}", 2, 2)
    if len(mine) > _MOST:
        yield f"  and {len(mine) - _MOST} more (--json lists all)"


def manifest_plain(
    manifest: Manifest, differences: Sequence[Difference], notes: Sequence[str] = ()
) -> dict[str, object]:
    """The same as plain data."""
    return {
        "same": not differences,
        "period": manifest.options.period,
        "notes": list(notes),
        "differences": [dataclasses.asdict(difference) for difference in differences],
    }
