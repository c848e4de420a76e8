"""What was kept is used: to read it anew is an error."""

from __future__ import annotations

from typing import NoReturn

import pytest


def _read(*_: object) -> NoReturn:
    raise AssertionError("read again")


def forbid_reading(monkeypatch: pytest.MonkeyPatch, *more: str) -> None:
    """From now on whoever reads a file of a return, gathers its facts, or calls what ``more``
    names, fails."""
    for name in ("evidence.reading._draft", "evidence.submissions._gathered", *more):
        monkeypatch.setattr(name, _read)
