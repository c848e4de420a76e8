"""The story behind the example returns, as plain data: one module an organisation."""

from __future__ import annotations

from examples.story import (
    brackenmere,
    fennimore,
    harrowfen,
    limewick,
    marlhaven,
    quaybridge,
    sedgecombe,
    tollwick,
    wickmere,
)
from examples.story.nouns import MadeReturn

RETURNS: tuple[MadeReturn, ...] = (
    *marlhaven.RETURNS,
    *brackenmere.RETURNS,
    *tollwick.RETURNS,
    *fennimore.RETURNS,
    *sedgecombe.RETURNS,
    *quaybridge.RETURNS,
    *harrowfen.RETURNS,
    *limewick.RETURNS,
    *wickmere.RETURNS,
)
"""Every return of the cast, organisation by organisation and quarter by quarter."""
