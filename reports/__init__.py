"""The reports: an assessment for people and for other programs."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

# The command line asks the room for words at every start, which is to be quick.
if TYPE_CHECKING:
    from reports.files import CannotWrite
    from reports.write import write_reports

__all__ = ["CannotWrite", "write_reports"]
_HOMES = {"CannotWrite": "reports.files", "write_reports": "reports.write"}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(_HOMES[name]), name)
