"""The reports: an assessment told to people and to other programs."""

from __future__ import annotations

from reports.files import CannotWrite
from reports.write import write_reports

__all__ = ["CannotWrite", "write_reports"]
