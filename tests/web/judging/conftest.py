"""A round with one certified return, judged once for all tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.web.conftest import Connection
    from tests.web.people_of import Site
    from web.rounds.models import Round


@pytest.fixture
def held(site: Site, connection: Connection) -> Round:
    """A round with one certified return, closed and judged."""
    from tests.web.judged_round import judged_round

    return judged_round(site, connection)
