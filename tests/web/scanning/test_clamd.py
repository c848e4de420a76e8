"""Bytes are scanned by ClamAV's daemon; what is not plainly clean is refused."""

from __future__ import annotations

import socket
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import settings

from tests.web.scanning.fake_clamd import clamd
from web.config import WebConfig
from web.scanning.clamd import ScanAnswer, ScanResult, scanned

BYTES = [b"%PDF-1.7 " * 20_000, b"the end"]


@pytest.fixture(autouse=True)
def config() -> Iterator[None]:
    before = getattr(settings, "CLAUSEWISE", None)
    settings.CLAUSEWISE = WebConfig(Path(), "for tests alone")
    yield
    settings.CLAUSEWISE = before


def answer_of(address: str) -> ScanAnswer:
    settings.CLAUSEWISE = replace(settings.CLAUSEWISE, scanner=address)
    return scanned(BYTES)


def test_what_the_daemon_finds_nothing_in_is_scanned() -> None:
    with clamd(b"stream: OK\0") as daemon:
        assert answer_of(daemon.address) == ScanAnswer(ScanResult.CLEAN)
        assert daemon.heard == [b"".join(BYTES)]


def test_a_socket_of_this_machine_is_asked_too() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "clamd.sock")
        with clamd(b"stream: OK\0", path) as daemon:
            assert answer_of(daemon.address) == ScanAnswer(ScanResult.CLEAN)


def test_what_is_found_is_refused_by_its_name() -> None:
    with clamd(b"stream: Eicar-Test-Signature FOUND\0") as daemon:
        answer = answer_of(daemon.address)
    assert answer == ScanAnswer(ScanResult.FOUND, "Eicar-Test-Signature")
    assert answer.is_refused
    assert "found “Eicar-Test-Signature”" in answer.refusal


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (b"INSTREAM size limit exceeded. ERROR\0", "INSTREAM size limit exceeded. ERROR"),
        (b"stream: OKAY\0", "OKAY"),
        (b"", "it closed the connection"),
        (b"\xff\xfe\0", "\ufffd\ufffd"),
    ],
)
def test_any_other_answer_is_none(said: bytes, words: str) -> None:
    with clamd(said) as daemon:
        answer = answer_of(daemon.address)
    assert (answer, answer.is_refused) == (ScanAnswer(ScanResult.UNANSWERED, words), True)


def test_a_daemon_that_has_heard_enough_is_still_listened_to() -> None:
    with clamd(b"INSTREAM size limit exceeded. ERROR\0", most=50_000) as daemon:
        assert answer_of(daemon.address).result is ScanResult.UNANSWERED


@pytest.mark.parametrize("address", ["unix:/nowhere/clamd.sock", "nowhere", "127.0.0.1:none"])
def test_an_address_at_which_nobody_answers_is_told(address: str) -> None:
    answer = answer_of(address)
    assert (answer.result, answer.is_refused) == (ScanResult.UNANSWERED, True)
    assert "does not answer" in answer.refusal


def test_a_daemon_that_never_answers_is_waited_for_no_longer_than_is_set(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("web.scanning.clamd.SECONDS", 0.2)
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        answer = answer_of(f"127.0.0.1:{silent.getsockname()[1]}")
    assert (answer.result, answer.words) == (ScanResult.UNANSWERED, "timed out")


def test_without_a_scanner_nothing_is_scanned_and_nothing_refused() -> None:
    answer = answer_of("")
    assert (answer.result, answer.is_refused) == (ScanResult.NOT_SCANNED, False)
