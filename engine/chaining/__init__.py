"""Chaining: what follows from findings taken together."""

from __future__ import annotations

from engine.chaining.derive import Chainer, derive_concerns
from engine.chaining.signal import KINDS, ChainingError

__all__ = ["KINDS", "Chainer", "ChainingError", "derive_concerns"]
