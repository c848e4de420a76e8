"""Whatever a program asks, the answer is as the description (OpenAPI) says: schemathesis tries."""

from __future__ import annotations

from typing import Any

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from hypothesis import HealthCheck, given, settings

from tests.web.conftest import Connection
from tests.web.judged_round import SENDER, published_round
from tests.web.people_of import Site
from web.access.roles import PersonRole
from web.clock import now
from web.people.models import RequestCount
from web.people.tokens import make_token

EXAMPLES = 10
"""Of each operation, as it should be asked and as it should not."""
ROLES = ((PersonRole.AUDITOR, ""), (PersonRole.SUBMITTER, SENDER), (PersonRole.ADMINISTRATOR, ""))


@pytest.mark.parametrize(("role", "code"), ROLES)
def test_every_answer_is_as_described(
    site: Site, connection: Connection, role: PersonRole, code: str
) -> None:
    held = published_round(site, connection)
    token = make_token(site.person(role, code), "schemathesis", 1, now())
    headers = {"Authorization": f"Bearer {token}", "Host": "testserver"}
    described = schemathesis.openapi.from_wsgi(
        "/api/v1/openapi.json", WSGIHandler(), headers=headers
    )
    operations = [result.ok() for result in described.get_all_operations()]
    assert len(operations) == 4
    for operation in operations:
        _hold(operation.as_strategy(), headers, held.pk)
        if operation.path != "/api/v1/rounds":
            wrong = operation.as_strategy(generation_mode=schemathesis.GenerationMode.NEGATIVE)
            _hold(wrong, headers, 0)


def _hold(cases: Any, headers: dict[str, str], number: int) -> None:
    """Hold the answers to what is drawn to the description; and to the same of a round's number."""

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(case=cases)
    def holds(case: Any) -> None:
        RequestCount.objects.all().delete()
        case.call_and_validate(headers=headers)
        if number and case.path_parameters:
            case.path_parameters = {"number": number}
            case.call_and_validate(headers=headers)

    holds()
