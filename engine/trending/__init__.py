"""Trending: each measured figure of each organisation over the quarters, and what changed."""

from engine.trending.trends import trends

__all__ = ["trends"]
