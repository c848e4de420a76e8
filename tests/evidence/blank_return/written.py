"""Blank returns as files."""

from __future__ import annotations

from pathlib import Path

from engine.nouns.policy.pack import Pack
from evidence.blank_return.excel.write import blank_return_workbook
from evidence.blank_return.request import Request


def write_template(pack: Pack, request: Request, path: Path) -> None:
    path.write_bytes(blank_return_workbook(pack, request))
