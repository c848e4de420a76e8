"""The reports: an assessment told to people and to other programs."""

from __future__ import annotations

from reports.writing import CannotWrite, write_reports

__all__ = ["CannotWrite", "write_reports"]
