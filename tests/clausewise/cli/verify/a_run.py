"""What the tests of ``clausewise verify`` make runs of."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from click.testing import Result

Clausewise = Callable[..., Result]
FIRE = Path(__file__).resolve().parents[4] / "examples" / "fire-safety-care-home"
OWN = """\
alarm_tests_partly_met:
  values:
    - {value: 12, in_force_from: 2014-04-01, set_by: commissioner, note: Contract}
"""
Verify = Callable[..., tuple[int, list[str]]]
