"""The story behind the example returns, as plain data: its cast, its form and what was decided."""

from __future__ import annotations

from examples.story.cast import (
    brackenmere,
    copperdale,
    fennimore,
    ferncombe,
    harrowfen,
    limewick,
    marlhaven,
    quaybridge,
    sedgecombe,
    tollwick,
    wickmere,
    yarrowby,
)
from examples.story.nouns import MadeReturn

RETURNS: tuple[MadeReturn, ...] = (
    *marlhaven.RETURNS,
    *brackenmere.RETURNS,
    *tollwick.RETURNS,
    *fennimore.RETURNS,
    *sedgecombe.RETURNS,
    *quaybridge.RETURNS,
    *copperdale.RETURNS,
    *ferncombe.RETURNS,
    *harrowfen.RETURNS,
    *limewick.RETURNS,
    *yarrowby.RETURNS,
    *wickmere.RETURNS,
)
"""Every return of the cast, organisation by organisation and quarter by quarter."""
