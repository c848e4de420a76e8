"""Where the program's own files are: the packs and the examples stand beside this package."""

from __future__ import annotations

from pathlib import Path

HOME = Path(__file__).resolve().parent.parent
DEFAULT_PACK = HOME / "rules" / "suffolk-safeguarding-children-2013"
EXAMPLES = HOME / "examples" / "returns"
EXAMPLE_DECISIONS = HOME / "examples" / "decisions" / "decisions.xlsx"
