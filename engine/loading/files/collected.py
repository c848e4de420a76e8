"""The parts of a pack, each read from its file, with the faults of every file collected."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from engine.loading.files.yaml_lines import YamlDocument
from engine.nouns.evidence.fault import PackFault

Part = TypeVar("Part")


@dataclass(frozen=True, slots=True)
class Collected:
    """Collects the faults of the files of one pack while its parts are read."""

    documents: Mapping[str, YamlDocument]
    """The pack's files by name, those that there are."""
    faults: list[PackFault] = field(default_factory=list)

    def keep(self, read: tuple[Part, list[PackFault]]) -> Part:
        """The part that was read; its faults are kept here."""
        part, faults = read
        self.faults.extend(faults)
        return part

    def part(
        self,
        name: str,
        reader: Callable[[YamlDocument], tuple[Part, list[PackFault]]],
        default: Part,
    ) -> Part:
        """The part that a file holds, or the default where the pack has no such file."""
        document = self.documents.get(name)
        return default if document is None else self.keep(reader(document))
