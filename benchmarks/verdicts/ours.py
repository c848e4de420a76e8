"""The verdicts by our own engine, as a run has them once its facts are columns."""

from __future__ import annotations

import numpy as np

from benchmarks.verdicts.arrays import Run
from benchmarks.verdicts.evidence import Evidence
from benchmarks.verdicts.problem import VERDICTS, Verdicts
from engine.evaluating.plan import plan_of
from engine.evaluating.settle import VERDICTS as OWN
from engine.evaluating.settle import settle


def by_ours(evidence: Evidence) -> Run:
    """Every plane is kept; the verdicts are as our engine has them, for ``as_numbered``."""
    columns, setting = evidence.columns(), evidence.setting
    return lambda: settle(evidence.rules, columns, setting).verdicts


def as_numbered(evidence: Evidence, found: Verdicts) -> Verdicts:
    """Our verdicts, by the numbers of the oracle's."""
    places = [VERDICTS.index(verdict) if verdict in VERDICTS else -1 for verdict in OWN]
    order = [plan_of(evidence.rules).row_of[rule.id] for rule in evidence.rules]
    numbered: Verdicts = np.array(places, dtype=np.int8)[found[order]]
    return numbered
