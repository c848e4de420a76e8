"""The assessment made by hand, made once, and made with other texts."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from engine.nouns.outcome.assessment import Assessment
from tests.reports.small_assessment import assessment_of


@pytest.fixture(scope="session")
def assessment() -> Assessment:
    return assessment_of()


@pytest.fixture(scope="session")
def make_assessment() -> Callable[[tuple[str, ...]], Assessment]:
    return assessment_of
