"""What every benchmark is measured and told by: processes of their own, ratios, tables."""

from __future__ import annotations
