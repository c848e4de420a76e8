"""The shapes of ``queries.yaml`` and ``successions.yaml``: what a reader of the policy is told."""

from __future__ import annotations

from typing import Annotated, TypeVar

from pydantic import Field

from engine.loading.files.shapes import Shape, Text
from engine.loading.files.validate import shaped
from engine.loading.files.yaml_lines import YamlDocument
from engine.nouns.evidence.fault import PackFault


class NoteShape(Shape):
    id: Text


class QueryShape(NoteShape):
    clauses: list[Text]
    words: Text
    reading: Text
    consequence: Text
    rules: list[Text] = []


class SuccessionShape(NoteShape):
    terms: Annotated[list[Text], Field(min_length=1)]
    was: Text
    now: Text
    since: str = ""
    note: str = ""


Note = TypeVar("Note", bound=NoteShape)


def notes_in(
    document: YamlDocument, shape: type[Note], kind: str, kinds: str
) -> tuple[list[tuple[int, Note]], list[PackFault]]:
    """The notes of a file that is a list of them, each with its place, and every fault in it.

    ``kind`` is what a note is called, ``kinds`` what several are.
    """
    if not isinstance(document.data, list):
        return [], [document.fault((), "no list", f"a list of {kinds}", "Begin each with -.")]
    found: dict[str, tuple[int, Note]] = {}
    faults: list[PackFault] = []
    for place, data in enumerate(document.data):
        note, wrong = shaped(document, shape, data, (place,))
        faults.extend(wrong)
        if note is None:
            continue
        if note.id in found:
            again = f"the {kind} “{note.id}” again"
            faults.append(document.fault((place,), again, "each once", "Rename it."))
        found[note.id] = place, note
    return list(found.values()), faults
