"""The story behind the example returns, as plain data: one module an organisation."""

from __future__ import annotations

from examples.story import brackenmere, fennimore, marlhaven, quaybridge, sedgecombe, tollwick
from examples.story.nouns import MadeReturn

RETURNS: tuple[MadeReturn, ...] = (
    *marlhaven.RETURNS,
    *brackenmere.RETURNS,
    *tollwick.RETURNS,
    *fennimore.RETURNS,
    *sedgecombe.RETURNS,
    *quaybridge.RETURNS,
)
"""Every return of the cast, organisation by organisation and quarter by quarter."""
