"""Nouns written as JSON and back: the same to the last digit, and nothing that does not fit."""

from __future__ import annotations

import datetime as dt
import json
import threading
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausewise.places import DEFAULT_PACK
from engine.kept import codec
from engine.kept.codec import Misfit, codec_of
from engine.loading import load_pack
from engine.nouns.evidence.fact import Claim, Fact, Origin, Range
from engine.nouns.policy.pack import Pack
from engine.nouns.verdict import Basis, Verdict

FIRE_SAFETY = Path(__file__).parents[3] / "examples" / "fire-safety-care-home" / "rules"

texts = st.text(max_size=6) | st.just("\ud800 lone")
"""Half a sign too, as damaged files hold them."""
ranges = st.tuples(
    st.floats(allow_nan=False) | st.integers(-9, 9), st.floats(allow_nan=False) | st.integers(-9, 9)
).map(lambda pair: Range(min(pair), max(pair)))
values = st.none() | ranges | st.booleans() | texts | st.frozensets(texts, max_size=3)
origins = st.lists(st.builds(Origin, texts, texts, texts, texts, texts), max_size=2).map(tuple)
claims = st.lists(st.builds(Claim, values, st.booleans(), origins, texts), max_size=2).map(tuple)
facts = st.builds(
    Fact,
    name=texts,
    value=values,
    basis=st.none() | st.sampled_from(Basis),
    origins=origins,
    note=texts,
    returned=st.booleans(),
    claims=claims,
)


def through_json(kind: Any, value: Any) -> Any:
    codec = codec_of(kind)
    return codec.read(json.loads(json.dumps(codec.write(value))))


@given(facts)
def test_a_fact_comes_back_as_it_was_written(fact: Fact) -> None:
    again = through_json(Fact, fact)
    # Not only equal: 1 is no 1.0, and no True.
    assert repr(again) == repr(fact) or again == fact
    if isinstance(fact.value, Range):
        assert (type(again.value.low), type(again.value.high)) == (
            type(fact.value.low),
            type(fact.value.high),
        )


@pytest.mark.parametrize(
    "folder",
    [FIRE_SAFETY, pytest.param(DEFAULT_PACK, marks=pytest.mark.slow)],
    ids=["fire", "first"],
)
def test_a_whole_pack_comes_back_as_it_was_written(folder: Path) -> None:
    pack = load_pack(folder)
    again = through_json(Pack, pack)
    assert again == pack
    assert list(again.rules) == list(pack.rules)


def test_a_mapping_keeps_its_order_and_names_that_are_no_texts() -> None:
    kind = Mapping[int, tuple[Verdict, dt.date]]
    value = {3: (Verdict.MET, dt.date(2014, 9, 30)), 1: (Verdict.NOT_MET, dt.date(2014, 6, 30))}
    assert list(through_json(kind, value).items()) == list(value.items())


@pytest.mark.parametrize(
    ("kind", "plain"),
    [
        (int, True),
        (int, 1.0),
        (bool, 1),
        (str, None),
        (float, "1"),
        (dt.date, "2014-09-30"),
        (dt.date, -1),
        (Verdict, "green"),
        (Verdict, ["met"]),
        (tuple[str, ...], "met"),
        (tuple[str, int], ["met"]),
        (Mapping[str, int], {"a": 1}),
        (Mapping[str, int], [["a", 1], ["a", 2]]),
        (Origin, ["file", "sha", "sheet", "C9"]),
        (Origin, ["file", "sha", "sheet", "C9", 9]),
        (Origin, ["file", "sha", "sheet", "C9", "98%", "more"]),
        (Range, [2, 1]),
        (Range | bool | str, [7, "no such member"]),
        (Range | bool | str, [True, [1, 2]]),
        (Origin | None, []),
    ],
)
def test_what_does_not_fit_its_type_is_refused(kind: Any, plain: object) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - a Misfit, or the noun's own refusal
        codec_of(kind).read(plain)


@pytest.mark.parametrize(
    ("kind", "value"),
    [(str, 1), (Verdict, "met"), (Origin, "C9"), (Range | None, "C9"), (tuple[str, ...], ["a"])],
)
def test_what_is_of_another_type_is_not_written(kind: Any, value: object) -> None:
    with pytest.raises(Misfit):
        codec_of(kind).write(value)


def test_nothing_is_written_for_a_type_that_is_no_noun() -> None:
    with pytest.raises(Misfit):
        codec_of(object)


def test_who_asks_while_another_thread_makes_a_codec_waits_until_it_is_whole(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    @dataclass(frozen=True)
    class Named:
        name: str

    begun, may_end = threading.Event(), threading.Event()
    made = codec._made

    def slowly(asked: Any) -> codec.Codec:
        if asked is Named:
            begun.set()
            may_end.wait(30)
        return made(asked)

    monkeypatch.setattr(codec, "_made", slowly)
    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(codec_of, Named)
        assert begun.wait(30)
        second = pool.submit(lambda: codec_of(Named).write(Named("a")))
        with pytest.raises(TimeoutError):
            second.result(0.05)
        may_end.set()
        assert first.result(30).read(second.result(30)) == Named("a")
