"""A round with one certified return, closed and judged: made once in a session, then copied."""

from __future__ import annotations

from tests.web.conftest import Connection
from tests.web.people_of import OTHER, TOLLWICK, Site, do_jobs, upload
from web.access.roles import PersonRole
from web.judging.state import state_of
from web.rounds.models import Round

SENDER = OTHER


def judged_round(site: Site, connection: Connection) -> Round:
    """The round, at a site that goes on from there."""

    def make() -> None:
        made = site.round()
        own = f"/rounds/{made.pk}/organisations/{SENDER}"
        files = {"files": [upload(TOLLWICK)]}
        site.client(PersonRole.SUBMITTER, SENDER).post(f"{own}/send", files)
        do_jobs()
        site.client(PersonRole.CERTIFIER, SENDER).post(f"{own}/returns/1/certify")
        site.client(PersonRole.ADMINISTRATOR).post(f"/rounds/{made.pk}/state", {"state": "closed"})
        do_jobs()

    connection.begin("judged", make)
    held = Round.objects.get()
    assert held.state == "assessed"
    return held


def published_round(site: Site, connection: Connection) -> Round:
    """The round signed, and published to providers."""

    def make() -> None:
        held = judged_round(site, connection)
        commissioner = site.client(PersonRole.COMMISSIONER)
        commissioner.post(f"/rounds/{held.pk}/sign-off", {"state": state_of(held).digest})
        commissioner.post(f"/rounds/{held.pk}/publish", {"audience": "shared"})
        do_jobs()

    connection.begin("published", make)
    site.people.clear()
    return Round.objects.get()
