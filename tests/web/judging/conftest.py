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
    from tests.web.people_of import OTHER as OWN
    from tests.web.people_of import TOLLWICK, do_jobs, upload
    from web.access.roles import PersonRole
    from web.rounds.models import Round

    def make() -> None:
        made = site.round()
        own = f"/rounds/{made.pk}/organisations/{OWN}"
        files = {"files": [upload(TOLLWICK)]}
        site.client(PersonRole.SUBMITTER, OWN).post(f"{own}/send", files)
        do_jobs()
        site.client(PersonRole.CERTIFIER, OWN).post(f"{own}/returns/1/certify")
        site.client(PersonRole.ADMINISTRATOR).post(f"/rounds/{made.pk}/state", {"state": "closed"})
        do_jobs()

    connection.begin("judged", make)
    held = Round.objects.get()
    assert held.state == "assessed"
    return held
