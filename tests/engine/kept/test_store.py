"""The folder of what was kept: believed only whole, bounded, and never in the way."""

from __future__ import annotations

import errno
import json
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NoReturn

import pytest

from engine.kept.store import NOTHING_KEPT, Store, fingerprint

KEY = ("facts", "orwell", "2014-09-30")
VALUE = ("98%", "N/K", "<5")
KIND = tuple[str, ...]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    made = Store(tmp_path / "cache", "Clausewise 1")
    made.put(KEY, KIND, VALUE)
    return made


def entry(store: Store) -> Path:
    assert store.folder is not None
    (found,) = store.folder.rglob("*.kept")
    return found


def anew(store: Store) -> Store:
    return Store(store.folder, store.software)


def test_what_was_kept_is_found_by_another_run(store: Store) -> None:
    assert anew(store).get(KEY, KIND) == VALUE


def test_another_key_another_software_or_no_folder_finds_nothing(store: Store) -> None:
    assert store.get(("facts", "orwell", "2014-12-31"), KIND) is None
    assert Store(store.folder, "Clausewise 2").get(KEY, KIND) is None
    assert NOTHING_KEPT.get(KEY, KIND) is None


def test_a_byte_changed_anywhere_is_never_believed(store: Store) -> None:
    path = entry(store)
    whole = path.read_bytes()
    for at in range(len(whole)):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert store.get(KEY, KIND) is None
    path.write_bytes(whole)
    assert store.get(KEY, KIND) == VALUE


@pytest.mark.parametrize("length", [0, 1, 64, 65, 70])
def test_an_entry_cut_short_is_never_believed(store: Store, length: int) -> None:
    path = entry(store)
    path.write_bytes(path.read_bytes()[:length])
    assert store.get(KEY, KIND) is None


def test_an_entry_of_another_key_is_not_believed_in_its_place(store: Store) -> None:
    before = entry(store)
    store.put(("facts", "gipping", "2014-09-30"), KIND, ("12%",))
    assert store.folder is not None
    (other,) = set(store.folder.rglob("*.kept")) - {before}
    other.replace(before)
    assert store.get(KEY, KIND) is None


def test_what_is_sealed_rightly_and_of_another_type_is_not_believed(store: Store) -> None:
    store.put(KEY, tuple[int, ...], (1, 2))
    assert store.get(KEY, KIND) is None
    assert store.get(KEY, tuple[int, ...]) == (1, 2)


def test_an_entry_is_no_more_than_data(store: Store) -> None:
    seal, _, body = entry(store).read_bytes().partition(b"\n")
    assert len(seal) == 64
    assert json.loads(body) == [["Clausewise 1", *KEY], list(VALUE)]


def test_the_folder_may_be_deleted_at_any_time(store: Store) -> None:
    entry(store).unlink()
    assert store.get(KEY, KIND) is None
    store.put(KEY, KIND, VALUE)
    assert store.get(KEY, KIND) == VALUE


def test_what_was_longest_not_used_goes_first(tmp_path: Path) -> None:
    store = Store(tmp_path / "cache", "Clausewise 1", limit=1_000)
    for number in range(12):
        store.put((str(number),), str, "x" * 60)
    assert store.folder is not None
    for number in range(12):
        (path,) = [
            found for found in store.folder.rglob("*.kept") if f'"{number}"' in found.read_text()
        ]
        os.utime(path, (number, number))
    assert store.get(("0",), str) is not None  # It is used, and so the latest.
    store.tidy()
    left = [number for number in range(12) if store.get((str(number),), str) is not None]
    sizes = [path.stat().st_size for path in store.folder.rglob("*.kept")]
    assert sum(sizes) <= 1_000
    assert left == [0, *range(12 - len(left) + 1, 12)]


def test_a_run_that_kept_nothing_looks_at_no_entry(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def look(*_: object) -> NoReturn:
        raise AssertionError

    monkeypatch.setattr(os, "scandir", look)
    anew(store).tidy()


def test_where_there_is_no_room_nothing_is_kept_and_nothing_left(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> NoReturn:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    store.put(("other",), KIND, VALUE)
    monkeypatch.undo()
    assert store.folder is not None
    assert [path for path in store.folder.rglob("*") if path.is_file()] == [entry(store)]
    assert anew(store).get(KEY, KIND) == VALUE


def test_a_folder_that_cannot_be_made_keeps_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    store = Store(tmp_path / "file" / "cache", "Clausewise 1")
    store.put(KEY, KIND, VALUE)
    assert store.get(KEY, KIND) is None


def test_a_folder_that_others_may_write_in_is_not_used(store: Store) -> None:
    assert store.folder is not None
    store.folder.chmod(0o777)
    assert anew(store).get(KEY, KIND) is None
    store.folder.chmod(0o700)
    assert anew(store).get(KEY, KIND) == VALUE


def test_the_folder_is_its_owners_alone(store: Store) -> None:
    assert store.folder is not None
    assert {path.stat().st_mode & 0o077 for path in [store.folder, *store.folder.rglob("*")]} == {0}


def test_runs_at_once_never_see_half_of_one_anothers(tmp_path: Path) -> None:
    long = tuple("x" * 500 for _ in range(50))

    def write_and_read(number: int) -> object:
        own = Store(tmp_path / "cache", "Clausewise 1")
        own.put(KEY, KIND, long if number % 2 else VALUE)
        return own.get(KEY, KIND)

    with ThreadPoolExecutor(8) as pool:
        found = set(pool.map(write_and_read, range(80)))
    assert found <= {long, VALUE}
    assert not [path for path in tmp_path.rglob("*") if path.is_file() and path.suffix != ".kept"]


def test_a_fingerprint_differs_where_a_part_does() -> None:
    assert fingerprint("a", ["b"]) == fingerprint("a", ["b"])
    assert len({fingerprint("a", "b"), fingerprint("ab"), fingerprint(["a", "b"])}) == 3


def test_a_store_takes_over_what_another_of_the_same_software_kept(
    store: Store, tmp_path: Path
) -> None:
    taking = Store(tmp_path / "another", store.software)
    taking.take_in(store)
    assert anew(taking).get(KEY, KIND) == VALUE
    later = Store(tmp_path / "later", "Clausewise 2")
    later.take_in(store)
    assert later.get(KEY, KIND) is None
    taking.take_in(NOTHING_KEPT)
    NOTHING_KEPT.take_in(store)
