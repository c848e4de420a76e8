"""The files of the pack and of the policy, read as they are written."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[2]
PACK = ROOT / "rules" / "suffolk-safeguarding-children-2013"
SHARED = ROOT / "tests" / "shared"

PARAGRAPH = re.compile(r"^(?:- )?\[(S[^\]]+)\] (.*)$", re.MULTILINE)
TABLE_ROW = re.compile(r"^\| (S5\.2\.r\d|A1\.[\d.]+) \| (.*) \|$", re.MULTILINE)


def read(text: str) -> Any:
    """A file of the pack as plain data, by the parser that is written in C where that is there."""
    return yaml.load(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def of_pack(name: str) -> Any:
    """A file of the Suffolk pack as plain data."""
    return read((PACK / name).read_text("utf-8"))


def folded(text: str) -> str:
    """A text with single spaces for all its white space."""
    return " ".join(text.split())
