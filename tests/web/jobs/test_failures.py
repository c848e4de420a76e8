"""Why a job failed is told in words for those who wait for it."""

from __future__ import annotations

from traceback import format_exception

import pytest
from django.db import OperationalError

from clausewise.errors import PackUnusable
from engine.nouns.evidence.fault import PackFault
from web.jobs.failures import failure_words

NO_ROOM = "The server had no room left on its disk. Once there is room, have it done again."


def told(error: BaseException) -> str:
    """What is told of an error, kept as the library keeps it."""
    try:
        try:
            raise KeyError("before")
        except KeyError as first:
            raise error from first
    except BaseException as raised:  # noqa: BLE001
        path = f"{type(raised).__module__}.{type(raised).__qualname__}"
        return failure_words(path, "".join(format_exception(raised)))


def test_what_was_written_for_people_is_passed_on_whole() -> None:
    assert (
        told(PackUnusable("The pack is gone.\nPut it back.")) == "The pack is gone.\nPut it back."
    )


def test_what_a_fault_quotes_is_not_passed_on() -> None:
    fault = PackFault("a.yaml", 1, "“Jane Quill”", "a name", "Mend it.")
    assert told(PackUnusable("It cannot be used.", (fault,))) == "It cannot be used."


@pytest.mark.parametrize(
    "error",
    [
        OSError(28, "No space left on device"),
        OperationalError("database or disk is full"),
        OSError(122, "Disk quota exceeded"),
    ],
)
def test_a_full_disk_is_told_as_that(error: BaseException) -> None:
    assert told(error) == NO_ROOM


def test_a_mistake_of_the_program_is_told_by_its_kind_and_by_nothing_that_it_read() -> None:
    words = told(ValueError("Jane Quill, 943 476 5919"))
    assert words.startswith("Clausewise made a mistake of its own (ValueError).")
    assert "Quill" not in words
    assert "too little memory" in told(MemoryError())


def test_a_class_that_is_not_there_any_more_is_a_mistake_of_the_program() -> None:
    words = failure_words("gone.Gone", "gone.Gone: words")
    assert words.startswith("Clausewise made a mistake of its own (Gone).")
