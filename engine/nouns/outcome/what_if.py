"""What would change if a parameter had another value, as plain data."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import overload

from engine.nouns.outcome.finding import ParameterUsed
from engine.nouns.verdict import Verdict


@dataclass(frozen=True, slots=True)
class ChangedCell:
    """One cell of the matrix whose verdict would be another."""

    rule: str
    organisation: str
    """The organisation's code."""
    now: Verdict
    then: Verdict


@dataclass(frozen=True, slots=True)
class WhatIf:
    """One parameter tried at one other value, in the quarter the matrix is for."""

    parameter: ParameterUsed
    """As it is in force for all."""
    value: float
    """The value tried in its place, in the parameter's unit."""
    cells: tuple[ChangedCell, ...]
    """In order of rule (policy order) and of the findings; empty where nothing would change."""
    kept: tuple[str, ...] = ()
    """The codes of the organisations that were judged by a value of their own, and keep it."""


class WhatIfs(Sequence[WhatIf]):
    """The values worth trying of a quarter, tried when somebody first looks at one.

    Trying them takes longer than judging the quarter, and one finding explained asks for none.
    """

    __slots__ = ("_found", "_tried")

    def __init__(self, tried: Callable[[], tuple[WhatIf, ...]]) -> None:
        self._tried = tried
        self._found: tuple[WhatIf, ...] | None = None

    @property
    def _all(self) -> tuple[WhatIf, ...]:
        if self._found is None:
            self._found = self._tried()
        return self._found

    @overload
    def __getitem__(self, place: int) -> WhatIf: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[WhatIf, ...]: ...
    def __getitem__(self, place: int | slice) -> WhatIf | tuple[WhatIf, ...]:
        return self._all[place]

    def __len__(self) -> int:
        return len(self._all)

    def __iter__(self) -> Iterator[WhatIf]:
        return iter(self._all)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, WhatIfs | tuple) and self._all == tuple(other)

    def __hash__(self) -> int:
        return hash(self._all)

    def __repr__(self) -> str:
        return f"WhatIfs({self._all!r})"
