"""Chaining: what follows from findings taken together."""

from __future__ import annotations

from engine.chaining.chainers.signal_forms import KINDS, ChainingError
from engine.chaining.concerns import Chainer, derive_concerns

__all__ = ["KINDS", "Chainer", "ChainingError", "derive_concerns"]
