"""Invented returns of a whole country, as many as are asked for; the same seed gives the same."""

from __future__ import annotations
