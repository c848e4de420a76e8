"""The phrases of a pack, from ``wording.yaml`` and the files of its folder ``wording/``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from engine.loading.files.evidence_shapes import PhrasesShape, WordingFileShape
from engine.loading.files.shapes import Shape
from engine.loading.files.validate import shaped
from engine.loading.files.yaml_lines import YamlDocument
from engine.nouns.evidence.fault import PackFault
from engine.nouns.policy.phrasing import Counting, Dating, Denials, KnownWords, Phrases, Phrasing


def phrasing_of(documents: Sequence[YamlDocument]) -> tuple[Phrasing, list[PackFault]]:
    """The phrases of all files together; the neutral ones if there is no file, or one is faulty.

    A list that stands in several files has the phrases of each, in the order of the files.
    """
    lists: dict[str, Any] = {}
    faults: list[PackFault] = []
    for document in documents:
        shape, wrong = shaped(document, WordingFileShape)
        faults.extend(wrong)
        if shape is not None:
            lists = _joined(lists, shape.model_dump(exclude_unset=True))
    if not documents or faults:
        return Phrasing(), faults
    return _phrasing(WordingFileShape.model_validate(lists)), []


def _joined(before: Mapping[str, Any], more: Mapping[str, Any]) -> dict[str, Any]:
    """The lists of two files, those of the same name one after the other."""
    joined = dict(before)
    for name, given in more.items():
        there = before.get(name)
        if there is None:
            joined[name] = given
        elif given is not None:
            joined[name] = _joined(there, given) if isinstance(given, dict) else [*there, *given]
    return joined


def _phrasing(shape: WordingFileShape) -> Phrasing:
    lists = {
        name: Phrases(**_tuples(given))
        for name in WordingFileShape.model_fields
        if isinstance(given := getattr(shape, name), PhrasesShape)
    }
    return Phrasing(
        **lists,
        counting=Counting(**_tuples(shape.counting)) if shape.counting else Counting(),
        denials=Denials(**_tuples(shape.denials)) if shape.denials else Denials(),
        known=KnownWords(**_tuples(shape.known)) if shape.known else KnownWords(),
        dating=Dating(**_tuples(shape.dating)) if shape.dating else Dating(),
        parts=tuple(shape.parts),
        professions=tuple(shape.professions),
        bodies=tuple(shape.bodies),
        reached=tuple(shape.reached),
        sampled=tuple(shape.sampled),
        places={key: tuple(words) for key, words in shape.places.items()},
    )


def _tuples(given: Shape) -> dict[str, tuple[str, ...]]:
    """The lists of a shape, each as a tuple."""
    return {key: tuple(words) for key, words in given.model_dump().items()}
