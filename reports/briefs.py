"""Findings in short, for lists of many: what lists show of each is kept, not the finding."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from engine.nouns.evidence.fact import Fact, Origin
from engine.nouns.outcome.concern import Statement
from engine.nouns.outcome.finding import Finding, ParameterUsed
from engine.nouns.outcome.findings import Findings
from engine.nouns.outcome.rulings import Judged, Key
from engine.nouns.policy.verdict_fact import rule_read

OriginsOf = Callable[[Finding, Fact], tuple[Origin, ...]]


@dataclass(frozen=True, slots=True)
class Brief:
    """What lists of many findings tell of one."""

    because: str
    parameters: tuple[ParameterUsed, ...]
    """Those that its comparisons used, each once, in the order read."""
    files: tuple[str, ...]
    """The submitted files with a cell under it, each once."""
    reads_verdicts: bool
    """Whether verdicts on other duties decided it."""


@dataclass(frozen=True, slots=True)
class Gist:
    """What somebody reads of a concern who reads nothing else of it."""

    sentence: str
    """``“A Named Nurse is in post” (Section 6, paragraph 8(a)) is not met, as in 2014-15 Q1.``"""
    figures: Sequence[Statement]
    """At most two, each with its cells: those that clash, or what failed and how it was before."""


class Briefs:
    """Each finding in short, worked out once: none is made again for a list."""

    def __init__(self, findings: Findings, origins_of: OriginsOf) -> None:
        """``origins_of`` gives the cells that a fact of a finding rests on."""
        self._findings, self._origins_of = findings, origins_of
        self._known: dict[Key, Brief] = {}
        # Many have the same parameters and files: one tuple is held for all of them.
        self._alike: dict[object, Any] = {}

    @property
    def known(self) -> Mapping[Key, Brief]:
        """Those that were worked out so far."""
        return self._known

    def add(self, known: Mapping[Key, Brief]) -> None:
        """Know what a worker worked out."""
        for key, brief in known.items():
            used = self._alike.setdefault(brief.parameters, brief.parameters)
            files = self._alike.setdefault(brief.files, brief.files)
            self._known[key] = replace(brief, parameters=used, files=files)

    def for_ruling(self, judged: Judged) -> Brief:
        """The finding of a ruling in short, or a finding itself."""
        brief = self._known.get(judged.key)
        if brief is None:
            finding = judged if isinstance(judged, Finding) else self._findings.by_key(judged.key)
            assert finding is not None
            used, files = parameters_of(finding), self._files(finding)
            alike = self._alike
            brief = Brief(
                finding.because,
                alike.setdefault(used, used),
                alike.setdefault(files, files),
                any(rule_read(step.fact.name) for step in finding.trace if step.decisive),
            )
            self._known[judged.key] = brief
        return brief

    def _files(self, finding: Finding) -> tuple[str, ...]:
        facts = (fact for step in finding.trace for fact in (step.fact, step.against) if fact)
        origins = (origin for fact in facts for origin in self._origins_of(finding, fact))
        return tuple(dict.fromkeys(origin.file for origin in origins))


def parameters_of(finding: Finding) -> tuple[ParameterUsed, ...]:
    """The parameters that a finding's comparisons used, each once, in the order read."""
    used = (step.parameter for step in finding.trace if step.parameter is not None)
    return tuple({parameter.name: parameter for parameter in used}.values())
