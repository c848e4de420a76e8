"""Clausewise: a policy's duties as rules over submitted evidence, with cited findings.

What is named here is the interface for other Python programs (docs/use/python.md). Each is
imported when it is first asked for, so that ``import clausewise`` is quick.
"""

# No ``typing``: under ``python -m clausewise`` a file of that name, in the folder that one
# stands in, would run. A checker of types takes the name for true all the same.
import importlib

from clausewise.version import __version__

TYPE_CHECKING = False

if TYPE_CHECKING:
    from clausewise.assessing import AssessmentRun, assess, publish
    from clausewise.cache import cache_in
    from clausewise.errors import UnknownName
    from clausewise.frames import FACT_COLUMNS, FINDING_COLUMNS
    from clausewise.packs import LoadedPack, load_pack
    from clausewise.returns import Evidence, read_mappings, read_returns
    from clausewise.use_cases.check import check, write_marked
    from clausewise.use_cases.decide import carried_over, decide
    from clausewise.use_cases.explain import explain
    from clausewise.use_cases.map import map_workbook, write_mapping
    from clausewise.use_cases.meeting_packs import area_pack, meeting_pack, write_document
    from clausewise.use_cases.remember import open_history
    from clausewise.use_cases.verify import located, read_manifest, verify
    from clausewise.use_cases.what_if import what_if
    from clausewise.use_cases.write_reports import write_reports
    from engine.nouns.evidence.errors import ClausewiseError
    from engine.nouns.outcome.audience import Audience
    from engine.nouns.quarter import Quarter
    from engine.nouns.verdict import Verdict

__all__ = [
    "FACT_COLUMNS",
    "FINDING_COLUMNS",
    "AssessmentRun",
    "Audience",
    "ClausewiseError",
    "Evidence",
    "LoadedPack",
    "Quarter",
    "UnknownName",
    "Verdict",
    "__version__",
    "area_pack",
    "assess",
    "cache_in",
    "carried_over",
    "check",
    "decide",
    "explain",
    "load_pack",
    "located",
    "map_workbook",
    "meeting_pack",
    "open_history",
    "publish",
    "read_manifest",
    "read_mappings",
    "read_returns",
    "verify",
    "what_if",
    "write_document",
    "write_mapping",
    "write_marked",
    "write_reports",
]
_HOMES = {
    "clausewise.assessing": ("AssessmentRun", "assess", "publish"),
    "clausewise.errors": ("UnknownName",),
    "clausewise.frames": ("FACT_COLUMNS", "FINDING_COLUMNS"),
    "clausewise.cache": ("cache_in",),
    "clausewise.packs": ("LoadedPack", "load_pack"),
    "clausewise.returns": ("Evidence", "read_mappings", "read_returns"),
    "clausewise.use_cases.check": ("check", "write_marked"),
    "clausewise.use_cases.decide": ("carried_over", "decide"),
    "clausewise.use_cases.explain": ("explain",),
    "clausewise.use_cases.map": ("map_workbook", "write_mapping"),
    "clausewise.use_cases.meeting_packs": ("area_pack", "meeting_pack", "write_document"),
    "clausewise.use_cases.remember": ("open_history",),
    "clausewise.use_cases.verify": ("located", "read_manifest", "verify"),
    "clausewise.use_cases.what_if": ("what_if",),
    "clausewise.use_cases.write_reports": ("write_reports",),
    "engine.nouns.evidence.errors": ("ClausewiseError",),
    "engine.nouns.outcome.audience": ("Audience",),
    "engine.nouns.quarter": ("Quarter",),
    "engine.nouns.verdict": ("Verdict",),
}
"""By module, the names of the interface that are in it."""


def __getattr__(name: str) -> object:
    for module, names in _HOMES.items():
        if name in names:
            return getattr(importlib.import_module(module), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
