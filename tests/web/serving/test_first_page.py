"""What other pages are made by is imported once the first was answered."""

from __future__ import annotations

import threading

import pytest
from django.core.signals import request_finished

import web.urls
from web.serving import first_page


def test_views_are_imported_once_after_the_first_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    imported = list[str]()
    done = threading.Event()

    def import_all() -> None:
        imported.append("all")
        done.set()

    monkeypatch.setattr(first_page, "_AFTER", 0.01)
    monkeypatch.setattr(web.urls, "import_views", import_all)
    first_page.import_views_after_first_page()
    assert imported == []
    request_finished.send(object)
    assert done.wait(20)
    request_finished.send(object)
    assert imported == ["all"]


def test_every_view_of_the_table_can_be_imported() -> None:
    web.urls.import_views()
