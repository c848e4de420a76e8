"""What if: the cells that would change were parameters others."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace

from clausewise.assessing import assess
from clausewise.errors import UnknownName
from clausewise.names import nearest
from clausewise.returns import Evidence
from engine.nouns.outcome.assessment import Assessment
from engine.nouns.outcome.what_if import ChangedCell, WhatIf
from engine.nouns.quarter import Quarter
from engine.what_if import compare_assessments, pack_with_values


@dataclass(frozen=True, slots=True)
class Trial:
    """What other values would change in a quarter; ``str`` of it is the whole in words."""

    assessment: Assessment
    """As it is now."""
    tried: tuple[WhatIf, ...]
    """Each value tried, in place of which, and who keeps one of their own."""
    cells: tuple[ChangedCell, ...]
    """The cells of the matrix that differ where all of them hold."""

    def __str__(self) -> str:
        from reports.terminal.what_ifs import what_if_text

        return what_if_text(self.assessment, self.tried, self.cells)


def what_if(
    evidence: Evidence,
    values: Mapping[str, float],
    period: Quarter | str | None = None,
    as_of: dt.date | None = None,
) -> Trial:
    """Assess evidence twice, the second time with other values of parameters, by their names.

    The value for all organisations is replaced, in the parameter's own unit; an organisation
    with a value of its own keeps it. Raises UnknownName where the pack has no such parameter, and
    otherwise as ``assess`` does.
    """
    policy = evidence.policy
    for name in values:
        if name not in policy.pack.parameters:
            near = nearest(name, policy.pack.parameters)
            raise UnknownName(f"“{name}” is not a parameter of {policy.pack.title}.", near)
    now = assess(evidence, period, as_of).whole
    run = now.run
    other = replace(policy, pack=pack_with_values(policy.pack, values, run.as_of))
    then = assess(replace(evidence, policy=other), run.period, run.as_of).whole
    return Trial(now, *compare_assessments(now, then, values))
