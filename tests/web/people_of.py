"""A site with its people and rounds, as the tests of the web application make them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from clausewise.places import DEFAULT_PACK, EXAMPLES
from web.access.roles import OF_ORGANISATIONS, PersonRole
from web.clock import now
from web.config import WebConfig
from web.people.accounts import add_organisation, add_person
from web.people.models import Account, KnownOrganisation
from web.rounds.models import Round
from web.rounds.opening import RoundPlan, make_round, move
from web.rounds.states import RoundState

OWN, OTHER = "ZA1", "ZA3"
NAMES = {OWN: "Marlhaven Hospitals NHS Trust", OTHER: "Tollwick Mental Health NHS Foundation Trust"}
MARLHAVEN = EXAMPLES / "2014-15-Q3" / "marlhaven-2014-15-Q3.xlsx"
TOLLWICK = EXAMPLES / "2014-15-Q3" / "tollwick-2014-15-Q3.xlsx"
PASSWORD = "correct horse battery staple"


@dataclass
class Site:
    """A site, and whoever is signed in at it."""

    config: WebConfig
    people: dict[tuple[PersonRole, str], Account] = field(default_factory=dict)

    def person(self, role: PersonRole, code: str = "", other: str = "") -> Account:
        """Somebody with a role, for an organisation where the role is a provider's."""
        key = role, code + other
        if key not in self.people:
            email = f"{role.value}{code}{other}@example.org".lower()
            self.people[key] = Account.objects.filter(email=email).first() or self._new(
                role, code, email
            )
        return self.people[key]

    def _new(self, role: PersonRole, code: str, email: str) -> Account:
        organisation = self.organisation(code) if role in OF_ORGANISATIONS else None
        name = f"{role.value.capitalize()} {code}".strip()
        return add_person(email, name, [(role, organisation)], "Test", now())

    def organisation(self, code: str) -> KnownOrganisation:
        found = KnownOrganisation.objects.filter(code=code).first()
        if found is None:
            by = self.person(PersonRole.ADMINISTRATOR)
            found = add_organisation(code, NAMES[code], "provider", by, now())
        return found

    def client(self, role: PersonRole, code: str = "", other: str = "") -> Client:
        """A browser at which somebody with the role is signed in."""
        client = Client()
        client.force_login(self.person(role, code, other))
        return client

    def round(
        self,
        quarter: str = "2014-15 Q3",
        codes: Iterable[str] = (OWN, OTHER),
        is_open: bool = True,
    ) -> Round:
        """A round, open or a draft."""
        by = self.person(PersonRole.ADMINISTRATOR)
        plan = RoundPlan(
            quarter,
            DEFAULT_PACK.name,
            dt.date(2099, 1, 31),
            [self.organisation(code) for code in codes],
        )
        made = make_round(plan, by, now())
        if is_open:
            move(made, RoundState.OPEN, by, now())
        return made


def do_jobs(may_fail: bool = False) -> None:
    """Do all jobs that wait, as the worker would; none of them fails unless it may."""
    from django_tasks_db.management.commands.db_worker import Worker
    from django_tasks_db.models import DBTaskResult

    Worker(
        queue_names=["default"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id="tests",
        excluded_queue_names=[],
    ).run()
    failed = DBTaskResult.objects.failed().first()
    assert may_fail or failed is None, failed.traceback


def upload(path: Path, name: str = "") -> SimpleUploadedFile:
    """A file to be uploaded."""
    return SimpleUploadedFile(name or path.name, path.read_bytes())
