"""Whether values for some lines of a training register name frameworks and levels there are."""

from __future__ import annotations

from collections.abc import Iterable

from engine.loading.files.yaml_lines import Path, YamlDocument
from engine.nouns.evidence.fault import PackFault
from engine.nouns.policy.parameter import ParameterValue
from engine.nouns.policy.vocabulary import Framework, Vocabulary
from engine.parameters import refreshed_by


def narrowing_faults(
    document: YamlDocument, at: Path, name: str, value: ParameterValue, vocabulary: Vocabulary
) -> list[PackFault]:
    """What is wrong with the frameworks and levels that a value of a parameter is for alone."""
    narrowed = value.narrowed_to
    if not narrowed:
        return []
    refreshed = refreshed_by(vocabulary, name)
    if not refreshed:
        return [
            document.fault(
                at,
                f"a value of “{name}” for {narrowed.words} alone",
                "frameworks, levels and staff groups only for a parameter that says how long a "
                "framework’s training stays in date",
                "Give one value for all.",
            )
        ]
    faults = [
        document.fault(
            at,
            f"the framework “{key}”",
            f"a framework whose training stays in date by “{name}”: {_listed(refreshed)}",
            "Correct the key.",
        )
        for key in narrowed.frameworks
        if key not in refreshed
    ]
    named = [
        framework
        for key, framework in refreshed.items()
        if key in (narrowed.frameworks or refreshed)
    ]
    most = max((framework.levels for framework in named), default=0)
    faults += [
        document.fault(at, f"Level {level}", f"a level from 1 to {most}", "Correct the level.")
        for level in narrowed.levels
        if named and level > most
    ]
    return faults


def pack_faults(
    document: YamlDocument, vocabulary: Vocabulary, parameters: Iterable[tuple[str, ParameterValue]]
) -> list[PackFault]:
    """The same of all values of a pack, by the names of their parameters."""
    return [
        fault
        for name, value in parameters
        for fault in narrowing_faults(document, (name, "values"), name, value, vocabulary)
    ]


def _listed(frameworks: dict[str, Framework]) -> str:
    return ", ".join(frameworks)
