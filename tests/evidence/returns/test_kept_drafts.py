"""What was read of a file is read again only where something of it, or of the pack, has changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from engine.kept.store import Store
from engine.nouns.evidence.fault import Fault
from engine.nouns.evidence.organisation import Submission
from engine.nouns.policy.pack import Pack
from evidence.nouns.register import Register
from evidence.nouns.returns import Return, ReturnsRead
from evidence.nouns.yardstick import Yardstick
from evidence.reading import read_returns
from evidence.submissions import RunContext, submissions
from tests.reading_forbidden import forbid_reading

REGISTER = "staff_ref,staff_group,framework,required_level,achieved_level,completed_on\n"
LINES = "N1,Nurses,safeguarding,3,3,2014-01-31\nN2,Nurses,safeguarding,3,,04/03/2014\n"


def plain(found: Return) -> Return:
    """Without its register, whose arrays have no equality of their own."""
    return replace(found, register=None)


def lines_of(register: Register | None) -> object:
    if register is None:
        return None
    columns = {name: (col.values, col.codes.tolist()) for name, col in register.columns.items()}
    return register.sheet, columns, register.rows.tolist(), register.letters


def assert_same(again: ReturnsRead, first: ReturnsRead) -> None:
    assert list(map(plain, again.returns)) == list(map(plain, first.returns))
    assert [lines_of(found.register) for found in again.returns] == [
        lines_of(found.register) for found in first.returns
    ]
    others = ("faults", "inputs", "superseded", "sent", "identity_given")
    assert all(getattr(again, name) == getattr(first, name) for name in others)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "cache", "Clausewise 1")


@pytest.fixture
def reading_is_an_error(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    return partial(forbid_reading, monkeypatch)


def test_returns_are_the_same_from_their_files_and_from_what_was_kept(
    shared_returns: Path,
    pack: Pack,
    judged: Yardstick,
    store: Store,
    reading_is_an_error: Callable[[], None],
) -> None:
    first = read_returns([shared_returns], pack)
    facts = submissions(first, pack, judged)
    for _ in range(2):
        again = read_returns([shared_returns], pack, store=store)
        assert_same(again, first)
        assert facts_by(store, again, pack, judged) == facts
        reading_is_an_error()
    assert store.found == store_size(store) > 0


def facts_by(
    store: Store, reading: ReturnsRead, pack: Pack, judged: Yardstick
) -> tuple[tuple[Submission, ...], tuple[Fault, ...]]:
    organisations = [submitted.organisation for submitted in reading.returns]
    context = RunContext.for_organisations(organisations, pack, store)
    return submissions(reading, pack, judged, context=context)


def store_size(store: Store) -> int:
    assert store.folder is not None
    return sum(1 for _ in store.folder.rglob("*.kept"))


def test_a_register_with_days_of_either_reading_and_blanks_comes_back(
    csv_folder: Callable[..., Path], pack: Pack, store: Store
) -> None:
    folder = csv_folder(training=REGISTER + LINES)
    first = read_returns([folder], pack)
    assert_same(read_returns([folder], pack, store=store), first)
    assert_same(read_returns([folder], pack, store=store), first)
    assert store.found == 1


def test_a_file_that_changed_is_read_again(
    csv_folder: Callable[..., Path], pack: Pack, store: Store
) -> None:
    folder = csv_folder(training=REGISTER + LINES)
    read_returns([folder], pack, store=store)
    (folder / "training.csv").write_text(REGISTER + LINES.replace("3,3", "3,2"), "utf-8")
    again = read_returns([folder], pack, store=store)
    assert_same(again, read_returns([folder], pack))
    assert store.found == 0


def test_another_pack_another_software_and_a_spoilt_entry_read_again(
    csv_folder: Callable[..., Path], pack: Pack, store: Store
) -> None:
    folder = csv_folder()
    first = read_returns([folder], pack, store=store)
    for changed, kept in (
        (replace(pack, digest="another"), store),
        (pack, Store(store.folder, "Clausewise 2")),
    ):
        assert_same(read_returns([folder], changed, store=kept), first)
        assert kept.found == 0
    assert store.folder is not None
    for entry in store.folder.rglob("*.kept"):
        entry.write_bytes(entry.read_bytes().replace(b"met", b"MET", 1)[:-1])
    assert_same(read_returns([folder], pack, store=store), first)
    assert store.found == 0


def test_facts_judged_on_another_day_or_by_another_figure_are_gathered_again(
    csv_folder: Callable[..., Path], pack: Pack, judged: Yardstick, store: Store
) -> None:
    reading = read_returns([csv_folder(training=REGISTER + LINES)], pack)
    facts_by(store, reading, pack, judged)
    day_later = replace(judged, as_of=lambda quarter: quarter.next.last_day)
    others = {
        name: replace(parameter, meaning="Ours") for name, parameter in pack.parameters.items()
    }
    for other, by in ((pack, day_later), (replace(pack, parameters=others), judged)):
        assert facts_by(store, reading, other, by) == submissions(reading, other, by)
    assert store.found == 0
