"""The pack's verdicts over invented evidence, reached by ours and by other engines."""

from __future__ import annotations
