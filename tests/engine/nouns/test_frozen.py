"""A frozen class is in all that it does what the standard library makes of it, only sooner made."""

from __future__ import annotations

import copy
import dataclasses
import inspect
import pickle
from collections.abc import Callable
from typing import Any, ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.nouns.frozen import dataclass

Made = Callable[[type], Any]


def library(cls: type) -> Any:
    """What the standard library makes of a class."""
    return dataclasses.dataclass(frozen=True, slots=True)(cls)


def ours(cls: type) -> Any:
    """What is made of it here."""
    return dataclass(frozen=True, slots=True)(cls)


NAMES = ("first", "second", "third", "fourth")
VALUES = st.one_of(st.integers(-3, 3), st.text(max_size=2), st.just(float("nan")), st.none())
KINDS = st.sampled_from(("plain", "default", "factory", "uncompared", "hidden", "unhashed"))


def described(kinds: list[str], with_more: bool) -> type:
    """A class with fields of some kinds, those without a default first."""
    ordered = sorted(kinds, key=lambda kind: kind != "plain")
    body: dict[str, Any] = {"__doc__": "A noun.", "__module__": __name__, "__annotations__": {}}
    for name, kind in zip(NAMES, ordered, strict=False):
        body["__annotations__"][name] = "object"
        if kind != "plain":
            body[name] = {
                "default": 7,
                "factory": dataclasses.field(default_factory=lambda: (1,)),
                "uncompared": dataclasses.field(default=0, compare=False),
                "hidden": dataclasses.field(default="", repr=False),
                "unhashed": dataclasses.field(default=1, hash=False),
            }[kind]
    if with_more:

        def refuse(self: Any) -> None:
            if self.first == 3:
                raise ValueError("three")

        body["__post_init__"] = refuse
    return type("Noun", (), body)


def answer(work: Callable[[], object]) -> object:
    """What something gives, or the error that it raises, in words."""
    try:
        return work()
    except (TypeError, ValueError, AttributeError) as error:
        return type(error).__name__, str(error)


def behaviour(made: Any, given: list[Any], other: list[Any]) -> list[object]:
    """All that can be seen of two objects of a class."""
    one, two = answer(lambda: made(*given)), answer(lambda: made(*other))
    if isinstance(one, tuple) or isinstance(two, tuple):
        return [one if isinstance(one, tuple) else repr(one), repr(two)]
    names = [field.name for field in dataclasses.fields(made)]
    return [
        repr(one),
        one == one,
        one == two,
        one != two,
        one == 1,
        hash(one) == hash(made(*given)),
        hash(one) == hash(two),
        made.__match_args__,
        names,
        [getattr(one, name) for name in names],
        repr(dataclasses.replace(one, first="other")),
        repr(copy.deepcopy(one)),
        dataclasses.asdict(one).keys(),
        answer(lambda: setattr(one, "first", 1)),
        answer(lambda: delattr(one, "first")),
        answer(lambda: made(*given, other=1)),
        hasattr(one, "__dict__"),
    ]


@given(
    st.lists(KINDS, min_size=1, max_size=4),
    st.booleans(),
    st.lists(VALUES, max_size=5),
    st.lists(VALUES, max_size=5),
)
def test_a_class_does_in_everything_what_the_librarys_does(
    kinds: list[str], with_more: bool, given: list[Any], other: list[Any]
) -> None:
    asked, found = library(described(kinds, with_more)), ours(described(kinds, with_more))
    assert repr(behaviour(found, given, other)) == repr(behaviour(asked, given, other))
    # By name, and once more: what is compiled at the first call is as good at the second.
    assert repr(behaviour(found, other, given)) == repr(behaviour(asked, other, given))


@dataclass(frozen=True, slots=True)
class Place:
    """A noun as the rooms have them."""

    sheet: str
    row: int = 1

    def __str__(self) -> str:
        return f"{self.sheet}!{self.row}"


@dataclass(frozen=True, slots=True)
class Cell(Place):
    """One that has all of another."""

    text: str = ""


def test_an_object_of_a_class_is_pickled_and_read_back() -> None:
    cell = Cell("Dashboard", 3, "98%")
    assert pickle.loads(pickle.dumps(cell)) == cell


def test_a_class_has_what_the_class_has_that_it_is_made_of() -> None:
    cell = Cell("Dashboard", text="98%")
    assert (str(cell), cell.row, cell.text) == ("Dashboard!1", 1, "98%")
    assert cell != Place("Dashboard")
    assert Place("Dashboard") == Place("Dashboard", 1)


def test_methods_of_its_own_stay() -> None:
    @dataclass(frozen=True, slots=True)
    class Word:
        """Words are the same in any case."""

        text: str

        def __eq__(self, other: object) -> bool:
            return isinstance(other, Word) and self.text.casefold() == other.text.casefold()

        def __hash__(self) -> int:
            return hash(self.text.casefold())

        def __repr__(self) -> str:
            return self.text

    assert len({Word("Level 3"), Word("LEVEL 3")}) == 1
    assert repr(Word("Level 3")) == "Level 3"


@pytest.mark.parametrize("options", [{}, {"frozen": True}, {"slots": True}, {"order": True}])
def test_a_class_with_other_options_is_the_librarys(options: dict[str, bool]) -> None:
    def described() -> type:
        return type("Noun", (), {"__annotations__": {"first": "int"}, "__doc__": "A noun."})

    asked = dataclasses.dataclass(**options)(described())
    found = dataclass(**options)(described())  # type: ignore[call-overload]
    assert repr(found.__dataclass_params__) == repr(asked.__dataclass_params__)
    assert inspect.signature(found) == inspect.signature(asked)


def test_a_class_with_what_is_no_plain_field_is_the_librarys() -> None:
    @dataclass(frozen=True, slots=True)
    class Closed:
        """It has a constant, and what is worked out."""

        form: ClassVar[str] = "closed"
        name: str
        length: int = dataclasses.field(init=False)

        def __post_init__(self) -> None:
            object.__setattr__(self, "length", len(self.name))

    assert (Closed("four").length, Closed.form) == (4, "closed")
    assert [field.name for field in dataclasses.fields(Closed)] == ["name", "length"]
