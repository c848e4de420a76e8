"""Trending: each measured figure of each organisation over the quarters, and what changed."""

from engine.trending.trends import trends, trends_of

__all__ = ["trends", "trends_of"]
